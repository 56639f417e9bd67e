// `differential f wrt X, Y`.

import Derivation
import Expressions
import Findings
import Judging
import Verification

extension QuestionForm {
  /// The differential, with every name moving that the question names.
  static let differential = QuestionForm(
    kind: .differential,
    derive: { inquiry, method, calculus throws(DerivationFailure) in
      method == .index
        ? try calculus.indexDifferential(of: inquiry.function)
        : try calculus.differential(of: inquiry.function)
    },
    equation: { _, derivation, graph in
      Equation(graph.differential(derivation.of), derivation.result)
    },
    leftSide: { _, derivation, printer, of in
      derivation.steps.first?.left.map { printer.formula($0) } ?? of
    }
  )
}
