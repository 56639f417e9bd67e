// The mean of all entries.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let mean = MatrixFunction(
    signature: "mean(X: n×m) -> scalar",
    summary: "The mean of all entries of a matrix or vector.",
    notation: .named(["mean"]),
    differential: .linear(
      adjoint: "G/(n*m)*ones(n, m)",
      name: "mean",
      source: .definition
    ),
    rewrites: [
      RewriteRule("mean of a transpose", "mean(X')", to: "mean(X)", source: .definition),
      RewriteRule(
        "deviations from the mean add up to 0",
        "sum(X - mean(X)*ones(n, m))",
        to: "0",
        source: .definition
      ),
      RewriteRule(
        "deviations from the mean add up to 0",
        "sum(X - sum(X)/(n*m)*ones(n, m))",
        to: "0",
        source: .definition
      ),
    ],
    value: .kernel(MeanKernel.self),
    python: PythonForm("np.mean({0})"),
    flops: "n*m",
    properties: { $0[0].intersection([.positive, .nonnegative]) },
    example: "A : matrix(n, m)\nx : vector(m)\ny : vector(n)\ngradient mean((A * x - y).^2) wrt x"
  )
}

/// The sum of the entries, divided by their number.
private enum MeanKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    let count = a.rows(arguments[0]) * a.columns(arguments[0])
    return try a.scale(a.sum(arguments[0]), by: Rational(1, count))
  }
}
