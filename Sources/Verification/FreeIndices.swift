// The values of indices that nothing binds: a row with them holds for all values, coincidences included.

import Expressions

/// The order in which free indices take their values.
enum FreeIndices {
  /// The most tuples of values that are tried; every pattern of up to four indices is among them.
  static let tupleBound = 16
  /// The most indices of which every pattern of coincidences is tried.
  private static let patternBound = 4

  /// How many tuples are tried: all of them, as far as there is room.
  static func count(_ ranges: [Int]) -> Int {
    guard !ranges.isEmpty else { return 1 }
    var all = 1
    for range in ranges where all <= tupleBound { all *= max(range, 1) }
    return max(patterns(ranges.count).count, min(all, tupleBound))
  }

  /// The values at one visit: first every pattern of indices that are equal and that differ, then all tuples in turn.
  static func values(_ ranges: [Int], visit: Int) -> [Int] {
    let patterns = patterns(ranges.count)
    if visit < patterns.count {
      return zip(patterns[visit], ranges).map { block, range in 1 + block % max(range, 1) }
    }
    var rest = visit - patterns.count
    return ranges.map { range in
      defer { rest /= max(range, 1) }
      return 1 + rest % max(range, 1)
    }
  }

  /// The ways to part indices into blocks of equal ones; of many indices only none equal, all equal, and one pair.
  private static func patterns(_ count: Int) -> [[Int]] {
    let different = Array(0..<count)
    guard count <= patternBound else {
      return [different, different.map { _ in 0 }]
        + different.dropFirst().map { place in
          different.map { $0 == place ? 0 : $0 }
        }
    }
    var result: [[Int]] = [[]]
    for _ in 0..<count {
      result = result.flatMap { front in
        (0...(front.max().map { $0 + 1 } ?? 0)).reversed().map { front + [$0] }
      }
    }
    return result
  }
}
