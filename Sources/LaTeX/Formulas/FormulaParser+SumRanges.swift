// Sums over part of a range: what leaves a term out is a factor of it, and indices that count from 0 are counted from 1.

import Diagnostics
import Expressions
import Syntax

extension FormulaParser {
  /// The call that is 1 where its first index is before its second, and else 0.
  static let indexBefore = "indexbefore"

  /// The call of the upper bound of an index at a place that counts from 0, and of the number at which it begins; lengths say what is meant.
  static let countedFromZero = "countedfromzero"

  /// The sum or product of a term over the indices within their bounds.
  mutating func indexed(
    _ operation: SyntaxTree.IndexedOperation,
    _ bounds: SumBounds,
    upTo: SyntaxTree?,
    over term: SyntaxTree,
    _ range: SourceRange
  ) throws(UnreadableFormula) -> SyntaxTree {
    var factors: [SyntaxTree] = []
    var upper: [String: SyntaxTree?] = [:]
    for name in bounds.names {
      upper[name] = upTo
      var first = bounds.first[name] ?? 1
      let isAtZeroPlace = isCountedFromZero(name, in: term, context.zeroPlaces)
      if let end = upTo, first == 0 || (first == 1 && isAtZeroPlace) {
        guard term.isOnlyIndex(name) else { throw FormulaParser.countsFromZero(range) }
        // From 0 to p, or from 1 to p, which is all but the first where there are p + 1, and in a row that counts from 0
        // never all.
        let isOfRow = first == 1 && isCountedFromZero(name, in: term, context.zeroPlacesOfRow)
        upper[name] = FormulaParser.counted(end, from: isOfRow ? 2 : first, range)
        first = 1
      }
      guard first > 0, first == 1 || !isAtZeroPlace else { throw FormulaParser.countsFromZero(range) }
      for place in 1..<max(1, first) { factors.append(inequality(name, .digit("\(place)"), range)) }
    }
    for condition in bounds.conditions { factors.append(try factor(condition, range)) }
    var tree = restricted(operation, term, factors, range)
    for name in bounds.names.reversed() {
      tree = SyntaxTree(.indexed(operation, index: name, upTo: upper[name] ?? upTo, body: tree), range)
    }
    return tree
  }

  /// The term where all factors are 1; else 0 in a sum and 1 in a product.
  private func restricted(
    _ operation: SyntaxTree.IndexedOperation,
    _ term: SyntaxTree,
    _ factors: [SyntaxTree],
    _ range: SourceRange
  ) -> SyntaxTree {
    guard let first = factors.first else { return term }
    let holds = factors.dropFirst().reduce(first) { SyntaxTree(.binary(.multiply, $0, $1), range) }
    let inner = SyntaxTree(.parenthesized(term), term.range)
    let kept = SyntaxTree(.binary(.multiply, holds, inner), range)
    switch operation {
    case .sum: return kept
    case .product:
      let one = SyntaxTree(.number(.one, text: "1"), range)
      let rest = SyntaxTree(.binary(.subtract, one, holds), range)
      return SyntaxTree(.parenthesized(SyntaxTree(.binary(.add, rest, kept), range)), range)
    }
  }

  private mutating func factor(_ condition: SumBounds.Condition, _ range: SourceRange)
    throws(UnreadableFormula) -> SyntaxTree
  {
    let left = try nested(condition.left, at: range).tree
    let right = try nested(condition.right, at: range).tree
    func before(_ first: SyntaxTree, _ second: SyntaxTree) -> SyntaxTree {
      SyntaxTree(
        .call(
          name: FormulaParser.indexBefore,
          nameRange: range,
          isElementwise: false,
          arguments: [first, second]
        ),
        range
      )
    }
    switch condition.comparison {
    case .unequal: return inequality(left, right, range)
    case .less: return before(left, right)
    case .lessOrEqual:
      return .complement(of: before(right, left), range)
    }
  }

  /// 1 − δ, which leaves a term out.
  func inequality(_ left: SyntaxTree, _ right: SyntaxTree, _ range: SourceRange) -> SyntaxTree {
    .complement(of: .kroneckerDelta([left, right], range), range)
  }

  private func inequality(_ name: String, _ place: LaTeXAtom.Kind, _ range: SourceRange) -> SyntaxTree {
    guard case .digit(let text) = place, let value = Rational(text) else {
      return SyntaxTree(.number(.one, text: "1"), range)
    }
    return inequality(
      SyntaxTree(.name(name, latex: nil), range),
      SyntaxTree(.number(value, text: text), range),
      range
    )
  }

  // MARK: - Indices that count from 0

  private static func countsFromZero(_ range: SourceRange) -> UnreadableFormula {
    UnreadableFormula(
      "latex.sum-range",
      "a sum that counts from 0 is read only over entries, up to the last",
      range
    )
  }

  /// The upper bound of an index at a place that the display counts from 0, with the number at which the index begins.
  ///
  /// 2 says that the sum leaves out the first, since another sum of the row begins with it.
  private static func counted(_ end: SyntaxTree, from first: Int, _ range: SourceRange) -> SyntaxTree {
    let start = SyntaxTree(.number(Rational(first), text: "\(first)"), end.range)
    return SyntaxTree(
      .call(name: countedFromZero, nameRange: end.range, isElementwise: false, arguments: [end, start]),
      end.range
    )
  }

  /// Whether a name is the index of entries that the display counts from 0.
  private func isCountedFromZero(_ name: String, in tree: SyntaxTree, _ places: Set<IndexPlace>) -> Bool {
    var work = [tree]
    while let next = work.popLast() {
      work.append(contentsOf: next.children)
      guard case .entry(let base, let indices) = next.kind, case .name(let letter, _) = base.kind else {
        continue
      }
      for (place, index) in indices.enumerated() {
        if case .name(name, _) = index.kind,
          places.contains(IndexPlace(letter: letter, place: place, count: indices.count))
        {
          return true
        }
      }
    }
    return false
  }

  /// An entry at a place that the display counts from 0, counted from 1: `\theta_0` is the first of θ.
  func countedFromOne(_ reading: FormulaReading) throws(UnreadableFormula) -> FormulaReading {
    guard !context.zeroPlaces.isEmpty, case .entry(let base, let indices) = reading.tree.kind,
      case .name(let letter, _) = base.kind
    else { return reading }
    var counted: [SyntaxTree] = []
    for (place, index) in indices.enumerated() {
      let here = IndexPlace(letter: letter, place: place, count: indices.count)
      guard case .number(let value, _) = index.kind, value.isInteger, context.zeroPlaces.contains(here) else {
        counted.append(index)
        continue
      }
      guard value.isZero || !context.onePlaces.contains(here) else {
        throw UnreadableFormula(
          "latex.sum-range",
          "whether the indices of '\(letter)' count from 0 or from 1 is not said",
          reading.tree.range
        )
      }
      counted.append(SyntaxTree(.number(value + .one, text: "\(value + .one)"), index.range))
    }
    var result = reading
    result.tree = SyntaxTree(.entry(base, counted), reading.tree.range)
    return result
  }
}

extension SyntaxTree {
  /// Whether a name stands only as a whole index of entries.
  func isOnlyIndex(_ name: String) -> Bool {
    switch kind {
    case .name(name, _): return false
    case .entry(let base, let indices):
      return base.isOnlyIndex(name)
        && indices.allSatisfy { index in
          if case .name = index.kind { true } else { index.isOnlyIndex(name) }
        }
    default: return children.allSatisfy { $0.isOnlyIndex(name) }
    }
  }
}
