// Which numbers the size names stand for. All different, so that a transposed factor cannot go unnoticed, and equal once;
// every order of two or three names, since `inv(A'*A)` has a value only when A is tall.

import Expressions
import Findings

/// The numbers that size names stand for at the points of a check.
enum SizeAssignment {
  /// The most size names that are told apart.
  static let nameBound = 12
  /// The largest number that a size takes where nothing asks for more.
  static let largestUnasked = 5
  /// The largest number that a size takes in which something is square.
  static let largest = 12
  /// The largest number that a size takes in which nothing is: vectors and sums grow with it, and not with its square.
  static let largestOfVectors = 40
  /// The largest size at which products of traces are tried.
  private static let largestForTraces = 10
  /// The most combinations of sizes that are used as numbers.
  private static let gridBound = 40

  /// The assignments to try, the first ones first, and how many of those in front must be tried.
  ///
  /// Numbers differ from name to name while these last, and are equal once, since `det(A*A')*det(A'*A)` is zero only
  /// where they differ. What rows demand beyond that follows.
  static func all(_ names: [String], _ demands: [SizeDemand]) -> (all: [[String: Int]], required: Int) {
    var different = different(names)
    guard let first = different.first else { return ([[:]], 1) }
    different.removeFirst()
    var front = [first] + equal(names)
    for demand in demands {
      for sizes in larger(names, demand) where !front.contains(sizes) && !different.contains(sizes) {
        front.append(sizes)
      }
    }
    // A row that needs few sizes meets those of one name in order.
    let isPlain = front.count == 1
    let required = isPlain ? 1 : front.count + 1
    return (front + different.filter { !front.contains($0) }, min(required, front.count + different.count))
  }

  /// Numbers that differ from name to name.
  private static func different(_ names: [String]) -> [[String: Int]] {
    switch names.count {
    case 0: return []
    case 1: return [2, 3, 4, 5].map { [names[0]: $0] }
    case 2: return [[3, 2], [2, 3], [5, 4], [3, 5]].map { assign(names, $0) }
    case 3: return permutations([2, 3, 4]).map { assign(names, $0) }
    case 4: return permutations([2, 3, 4, 5]).map { assign(names, $0) }
    default:
      let values = (0..<names.count).map { 2 + $0 % 6 }
      // All orders are too many: each name is the largest once, in both directions.
      return (0..<names.count).flatMap { shift in
        let turned = Array(values[shift...] + values[..<shift])
        return [assign(names, turned), assign(names, turned.reversed())]
      }
    }
  }

  /// Numbers of which all are equal, and some: every two names are equal somewhere and others are not.
  private static func equal(_ names: [String]) -> [[String: Int]] {
    let all = assign(names, names.map { _ in 3 })
    switch names.count {
    case 0, 1: return []
    case 2: return [all]
    case 3: return [all] + [[2, 2, 3], [2, 3, 2], [3, 2, 2]].map { assign(names, $0) }
    case 4: return [all] + [[2, 2, 3, 3], [2, 3, 2, 3], [2, 3, 3, 2]].map { assign(names, $0) }
    default:
      let halves = [2, 3].map { step in assign(names, names.indices.map { 2 + $0 / step % 2 }) }
      return [all] + halves
    }
  }

  /// The sizes that a row asks for: of each number more values than its degree, and one size for products of traces.
  private static func larger(_ names: [String], _ demand: SizeDemand) -> [[String: Int]] {
    var result: [[String: Int]] = []
    if let size = demand.traceSize, (6...largestForTraces).contains(size) {
      result.append(assign(names, names.map { _ in size }))
    }
    let numbers = names.filter { demand.degrees[$0] != nil }
    // Of several numbers every combination counts.
    var grid: [[String: Int]] = [[:]]
    for name in numbers {
      let most = min(2 + (demand.degrees[name] ?? 0), demand.largest(name))
      grid = grid.flatMap { part in
        (2...most).map { value in
          var next = part
          next[name] = value
          return next
        }
      }
      if grid.count > gridBound { return result }
    }
    guard !numbers.isEmpty else { return result }
    for (place, part) in grid.enumerated() {
      var sizes = part
      for (position, name) in names.enumerated() where sizes[name] == nil {
        sizes[name] = 2 + (place + position) % 3
      }
      result.append(sizes)
    }
    return result
  }

  /// Whether the sizes up to the largest suffice for a row.
  static func suffice(for demand: SizeDemand) -> Bool {
    var grid = 1
    for (name, degree) in demand.degrees {
      if 2 + degree > demand.largest(name) { return false }
      grid *= degree + 1
    }
    return grid <= gridBound
  }

  private static func assign(_ names: [String], _ values: [Int]) -> [String: Int] {
    Dictionary(zip(names, values)) { first, _ in first }
  }

  /// The permutations of a few numbers, such that the first ones differ much.
  private static func permutations(_ values: [Int]) -> [[Int]] {
    var result: [[Int]] = [[]]
    for value in values {
      result = result.flatMap { part in
        (0...part.count).map { place in
          var next = part
          next.insert(value, at: place)
          return next
        }
      }
    }
    // Walking with a stride that is coprime to the count mixes the orders.
    let count = result.count
    return (0..<count).map { result[$0 * 5 % count] }
  }

  /// The orders `a >= b`, `a != b` or `a == b` that all assignments with a value keep and some without a value break.
  static func orders(_ names: [String], defined: [[String: Int]], undefined: [[String: Int]])
    -> [NameCondition]
  {
    guard !defined.isEmpty, !undefined.isEmpty else { return [] }
    var result: [NameCondition] = []
    for a in names {
      for b in names where a != b {
        func isKept(_ sizes: [String: Int]) -> Bool { (sizes[a] ?? 0) >= (sizes[b] ?? 0) }
        if defined.allSatisfy(isKept), undefined.allSatisfy({ !isKept($0) }) {
          result.append(NameCondition(a, .atLeast, b))
        }
        func differ(_ sizes: [String: Int]) -> Bool { sizes[a] != sizes[b] }
        if a < b, undefined.allSatisfy(differ), !defined.contains(where: differ) {
          result.append(NameCondition(a, .equal, b))
        }
        if a < b, defined.allSatisfy(differ), !undefined.contains(where: differ) {
          result.append(NameCondition(a, .unequal, b))
        }
      }
    }
    return result
  }

  /// The sizes in words: `n = 3, m = 2`.
  static func text(_ sizes: [String: Int], _ names: [String]) -> String {
    names.compactMap { name in sizes[name].map { "\(name) = \($0)" } }.joined(separator: ", ")
  }
}
