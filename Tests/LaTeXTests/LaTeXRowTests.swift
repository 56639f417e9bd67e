// Displays: rows, what joins them, definitions and declarations in them, words between them.

import Diagnostics
import LaTeX
import Syntax
import Testing

@Suite("A display") struct LaTeXRowTests {
  private func rows(_ text: String) -> [DisplayRow] {
    LaTeXReader(scope: LaTeXTestScope.scope(), subject: "phi", variables: ["x"]).rows(of: text)
  }

  @Test(
    "has one row a line in every environment",
    arguments: [
      "\\begin{align} A &= B \\\\ &= X \\end{align}", "\\begin{aligned}A&=B\\\\[2pt]&=X\\end{aligned}",
      "\\begin{equation}\\begin{split} A &= B \\\\ &= X \\\\ \\end{split}\\end{equation}",
      "\\begin{eqnarray*} A &=& B \\nonumber \\\\ &=& X \\label{eq} \\end{eqnarray*}",
      "\\eqalign{A &= B \\cr &= X \\cr}",
      "\\begin{array}{rcl} A &=& B \\\\ &=& X \\end{array}", "A = B \\\\ = X",
      "\\begin{gather}A = B\\tag{1}\\\\ = X\\end{gather}",
    ]
  )
  func environments(_ text: String) {
    let rows = rows(text)
    #expect(rows.count == 2)
    #expect(rows.allSatisfy { $0.isRead })
    #expect(rows.last?.statements.first?.continuation == .relation(.equal))
  }

  @Test("keeps every relation of a chain")
  func relations() throws {
    let row = try #require(rows("A := B == X \\approx W \\ne H \\le V \\propto A").first)
    guard case .chain(let formulas, let relations) = try #require(row.statements.first).kind else { return }
    #expect(formulas.count == 7)
    #expect(relations == [.defined, .equal, .approximately, .notEqual, .lessOrEqual, .proportional])
  }

  @Test("may state an implication, a definition, a reason and words in one row")
  func connectives() throws {
    let row = try #require(
      rows("\\phi = t \\implies\\quad Q = A^2, \\qquad R = QA \\quad (\\text{by symmetry})").first
    )
    #expect(row.diagnostics.isEmpty)
    #expect(row.statements.map(\.connective) == [.none, .implies, .and, .none])
    #expect(row.statements.map { $0.definition?.name.text } == [nil, "Q", "R", nil])
    #expect(row.statements.last?.kind == .remark("(\\text{by symmetry})"))
  }

  @Test("names things that later rows use")
  func definitions() {
    let rows = rows(
      "h(s) := s^2 \\\\ h'(s) = 2s \\\\ Q = AX, \\text{ where } K = A^T \\\\ q_{ij} = \\sum_k a_{ik}K_{kj}"
    )
    #expect(rows.allSatisfy { $0.isRead })
    #expect(rows[0].statements[0].definition?.parameters?.map(\.text) == ["s"])
    #expect(rows[1].statements[0].definition == nil)
    #expect(rows[2].statements.map { $0.definition?.name.text } == ["Q", "K"])
    guard case .chain(let formulas, _) = rows[3].statements[0].kind else { return }
    #expect(formulas[0].tree.names == ["Q", "i", "j"])
  }

  @Test("goes on from the row before with a sign or a relation")
  func continuations() {
    let rows = rows("\\phi = x^TAx \\\\ = t \\\\ + s \\\\ -A = B")
    let expected: [DisplayContinuation] = [.none, .relation(.equal), .terms, .none]
    #expect(rows.compactMap { $0.statements.first?.continuation } == expected)
  }

  @Test("states a derivative as a map and takes the arrow's left side as its direction")
  func maps() throws {
    let reader = LaTeXReader(scope: LaTeXTestScope.scope(), variables: ["X"])
    for text in [
      "Df_X : H \\rightarrow 2\\operatorname{tr}(AH)", "D_X f: H \\mapsto 2\\operatorname{tr}(AH)",
    ] {
      let row = try #require(reader.rows(of: text).first)
      guard case .chain(let formulas, [.equal]) = try #require(row.statements.first).kind,
        case .directional(_, _, let along) = formulas[0].tree.kind
      else {
        Issue.record("read as \(row.statements)")
        continue
      }
      #expect(along.map(\.names) == [["H"]])
    }
  }

  @Test("that defines gives declarations with their attributes and definitions")
  func statements() throws {
    let text = """
      M \\in \\mathbb R^{n\\times m}, \\quad z, q \\in \\mathbb{R}^n, \\quad r \\in \\mathbb R \\\\
      S \\in \\mathbb S_{++}^n \\quad K \\in \\mathbb R^{k \\times k} \\text{ symmetric}, \\quad K \\succ 0 \\\\
      Z = M^T S M, \\quad \\psi(q) = q^T S q
      """
    let (statements, diagnostics) = LaTeXReader().statements(of: text)
    #expect(diagnostics.isEmpty)
    var declared: [String] = []
    var attributes: [String] = []
    var defined: [String] = []
    for statement in statements {
      switch statement.kind {
      case .declaration(let names, _, _, let words):
        declared += names.map(\.text)
        attributes += words.map(\.text)
      case .definition(let name, _, _, _): defined.append(name.text)
      default: Issue.record("unexpected \(statement.kind)")
      }
    }
    #expect(declared == ["M", "z", "q", "r", "S", "K"])
    #expect(attributes == ["symmetric", "positive-definite", "symmetric", "positive-definite"])
    #expect(defined == ["Z", "psi"])
    var scope = LaTeXTestScope.scope("")
    _ = scope.takeDiagnostics()
    var fresh = Scope(vocabulary: LaTeXTestScope.vocabulary)
    _ = fresh.perform(statements)
    #expect(fresh.takeDiagnostics().filter { $0.severity == .error }.isEmpty)
    #expect(fresh.names.contains("Z"))
  }

  @Test(
    "names the construct and the place of what it cannot read, and reads the other rows",
    arguments: [
      ("\\foo", "latex.unknown-command"), ("A \\star B", "latex.notation"),
      ("A \\wedge B", "latex.unknown-operator"),
      ("\\lim A", "latex.limit"),
      ("A +", "latex.incomplete"), ("|A", "latex.unbalanced-bracket"), ("A^{*", "latex.unbalanced-brace"),
      ("\\begin{cases} A & B \\end{cases}", "latex.cases"),
      ("\\operatorname{trc}(A)", "latex.unknown-function"),
      ("\\sum_{i=9}^n x_i", "latex.sum-range"), ("x \u{0} y", "latex.unknown-character"),
    ]
  )
  func unread(_ formula: String, _ code: String) throws {
    let text = "A = B \\\\ X = \(formula)"
    let rows = rows(text)
    #expect(rows.map(\.isRead) == [true, false])
    let diagnostic = try #require(rows.last?.diagnostics.first)
    #expect(diagnostic.code == code)
    let range = try #require(diagnostic.range)
    #expect(range.start >= 6 && range.end <= text.utf8.count)
  }

  @Test("offers the nearest known function")
  func hints() throws {
    let diagnostic = try #require(rows("\\operatorname{trce}(A)").first?.diagnostics.first)
    #expect(diagnostic.hints.contains { $0.contains("trace") })
  }
}
