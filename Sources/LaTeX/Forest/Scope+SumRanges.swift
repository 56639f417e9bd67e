// The ranges of sums beside the lengths of what they run over: sums over part of the entries, and order among indices.

import Diagnostics
import Expressions
import Syntax

extension Scope {
  /// A sum or product that runs up to another size than its index has values.
  ///
  /// One that leaves out a few terms at the end runs over all of them with a factor that is 0 there; one that counts from 0
  /// to the last is a plain sum.
  func fitted(
    _ operation: SyntaxTree.IndexedOperation,
    _ index: String,
    upTo: SyntaxTree,
    _ body: SyntaxTree,
    values: Size,
    at range: SourceRange
  ) -> (upTo: SyntaxTree, body: SyntaxTree) {
    var end = upTo
    var first: SyntaxTree?
    if case .call(FormulaParser.countedFromZero, _, _, let arguments) = upTo.kind, arguments.count == 2 {
      end = arguments[0]
      first = arguments[1]
    }
    var trial = self
    trial.diagnostics = []
    guard var size = trial.declaredSize(end, for: index) else { return (upTo, body) }
    if let first {
      // From 0 to the last; from 1 to the last in another count; or from 1, which leaves the first out.
      let beginsAtZero = if case .number(.zero, _) = first.kind { true } else { false }
      if beginsAtZero { size = size + Size(1) }
      guard let last = formula(of: values, at: end.range) else { return (upTo, body) }
      let leavesFirstOut = if case .number(2, _) = first.kind { true } else { false }
      if size == values, !leavesFirstOut { return (last, body) }
      guard !beginsAtZero, size + Size(1) == values else { return (upTo, body) }
      return (last, without([Size(1)], index, operation, body, values, at: range) ?? body)
    }
    if size == values { return (end, body) }
    guard let last = formula(of: values, at: end.range), let left = (values - size).constant,
      left > 0, left <= SumBounds.leftOutBound
    else { return (upTo, body) }
    let places = (0..<left).map { values - Size($0) }
    guard let rest = without(places, index, operation, body, values, at: range) else { return (upTo, body) }
    return (last, rest)
  }

  /// The term of a sum or product over an index that leaves the given values of it out.
  private func without(
    _ places: [Size],
    _ index: String,
    _ operation: SyntaxTree.IndexedOperation,
    _ body: SyntaxTree,
    _ values: Size,
    at range: SourceRange
  ) -> SyntaxTree? {
    guard let length = formula(of: values, at: range) else { return nil }
    let one = SyntaxTree(.number(.one, text: "1"), range)
    let identity = SyntaxTree(
      .call(name: "eye", nameRange: range, isElementwise: false, arguments: [length]),
      range
    )
    var kept: SyntaxTree?
    for place in places {
      guard let place = formula(of: place, at: range) else { return nil }
      let delta = SyntaxTree(.entry(identity, [SyntaxTree(.name(index, latex: nil), range), place]), range)
      let factor = SyntaxTree.complement(of: delta, range)
      kept = kept.map { SyntaxTree(.binary(.multiply, $0, factor), range) } ?? factor
    }
    guard let kept else { return body }
    let term = SyntaxTree(.binary(.multiply, kept, SyntaxTree(.parenthesized(body), body.range)), range)
    switch operation {
    case .sum: return term
    case .product:
      let rest = SyntaxTree(.binary(.subtract, one, kept), range)
      return SyntaxTree(.parenthesized(SyntaxTree(.binary(.add, rest, term), range)), range)
    }
  }

  /// The number that is 1 where one index is before another: an entry of the strictly upper triangle of ones.
  func order(_ arguments: [SyntaxTree], _ size: Size, at range: SourceRange) -> SyntaxTree? {
    guard arguments.count == 2, let length = formula(of: size, at: range) else { return nil }
    func call(_ name: String, _ arguments: [SyntaxTree]) -> SyntaxTree {
      SyntaxTree(.call(name: name, nameRange: range, isElementwise: false, arguments: arguments), range)
    }
    let upper = SyntaxTree(
      .binary(.subtract, call("triu", [call("ones", [length, length])]), call("eye", [length])),
      range
    )
    return SyntaxTree(.entry(SyntaxTree(.parenthesized(upper), range), arguments), range)
  }
}
