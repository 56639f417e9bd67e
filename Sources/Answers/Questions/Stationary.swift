// `stationary f wrt x`.

import Derivation
import Expressions
import Findings
import Judging
import Syntax
import Verification

extension AnswerBuilder {
  /// What is claimed of the point that was found: there the gradient is zero.
  func vanishingGradient(_ answer: Answer, at variable: ExpressionID) -> String? {
    guard let value = answer.value?.plain, let name = answer.wrt?.plain else { return nil }
    var graph = scope.graph
    let zero = PlainPrinter.text(graph.zeros(graph.shape(variable)), in: graph)
    return "(gradient \(answer.of.plain) wrt \(name) at \(name) = \(value)) == \(zero)"
  }
}

extension QuestionForm {
  /// The point at which the gradient vanishes; its lines are checked at the point itself.
  static let stationary = QuestionForm(
    kind: .stationary,
    derive: { inquiry, _, calculus throws(DerivationFailure) in
      guard let variable = inquiry.variable else { throw DerivationFailure.withoutVariable }
      return try calculus.stationaryPoint(
        of: inquiry.function,
        wrt: variable,
        structured: inquiry.options.structured
      )
    },
    equation: { _, _, _ in nil },
    leftSide: { inquiry, derivation, printer, of in
      // The point found carries the last name that the derivation introduced.
      guard let symbol = derivation.helpers.last,
        let point = derivation.steps.compactMap(\.left).first(where: { printer.isName($0, of: symbol) })
      else { return of }
      let name = printer.formula(point)
      return Formula(
        plain: plain(.stationary, inquiry, printer, of),
        latex: name.latex,
        unicode: name.unicode
      )
    }
  )
}
