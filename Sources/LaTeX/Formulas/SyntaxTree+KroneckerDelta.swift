// Kronecker's delta and its complement, by which terms are kept or left out.

import Diagnostics
import Expressions
import Syntax

extension SyntaxTree {
  /// The number that is 1 where two indices are equal, and 0 elsewhere.
  static func kroneckerDelta(_ indices: [SyntaxTree], _ range: SourceRange) -> SyntaxTree {
    SyntaxTree(.entry(SyntaxTree(.name("I", latex: nil), range), indices), range)
  }

  /// 1 minus a number that is 0 or 1.
  static func complement(of indicator: SyntaxTree, _ range: SourceRange) -> SyntaxTree {
    let one = SyntaxTree(.number(.one, text: "1"), range)
    return SyntaxTree(.parenthesized(SyntaxTree(.binary(.subtract, one, indicator), range)), range)
  }
}
