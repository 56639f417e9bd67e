// The logarithm of the sum of exponentials of every row of a matrix.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let rowLogSumExp = MatrixFunction(
    signature: "rowlogsumexp(X: m×n) -> m×1",
    summary:
      "The logarithm of the sum of the exponentials of every row of a matrix, written logsumexp(X, rows).",
    notation: .alongRows("logsumexp"),
    writing: .alongRows("logsumexp"),
    differential: .formula(
      "(rowsoftmax(X) .* dX)*ones(n)",
      name: "logarithm of a sum of exponentials in every row",
      source: .calculus
    ),
    rewrites: [
      RewriteRule(
        "logarithm of the sums of exponentials in rows",
        "log.(exp.(X)*ones(n))",
        to: "rowlogsumexp(X)",
        comesFirst: true,
        source: .definition
      )
    ],
    value: .kernel(RowLogSumExpKernel.self),
    python: PythonForm(
      "np.logaddexp.reduce({0}, axis=1)",
      torch: .init("torch.logsumexp({0}, dim=1)")
    ),
    flops: "11*m*n",
    example: "X : matrix(m, n)\nw : vector(m)\ngradient w' * logsumexp(X, rows) wrt X"
  )
}

/// ln of the sum of eˣ over every row.
private enum RowLogSumExpKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    let powers = try a.elementwise(.exp, arguments[0])
    return try a.elementwise(.log, a.multiply(powers, a.ones(a.columns(powers), 1)))
  }
}
