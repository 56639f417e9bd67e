// Sums over an index in closed form: what does not mention the index goes outside, and Σ_i x_i e_i is x.

import Expressions

enum IndexedForms {
  /// Σ_i of a body in a shorter form, or as it is.
  static func rewrite(_ id: ExpressionID, _ index: SymbolID, _ body: ExpressionID, _ graph: inout Graph)
    -> ExpressionID
  {
    guard case .index(let range) = graph[index].role else { return id }
    let place = graph.symbol(index)
    var parts = graph.parts(body)
    var outside = Graph.ProductParts(coefficient: parts.coefficient)
    parts.coefficient = 1
    outside.scalars = parts.scalars.filter { !mentions($0, index, graph) }
    parts.scalars.removeAll { outside.scalars.contains($0) }
    if let collected = collectedEntries(parts, place, range, index, &graph) {
      return graph.product([graph.product(outside), collected])
    }
    guard !outside.scalars.isEmpty || !outside.coefficient.isOne else { return id }
    let inner = graph.product(parts)
    guard mentions(inner, index, graph) else { return id }
    let sum = graph.indexedSum(index, inner)
    return graph.product([graph.product(outside), sum])
  }

  /// Σ_i x_i e_i R = x R for a vector x of the length of the range.
  private static func collectedEntries(
    _ parts: Graph.ProductParts,
    _ place: ExpressionID,
    _ range: Size,
    _ index: SymbolID,
    _ graph: inout Graph
  ) -> ExpressionID? {
    guard parts.scalars.count == 1, case .entry(let x, let row, _) = graph[parts.scalars[0]], row == place,
      graph.shape(x) == .vector(range), !mentions(x, index, graph)
    else { return nil }
    for (position, factor) in parts.chain.enumerated() {
      guard case .apply("basis", let arguments) = graph[factor], arguments.count == 2, arguments[1] == place,
        graph.shape(factor) == .vector(range)
      else { continue }
      var chain = parts.chain
      chain[position] = x
      chain.remove(at: position)
      guard chain.allSatisfy({ !mentions($0, index, graph) }) else { return nil }
      chain.insert(x, at: position)
      return graph.product(.init(chain: chain))
    }
    return nil
  }

  private static func mentions(_ id: ExpressionID, _ index: SymbolID, _ graph: Graph) -> Bool {
    graph.reachable(from: [id]).contains {
      if case .symbol(index) = graph[$0] { true } else { false }
    }
  }
}
