// `simplify E`.

import Derivation
import Expressions
import Findings
import Verification

extension QuestionForm {
  /// An equal expression that is shorter.
  static let simplify = QuestionForm(
    kind: .simplify,
    derive: { inquiry, _, calculus throws(DerivationFailure) in
      calculus.simplification(of: inquiry.function)
    },
    equation: { _, derivation, _ in Equation(derivation.of, derivation.result) },
    leftSide: { _, _, _, of in of }
  )
}
