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
    /// By an entry, which may stand in what a name stands for: the expression made of derivatives by a name.
    case resolved(ExpressionID)
    /// Nothing says what these names do when the expression varies.
    case leftOver([String])
  }

  /// The graph, with the functions of new variables.
  private(set) var graph: Graph
  private var forms: [ExpressionID: Form] = [:]

  /// Finds the derivatives by expressions below the roots; a name in `free` is its own variable.
  init(_ roots: [ExpressionID], in given: Graph, free: Set<SymbolID>) {
    graph = given
    var work = given.reachableThroughDefinitions(from: roots)
    var place = 0
    while place < work.count {
      let id = work[place]
      place += 1
      guard case .derivative(_, let function, let variable) = graph[id], forms[id] == nil else { continue }
      if case .symbol(let symbol) = graph[variable], free.contains(symbol) { continue }
      if case .entry(let whole, _, _) = graph[variable] {
        let resolved = graph.resolvingDerivatives(id)
        if resolved != id {
          forms[id] = .resolved(resolved)
          work += graph.reachableThroughDefinitions(from: [resolved])
          continue
        }
        switch graph[whole] {
        case .symbol, .member:
          // A variable that the function does not have as a node of its own would seem not to move it.
          forms[id] = .leftOver(graph.symbols(in: [whole], throughDefinitions: false).map { graph[$0].name })
          continue
        default: break
        }
      }
      switch graph.variation(of: function, by: variable) {
      case .name: continue
      case .determined(let part): forms[id] = .through(part: part.part, part.structure)
      case .leftOver(let names): forms[id] = .leftOver(names.map { graph[$0].name })
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
