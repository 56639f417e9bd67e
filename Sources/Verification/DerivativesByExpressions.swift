// Derivatives by expressions, made ready for evaluation. Where the expression determines a name, the derivative is the
// one by the name times the inverse of the expression's own, both by dual numbers: dF = J_f dX and dE = J_E dX give
// dF = J_f J_E⁻¹ dE. Else every occurrence of the expression in the function is one new variable.

import Expressions

/// How the derivatives of a graph by something else than a name are evaluated.
struct DerivativesByExpressions: Sendable {
  /// What is differentiated by what.
  enum Form: Sendable {
    /// The name moves, and the expression with it.
    case through(part: ExpressionID, DeclaredStructure)
    /// The function with a new variable in place of the occurrences.
    case occurrences(function: ExpressionID, variable: ExpressionID)
    /// Nothing says what these names do when the expression varies.
    case leftOver([String])
  }

  /// The graph, with the functions of new variables.
  private(set) var graph: Graph
  private var forms: [ExpressionID: Form] = [:]

  /// Finds the derivatives by expressions below the roots; a name in `free` is its own variable.
  init(_ roots: [ExpressionID], in given: Graph, free: Set<SymbolID>) {
    graph = given
    for id in given.reachableThroughDefinitions(from: roots) {
      guard case .derivative(_, let function, let variable) = given[id] else { continue }
      if case .symbol(let symbol) = given[variable], free.contains(symbol) { continue }
      switch graph.variation(of: function, by: variable) {
      case .name: continue
      case .determined(let part): forms[id] = .through(part: part.part, part.structure)
      case .leftOver(let names): forms[id] = .leftOver(names.map { given[$0].name })
      case .occurrences:
        let symbol = graph.declare(
          Symbol(
            name: "",
            shape: graph.shape(variable),
            properties: graph.properties(variable),
            role: .defined(variable)
          )
        )
        let fresh = graph.symbol(symbol)
        let replaced = graph.replacingOccurrences(of: variable, by: fresh, in: function)
        forms[id] = .occurrences(function: replaced, variable: fresh)
      }
    }
  }

  /// How a derivative is evaluated; nil for one by a name.
  subscript(id: ExpressionID) -> Form? { forms[id] }
}
