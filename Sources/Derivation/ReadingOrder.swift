// The order in which factors are written: what divides a product stands first among its scalars and is written under it,
// what divides an entrywise product stands last.

import Expressions

enum ReadingOrder {
  /// The expression with the factors of its products in the order in which quotients are read.
  static func arranged(_ root: ExpressionID, _ brackets: AuthorsBrackets, _ graph: inout Graph)
    -> ExpressionID
  {
    var memo: [ExpressionID: ExpressionID] = [:]
    for id in graph.reachable(from: [root]) {
      let children = graph[id].children.map { memo[$0] ?? $0 }
      let renewed = children == graph[id].children ? id : graph.rebuild(graph[id], children)
      switch graph[renewed] {
      case .product:
        var parts = graph.parts(renewed)
        let scalars = parts.scalars
        parts.scalars = ordered(scalars, graph)
        let product = parts.scalars == scalars ? renewed : graph.product(parts)
        memo[id] = withoutSign(product, brackets, &graph)
      case .sum(let terms):
        if brackets.contains(renewed) {
          memo[id] = renewed
        } else if let (sum, isNegative) = brackets.match(renewed, &graph) {
          memo[id] = isNegative ? graph.negative(sum) : sum
        } else {
          memo[id] = graph.sum(positiveFirst(terms, graph))
        }
      case .indexedSum(let index, let body):
        let parts = graph.parts(body)
        let inner = graph.scaled(body, by: parts.coefficient.isZero ? 1 : parts.coefficient.inverse)
        memo[id] = graph.scaled(graph.indexedSum(index, inner), by: parts.coefficient)
      case .hadamard(let factors):
        let below = factors.filter { isReciprocal($0, graph) }
        let above = factors.filter { !isReciprocal($0, graph) }
        memo[id] = below.isEmpty || above.isEmpty ? renewed : graph.hadamard(above + below)
      default: memo[id] = renewed
      }
    }
    return memo[root] ?? root
  }

  /// The terms with the first one that has no minus sign in front.
  private static func positiveFirst(_ terms: [ExpressionID], _ graph: Graph) -> [ExpressionID] {
    guard let first = terms.first, graph.parts(first).coefficient.isNegative,
      let place = terms.firstIndex(where: { !graph.parts($0).coefficient.isNegative })
    else { return terms }
    var result = terms
    result.insert(result.remove(at: place), at: 0)
    return result
  }

  /// −(a − b) as b − a, unless the author wrote a − b.
  private static func withoutSign(_ id: ExpressionID, _ brackets: AuthorsBrackets, _ graph: inout Graph)
    -> ExpressionID
  {
    let parts = graph.parts(id)
    let factors = parts.scalars + parts.chain
    guard parts.coefficient == -1, factors.count == 1, case .sum(let terms) = graph[factors[0]],
      !brackets.contains(factors[0]), terms.contains(where: { graph.parts($0).coefficient.isNegative })
    else { return id }
    let opposite = terms.map { graph.negative($0) }
    return graph.sum(positiveFirst(opposite, graph))
  }

  /// What divides first, and names of numbers among each other as they were declared.
  private static func ordered(_ scalars: [ExpressionID], _ graph: Graph) -> [ExpressionID] {
    guard scalars.count > 1 else { return scalars }
    var result = scalars.filter { isReciprocal($0, graph) } + scalars.filter { !isReciprocal($0, graph) }
    let named = result.indices.filter { rank(of: result[$0], graph) != nil }
    let sorted = named.map { result[$0] }.enumerated().sorted {
      let (a, b) = (rank(of: $0.element, graph) ?? [], rank(of: $1.element, graph) ?? [])
      return a == b ? $0.offset < $1.offset : a.lexicographicallyPrecedes(b)
    }
    for (place, scalar) in zip(named, sorted) { result[place] = scalar.element }
    return result
  }

  /// When a name of a number was declared, with the indices of an entry; nil for what is no name.
  private static func rank(of id: ExpressionID, _ graph: Graph) -> [Int]? {
    switch graph[id] {
    case .symbol(let symbol): return [Int(symbol.index)]
    case .power(let base, let exponent):
      guard graph.number(exponent)?.isNegative == false, case .symbol(let symbol) = graph[base] else {
        return nil
      }
      return [Int(symbol.index)]
    case .entry(let matrix, let row, let column):
      guard let i = graph.number(row)?.integer, let j = graph.number(column)?.integer else { return nil }
      // Entries of what has no name come after those of names, by their places.
      guard case .symbol(let symbol) = graph[matrix] else { return [Int.max, i, j] }
      return [Int(symbol.index), i, j]
    default: return nil
    }
  }

  private static func isReciprocal(_ id: ExpressionID, _ graph: Graph) -> Bool {
    switch graph[id] {
    case .power(_, let exponent), .hadamardPower(_, let exponent):
      graph.number(exponent).map { $0.isInteger && $0.isNegative } ?? false
    default: false
    }
  }
}
