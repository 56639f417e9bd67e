// The determinant.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let determinant = MatrixFunction(
    signature: "det(X: n×n) -> scalar",
    summary: "The determinant of a square matrix.",
    notation: .named(["det"]),
    words: ["det", "Det"],
    differential: .formula(
      "tr(adj(X)*dX)",
      name: "determinant",
      source: .matrixCookbook(41)
    ),
    whereInvertible: .formula(
      "det(X)*tr(inv(X)*dX)",
      name: "determinant of an invertible matrix",
      source: .matrixCookbook(42)
    ),
    rewrites: [
      RewriteRule("determinant of a transpose", "det(X')", to: "det(X)", source: .matrixCookbook(20)),
      RewriteRule("determinant of an inverse", "det(inv(X))", to: "1/det(X)", source: .matrixCookbook(22)),
    ],
    value: .kernel(DeterminantKernel.self),
    python: PythonForm("np.linalg.det({0})"),
    flops: "2/3*n^3",
    properties: { arguments in
      if arguments[0].contains(.positiveDefinite) {
        [.positive]
      } else if arguments[0].contains(.positiveSemidefinite) {
        [.nonnegative]
      } else {
        []
      }
    },
    example: "X : matrix(n, n)\ngradient det(X) wrt X"
  )
}

/// The primitive of each arithmetic.
private enum DeterminantKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    try a.determinant(arguments[0])
  }
}
