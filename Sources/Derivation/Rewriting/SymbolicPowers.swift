// Powers of one number whose exponents are names: p^γ and p^(γ + 1) share p^γ.

import Expressions

enum SymbolicPowers {
  /// The power of the base of a scalar that all terms share, and the scalars that are left of each; nil where they share
  /// none, or its exponent is a number.
  static func shared(_ scalar: ExpressionID, _ terms: [Graph.ProductParts], _ graph: inout Graph) -> (
    factor: ExpressionID, rests: [[ExpressionID]]
  )? {
    guard case .power(let base, let exponent) = graph[scalar], graph.number(exponent) == nil else {
      return nil
    }
    let (names, _) = split(exponent, graph)
    var found: [(place: Int, number: Rational)] = []
    for term in terms {
      for (place, factor) in term.scalars.enumerated() {
        guard case .power(base, let other) = graph[factor] else { continue }
        let (others, number) = split(other, graph)
        guard Set(others) == Set(names), others.count == names.count else { continue }
        found.append((place, number))
        break
      }
    }
    guard found.count == terms.count, let least = found.map(\.number).min() else { return nil }
    let sum = graph.sum(names + [graph.number(least)])
    let factor = graph.power(base, sum)
    var rests: [[ExpressionID]] = []
    for (term, (place, number)) in zip(terms, found) {
      var scalars = term.scalars
      scalars.remove(at: place)
      if number != least { scalars.insert(graph.power(base, graph.number(number - least)), at: place) }
      rests.append(scalars)
    }
    return (factor, rests)
  }

  /// An exponent as a sum of what is no number and a number.
  private static func split(_ exponent: ExpressionID, _ graph: Graph) -> ([ExpressionID], Rational) {
    guard case .sum(let terms) = graph[exponent] else { return ([exponent], .zero) }
    return (
      terms.filter { graph.number($0) == nil },
      terms.compactMap { graph.number($0) }.reduce(.zero) { $0 + $1 }
    )
  }
}
