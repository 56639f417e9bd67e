// `directional f wrt X along V`.

import Derivation
import Expressions
import Findings
import Judging
import Syntax
import Verification

extension QuestionForm {
  /// The derivative in a direction, in the shape of the function.
  static let directional = QuestionForm(
    kind: .directional,
    derive: { inquiry, _, calculus throws(DerivationFailure) in
      guard let variable = inquiry.variable, let direction = inquiry.question.along.first else {
        throw DerivationFailure.withoutVariable
      }
      return try calculus.directional(
        of: inquiry.function,
        wrt: variable,
        along: direction,
        convention: inquiry.options.structured
      )
    },
    equation: { inquiry, derivation, graph in
      guard let variable = inquiry.variable, let direction = inquiry.question.along.first,
        let column = graph.column(direction)
      else { return nil }
      let isScalar = graph.shape(derivation.of).isScalar
      let node = graph.derivative(isScalar ? .gradient : .jacobian, of: derivation.of, wrt: variable)
      if isScalar { return Equation(graph.frobenius(node, direction), derivation.result) }
      if graph.shape(variable).isScalar {
        return Equation(graph.product([direction, node]), derivation.result)
      }
      return graph.column(derivation.result).map { Equation(graph.product([node, column]), $0) }
    },
    leftSide: { inquiry, _, printer, of in
      along(inquiry, printer, of, .directional, latex: "\\mathrm D", unicode: "D")
    }
  )
}
