// Derivatives of first order in the layouts of the textbooks.

package import Findings

extension LayoutConvention {
  /// Whether a derivative of first order is the transpose of what it is in the mixed layout.
  ///
  /// The derivative of a matrix by a number has the shape of the matrix in every layout.
  package func transposes(derivativeOf function: Shape, wrt variable: Shape) -> Bool {
    switch self {
    case .mixed: false
    case .numerator: function.isScalar && !variable.isScalar
    case .denominator:
      !function.isScalar && (!variable.isScalar || function.rows.isOne || function.columns.isOne)
    }
  }
}

extension Graph {
  /// A derivative of first order in a layout.
  package mutating func derivative(
    _ kind: DerivativeKind,
    of function: ExpressionID,
    wrt variable: ExpressionID,
    in layout: LayoutConvention
  ) -> ExpressionID {
    let derivative = derivative(kind, of: function, wrt: variable)
    let isTransposed = layout.transposes(derivativeOf: shape(function), wrt: shape(variable))
    return kind != .hessian && isTransposed ? transpose(derivative) : derivative
  }

  /// A derivative in another layout than the one it stands in; the expression itself where it is none, or stays.
  package mutating func relaid(
    _ id: ExpressionID,
    from old: LayoutConvention,
    to new: LayoutConvention
  ) -> ExpressionID {
    var inner = id
    if case .transpose(let transposed) = self[id] { inner = transposed }
    guard case .derivative(let kind, let function, let variable) = self[inner], kind != .hessian else {
      return id
    }
    let shapes = (shape(function), shape(variable))
    let isChanged =
      old.transposes(derivativeOf: shapes.0, wrt: shapes.1)
      != new.transposes(derivativeOf: shapes.0, wrt: shapes.1)
    return isChanged ? transpose(id) : id
  }
}
