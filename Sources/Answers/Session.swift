// The session of one notebook: cells run top to bottom over one scope, each statement gives an outcome.

import Derivation
public import Diagnostics
public import Expressions
public import Findings
import Functions
import Syntax
import Verification

/// The state of a notebook while its cells run.
public struct Session: Sendable {
  /// What a cell came back with.
  public struct CellResult: Sendable {
    /// One outcome a statement, several for a question by several variables.
    public var outcomes: [Outcome]
    /// What there is to say, in offsets of the cell's text.
    public var diagnostics: [Diagnostic]
  }

  var scope: Scope
  var book: RuleBook
  let table: FunctionTable
  var diagnostics: [Diagnostic] = []
  /// Whether assumptions were made, those with errors among them, which hold for all later rows.
  var isUnderAssumptions = false
  /// Whether a refutation comes with its smallest instance; not while readings are only tried.
  var seeksCounterexamples = true
  /// Whether the equality of two sides looks at other layouts; rows of displays are read in each of them instead.
  var judgesLayouts = true
  /// What the display before set to zero.
  var conditionsBefore: [[ExpressionID]] = []
  /// The equalities of the present display that were judged.
  var judgedPairs: [JudgedPair: (Verdict, CheckOutcome)] = [:]

  /// Whether it has been said what the layouts mean.
  var hasNotedLayout = false

  /// A session with nothing declared.
  public init() {
    scope = Scope(vocabulary: Catalogue.vocabulary)
    book = RuleBook(Catalogue.all, vocabulary: Catalogue.vocabulary)
    table = FunctionTable(Catalogue.all)
  }

  /// The graph of the session, for readers of other notations.
  public var graph: Graph { scope.graph }

  /// Runs the text of a cell; total, all errors are diagnostics.
  ///
  /// `firstLine` is the line of the file on which the text begins, for notes that name lines.
  public mutating func run(cell text: String, options: AnswerOptions = AnswerOptions(), firstLine: Int = 1)
    -> CellResult
  {
    diagnostics = []
    var outcomes: [Outcome] = []
    scope.layout = options.layout
    scope.enter(text, firstLine: firstLine)
    let read = PlainParser.cell(text, in: scope.context)
    diagnostics += read.diagnostics
    let lowered = scope.perform(read.statements)
    diagnostics += scope.takeDiagnostics()
    for (statement, meaning) in zip(read.statements, lowered) {
      outcomes += self.outcomes(of: meaning, statement, options)
    }
    noteLayout(options)
    reportUnexpected(outcomes)
    return CellResult(outcomes: outcomes, diagnostics: sorted(diagnostics))
  }

  /// Says once what the two layouts that are no default mean for Jacobians.
  mutating func noteLayout(_ options: AnswerOptions) {
    defer { scope.jacobianRange = nil }
    guard !hasNotedLayout, options.layout != .mixed, let range = scope.jacobianRange else { return }
    hasNotedLayout = true
    diagnostics.append(.layoutOfJacobians(options.layout, range))
  }

  /// The value of an inline result such as `gradient phi wrt W`, or of a formula.
  public mutating func inline(_ text: String, options: AnswerOptions = AnswerOptions()) -> (
    Formula?, [Diagnostic]
  ) {
    diagnostics = []
    scope.layout = options.layout
    let (statement, errors) = PlainParser.question(text, in: scope.context)
    if let statement, errors.isEmpty, case .question = statement.kind {
      let meaning = scope.perform(statement)
      diagnostics += scope.takeDiagnostics()
      for outcome in outcomes(of: meaning, statement, options) {
        if case .answer(let answer) = outcome { return (answer.value, sorted(diagnostics)) }
      }
      return (nil, sorted(diagnostics))
    }
    let (tree, problems) = PlainParser.expression(text, in: scope.context)
    guard problems.isEmpty else { return (nil, problems) }
    let expression = scope.lower(tree)
    diagnostics += scope.takeDiagnostics()
    guard let expression else { return (nil, sorted(diagnostics)) }
    return (FormulaPrinter(scope).formula(expression), sorted(diagnostics))
  }

  /// The diagnostics by place, those of one place in the order they were given.
  func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.enumerated().sorted {
      ($0.element.range?.start ?? 0, $0.offset) < ($1.element.range?.start ?? 0, $1.offset)
    }.map(\.element)
  }

  private mutating func outcomes(
    of meaning: LoweredStatement,
    _ statement: Statement,
    _ options: AnswerOptions
  )
    -> [Outcome]
  {
    if case .given = statement.kind { isUnderAssumptions = true }
    switch meaning {
    case .declaration(let symbols): return [.declaration(FormulaPrinter(scope).declaration(symbols))]
    case .definition(let symbol):
      guard let formula = FormulaPrinter(scope).definition(symbol) else { return [] }
      return [.definition(formula)]
    case .function(_, let symbol):
      guard let symbol, let formula = FormulaPrinter(scope).definition(symbol) else { return [] }
      return [.definition(formula)]
    case .question(let question): return answers(to: question, options)
    case .claim(let row):
      return [.checked(heedingAssumptions(checkedRows([row], kind: .claim, statement.range, options)))]
    case .given(let assumption): return [.declaration(FormulaPrinter(scope).assumption(assumption))]
    case .proof(let rows):
      return [.checked(heedingAssumptions(checkedRows(rows, kind: .proof, statement.range, options)))]
    case .failed: return [.failure(statement.range)]
    }
  }
}

extension Diagnostic {
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
