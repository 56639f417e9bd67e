// The variance of every row of a matrix.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let rowVariances = MatrixFunction(
    signature: "rowvar(X: m×n) -> m×1",
    summary: "The mean of the squared deviations of every row from its mean, written var(X, rows).",
    notation: .alongRows("var"),
    writing: .alongRows("var"),
    differential: .formula(
      "2/n*((X - X*ones(n, n)/n) .* dX)*ones(n)",
      name: "variance of every row, whose deviations add up to 0",
      source: .calculus
    ),
    value: .kernel(RowVariancesKernel.self),
    python: PythonForm(
      "np.var({0}, axis=1)",
      torch: .init("torch.var({0}, dim=1, correction=0)")
    ),
    flops: "4*m*n",
    properties: { _ in .nonnegative },
    example: "X : matrix(m, n)\nw : vector(m)\ngradient w' * var(X, rows) wrt X"
  )
}

/// The mean of squares less the square of the mean, in every row.
private enum RowVariancesKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    let x = arguments[0]
    let ones = a.ones(a.columns(x), 1)
    let share = Rational(1) / Rational(a.columns(x))
    let means = try a.scale(a.multiply(x, ones), by: share)
    let squares = try a.scale(a.multiply(a.hadamard(x, x), ones), by: share)
    return a.subtract(squares, a.hadamard(means, means))
  }
}
