// 1 − σ(z) = σ(−z), where σ(z) does not stand beside it: σ(z)(1 − σ(z)) is known by that form.

import Expressions

enum LogisticForms {
  /// The expression with σ(−z) for 1 − σ(z) in products and alone.
  static func complemented(_ root: ExpressionID, _ graph: inout Graph) -> ExpressionID {
    let order = graph.reachable(from: [root])
    guard
      order.contains(where: { if case .map("sigmoid", _) = graph[$0] { true } else { false } })
    else { return root }
    var memo: [ExpressionID: ExpressionID] = [:]
    for id in order {
      let children = graph[id].children.map { memo[$0] ?? $0 }
      switch graph[id] {
      case .product(let factors), .hadamard(let factors):
        let renewed = zip(factors, children).map { factor, child -> ExpressionID in
          guard let (z, isNegative) = complement(child, graph),
            !factors.contains(where: { $0 != factor && isLogistic($0, of: z, graph) })
          else { return child }
          return opposite(z, isNegative, &graph)
        }
        memo[id] = renewed == graph[id].children ? id : graph.rebuild(graph[id], renewed)
      default: memo[id] = children == graph[id].children ? id : graph.rebuild(graph[id], children)
      }
    }
    let result = memo[root] ?? root
    guard let (z, isNegative) = complement(result, graph) else { return result }
    return opposite(z, isNegative, &graph)
  }

  private static func opposite(_ z: ExpressionID, _ isNegative: Bool, _ graph: inout Graph) -> ExpressionID {
    let value = graph.map("sigmoid", graph.negative(z))
    return isNegative ? graph.negative(value) : value
  }

  /// z of 1 − σ(z), or of σ(z) − 1, which is negative.
  private static func complement(_ id: ExpressionID, _ graph: Graph) -> (z: ExpressionID, isNegative: Bool)? {
    guard case .sum(let terms) = graph[id], terms.count == 2 else { return nil }
    var one: Rational?
    var logistic: (z: ExpressionID, sign: Rational)?
    for term in terms {
      let parts = graph.parts(term)
      let factors = parts.scalars + parts.chain
      if factors.isEmpty {
        one = parts.coefficient
      } else if factors.count == 1, case .ones = graph[factors[0]] {
        one = parts.coefficient
      } else if factors.count == 1, case .map("sigmoid", let z) = graph[factors[0]] {
        logistic = (z, parts.coefficient)
      }
    }
    guard let one, let logistic, one.magnitude.isOne, logistic.sign == -one else { return nil }
    return (logistic.z, one.isNegative)
  }

  /// σ(z) or a power of it.
  private static func isLogistic(_ id: ExpressionID, of z: ExpressionID, _ graph: Graph) -> Bool {
    switch graph[id] {
    case .map("sigmoid", z): true
    case .power(let base, _), .hadamardPower(let base, _): graph[base] == .map("sigmoid", z)
    default: false
    }
  }
}
