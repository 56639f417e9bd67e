// Brackets with numbers in front that cancel inside: p (a/p − b) = a − p b, and s (s^(k − 1) a − b) = s^k a − s b.

import Expressions

enum CancellingForms {
  /// The most terms of a bracket that is opened.
  private static let termLimit = 12

  /// The expression with such numbers multiplied into the bracket beside them; the others stay outside.
  static func spread(_ root: ExpressionID, _ graph: inout Graph) -> ExpressionID {
    graph.rewriting(root) { id, graph in spreadProduct(id, &graph) ?? id }
  }

  private static func spreadProduct(_ id: ExpressionID, _ graph: inout Graph) -> ExpressionID? {
    guard case .product = graph[id] else { return nil }
    var parts = graph.parts(id)
    for (place, bracket) in parts.scalars.enumerated() {
      guard case .sum(let terms) = graph[bracket], terms.count <= termLimit else { continue }
      let inner = terms.map { graph.parts($0) }
      let cancelling = parts.scalars.indices.filter { other in
        other != place && inner.contains { hasOpenPower(of: parts.scalars[other], $0, graph) }
      }
      guard !cancelling.isEmpty else { continue }
      var spread: [ExpressionID] = []
      for var term in inner {
        term.scalars += cancelling.map { parts.scalars[$0] }
        spread.append(graph.product(term))
      }
      let rest = parts.scalars.indices.filter { $0 != place && !cancelling.contains($0) }
      parts.scalars = rest.map { parts.scalars[$0] } + [graph.sum(spread)]
      return graph.product(parts)
    }
    return nil
  }

  /// Whether a term is divided by a number, or has a power of it whose exponent is no number.
  private static func hasOpenPower(of base: ExpressionID, _ term: Graph.ProductParts, _ graph: Graph) -> Bool
  {
    term.scalars.contains { factor in
      guard case .power(base, let exponent) = graph[factor] else { return false }
      return graph.number(exponent)?.isNegative ?? true
    }
  }
}
