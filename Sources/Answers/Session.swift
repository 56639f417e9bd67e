// The session of one notebook: cells run top to bottom over one scope, each statement gives an outcome.

package import Diagnostics
package import Expressions
package import Findings
package import Judging
import Syntax

/// The state of a notebook while its cells run.
package struct Session: Sendable {
  /// What a cell came back with.
  package struct CellResult: Sendable {
    /// One outcome a statement, several for a question by several variables.
    package var outcomes: [Outcome]
    /// What there is to say, in offsets of the cell's text.
    package var diagnostics: [Diagnostic]
    /// A formula that declares the names which a display lacks, as far as their shapes follow from its rows.
    package var missingDeclarations: String?
  }

  /// What a scope begins with; the catalogue is read once.
  private static let empty = Workspace()
  /// The names of the notebook, and what there is to say of the present cell.
  var workspace = Session.empty
  /// What the display before set to zero.
  var conditionsBefore: [[ExpressionID]] = []
  /// The conventions that the displays so far needed, and whether it has been said that two need unlike ones.
  var neededConventions = NeededConventions()
  var hasNotedMixture = false
  /// Whether it has been said what the layouts mean.
  var hasNotedLayout = false

  var scope: Scope {
    get { workspace.scope }
    _modify { yield &workspace.scope }
  }

  /// A session with nothing declared.
  package init() {}

  /// Begins a fresh scope: no name is declared, nothing is assumed; what was said once of conventions is not said again.
  ///
  /// Its names are printed in the `letters` of their author.
  package mutating func beginScope(letters: AuthorsLetters = AuthorsLetters()) {
    workspace = Session.empty
    scope.letters = letters
    conditionsBefore = []
  }

  /// The graph of the session, for readers of other notations.
  package var graph: Graph { scope.graph }

  /// Runs the text of a cell; total, all errors are diagnostics.
  ///
  /// `firstLine` is the line of the file on which the text begins, for notes that name lines.
  package mutating func run(cell text: String, options: AnswerOptions = AnswerOptions(), firstLine: Int = 1)
    -> CellResult
  {
    workspace.begin(options)
    defer { workspace.end() }
    var outcomes: [Outcome] = []
    scope.layout = options.layout
    scope.enter(text, firstLine: firstLine)
    let read = PlainParser.cell(text, in: scope.context)
    workspace.diagnostics += read.diagnostics
    let lowered = scope.perform(read.statements)
    workspace.diagnostics += scope.takeDiagnostics()
    if let excess = workspace.excess {
      let failed = zip(read.statements, lowered).first { if case .failed = $1 { true } else { false } }
      let range = (failed?.0 ?? read.statements.last)?.range ?? SourceRange(0, text.utf8.count)
      workspace.diagnostics.append(.overBudget(excess, range))
    }
    for (statement, meaning) in zip(read.statements, lowered) {
      outcomes += self.outcomes(of: meaning, statement, options)
    }
    noteLayout(options)
    reportUnexpected(outcomes)
    return CellResult(outcomes: outcomes, diagnostics: sorted(workspace.diagnostics))
  }

  /// Says once what the two layouts that are no default mean for Jacobians.
  mutating func noteLayout(_ options: AnswerOptions) {
    defer { scope.jacobianRange = nil }
    guard !hasNotedLayout, options.layout != .mixed, let range = scope.jacobianRange else { return }
    hasNotedLayout = true
    workspace.diagnostics.append(.layoutOfJacobians(options.layout, range))
  }

  /// The value of an inline result such as `gradient phi wrt W`, or of a formula.
  package mutating func inline(_ text: String, options: AnswerOptions = AnswerOptions()) -> (
    Formula?, [Diagnostic]
  ) {
    workspace.begin(options)
    defer { workspace.end() }
    scope.layout = options.layout
    let (statement, errors) = PlainParser.question(text, in: scope.context)
    if let statement, errors.isEmpty, case .question = statement.kind {
      let meaning = scope.perform(statement)
      workspace.diagnostics += scope.takeDiagnostics()
      for outcome in outcomes(of: meaning, statement, options) {
        if case .answer(let answer) = outcome { return (answer.value, sorted(workspace.diagnostics)) }
      }
      return (nil, sorted(workspace.diagnostics))
    }
    let (tree, problems) = PlainParser.expression(text, in: scope.context)
    guard problems.isEmpty else { return (nil, problems) }
    let expression = scope.lower(tree)
    workspace.diagnostics += scope.takeDiagnostics()
    guard let expression else { return (nil, sorted(workspace.diagnostics)) }
    return (FormulaPrinter(scope).formula(expression), sorted(workspace.diagnostics))
  }

  /// The diagnostics by place, those of one place in the order they were given.
  func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.enumerated().sorted {
      ($0.element.range?.start ?? 0, $0.offset) < ($1.element.range?.start ?? 0, $1.offset)
    }.map(\.element)
  }

  /// What a statement came back with.
  private mutating func outcomes(
    of meaning: LoweredStatement,
    _ statement: Statement,
    _ options: AnswerOptions
  ) -> [Outcome] {
    if case .given = statement.kind, case .failed = meaning { workspace.hasFailedAssumptions = true }
    let printer = FormulaPrinter(scope)
    switch meaning {
    case .declaration(let symbols): return [.declaration(printer.declaration(symbols))]
    case .definition(let symbol): return printer.definition(symbol).map { [.definition($0)] } ?? []
    case .function(_, let symbol):
      return symbol.flatMap { printer.definition($0) }.map { [.definition($0)] } ?? []
    case .question(let question): return answers(to: question, options)
    case .claim(let row):
      return bounded(statement.range) { [.checked($0.judge([row], kind: .claim, statement.range, options))] }
    case .proof(let rows):
      return bounded(statement.range) { [.checked($0.judge(rows, kind: .proof, statement.range, options))] }
    case .given(let assumption):
      return bounded(statement.range) { session in
        session.workspace.assume(assumption, at: statement.range)
        return [.declaration(printer.assumption(assumption))]
      }
    case .failed: return [.failure(statement.range)]
    }
  }

  /// What comes of a statement as long as the cell takes no more than it may; where it does, that is said, and what was
  /// found before the end is thrown away, since it may be half of it.
  private mutating func bounded(_ range: SourceRange, _ body: (inout Session) -> [Outcome]) -> [Outcome] {
    guard workspace.excess == nil else { return [.failure(range)] }
    let said = workspace.diagnostics.count
    let outcomes = body(&self)
    guard let excess = workspace.excess else { return outcomes }
    workspace.diagnostics.removeSubrange(said...)
    workspace.diagnostics.append(.overBudget(excess, range))
    return [.failure(range)]
  }

  /// The answers to a question, with what they leave in the workspace; none where they take more than they may.
  mutating func answers(to question: LoweredQuestion, _ options: AnswerOptions) -> [Outcome] {
    bounded(question.range) { session in
      var builder = AnswerBuilder(workspace: session.workspace, question: question, options: options)
      let outcomes = builder.answers()
      session.workspace = builder.workspace
      return outcomes
    }
  }

  /// The verdicts on the rows of a claim or a proof.
  private mutating func judge(
    _ rows: [LoweredRow],
    kind: StatementKind,
    _ range: SourceRange,
    _ options: AnswerOptions
  ) -> CheckedStatement {
    var judge = ClaimJudge(workspace, options)
    let statement = judge.judge(rows, kind: kind, range)
    workspace = judge.workspace
    return statement.written(in: scope.letters)
  }
}

extension Diagnostic {
  /// Displays of one notebook are right in unlike conventions.
  static func mixedDisplays(_ words: String, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "display.conventions-differ",
      severity: .warning,
      message: "the displays of this notebook are right in unlike conventions: \(words)",
      range: range,
      hints: ["fix one with 'layout=…' or 'structured=…' on a display, or under 'nabla:' in the front matter"]
    )
  }

  /// Jacobians stand in another layout than earlier versions gave them under the same option.
  static func layoutOfJacobians(_ layout: LayoutConvention, _ range: SourceRange) -> Diagnostic {
    let entry = layout == .denominator ? "∂y_j/∂x_i" : "∂y_i/∂x_j"
    return Diagnostic(
      code: "layout.jacobian",
      severity: .warning,
      message:
        "under 'layout: \(layout.rawValue)' the entry i, j of a Jacobian is \(entry), as in the textbooks",
      range: range,
      notes: ["earlier versions gave the transpose"],
      hints: ["'layout: mixed' is the gradient in the shape of its variable and the Jacobian ∂y_i/∂x_j"]
    )
  }
}
