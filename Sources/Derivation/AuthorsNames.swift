// What the author has named is written by its name where it occurs again: ρ for x'Ax/(x'x), s for softmax(x).

import Expressions

extension Calculus {
  /// The expression with the author's names for the parts they stand for, where that is shorter.
  ///
  /// The names are those that the function is built of; a name that varies by itself stands for nothing.
  mutating func inAuthorsNames(_ id: ExpressionID, of function: ExpressionID) -> ExpressionID {
    let names = graph.symbols(in: [function], throughDefinitions: true).filter { symbol in
      guard case .defined = graph[symbol].role, !graph[symbol].isIntroduced else { return false }
      return !isVariable(graph.symbol(symbol))
    }
    guard !names.isEmpty else { return id }
    var result = id
    // The last one defined says the most.
    for name in names.reversed() {
      guard let body = graph.definition(of: name), case let symbol = graph.symbol(name), symbol != id else {
        continue
      }
      switch graph[body] {
      case .symbol, .number, .size, .constant, .identity, .ones, .zeros: continue
      default: break
      }
      var named = graph.substitute([body: symbol], in: result)
      named = withFactors(of: body, as: symbol, in: named)
      if named == result { continue }
      let short = shortened(named)
      if graph.readingCost(short) < graph.readingCost(result) { result = short }
    }
    return result
  }

  /// Products that hold all scalar factors of a scalar, each at least as often, with its name for them.
  private mutating func withFactors(of body: ExpressionID, as name: ExpressionID, in root: ExpressionID)
    -> ExpressionID
  {
    guard graph.shape(body).isScalar, case .product = graph[body] else { return root }
    let parts = scalarFactors(body)
    guard parts.coefficient.isOne, parts.factors.count > 1 else { return root }
    var memo: [ExpressionID: ExpressionID] = [:]
    for id in graph.reachable(from: [root]) {
      let children = graph[id].children.map { memo[$0] ?? $0 }
      let renewed = children == graph[id].children ? id : graph.rebuild(graph[id], children)
      memo[id] = dividing(renewed, by: parts.factors, name) ?? renewed
    }
    return memo[root] ?? root
  }

  /// A scalar as powers of scalars; what is no scalar by itself is one factor.
  private mutating func scalarFactors(_ id: ExpressionID) -> (
    coefficient: Rational, factors: [(base: ExpressionID, exponent: Rational)]
  ) {
    let parts = graph.parts(id)
    var factors = parts.scalars.map { power($0) }
    if graph.shape(id).isScalar, !parts.chain.isEmpty { factors.append((graph.product(parts.chain), 1)) }
    return (parts.coefficient, factors)
  }

  private func power(_ id: ExpressionID) -> (base: ExpressionID, exponent: Rational) {
    guard case .power(let base, let exponent) = graph[id], let value = graph.number(exponent) else {
      return (id, 1)
    }
    return (base, value)
  }

  private mutating func dividing(
    _ id: ExpressionID,
    by factors: [(base: ExpressionID, exponent: Rational)],
    _ name: ExpressionID
  ) -> ExpressionID? {
    guard case .product = graph[id] else { return nil }
    var parts = graph.parts(id)
    var powers = parts.scalars.map { power($0) }
    for factor in factors {
      guard
        let place = powers.firstIndex(where: { power in
          power.base == factor.base && power.exponent.isNegative == factor.exponent.isNegative
            && power.exponent.magnitude >= factor.exponent.magnitude
        })
      else { return nil }
      powers[place].exponent = powers[place].exponent - factor.exponent
    }
    parts.scalars = [name]
    for power in powers where !power.exponent.isZero {
      parts.scalars.append(graph.power(power.base, graph.number(power.exponent)))
    }
    return graph.product(parts)
  }
}
