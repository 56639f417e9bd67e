// What rows and questions are worked on: the names of a notebook, the rules, the functions, and what there is to say.

package import Derivation
package import Diagnostics
package import Expressions
import Findings
import Functions
package import Syntax
package import Verification

/// The names of a notebook with the rules and functions that derive and check; what is said of them gathers here.
package struct Workspace: Sendable {
  /// The names and the graph of their expressions.
  package var scope: Scope
  /// The rules of derivation.
  package let book: RuleBook
  /// The values of functions, which is all that the verifier knows of them.
  package let table: FunctionTable
  /// The points at which conditions hold, as far as they were looked for.
  let solutions = SolutionStore()
  /// What there is to say so far.
  package var diagnostics: [Diagnostic] = []
  /// The assumptions that were made, which hold for all later rows.
  package internal(set) var assumptions: [LoweredAssumption] = []
  /// Whether assumptions were made that have no meaning: what fails then is undecided.
  package var hasFailedAssumptions = false
  /// The declarations that the present display lacks, as a formula that declares; nil where none is missing or none follows.
  package internal(set) var missingDeclarations: String?
  /// Whether a refutation comes with its smallest instance; not while readings are only tried.
  var seeksCounterexamples = true
  /// Whether the equality of two sides looks at other layouts; rows of displays are read in each of them instead.
  var judgesLayouts = true
  /// The conventions that equalities of the present cell or display have fixed.
  var conventions = Conventions()

  /// Whether derivations have a line for each rule and each name that is unfolded.
  private var hasFineSteps = false

  /// A workspace with nothing declared.
  package init() {
    scope = Scope(vocabulary: Catalogue.vocabulary)
    book = RuleBook(Catalogue.all, vocabulary: Catalogue.vocabulary)
    table = FunctionTable(Catalogue.all)
  }

  /// Derives something by some variables; the expressions that it made are kept, unless it fails.
  ///
  /// - Throws: what the derivation throws.
  package mutating func derive<Value, Failure: Error>(
    varying symbols: [SymbolID],
    _ body: (inout Calculus) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    var calculus = Calculus(graph: scope.graph, book: book, variables: symbols)
    calculus.hasFineSteps = hasFineSteps
    let value = try body(&calculus)
    scope.graph = calculus.graph
    // The author's text is read as it is written again.
    scope.graph.keepsPartialFactors = true
    return value
  }

  /// Begins a cell or a display: nothing is said of it yet, no convention is fixed, and nothing of what it may cost is
  /// spent.
  package mutating func begin(_ options: AnswerOptions) {
    scope.graph.budget = options.budget
    diagnostics = []
    missingDeclarations = nil
    conventions = Conventions()
    hasFineSteps = options.hasFineSteps
  }

  /// Ends a cell or a display: what is looked up between two of them is bounded by itself.
  package mutating func end() { scope.graph.budget = .unlimited }

  /// What was used up of the budget, nil while something is left.
  package var excess: Budget.Excess? { scope.graph.budget.excess }

  /// A problem is said once.
  mutating func note(_ problem: Diagnostic) {
    if !diagnostics.contains(problem) { diagnostics.append(problem) }
  }

  // MARK: - Expressions

  /// The expression with all definitions put in.
  package mutating func expanded(_ id: ExpressionID) -> ExpressionID {
    scope.graph.puttingIn(id) { _, _ in true }
  }

  /// Whether a derivative stands in the expressions or in what they name.
  func hasDerivative(_ ids: [ExpressionID]) -> Bool {
    scope.graph.reachableThroughDefinitions(from: ids).contains {
      if case .derivative = scope.graph[$0] { true } else { false }
    }
  }

  // MARK: - Verification

  /// Asks the verifier; sides of different shapes are not compared.
  func verify(
    _ left: ExpressionID,
    _ right: ExpressionID,
    _ variables: Set<SymbolID>,
    _ options: AnswerOptions
  ) -> CheckOutcome {
    guard scope.graph.shape(left) == scope.graph.shape(right) else {
      return .undecided(because: "the sides have different shapes")
    }
    var settings = verificationOptions(options)
    settings.seeksCounterexamples = seeksCounterexamples
    return Verifier(functions: table, options: settings)
      .check(Equation(left, right), in: scope.graph, variables: variables)
  }

  /// The settings of the verifier that the author's options ask for.
  package func verificationOptions(_ options: AnswerOptions) -> VerificationOptions {
    var settings = VerificationOptions()
    settings.convention = options.structured
    settings.sizes = options.sizes
    return settings
  }
}
