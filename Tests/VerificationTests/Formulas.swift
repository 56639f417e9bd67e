// Expressions for the tests of this folder, built by hand and short to write.

import Expressions
import Verification

/// A graph under construction with its declared names.
struct Formulas {
  var graph: Graph
  let functions: FunctionTable

  init(vocabulary: Vocabulary = Vocabulary([]), functions: FunctionTable = FunctionTable([])) {
    graph = Graph(vocabulary: vocabulary)
    self.functions = functions
  }

  mutating func declare(_ name: String, _ rows: Size, _ columns: Size, _ properties: Properties = []) -> (
    symbol: SymbolID, expression: ExpressionID
  ) {
    let symbol = graph.declare(Symbol(name: name, shape: Shape(rows, columns), properties: properties))
    return (symbol, graph.symbol(symbol))
  }

  mutating func define(_ name: String, _ expression: ExpressionID) -> (
    symbol: SymbolID, expression: ExpressionID
  ) {
    let symbol = graph.declare(
      Symbol(name: name, shape: graph.shape(expression), role: .defined(expression))
    )
    return (symbol, graph.symbol(symbol))
  }

  mutating func t(_ a: ExpressionID) -> ExpressionID { graph.transpose(a) }
  mutating func times(_ factors: ExpressionID...) -> ExpressionID { graph.product(factors) }
  mutating func plus(_ terms: ExpressionID...) -> ExpressionID { graph.sum(terms) }
  mutating func d(_ a: ExpressionID) -> ExpressionID { graph.differential(a) }

  /// Mutating, so that its arguments are built before the graph is read.
  mutating func check(
    _ left: ExpressionID,
    _ right: ExpressionID,
    variables: Set<SymbolID> = [],
    free: Set<SymbolID> = [],
    options: VerificationOptions = VerificationOptions()
  ) -> CheckOutcome {
    Verifier(functions: functions, options: options).check(
      Equation(left, right),
      in: graph,
      variables: variables,
      free: free
    )
  }
}
