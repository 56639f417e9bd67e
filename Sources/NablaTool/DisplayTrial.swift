// A formula tried in a role, on a copy of the session.

import Answers
import Diagnostics
import Findings
import Judging
import Markdown
import Notebook

/// A formula with what came of trying it.
struct DisplayTrial {
  private let text: String
  private let macros: String
  private let options: AnswerOptions
  /// The session after the formula in the role that was found; nil where none was.
  private(set) var session: Session?
  /// What the formula declares, where it is taken as a declaration.
  private(set) var declared: [Outcome] = []
  /// What the display would be for.
  private(set) var role: DisplayRole?
  /// A formula that declares what it lacks.
  private(set) var declarations: String?
  /// What the rows are worth.
  private(set) var verdicts: [Verdict] = []
  /// Why it cannot be checked.
  private(set) var reason: String?

  /// A formula that was not tried yet.
  init(_ text: String, macros: String, options: AnswerOptions) {
    self.text = text
    self.macros = macros
    self.options = options
  }

  /// The formula of a notebook, with its macros and options.
  init(_ display: Display, _ notebook: Notebook) {
    self.init(
      display.formula.tex.text,
      macros: notebook.metadata.macros?.text ?? "",
      options: AnswerOptions(display.options)
    )
  }

  /// Whether the formula says a shape or an assumption, and nothing else: `x \in \mathbb R^n`, `\lambda > 0`,
  /// `\Sigma \succ 0`, `A = A^\top`, `U^\top U = I`, `\mathbf 1^\top y = 1`.
  ///
  /// Other equations of the running text may be claims or problems, and are none.
  mutating func saysShape(_ given: Session) -> Bool {
    let isSaid = text.contains("\\in") || text.contains("\\succ") || endsPositive || isUsualEquation
    return isSaid && declares(given)
  }

  private var endsPositive: Bool {
    let words = text.split(whereSeparator: \.isWhitespace).joined()
    return [">0", "\\geq0", "\\ge0", "\\geqslant0", "\\neq0", "\\ne0"].contains { words.hasSuffix($0) }
  }

  /// Whether the right side of the only sign is an identity, the number 1 or the left side transposed.
  private var isUsualEquation: Bool {
    let sides = text.split(separator: "=", omittingEmptySubsequences: false)
    guard sides.count == 2 else { return false }
    let left = sides[0].filter { !$0.isWhitespace }
    let right = sides[1].filter { !$0.isWhitespace }
    let bare = right.prefix { $0 != "_" }
    let isIdentity = [
      "I", "\\mathbfI", "\\mathbf{I}", "\\mathbbI", "\\mathbb{I}", "\\mathrmI", "\\mathrm{I}",
    ]
    .contains(String(bare))
    let transposes = [
      "^\\top", "^{\\top}", "^T", "^{T}", "'", "^\\intercal", "^{\\intercal}", "^\\mathsf{T}",
    ]
    return isIdentity || right == "1"
      || transposes.contains { right == left + $0 || left == right + $0 }
  }

  /// Whether the formula does nothing but declare names.
  private mutating func declares(_ given: Session) -> Bool {
    var copy = given
    let result = copy.run(display: request([.define]), options: options)
    let isDeclaration = result.outcomes.allSatisfy { if case .declaration = $0 { true } else { false } }
    guard !result.outcomes.isEmpty, isDeclaration, result.diagnostics.allSatisfy({ $0.severity != .error })
    else { return false }
    session = copy
    declared = result.outcomes
    return true
  }

  /// Tries the display as one to check, with the names declared that it lacks.
  mutating func check(_ given: Session) {
    var copy = given
    var result = copy.run(display: request([.check]), options: options)
    if let missing = result.missingDeclarations {
      var again = given
      let declared = again.run(
        display: DisplayRequest(text: missing, roles: [.define], subject: nil, variables: [], macros: ""),
        options: options
      )
      if declared.diagnostics.allSatisfy({ $0.severity != .error }) {
        declarations = missing
        copy = again
        result = copy.run(display: request([.check]), options: options)
      }
    }
    take(result)
    if reason != nil { declarations = nil }
    guard reason == nil, verdicts.allSatisfy({ $0 == .definition }) else {
      role = .check
      session = copy
      return
    }
    // Rows that only name something are definitions of the notebook.
    var defining = given
    let defined = defining.run(display: request([.define]), options: options)
    guard declarations == nil, defined.diagnostics.allSatisfy({ $0.severity != .error }) else {
      reason = "its rows only name something, and nothing is checked"
      declarations = nil
      return
    }
    role = .define
    session = defining
  }

  private mutating func take(_ result: Session.CellResult) {
    guard case .checked(let statement)? = result.outcomes.last, !statement.lines.isEmpty else {
      reason = result.diagnostics.first?.message ?? "there is no row to check"
      return
    }
    verdicts = statement.lines.map(\.verdict)
    guard let row = verdicts.firstIndex(of: .unread) else { return }
    let line = statement.lines[row]
    let problem = result.diagnostics.first { diagnostic in
      diagnostic.range.map { line.range.contains($0) } ?? false
    }
    let said = problem?.message ?? line.message
    let number = verdicts.count > 1 ? "row \(row + 1)" : "its row"
    reason = said.isEmpty ? "\(number) is not read" : "\(number) is not read: \(said)"
  }

  private func request(_ roles: [DisplayRole]) -> DisplayRequest {
    DisplayRequest(text: text, roles: roles, subject: nil, variables: [], macros: macros)
  }
}
