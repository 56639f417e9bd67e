import Testing

@testable import Reports

@Suite("A formula in pieces")
struct BreakableFormulaTests {
  private func pieces(_ latex: String, _ fractions: BreakableFormula.Fractions = .kept) -> [String] {
    BreakableFormula(latex, fractions: fractions).pieces.map(\.latex)
  }

  @Test(
    "ends a line before relations, signs of sums and signs of products, and nowhere else",
    arguments: [
      ("=a + b", ["=a ", "{}+ b"]),
      ("=-a - b", ["=-a ", "{}- b"]),
      ("x = a : \\mathrm dX", ["x ", "{}= a ", "{}: \\mathrm dX"]),
      ("=(a + b)c", ["=(a + b)c"]),
      ("=\\frac{a + b}{c}", ["=\\frac{a + b}{c}"]),
      ("=X^+b + c", ["=X^+b ", "{}+ c"]),
      ("=x_-", ["=x_-"]),
      ("=\\|a + b\\| + c", ["=\\|a + b\\| ", "{}+ c"]),
      ("=\\sum_{i=1}^n a_i \\odot b", ["=\\sum_{i=1}^n a_i ", "{}\\odot b"]),
      ("a \\over b + c", ["a \\over b + c"]),
      ("=\\begin{bmatrix} a & -b \\end{bmatrix} - c", ["=\\begin{bmatrix} a & -b \\end{bmatrix} ", "{}- c"]),
      ("=(a + b", ["=(a + b"]),
      ("a | b + c", ["a | b + c"]),
    ]
  )
  func places(_ latex: String, _ expected: [String]) {
    #expect(pieces(latex) == expected)
  }

  @Test("opens a long bracket, whose parts stay as high as the whole")
  func brackets() {
    let inside = "aaaaaaaaaa + bbbbbbbbbb"
    #expect(
      pieces("=c\\left(\(inside)\\right)^\\top") == [
        "=c\\left(aaaaaaaaaa \\mkern-2.16mu \\right.", "\\left.\\mkern-2.16mu {}+ bbbbbbbbbb\\right)^\\top",
      ]
    )
    #expect(
      pieces("=c\\left(\\frac{x}{y}aaaaaaaaaaaaaa + bbbbb\\right)") == [
        "=c\\left(\\frac{x}{y}aaaaaaaaaaaaaa \\mathclose{\\vphantom{\\frac{x}{y}}}\\mkern-2.16mu \\right.",
        "\\left.\\mathopen{\\vphantom{\\frac{x}{y}}}\\mkern-2.16mu {}+ bbbbb\\right)",
      ]
    )
    #expect(pieces("=c(\(inside))^\\top") == ["=c(aaaaaaaaaa ", "{}+ bbbbbbbbbb)^\\top"])
  }

  @Test(
    "ends a line between long factors where nothing better is left, never between a function and its bracket"
  )
  func factors() {
    #expect(
      pieces("=A\\,\\operatorname{diag}(x)\\,\\operatorname{step}(y)b") == [
        "=A\\,", "\\operatorname{diag}(x)\\,", "\\operatorname{step}(y)b",
      ]
    )
    #expect(pieces("=(a + b)(c - d)") == ["=(a + b)", "(c - d)"])
    #expect(pieces("=2\\,x^{\\,(k)}") == ["=2\\,x^{\\,(k)}"])
    #expect(pieces("=A\\,\\mathrm dX") == ["=A\\,\\mathrm dX"])
  }

  @Test(
    "ends a line behind the scripts of a factor where nothing better is left, never between a sum and what is summed"
  )
  func scripts() {
    func breaks(_ latex: String) -> [BreakableFormula.Break] {
      BreakableFormula(latex).pieces.dropFirst().map(\.before)
    }
    #expect(
      pieces("=(A^\\top DA)^{-1}ABCDEF^\\top GHI") == ["=(A^\\top DA)^{-1}", "{}ABCDEF^\\top ", "{}GHI"]
    )
    #expect(breaks("=(A^\\top DA)^{-1}ABCDEF^\\top GHI") == [.deep, .deep])
    #expect(pieces("=\\sum_{i = 1}^{n}abcdefghijx_iy_i") == ["=\\sum_{i = 1}^{n}abcdefghijx_i", "{}y_i"])
    #expect(pieces("=ABCDEFGHIJKLMNW^\\top\\mathrm dX") == ["=ABCDEFGHIJKLMNW^\\top\\mathrm dX"])
    // What fits on a phone stays whole.
    #expect(pieces("=(A^\\top DA)^{-1}A^\\top D") == ["=(A^\\top DA)^{-1}A^\\top D"])
  }

  @Test("writes a fraction in a numerator as a factor, too, and KaTeX takes what is left of each")
  func nestedFractions() {
    let long = String(repeating: "a", count: 24)
    let all = pieces(
      "=\\frac{b - \\frac{\\left(\\frac{c}{d} + \\frac{\\left(\(long)\\right)g}{h}\\right)k}{n}}{t}",
      .factored
    )
    #expect(all.joined().components(separatedBy: "\\frac{1}").count > 2)
    // A strut holds whole fractions.
    #expect(all.allSatisfy { !$0.contains("\\vphantom{\\frac{}}") })
  }

  @Test("marks every piece of a part that is cut")
  func marks() {
    #expect(pieces("=\\nablamark{a + b}c") == ["=\\nablamark{a }", "{}\\nablamark{+ b}c"])
    #expect(pieces("=\\nablamark{x}") == ["=\\nablamark{x}"])
  }

  @Test("writes a long fraction of the program as a factor, in brackets where it divides a sum")
  func fractions() {
    let long = String(repeating: "a", count: 24)
    #expect(
      pieces("=\\frac{\(long) \\odot b}{t}", .factored) == ["=\\frac{1}{t}\\,", "{}\(long) ", "{}\\odot b"]
    )
    #expect(pieces("=\\frac{\(long)}{t}").joined() == "=\\frac{\(long)}{t}")
    #expect(pieces("=\\frac{b + \(long)}{t}", .factored).joined().hasPrefix("=\\frac{1}{t}\\,\\left(b "))
    #expect(pieces("=\\frac{a}{t}", .factored) == ["=\\frac{a}{t}"])
    #expect(pieces("=\\frac{2\\,\(long) \\odot b}{t}", .factored).joined().hasPrefix("=\\frac{2}{t}\\,{}a"))
    #expect(pieces("=\\frac{2^x\(long) \\odot b}{t}", .factored).joined().hasPrefix("=\\frac{1}{t}\\,2^x"))
  }

  /// KaTeX must take every piece: none may close what another opens.
  @Test("has pieces in which every brace, fence and bracket has its partner")
  func balance() {
    let rows = [
      "=\\left(\\frac{aaaaaaaaaaaaaaaaaa}{b} - \\left(ccccccccccccccccc + d_{i+1}\\right)^{-1}\\right) : \\mathrm dX",
      "=\\nablamark{\\left(aaaaaaaaaaaaaaaaaaaa + b\\right)} - \\nablamark{c}^\\top",
      "=\\{aaaaaaaaaaaaaaaaaa + \\lVert b - c\\rVert\\}",
    ]
    for row in rows {
      let all = pieces(row, .factored)
      #expect(all.count > 1)
      for piece in all {
        let tokens = LaTeXText.tokens(piece)
        #expect(tokens.count { $0.text == "{" } == tokens.count { $0.text == "}" }, "\(piece)")
        #expect(tokens.count { $0.text == "\\left" } == tokens.count { $0.text == "\\right" }, "\(piece)")
      }
    }
  }
}

@Suite("What a part became")
struct ImageTests {
  private func image(_ before: String, _ after: String) -> String {
    MarkedToken.markingImage(of: before, in: after)
  }

  @Test("is what the lines do not share, with all its brackets, indices and arguments")
  func parts() {
    #expect(image("=a : \\mathrm dX", "=b : \\mathrm dX") == "=\\nablaimage{b} : \\mathrm dX")
    #expect(image("=a^\\top c", "=a^2 c") == "=\\nablaimage{a^2} c")
    #expect(image("=\\frac{a}{b} + c", "=\\frac{a}{d} + c") == "=\\frac{a}{\\nablaimage{d}} + c")
    #expect(image("=x(a) + c", "=x(a + b) + c") == "=x(a\\nablaimage{ + b}) + c")
  }

  @Test("is not marked where all of the line is new, nothing is, or another mark lies across its end")
  func unmarked() {
    for (before, after) in [("=a", "b"), ("=a", "=a"), ("=a", "=(b"), ("=xa", "=\\nablamark{xb}cb")] {
      #expect(image(before, after) == after)
    }
  }

  @Test("lies inside a mark that holds it, and around those that it holds")
  func nested() {
    #expect(image("=xay", "=\\nablamark{xby}") == "=\\nablamark{x\\nablaimage{b}y}")
    #expect(image("=xay", "=x\\nablamark{b}cy") == "=x\\nablaimage{\\nablamark{b}c}y")
  }
}
