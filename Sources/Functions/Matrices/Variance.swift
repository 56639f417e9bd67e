// The variance of all entries.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let variance = MatrixFunction(
    signature: "var(X: n×m) -> scalar",
    summary: "The mean of the squared deviations of all entries of a matrix or vector from their mean.",
    notation: .named(["var"]),
    words: ["var"],
    differential: .formula(
      "2/(n*m)*((X - mean(X)*ones(n, m)) : dX)",
      name: "variance, whose deviations add up to 0",
      source: .calculus
    ),
    value: .kernel(VarianceKernel.self),
    python: PythonForm(
      "np.var({0})",
      torch: .init("torch.var({0}, correction=0)")
    ),
    flops: "4*n*m",
    properties: { _ in .nonnegative },
    example: "x : vector(n)\ngradient var(x) wrt x"
  )
}

/// The mean of squares less the square of the mean.
private enum VarianceKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    let x = arguments[0]
    let share = Rational(1) / Rational(a.rows(x) * a.columns(x))
    let mean = try a.scale(a.sum(x), by: share)
    let squares = try a.scale(a.sum(a.hadamard(x, x)), by: share)
    return a.subtract(squares, a.hadamard(mean, mean))
  }
}
