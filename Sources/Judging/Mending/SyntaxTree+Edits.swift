// The edits of a formula that may make its shapes fit: transposes, orders, elementwise products, identities.

import Diagnostics
import Findings
import Syntax
import Verification

/// A formula with a few edits at one place.
struct FormulaEdit {
  /// What was edited.
  let kind: EditKind
  /// How many things were changed.
  let distance: Int
  /// The whole formula after the edit.
  let tree: SyntaxTree
  /// What stands at the edited place.
  let found: SyntaxTree
  /// What should stand there.
  let meant: SyntaxTree
}

extension SyntaxTree {
  /// The formulas that differ from this one at a single place, the smallest changes first.
  var shapeEdits: [FormulaEdit] {
    var places: [SyntaxTree] = []
    _ = mapping { part in
      places.append(part)
      return nil
    }
    var result: [FormulaEdit] = []
    for (place, part) in places.enumerated().prefix(60) {
      for (kind, distance, edited) in part.localEdits where result.count < 2000 {
        var turn = -1
        let whole = mapping { _ in
          turn += 1
          return turn == place ? edited : nil
        }
        result.append(FormulaEdit(kind: kind, distance: distance, tree: whole, found: part, meant: edited))
      }
    }
    return result.enumerated().sorted { ($0.element.distance, $0.offset) < ($1.element.distance, $1.offset) }
      .map(\.element)
  }

  private var localEdits: [(EditKind, Int, SyntaxTree)] {
    switch kind {
    case .binary(.multiply, _, _), .binary(.dot, _, _): return productEdits
    case .binary(.add, let a, let b), .binary(.subtract, let a, let b):
      guard case .binary(let operation, _, _) = kind else { return [] }
      return [
        (.transpose, 1, SyntaxTree(.binary(operation, a.turned, b), range)),
        (.transpose, 1, SyntaxTree(.binary(operation, a, b.turned), range)),
        (.missingFactor, 1, SyntaxTree(.binary(operation, a.timesIdentity, b), range)),
        (.missingFactor, 1, SyntaxTree(.binary(operation, a, b.timesIdentity), range)),
      ]
    case .binary(.frobenius, let a, let b):
      return [
        (.transpose, 1, SyntaxTree(.binary(.frobenius, a.turned, b), range)),
        (.transpose, 1, SyntaxTree(.binary(.frobenius, a, b.turned), range)),
      ]
    case .binary(.kronecker, let a, let b):
      return [(.order, 1, SyntaxTree(.binary(.kronecker, b, a), range))]
    case .call(let name, _, _, let arguments):
      // The trace of what should have stayed a matrix.
      guard name == "tr", arguments.count == 1 else { return [(.transpose, 1, turned)] }
      return [(.missingFactor, 1, SyntaxTree(.parenthesized(arguments[0]), range))]
    case .entry(let matrix, let indices) where indices.count == 2:
      return [(.index, 1, SyntaxTree(.entry(matrix, [indices[1], indices[0]]), range))]
    case .name, .transpose: return [(.transpose, 1, turned)]
    default: return []
    }
  }

  /// The transpose, or what a transpose was taken of.
  private var turned: SyntaxTree {
    switch kind {
    case .transpose(let inner): return inner
    case .name, .parenthesized, .call, .entry: return SyntaxTree(.transpose(self), range)
    default: return SyntaxTree(.transpose(SyntaxTree(.parenthesized(self), range)), range)
    }
  }

  private var timesIdentity: SyntaxTree {
    SyntaxTree(.binary(.multiply, self, SyntaxTree(.name("I", latex: nil), range)), range)
  }

  /// The factors of a product, from left to right.
  private var factors: [SyntaxTree] {
    if case .binary(.multiply, let a, let b) = kind { return a.factors + b.factors }
    if case .binary(.dot, let a, let b) = kind { return a.factors + b.factors }
    return [self]
  }

  private func product(_ factors: [SyntaxTree]) -> SyntaxTree {
    let first = factors[0]
    return factors.dropFirst().reduce(first) { SyntaxTree(.binary(.multiply, $0, $1), range) }
  }

  /// Factors transposed and put in another order, an elementwise product for a matrix product, a vector as a diagonal.
  private var productEdits: [(EditKind, Int, SyntaxTree)] {
    let all = factors
    let numbers = all.prefix { $0.isNumber }
    let rest = Array(all.dropFirst(numbers.count))
    guard (2...5).contains(rest.count) else { return [] }
    var result: [(EditKind, Int, SyntaxTree)] = []
    func add(_ kind: EditKind, _ distance: Int, _ factors: [SyntaxTree]) {
      result.append((kind, distance, product(Array(numbers) + factors)))
    }
    for order in Self.orders(rest.count) {
      let moved = order.enumerated().count { $0 != $1 }
      let swaps = moved == 0 ? 0 : moved == 2 ? 1 : 2
      for turns in 0..<(1 << rest.count) where swaps + turns.nonzeroBitCount > 0 {
        let distance = swaps + turns.nonzeroBitCount
        guard distance <= (rest.count > 3 ? 2 : 3) else { continue }
        let chain = order.map { turns >> $0 & 1 == 1 ? rest[$0].turned : rest[$0] }
        add(swaps == 0 ? .transpose : .order, distance, chain)
      }
    }
    for place in rest.indices {
      var chain = rest
      chain[place] = SyntaxTree(
        .call(name: "diag", nameRange: rest[place].range, isElementwise: false, arguments: [rest[place]]),
        rest[place].range
      )
      add(.elementwise, 1, chain)
      if place > 0 {
        let head = SyntaxTree(.parenthesized(product(Array(rest[..<place]))), range)
        let tail = SyntaxTree(.parenthesized(product(Array(rest[place...]))), range)
        let entries = SyntaxTree(.binary(.elementwiseMultiply, head, tail), range)
        add(.elementwise, 1, [SyntaxTree(.parenthesized(entries), range)])
      }
      chain = rest
      chain.remove(at: place)
      add(.missingFactor, 2, chain)
    }
    return result
  }

  /// The orders of a few things, the given one first.
  private static func orders(_ count: Int) -> [[Int]] {
    guard count > 1 else { return [Array(0..<count)] }
    return orders(count - 1).flatMap { shorter in
      (0...shorter.count).reversed().map { place in
        var order = shorter
        order.insert(count - 1, at: place)
        return order
      }
    }
  }
}
