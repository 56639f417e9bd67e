// The matrix exponential.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let matrixExponential = MatrixFunction(
    signature: "expm(X: n×n) -> n×n",
    summary: "The matrix exponential.",
    notation: .named(["exp"]),
    words: ["expm"],
    differential: .formula(
      "expmFrechet(X, dX)",
      name: "matrix exponential",
      source: Source("Higham, Functions of Matrices (2008), section 3.1")
    ),
    rewrites: [
      RewriteRule("inverse of an exponential", "inv(expm(X))", to: "expm(-X)", source: .matrixCookbook(499)),
      RewriteRule("exponential of a transpose", "expm(X')", to: "expm(X)'", source: .definition),
      RewriteRule("exponential of a logarithm", "expm(logm(X))", to: "X", source: .definition),
    ],
    value: .kernel(MatrixExponentialKernel.self),
    python: PythonForm(
      "scipy.linalg.expm({0})",
      imports: ["scipy.linalg"]
    ),
    flops: "25*n^3",
    properties: { arguments in
      var known = arguments[0].intersection([.diagonal, .upperTriangular, .lowerTriangular])
      if arguments[0].contains(.symmetric) { known.insert(.positiveDefinite) }
      if arguments[0].contains(.skew) { known.insert(.orthogonal) }
      return known.union(.invertible)
    },
    example: "X, A : matrix(n, n)\ngradient tr(A * expm(X)) wrt X"
  )
}

/// The primitive of each arithmetic.
private enum MatrixExponentialKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    try a.exponential(arguments[0])
  }
}
