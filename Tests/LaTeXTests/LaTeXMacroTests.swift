// Macros, and texts made to break a reader.

import Diagnostics
import LaTeX
import Syntax
import Testing

@Suite("LaTeX with macros") struct LaTeXMacroTests {
  static let macros = """
    \\def\\p{\\partial} \\def\\grad#1#2{\\frac{\\p #1}{\\p #2}}
    \\newcommand{\\LR}[1]{\\left(#1\\right)} \\newcommand\\half[1][2]{\\frac1{#1}}
    \\DeclareMathOperator{\\trace}{trace} \\renewcommand{\\vec}[1]{\\mathbf{#1}} \\let\\b\\beta
    """

  @Test(
    "reads as if they were written out",
    arguments: [
      ("\\grad{\\phi}{x}", "\\frac{\\partial\\phi}{\\partial x}"), ("\\LR{AB}^T", "\\left(AB\\right)^T"),
      ("\\half x", "\\frac12 x"), ("\\half[3] x", "\\frac13 x"),
      ("\\trace\\LR{A}", "\\operatorname{trace}(A)"),
      ("\\vec x^T\\vec{y}", "x^Ty"), ("\\grad\\phi x", "\\frac{\\partial\\phi}{\\partial x}"),
    ]
  )
  func expansion(_ short: String, _ long: String) {
    let reader = LaTeXReader(macros: Self.macros, scope: LaTeXTestScope.scope(), variables: ["x"])
    #expect(reader.macroDiagnostics.isEmpty)
    let left = reader.formula(short).tree
    let right = reader.formula(long).tree
    #expect(left != nil && left?.names == right?.names)
    #expect(left.map { skeleton($0) } == right.map { skeleton($0) })
  }

  /// The tree without its places.
  private func skeleton(_ tree: SyntaxTree) -> String {
    let head: String
    switch tree.kind {
    case .number(_, let text): head = text
    case .name(let name, _): head = name
    case .binary(let operation, _, _): head = operation.rawValue
    case .call(let name, _, _, _): head = name
    case .derivative(let form, _, _): head = form.rawValue
    case .transpose: head = "'"
    default: head = "?"
    }
    return head + "(" + tree.children.map(skeleton).joined(separator: " ") + ")"
  }

  @Test("puts what a macro made at the place of its call")
  func places() throws {
    let reader = LaTeXReader(macros: "\\def\\bad{A \\star B}", scope: LaTeXTestScope.scope())
    let diagnostic = try #require(reader.rows(of: "X + \\bad + B").first?.diagnostics.first)
    #expect(diagnostic.range == SourceRange(4, 8))
  }

  @Test(
    "names the bound or the cycle, and ends",
    arguments: [
      ("\\def\\a{\\a}", "\\a", "latex.macro-recursion"),
      ("\\def\\a{\\b}\\def\\b{\\a A}", "\\a", "latex.macro-recursion"),
      ("\\def\\a#1{\\a{#1#1}}", "\\a x", "latex.macro-recursion"),
      ("\\def\\a(#1){#1}", "A", "latex.macro-definition"),
      ("", "\\newcommand{\\q}[1]{#1} \\q", "latex.macro-argument"),
    ]
  )
  func bounds(_ macros: String, _ text: String, _ code: String) {
    let reader = LaTeXReader(macros: macros, scope: LaTeXTestScope.scope())
    let all = reader.macroDiagnostics + reader.rows(of: text).flatMap(\.diagnostics)
    #expect(all.contains { $0.code == code })
  }

  @Test("stops a macro that doubles itself thirty times")
  func bomb() {
    var macros = "\\def\\az{AA}"
    let letters = Array("zyxwvutsrqponmlkjihgfedcba")
    for (outer, inner) in zip(letters.dropFirst(), letters) {
      macros += "\\def\\a\(outer){\\a\(inner)\\a\(inner)}"
    }
    let rows = LaTeXReader(macros: macros, scope: LaTeXTestScope.scope()).rows(of: "\\aa")
    #expect(rows.flatMap(\.diagnostics).contains { $0.code == "latex.expansion-bound" })
    #expect(rows.allSatisfy { !$0.isRead })
  }

  @Test(
    "survives hostile texts",
    arguments: [
      "{", "}", "\\left(", "^", "_", "(", "|", "\\frac", "-", "\\begin{align}", "\u{0}", "'", "\\sum_", "d",
      "$",
    ]
  )
  func hostile(_ piece: String) {
    let reader = LaTeXReader(scope: LaTeXTestScope.scope(), variables: ["x"])
    for count in [1, 2, 300, 20_000] {
      let text = String(repeating: piece, count: count)
      let rows = reader.rows(of: text)
      #expect(rows.allSatisfy { $0.range.end <= text.utf8.count })
    }
    let million = String(repeating: piece, count: 1_000_000 / piece.utf8.count)
    #expect(reader.rows(of: million).allSatisfy { !$0.isRead || $0.statements.isEmpty })
  }

  @Test("survives the loss and the doubling of every token")
  func mutations() {
    let texts = [
      "\\frac{\\partial \\phi}{\\partial x} = \\left(A+A^T\\right)x, \\text{ where } Q = \\sum_{i=1}^n a_i a_i^T",
      "d\\phi = 2\\|x\\|^2\\langle x, dx\\rangle + \\operatorname{tr}\\{A\\,dX^{-1}\\} \\implies \\nabla_X f(X)=|X|X^{-T}",
      "\\left.\\begin{bmatrix}1&x_1\\\\t&e^{-t}\\end{bmatrix}\\right|_{t=0} : A\\odot B \\\\ Df(X)[H] \\in \\mathbb R^{n\\times m}",
    ]
    let reader = LaTeXReader(scope: LaTeXTestScope.scope(), subject: "phi", variables: ["x"])
    for text in texts {
      let characters = Array(text)
      for place in characters.indices {
        var less = characters
        less.remove(at: place)
        var more = characters
        more.insert(characters[place], at: place)
        for mutated in [String(less), String(more), String(characters[..<place])] {
          for row in reader.rows(of: mutated) {
            #expect(row.range.end <= mutated.utf8.count)
            #expect(row.isRead || row.statements.isEmpty || !row.diagnostics.isEmpty)
          }
        }
      }
    }
  }
}
