// Polynomials in one entrywise value, such as σ − 3σ² + 2σ³, as products: σ ⊙ (1 − σ) ⊙ (1 − 2σ).

import Expressions

enum EntrywisePolynomials {
  /// The highest power that is looked at.
  private static let degreeLimit = 4

  /// The expression with its polynomials in s that vanish at s = 0 and s = 1 written as products.
  static func factored(_ root: ExpressionID, _ graph: inout Graph) -> ExpressionID {
    graph.rewriting(root) { id, graph in product(id, &graph) ?? id }
  }

  private static func product(_ id: ExpressionID, _ graph: inout Graph) -> ExpressionID? {
    guard case .sum = graph[id], let (found, coefficients) = polynomial(id, graph), let base = found,
      coefficients.count > 2, coefficients[0].isZero, !coefficients[1].isZero,
      coefficients.reduce(Rational.zero, { $0 + $1 }).isZero
    else { return nil }
    // The quotient by s (1 − s), whose coefficients are the sums of the first ones.
    var rest: [Rational] = []
    var sum = Rational.zero
    for coefficient in coefficients.dropFirst().dropLast() {
      sum = sum + coefficient
      rest.append(sum)
    }
    while let last = rest.last, last.isZero { rest.removeLast() }
    guard rest.count <= 2, let constant = rest.first else { return nil }
    let shape = graph.shape(base)
    let one = graph.ones(shape)
    var factors = [base, graph.difference(one, base)]
    if rest.count == 2 {
      let slope = graph.scaled(base, by: rest[1] / constant)
      factors.append(graph.sum([one, slope]))
    }
    let result = shape.isScalar ? graph.product(factors) : graph.hadamard(factors)
    return graph.scaled(result, by: constant)
  }

  /// The coefficients of an expression as a polynomial in one value, the constant one first; no value for a constant.
  private static func polynomial(_ id: ExpressionID, _ graph: Graph) -> (ExpressionID?, [Rational])? {
    switch graph[id] {
    case .ones: return (nil, [1])
    case .number(let value): return (nil, [value])
    case .map, .symbol:
      guard isElementary(id, graph) else { return nil }
      return (id, [0, 1])
    case .sum(let terms):
      var result: (ExpressionID?, [Rational]) = (nil, [])
      for term in terms {
        guard let next = polynomial(term, graph), let base = common(result.0, next.0) else { return nil }
        var sum = [Rational](repeating: 0, count: max(result.1.count, next.1.count))
        for (place, value) in result.1.enumerated() { sum[place] = sum[place] + value }
        for (place, value) in next.1.enumerated() { sum[place] = sum[place] + value }
        result = (base, sum)
      }
      return result
    case .hadamard(let factors): return product(of: factors, graph)
    case .product(let factors):
      guard graph.shape(id).isScalar || graph.parts(id).chain.count == 1,
        graph.parts(id).scalars.isEmpty
          || graph.shape(id).isScalar
      else { return nil }
      return product(of: factors, graph)
    case .power(let base, let exponent) where graph.shape(id).isScalar,
      .hadamardPower(let base, let exponent):
      guard let count = graph.number(exponent)?.integer, count > 0, count <= degreeLimit else { return nil }
      return product(of: Array(repeating: base, count: count), graph)
    default: return nil
    }
  }

  private static func product(of factors: [ExpressionID], _ graph: Graph) -> (ExpressionID?, [Rational])? {
    var result: (ExpressionID?, [Rational]) = (nil, [1])
    for factor in factors {
      guard let next = polynomial(factor, graph), let base = common(result.0, next.0),
        result.1.count + next.1.count - 2 <= degreeLimit
      else { return nil }
      var product = [Rational](repeating: 0, count: result.1.count + next.1.count - 1)
      for (i, a) in result.1.enumerated() {
        for (j, b) in next.1.enumerated() { product[i + j] = product[i + j] + a * b }
      }
      result = (base, product)
    }
    return result
  }

  /// The one value of two polynomials; nil when they have different ones.
  private static func common(_ a: ExpressionID?, _ b: ExpressionID?) -> ExpressionID?? {
    guard let a else { return .some(b) }
    guard let b else { return .some(a) }
    return a == b ? .some(a) : nil
  }

  /// Whether a value is an elementwise function of something or a name, so that its powers are read as powers of it.
  private static func isElementary(_ id: ExpressionID, _ graph: Graph) -> Bool {
    switch graph[id] {
    case .map: true
    case .symbol: graph.shape(id).isVector
    default: false
    }
  }
}
