// The names of a record while its parts are read from top to bottom, with the plain reader alone.

import Diagnostics
import Expressions
import Findings
import Functions
import Syntax
import Verification

/// The names that the parts of a record so far have declared, defined and assumed.
struct RecordScope: Sendable {
  /// A scope in which nothing is declared; the catalogue is read once.
  static let empty = RecordScope(scope: Scope(vocabulary: Catalogue.vocabulary))
  /// The values of the functions of the language.
  static let functions = FunctionTable(Catalogue.all)

  var scope: Scope
  /// The names that an assumption holds constant.
  private(set) var held: Set<SymbolID> = []
  /// Whether something is assumed that random points do not meet.
  private(set) var restsOnAssumptions = false
  /// Whether an assumption gave a name an attribute.
  private(set) var hasAttributes = false

  /// Performs the statements of a cell; nil where one of them cannot be read.
  mutating func perform(_ text: String) -> [LoweredStatement]? {
    let statements = scope.perform(cell: text)
    let problems = scope.takeDiagnostics().contains { $0.severity == .error }
    note(statements)
    return problems ? nil : statements
  }

  /// Takes what is assumed by statements that were performed.
  mutating func note(_ statements: [LoweredStatement], isWrittenInLaTeX: Bool = false) {
    for case .given(let assumption) in statements {
      if let symbol = scope.graph.heldSymbol(by: assumption) {
        held.insert(symbol)
      } else if let (symbol, attribute) = scope.graph.attribute(saidBy: assumption, isWrittenInLaTeX) {
        scope.graph.addProperties(attribute.closure, to: symbol)
        hasAttributes = true
      } else {
        restsOnAssumptions = true
      }
    }
  }

  /// An expression and the scope that its text is read in; nil where it cannot be read.
  mutating func expression(_ text: String) -> ExpressionID? {
    let id = scope.lower(text: text)
    return scope.takeDiagnostics().contains { $0.severity == .error } ? nil : id
  }

  /// Whether two expressions are one, or have equal values.
  func areEqual(_ left: ExpressionID, _ right: ExpressionID) -> Bool {
    if left == right { return true }
    guard scope.graph.shape(left) == scope.graph.shape(right) else { return false }
    let varying = movingNames(in: [left, right])
    return Self.verifier().check(Equation(left, right), in: scope.graph, variables: varying).verdict == .holds
  }

  /// Every declared name in some expressions, which all move where a differential stands and nothing else is said.
  func movingNames(in ids: [ExpressionID]) -> Set<SymbolID> {
    let symbols = scope.graph.symbols(in: ids, throughDefinitions: true).filter { symbol in
      switch scope.graph[symbol].role {
      case .declared, .family: !scope.graph[symbol].properties.contains(.constant)
      case .defined, .index, .definedFamily: false
      }
    }
    return Set(symbols).subtracting(held)
  }

  /// An evaluator under a convention and sizes; verdicts are all that is asked of it.
  static func verifier(
    _ convention: StructureConvention = .projected,
    sizes: [String: Int] = [:]
  ) -> Verifier {
    var options = VerificationOptions()
    options.convention = convention
    options.sizes = sizes
    options.seeksCounterexamples = false
    options.seeksProofs = false
    return Verifier(functions: functions, options: options)
  }
}
