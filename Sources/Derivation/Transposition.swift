import Expressions

extension Graph {
  /// The transpose as one writes it: products reversed, sums term by term unless the bracket is shorter, symmetric
  /// factors under their name.
  mutating func writtenTranspose(_ id: ExpressionID) -> ExpressionID {
    var known: [ExpressionID: ExpressionID] = [:]
    return writtenTranspose(id, &known)
  }

  /// The same, with what is known already: parts that are shared are transposed once.
  private mutating func writtenTranspose(_ id: ExpressionID, _ known: inout [ExpressionID: ExpressionID])
    -> ExpressionID
  {
    if let found = known[id] { return found }
    let found = budget.isSpent ? transpose(id) : transposedInside(id, &known)
    known[id] = found
    return found
  }

  private mutating func transposedInside(_ id: ExpressionID, _ known: inout [ExpressionID: ExpressionID])
    -> ExpressionID
  {
    let shape = shape(id)
    if shape.isScalar { return id }
    switch self[id] {
    case .sum(let terms):
      let inside = sum(terms.map { writtenTranspose($0, &known) })
      // One mark on the bracket is shorter than one on each term: (Y − XB)' against Y' − B'X'.
      let outside = transpose(id)
      return !holdsTranspose(id) && readingCost(outside) < readingCost(inside) ? outside : inside
    case .product:
      var parts = parts(id)
      parts.chain = parts.chain.reversed().map { writtenTranspose($0, &known) }
      return product(parts)
    case .indexedSum(let index, let body):
      let transposed = writtenTranspose(body, &known)
      return indexedSum(index, transposed)
    case .hadamard(let operands):
      return hadamard(operands.map { writtenTranspose($0, &known) })
    case .kronecker(let a, let b):
      let left = writtenTranspose(a, &known)
      let right = writtenTranspose(b, &known)
      return kronecker(left, right)
    case .symbol(let symbol), .member(let symbol, _):
      let properties = properties(id)
      if properties.contains(.symmetric) { return id }
      if properties.contains(.skew) { return negative(id) }
      if self[symbol].properties.contains(.orthogonal) { return inverse(id) }
    case .apply, .map, .power, .inverse:
      if shape.isSquare, properties(id).contains(.symmetric) { return id }
      if case .inverse(let x) = self[id], case .symbol(let symbol) = self[x],
        self[symbol].properties.contains(.orthogonal)
      {
        return x
      }
      if case .inverse(let x) = self[id] {
        let transposed = writtenTranspose(x, &known)
        if transposed == x { return id }
        // A compound is transposed inside, a single matrix outside: (X'AX)⁻ᵀ against X⁻ᵀ.
        if case .symbol = self[x] { return transpose(id) }
        if isSameSum(transposed, x) { return id }
      }
      if case .power(let x, let exponent) = self[id] {
        let transposed = writtenTranspose(x, &known)
        return power(transposed, exponent)
      }
    default: break
    }
    return transpose(id)
  }

  /// Whether two sums have the same terms in another order.
  private func isSameSum(_ a: ExpressionID, _ b: ExpressionID) -> Bool {
    guard case .sum(let left) = self[a], case .sum(let right) = self[b] else { return a == b }
    return Set(left) == Set(right) && left.count == right.count
  }

  /// The expression with (Y − XB)' for Y' − B'X' in its products: one mark on a bracket for one on every term.
  mutating func withTransposesOutside(_ root: ExpressionID) -> ExpressionID {
    var memo: [ExpressionID: ExpressionID] = [:]
    var known: [ExpressionID: ExpressionID] = [:]
    for id in reachable(from: [root]) {
      let children = self[id].children
      let renewed = children.map { memo[$0] ?? $0 }
      let same = renewed == children ? id : rebuild(self[id], renewed)
      memo[id] = same
      guard id != root, case .sum(let terms) = self[same], terms.allSatisfy({ isTransposed($0) }) else {
        continue
      }
      let transposed = writtenTranspose(same, &known)
      guard case .sum = self[transposed], !holdsTranspose(transposed) else { continue }
      let outside = transpose(transposed)
      if readingCost(outside) < readingCost(same) { memo[id] = outside }
    }
    return memo[root] ?? root
  }

  /// Whether every factor of a term is a transpose, so that the transposed term may be free of them.
  private func isTransposed(_ term: ExpressionID) -> Bool {
    parts(term).chain.allSatisfy { factor in
      switch self[factor] {
      case .transpose: true
      case .sum, .product, .hadamard, .kronecker, .indexedSum: true
      default: properties(factor).contains(.symmetric)
      }
    }
  }

  private func holdsTranspose(_ id: ExpressionID) -> Bool {
    reachable(from: [id]).contains { if case .transpose = self[$0] { true } else { false } }
  }
}
