// The Cholesky factor.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let cholesky = MatrixFunction(
    signature: "chol(X: n×n) -> n×n",
    summary: "The lower triangular matrix L with positive diagonal for which L*L' is the given matrix.",
    assumed: [.positiveDefinite],
    notation: .named(["chol"]),
    words: ["chol"],
    differential: .formula(
      "chol(X)*lowhalf(inv(chol(X))*dX*inv(chol(X))')",
      name: "Cholesky factor",
      source: Source("Murray, Differentiation of the Cholesky Decomposition (2016)")
    ),
    rewrites: [
      RewriteRule(
        "product of Cholesky factors",
        "chol(X)*chol(X)'",
        to: "X",
        when: [("X", .symmetric)],
        source: .definition
      )
    ],
    value: .kernel(CholeskyKernel.self),
    python: PythonForm("np.linalg.cholesky({0})"),
    flops: "1/3*n^3",
    properties: { $0[0].intersection([.diagonal]).union([.lowerTriangular, .invertible]) },
    example:
      "S : matrix(n, n) symmetric positive-definite\nb : vector(n)\ngradient norm2(inv(chol(S)) * b)^2 wrt S"
  )
}

/// The primitive of each arithmetic.
private enum CholeskyKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    try a.cholesky(arguments[0])
  }
}
