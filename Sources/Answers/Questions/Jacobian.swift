// `jacobian F wrt X`.

import Derivation
import Expressions
import Findings
import Verification

extension QuestionForm {
  /// The Jacobian, on vec where a matrix takes part; of F by a number, in the shape of F.
  static let jacobian = QuestionForm(
    kind: .jacobian,
    hasLayout: true,
    derive: { inquiry, method, calculus throws(DerivationFailure) in
      try calculus.derivative(.jacobian, inquiry, by: method)
    },
    equation: { inquiry, derivation, graph in graph.equation(.jacobian, inquiry, derivation) },
    leftSide: derivative(.jacobian)
  )
}
