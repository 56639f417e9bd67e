// The three methods behind one question, and Hessians by each of them.

public import Expressions
import Functions

/// How a derivative is derived.
public enum DerivationMethod: String, Sendable, Hashable, CaseIterable {
  /// Move everything into G : dX.
  case differential
  /// Entries with explicit sums.
  case index
  /// Kronecker products on vec.
  case vectorization
}

extension Calculus {
  /// A gradient, Jacobian or Hessian by one variable, by the method asked for.
  ///
  /// A structured variable is taken by its convention, except for the gradient of the differential and the
  /// vectorization method, which is free.
  ///
  /// - Throws: when the method has no derivation.
  public mutating func derivation(
    _ kind: DerivativeKind,
    of function: ExpressionID,
    wrt variable: ExpressionID,
    by method: DerivationMethod,
    convention: StructureTreatment = .ignored
  ) throws(DerivationFailure) -> Derivation {
    switch (kind, method) {
    case (.gradient, .differential): try gradient(of: function, wrt: variable)
    case (.gradient, .index): try indexGradient(of: function, wrt: variable, convention: convention)
    case (.gradient, .vectorization): try vectorizedGradient(of: function, wrt: variable)
    case (.jacobian, .index): try indexJacobian(of: function, wrt: variable, convention: convention)
    case (.jacobian, .differential), (.jacobian, .vectorization):
      try jacobian(of: function, wrt: variable, convention: convention)
    case (.hessian, .differential): try hessian(of: function, wrt: variable, convention: convention)
    case (.hessian, .index): try indexHessian(of: function, wrt: variable)
    case (.hessian, .vectorization): try vectorizedHessian(of: function, wrt: variable)
    }
  }

  /// The Hessian of a scalar by one variable, in components: the gradient, then its entries by the entries again.
  ///
  /// - Throws: as the gradient does.
  public mutating func indexHessian(of function: ExpressionID, wrt variable: ExpressionID)
    throws(DerivationFailure) -> Derivation
  {
    let first = try indexGradient(of: function, wrt: variable)
    let second = try indexJacobian(of: first.result, wrt: variable)
    return hessian(of: function, variable, first, second)
  }

  /// The Hessian of a scalar by one variable on vec: the gradient, then its Jacobian.
  ///
  /// - Throws: as the gradient does.
  public mutating func vectorizedHessian(of function: ExpressionID, wrt variable: ExpressionID)
    throws(DerivationFailure) -> Derivation
  {
    let first = try vectorizedGradient(of: function, wrt: variable)
    let second = try jacobian(of: first.result, wrt: variable)
    return hessian(of: function, variable, first, second)
  }

  private mutating func hessian(
    of function: ExpressionID,
    _ variable: ExpressionID,
    _ first: Derivation,
    _ second: Derivation
  ) -> Derivation {
    let hessian = graph.derivative(.hessian, of: function, wrt: variable)
    let rules = second.steps.last?.rules ?? []
    let last = Step(left: hessian, right: second.result, rules: rules)
    return Derivation(
      of: function,
      variable: variable,
      steps: first.steps + second.steps.dropLast() + [last],
      result: second.result,
      helpers: first.helpers + second.helpers,
      conditions: first.conditions
    )
  }
}
