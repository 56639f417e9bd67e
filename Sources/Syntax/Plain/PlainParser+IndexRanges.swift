// Sums and products that begin elsewhere than at 1 count from 1: Σ over i in a..b of f(i) is Σ over i in 1..b - a + 1 of
// f(i + a - 1).

import Diagnostics
import Expressions

extension PlainParser {
  /// The last value of an index that counts from 1, and what is added up in its terms.
  static func countedFromOne(
    _ index: String,
    _ range: (first: SyntaxTree, last: SyntaxTree)?,
    _ body: SyntaxTree
  ) -> (upTo: SyntaxTree?, body: SyntaxTree) {
    guard let (first, last) = range else { return (nil, body) }
    let place = first.range
    let one = SyntaxTree(.number(.one, text: "1"), place)
    guard case .number(let value, _) = first.kind else {
      let before = SyntaxTree(.binary(.subtract, last, SyntaxTree(.parenthesized(first), place)), last.range)
      let name = SyntaxTree(.name(index, latex: nil), place)
      let moved = SyntaxTree(
        .binary(
          .subtract,
          SyntaxTree(.binary(.add, name, SyntaxTree(.parenthesized(first), place)), place),
          one
        ),
        place
      )
      let upTo = SyntaxTree(.binary(.add, before, one), last.range)
      return (upTo, body.replacingFree(index, by: .parenthesized(moved)))
    }
    let shift = value - Rational.one
    if shift.isZero { return (last, body) }
    let amount = SyntaxTree(.number(shift.magnitude, text: shift.magnitude.description), place)
    let name = SyntaxTree(.name(index, latex: nil), place)
    let moved = SyntaxTree(.binary(shift.isNegative ? .subtract : .add, name, amount), place)
    let upTo = SyntaxTree(.binary(shift.isNegative ? .add : .subtract, last, amount), last.range)
    return (upTo, body.replacingFree(index, by: .parenthesized(moved)))
  }
}

extension SyntaxTree {
  /// The formula with another one for a name, where no sum inside binds it anew.
  ///
  /// Nesting is bounded by the parser.
  fileprivate func replacingFree(_ name: String, by kind: Kind) -> SyntaxTree {
    switch self.kind {
    case .name(name, _): SyntaxTree(kind, range)
    case .indexed(let operation, name, let upTo, let body):
      SyntaxTree(
        .indexed(operation, index: name, upTo: upTo?.replacingFree(name, by: kind), body: body),
        range
      )
    default: mapChildren { $0.replacingFree(name, by: kind) }
    }
  }
}
