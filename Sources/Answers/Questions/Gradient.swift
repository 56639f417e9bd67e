// `gradient f wrt X`.

import Derivation
import Expressions
import Findings
import Judging
import Verification

extension QuestionForm {
  /// The gradient of a number, in the shape of its variable.
  static let gradient = QuestionForm(
    kind: .gradient,
    projects: true,
    hasLayout: true,
    derive: { inquiry, method, calculus throws(DerivationFailure) in
      try calculus.derivative(.gradient, inquiry, by: method)
    },
    equation: { inquiry, derivation, graph in graph.equation(.gradient, inquiry, derivation) },
    leftSide: derivative(.gradient)
  )

  /// A left side ∂f/∂X.
  static func derivative(_ kind: DerivativeKind)
    -> @Sendable (
      Inquiry, Derivation, FormulaPrinter, _ of: Formula
    ) -> Formula
  {
    { inquiry, derivation, printer, of in
      guard let variable = inquiry.variable else { return of }
      let wrt = printer.formula(variable)
      let name = kind == .gradient ? "gradient" : kind == .jacobian ? "jacobian" : "hessian"
      return printer.derivative(
        kind,
        of: derivation.of,
        wrt: variable,
        plain: "\(name) \(of.plain) wrt \(wrt.plain)"
      )
    }
  }
}

extension Calculus {
  /// A derivative of a question's function by its variable.
  mutating func derivative(_ kind: DerivativeKind, _ inquiry: Inquiry, by method: DerivationMethod)
    throws(DerivationFailure) -> Derivation
  {
    guard let variable = inquiry.variable else { throw DerivationFailure.withoutVariable }
    return try derivation(
      kind,
      of: inquiry.function,
      wrt: variable,
      by: method,
      convention: inquiry.options.structured
    )
  }
}

extension DerivationFailure {
  static var withoutVariable: DerivationFailure {
    DerivationFailure(code: "question.no-variable", "the question does not say by which variable")
  }
}

extension Graph {
  /// The derivative itself beside a result, in the layout in force; nil when their shapes differ.
  mutating func equation(_ kind: DerivativeKind, _ inquiry: Inquiry, _ derivation: Derivation) -> Equation? {
    guard let variable = inquiry.variable else { return nil }
    let left = derivative(kind, of: derivation.of, wrt: variable, in: inquiry.options.layout)
    return shape(left) == shape(derivation.result) ? Equation(left, derivation.result) : nil
  }
}
