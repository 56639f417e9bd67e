// The author's differences: a sum that the function has, in its order and with its brackets, also where its negative
// came out.

import Expressions

/// Sums of the author by their terms.
struct AuthorsBrackets {
  /// The most terms of a sum that is looked up.
  private static let termLimit = 8
  private var sums: [Set<ExpressionID>: ExpressionID] = [:]

  /// Takes note of the sums in an expression, through definitions.
  mutating func note(_ root: ExpressionID, _ graph: inout Graph) {
    for id in graph.reachableThroughDefinitions(from: [root]) {
      guard case .sum = graph[id] else { continue }
      let terms = AuthorsBrackets.terms(of: id, &graph)
      guard terms.count > 1, terms.count <= AuthorsBrackets.termLimit, let key = Self.key(terms),
        sums[key] == nil
      else { continue }
      sums[key] = id
    }
  }

  /// Whether a sum is one of the author's.
  func contains(_ id: ExpressionID) -> Bool { sums.values.contains(id) }

  /// The author's sum with the terms of another one, and whether it is its negative.
  func match(_ id: ExpressionID, _ graph: inout Graph) -> (sum: ExpressionID, isNegative: Bool)? {
    guard !sums.isEmpty, case .sum(let operands) = graph[id], operands.count <= AuthorsBrackets.termLimit
    else {
      return nil
    }
    let terms = AuthorsBrackets.terms(of: id, &graph)
    guard let key = Self.key(terms) else { return nil }
    if let known = sums[key] { return (known, false) }
    return sums[Set(terms.map { graph.negative($0) })].map { ($0, true) }
  }

  /// The terms in any order; nil where one occurs twice, which a set would not count.
  private static func key(_ terms: [ExpressionID]) -> Set<ExpressionID>? {
    let key = Set(terms)
    return key.count == terms.count ? key : nil
  }

  /// The terms of a sum with brackets behind a sign opened.
  private static func terms(of id: ExpressionID, _ graph: inout Graph) -> [ExpressionID] {
    guard case .sum(let operands) = graph[id] else { return [id] }
    var result: [ExpressionID] = []
    for operand in operands {
      let parts = graph.parts(operand)
      let factors = parts.scalars + parts.chain
      if factors.count == 1, case .sum(let inner) = graph[factors[0]], factors[0] != operand {
        result += inner.map { graph.scaled($0, by: parts.coefficient) }
      } else {
        result.append(operand)
      }
    }
    return result
  }
}
