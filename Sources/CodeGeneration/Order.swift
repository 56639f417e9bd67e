// The cheapest order of evaluation of a product, by dynamic programming over the symbolic sizes.

import Expressions

/// The cheapest order of evaluation of a chain.
struct Order {
  private let count: Int
  private var splits: [Int]
  private var costs: [Double]

  /// The cost when every size is large and the same.
  var cost: Double { count == 0 ? 0 : costs[count - 1] }

  func split(_ first: Int, _ last: Int) -> Int { splits[first * count + last] }
  func cost(_ first: Int, _ last: Int) -> Double { costs[first * count + last] }

  /// Whether the factors up to the split are the transpose of those behind it.
  static func isMirrored(_ factors: [ChainFactor], _ first: Int, _ split: Int, _ last: Int) -> Bool {
    guard split - first == last - split - 1 else { return false }
    return (first...split).allSatisfy { place in
      let (a, b) = (factors[place], factors[last - (place - first)])
      return a.kind == b.kind && a.shape == b.shape.transposed
        && (a.isTransposed != b.isTransposed || isSymmetric(a))
    }
  }

  private static func isSymmetric(_ factor: ChainFactor) -> Bool {
    if case .diagonal = factor.kind { true } else { false }
  }

  init(_ factors: [ChainFactor], _ builder: ProgramBuilder) {
    count = factors.count
    splits = [Int](repeating: 0, count: count * count)
    costs = [Double](repeating: 0, count: count * count)
    let rows = factors.map { FlopCount(of: $0.shape.rows).magnitude }
    let columns = factors.map { FlopCount(of: $0.shape.columns).magnitude }
    func combined(_ first: Int, _ split: Int, _ last: Int) -> Double {
      let (m, k, n) = (rows[first], columns[split], columns[last])
      if split == first {
        if case .diagonal = factors[first].kind { return m * n }
        if case .selection = factors[first].kind { return 0 }
        if case .inverse(let base) = factors[first].kind, builder.isSolved(base) {
          return 2 / 3 * k * k * k + 2 * k * k * n
        }
      }
      if split == last - 1 {
        if case .diagonal = factors[last].kind { return m * n }
        if case .selection = factors[last].kind { return 0 }
        if case .inverse(let base) = factors[last].kind, builder.isSolved(base) {
          return 2 / 3 * k * k * k + 2 * k * k * m
        }
      }
      return factors[split].shape.columns.isOne ? m * n : 2 * m * k * n
    }
    guard count > 1 else { return }
    for length in 2...count {
      for first in 0...(count - length) {
        let last = first + length - 1
        var best = Double.infinity
        // From the right, so that of equal orders the one from left to right is taken.
        for split in stride(from: last - 1, through: first, by: -1) {
          // Of A'A only A is computed.
          let left = Order.isMirrored(factors, first, split, last) ? 0 : costs[first * count + split]
          let cost = left + costs[(split + 1) * count + last] + combined(first, split, last)
          if cost < best {
            best = cost
            splits[first * count + last] = split
          }
        }
        costs[first * count + last] = best
      }
    }
  }
}
