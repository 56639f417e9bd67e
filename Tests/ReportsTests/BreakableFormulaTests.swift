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
        "=c\\left(aaaaaaaaaa \\right.", "\\left.{}+ bbbbbbbbbb\\right)^\\top",
      ]
    )
    #expect(
      pieces("=c\\left(\\frac{x}{y}aaaaaaaaaaaaaa + bbbbb\\right)") == [
        "=c\\left(\\frac{x}{y}aaaaaaaaaaaaaa \\vphantom{\\frac{x}{y}}\\right.",
        "\\left.\\vphantom{\\frac{x}{y}}{}+ bbbbb\\right)",
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

  @Test("marks every piece of a part that is cut")
  func marks() {
    #expect(pieces("=\\nablamark{a + b}c") == ["=\\nablamark{a }", "{}\\nablamark{+ b}c"])
    #expect(pieces("=\\nablamark{x}") == ["=\\nablamark{x}"])
  }

  @Test("writes a long fraction of the program as a factor, in brackets where it divides a sum")
  func fractions() {
    let long = String(repeating: "a", count: 24)
    #expect(pieces("=\\frac{\(long) \\odot b}{t}", .factored) == ["=\\frac{1}{t}\\,\(long) ", "{}\\odot b"])
    #expect(pieces("=\\frac{\(long)}{t}").joined() == "=\\frac{\(long)}{t}")
    #expect(pieces("=\\frac{b + \(long)}{t}", .factored).joined().hasPrefix("=\\frac{1}{t}\\,\\left(b "))
    #expect(pieces("=\\frac{a}{t}", .factored) == ["=\\frac{a}{t}"])
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
