// Einstein's convention: an index that stands twice in a product is summed over, innermost products first.

import Expressions
import Findings
import Syntax

extension Workspace {
  /// Whether an index that nothing binds stands in one of two sides.
  func hasFreeIndices(_ left: ExpressionID, _ right: ExpressionID) -> Bool {
    !freeIndices(left).isEmpty || !freeIndices(right).isEmpty
  }

  /// Both sides with their repeated indices summed over, where terms have unlike free indices; nil where all are alike, or
  /// an index that not every term has stands alone.
  ///
  /// Only an index that is repeated is summed over; one that stands alone makes a claim about each of its values. Nobody
  /// who writes the sum over one index of a term leaves that over another one out: in `det A = Σ_j A_ij C_ij` i is fixed.
  mutating func einsteinSums(_ left: ExpressionID, _ right: ExpressionID) -> (
    left: ExpressionID, right: ExpressionID
  )? {
    let terms = terms(left, right)
    let free = terms.map { freeIndices($0) }
    guard let first = free.first, free.contains(where: { $0 != first }) else { return nil }
    let shared = free.dropFirst().reduce(first) { $0.intersection($1) }
    for (term, indices) in zip(terms, free) {
      let alone = indices.subtracting(shared)
      guard alone.isEmpty || !writesSum(term), alone.allSatisfy({ isRepeated($0, in: [term]) }) else {
        return nil
      }
    }
    return (summed(left, keeping: shared, 0), summed(right, keeping: shared, 0))
  }

  /// Whether a sum over an index is written out in a term.
  private func writesSum(_ term: ExpressionID) -> Bool {
    scope.graph.reachable(from: [term]).contains { node in
      if case .indexedSum = scope.graph[node] { true } else { false }
    }
  }

  /// An index by whose entry something is differentiated that has the index too, in sides with unlike free indices.
  ///
  /// `∂x_i/∂x_i` is 1 for each i, and n where i is summed over. Where a sum is written out, none is left out.
  func indexOfOwnDerivative(_ left: ExpressionID, _ right: ExpressionID) -> String? {
    guard hasFreeIndices(left, right), !writesSum(left), !writesSum(right) else { return nil }
    let free = terms(left, right).map { freeIndices($0) }
    guard let first = free.first, free.contains(where: { $0 != first }) else { return nil }
    for node in scope.graph.reachable(from: [left, right]) {
      guard case .derivative(_, let function, let variable) = scope.graph[node] else { continue }
      let inside = scope.graph.symbols(in: [function], throughDefinitions: false)
      if let index = freeIndices(variable).sorted().first(where: { inside.contains($0) }) {
        return scope.graph[index].name
      }
    }
    return nil
  }

  /// Whether an index of one side alone stands in the other, too, where it is bound: Σ_i w_i x_i x_i' = X' diag(w_i) X.
  func hasIndexOfOneSide(_ left: ExpressionID, _ right: ExpressionID) -> Bool {
    let alone = freeIndices(left).symmetricDifference(freeIndices(right))
    let graph = scope.graph
    return !alone.isEmpty
      && alone.allSatisfy { index in
        graph.reachable(from: [left, right]).count {
          graph[$0].children.contains { graph[$0] == .symbol(index) }
        } > 1
      }
  }

  /// Whether an index stands twice in one term and once in another, which then holds at each of its values and in no sum.
  func keepsRepeatedIndices(_ left: ExpressionID, _ right: ExpressionID) -> Bool {
    let terms = terms(left, right)
    let indices = terms.reduce(into: Set<SymbolID>()) { $0.formUnion(freeIndices($1)) }
    return indices.contains { index in
      let places = terms.filter { freeIndices($0).contains(index) }.map { isRepeated(index, in: [$0]) }
      return places.contains(true) && places.contains(false)
    }
  }

  /// Whether an index stands twice in a term.
  func repeatsIndices(_ left: ExpressionID, _ right: ExpressionID) -> Bool {
    terms(left, right).contains { term in freeIndices(term).contains { isRepeated($0, in: [term]) } }
  }

  /// The terms of two sides, but for zeros.
  private func terms(_ left: ExpressionID, _ right: ExpressionID) -> [ExpressionID] {
    [left, right].flatMap { side -> [ExpressionID] in
      if case .sum(let operands) = scope.graph[side] { operands } else { [side] }
    }.filter { !scope.graph.isZero($0) }
  }

  /// Whether an index stands at two places that are multiplied, or at one that is squared: in `(x_i - y_i)z_j` no index does.
  private func isRepeated(_ index: SymbolID, in ids: [ExpressionID]) -> Bool {
    let graph = scope.graph
    var memo: [ExpressionID: Int] = [:]
    func uses(_ id: ExpressionID) -> Int { memo[id] ?? 0 }
    for node in graph.reachable(from: ids) {
      let children = graph[node].children
      let count: Int
      switch graph[node] {
      case .entry, .member, .apply:
        count = children.count { graph[$0] == .symbol(index) } + children.reduce(0) { $0 + uses($1) }
      case .sum, .block: count = children.map(uses).max() ?? 0
      case .power(let base, let exponent):
        let order = graph.number(exponent) ?? 1
        count = order > 1 ? 2 * uses(base) : uses(base)
      case .indexedSum(index, _), .indexedProduct(index, _): count = 0
      case .derivative(_, let function, let variable):
        // An entry that is differentiated by itself is one place.
        let isInside = graph.reachable(from: [function]).contains(variable)
        count = uses(function) + (isInside ? 0 : uses(variable))
      default: count = children.reduce(0) { $0 + uses($1) }
      }
      // More than two are as many as two, however often a part is shared.
      memo[node] = min(count, 2)
    }
    return ids.reduce(0) { $0 + uses($1) } > 1
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
    case .map(let function, let argument):
      // The argument of a function is a term of its own: exp(x_j x_j) is exp(‖x‖²).
      let inner = innerSums(argument, keeping: shared, depth + 1)
      return inner == argument ? id : scope.graph.map(function, inner)
    default: return id
    }
  }
}
