// The adjugate beside its determinant: adj(X)/det(X) is the inverse, and where a determinant divides, X has one.

import Expressions

enum DeterminantForms {
  /// A product with adj(X) times a power of det(X) that needs an inverse, as a power of det(X) times inv(X).
  static func product(_ id: ExpressionID, _ graph: inout Graph) -> ExpressionID? {
    var parts = graph.parts(id)
    for (place, factor) in parts.chain.enumerated() {
      var value = factor
      if case .transpose(let inner) = graph[factor] { value = inner }
      guard case .apply("adj", let arguments) = graph[value] else { continue }
      let matrix = arguments[0]
      for (position, scalar) in parts.scalars.enumerated() {
        guard let renewed = raised(scalar, by: matrix, &graph) else { continue }
        let inverse = graph.inverse(matrix)
        parts.chain[place] = value == factor ? inverse : graph.transpose(inverse)
        parts.scalars[position] = renewed
        let front = graph.product(.init(coefficient: parts.coefficient, scalars: parts.scalars))
        return graph.product([front] + parts.chain)
      }
    }
    return nil
  }

  /// A power of det(X), or of its root, times det(X), where the power needs an inverse of X.
  private static func raised(_ scalar: ExpressionID, by matrix: ExpressionID, _ graph: inout Graph)
    -> ExpressionID?
  {
    guard case .power(let base, let exponent) = graph[scalar], let value = graph.number(exponent),
      value.isNegative || !value.isInteger
    else { return nil }
    switch graph[base] {
    case .apply("det", [matrix]): return graph.power(base, graph.number(value + 1))
    case .map("sqrt", let inner) where graph[inner] == .apply("det", [matrix]):
      return graph.power(base, graph.number(value + 2))
    default: return nil
    }
  }

  /// The expression with det(X) inv(X) for each adj(X); nil where there is none.
  static func withInverses(_ root: ExpressionID, _ graph: inout Graph) -> ExpressionID? {
    let result = graph.rewriting(root) { id, graph in
      guard case .apply("adj", let arguments) = graph[id],
        let determinant = try? graph.apply("det", arguments)
      else { return id }
      let inverse = graph.inverse(arguments[0])
      return graph.product([determinant, inverse])
    }
    return result == root ? nil : result
  }
}

extension Calculus {
  /// An answer with det(X) inv(X) for adj(X) where that is shorter: of det(AXB) it is det(AXB) inv(X)'.
  mutating func withShorterInverses(_ answer: ExpressionID) -> ExpressionID {
    guard let inverted = DeterminantForms.withInverses(answer, &graph) else { return answer }
    let short = shortened(inverted)
    return graph.readingCost(short) < graph.readingCost(answer) ? short : answer
  }
}
