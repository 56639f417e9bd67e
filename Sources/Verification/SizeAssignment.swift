// Which numbers the size names stand for. All different, so that a transposed factor cannot go unnoticed; every order
// of two or three names, since `inv(A'*A)` has a value only when A is tall.

import Expressions

/// The numbers that size names stand for at the points of a check.
enum SizeAssignment {
  /// The most size names that are told apart.
  static let nameBound = 12
  /// The largest number that a size takes.
  static let largest = 12

  /// The assignments to try, the first ones first; every one gives each name another number while these last.
  static func all(_ names: [String]) -> [[String: Int]] {
    switch names.count {
    case 0: return [[:]]
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

  /// The orders `a >= b` that all assignments with a value keep and some without a value break.
  static func orders(_ names: [String], defined: [[String: Int]], undefined: [[String: Int]]) -> [String] {
    guard !defined.isEmpty, !undefined.isEmpty else { return [] }
    var result: [String] = []
    for a in names {
      for b in names where a != b {
        func isKept(_ sizes: [String: Int]) -> Bool { (sizes[a] ?? 0) >= (sizes[b] ?? 0) }
        if defined.allSatisfy(isKept), undefined.allSatisfy({ !isKept($0) }) { result.append("\(a) >= \(b)") }
      }
    }
    return result
  }

  /// The sizes in words: `n = 3, m = 2`.
  static func text(_ sizes: [String: Int], _ names: [String]) -> String {
    names.compactMap { name in sizes[name].map { "\(name) = \($0)" } }.joined(separator: ", ")
  }
}
