// Einstein's convention: an index that stands twice in a product is summed over, innermost products first.

import Expressions
import Findings
import Syntax

extension Workspace {
  /// Both sides with their repeated indices summed over, where terms have unlike free indices; nil where all are alike, or
  /// an index that not every term has stands alone.
  ///
  /// Only an index that is repeated is summed over; one that stands alone makes a claim about each of its values.
  mutating func einsteinSums(_ left: ExpressionID, _ right: ExpressionID) -> (
    left: ExpressionID, right: ExpressionID
  )? {
    let (onLeft, onRight) = (freeIndices(left), freeIndices(right))
    let terms = [left, right].flatMap { side -> [ExpressionID] in
      if case .sum(let operands) = scope.graph[side] { operands } else { [side] }
    }.filter { !scope.graph.isZero($0) }
    let free = terms.map { freeIndices($0) }
    guard let first = free.first, free.contains(where: { $0 != first }) else { return nil }
    var shared = free.dropFirst().reduce(first) { $0.intersection($1) }
    let isWithinTerms = zip(terms, free).allSatisfy { term, indices in
      indices.subtracting(shared).allSatisfy { isRepeated($0, in: [term]) }
    }
    if !isWithinTerms {
      // An index of one side alone that the other side binds, as in Σ_i w_i x_i x_i' = X' diag(w_i) X.
      guard onLeft != onRight,
        onLeft.symmetricDifference(onRight).allSatisfy({ isRepeated($0, in: [left, right]) })
      else { return nil }
      shared = onLeft.intersection(onRight)
    }
    return (summed(left, keeping: shared, 0), summed(right, keeping: shared, 0))
  }

  private func isRepeated(_ index: SymbolID, in ids: [ExpressionID]) -> Bool {
    let uses = scope.graph.reachable(from: ids).count { node in
      switch scope.graph[node] {
      case .entry, .member, .apply:
        scope.graph[node].children.contains { scope.graph[$0] == .symbol(index) }
      default: false
      }
    }
    return uses > 1
  }

  /// The indices that nothing in the expression binds.
  func freeIndices(_ id: ExpressionID) -> Set<SymbolID> {
    var memo: [ExpressionID: Set<SymbolID>] = [:]
    for node in scope.graph.reachable(from: [id]) {
      var free = Set<SymbolID>()
      for child in scope.graph[node].children { free.formUnion(memo[child] ?? []) }
      switch scope.graph[node] {
      case .indexedSum(let index, _), .indexedProduct(let index, _): free.remove(index)
      case .symbol(let symbol): if case .index = scope.graph[symbol].role { free.insert(symbol) }
      default: break
      }
      memo[node] = free
    }
    return memo[id] ?? []
  }

  /// The expression with its repeated indices summed over, those of `shared` excepted.
  private mutating func summed(_ id: ExpressionID, keeping shared: Set<SymbolID>, _ depth: Int)
    -> ExpressionID
  {
    let result = innerSums(id, keeping: shared, depth)
    if case .sum = scope.graph[id] { return result }
    // What is left of the term's indices has no partner on the other side.
    return bound(result, over: freeIndices(result).subtracting(shared))
  }

  private mutating func bound(_ id: ExpressionID, over indices: Set<SymbolID>) -> ExpressionID {
    indices.sorted().reduce(id) { scope.graph.indexedSum($1, $0) }
  }

  /// Sums inside the factors of products, then over the indices that two factors share.
  private mutating func innerSums(_ id: ExpressionID, keeping shared: Set<SymbolID>, _ depth: Int)
    -> ExpressionID
  {
    guard depth < 60 else { return id }
    switch scope.graph[id] {
    case .sum(let operands):
      var terms: [ExpressionID] = []
      for operand in operands {
        terms.append(
          depth == 0
            ? summed(operand, keeping: shared, depth + 1) : innerSums(operand, keeping: shared, depth + 1)
        )
      }
      return scope.graph.sum(terms)
    case .product(let operands):
      let factors = operands.map { innerSums($0, keeping: shared, depth + 1) }
      var count: [SymbolID: Int] = [:]
      for factor in factors {
        for index in freeIndices(factor) {
          count[index, default: 0] += isRepeated(index, in: [factor]) ? 2 : 1
        }
      }
      let repeated = Set(count.filter { $0.value > 1 }.keys).subtracting(shared)
      return bound(scope.graph.product(factors), over: repeated)
    case .power(let base, let exponent):
      let inner = innerSums(base, keeping: shared, depth + 1)
      let power = scope.graph.power(inner, exponent)
      guard let value = scope.graph.number(exponent), value == Rational(2) else { return power }
      return bound(power, over: freeIndices(inner).subtracting(shared))
    default: return id
    }
  }
}
