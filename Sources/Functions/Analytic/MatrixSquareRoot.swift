// The matrix square root.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let matrixSquareRoot = MatrixFunction(
    signature: "sqrtm(X: n×n) -> n×n",
    summary: "The matrix square root on the principal branch.",
    conditions: [
      DomainCondition("{X} has no eigenvalue that is zero or negative", .words, metBy: .positiveDefinite)
    ],
    notation: .superscript(latex: "1/2", unicode: "1/2"),
    words: ["sqrtm"],
    differential: .formula(
      "sylvester(sqrtm(X), sqrtm(X), dX)",
      name: "matrix square root",
      source: Source("Higham, Functions of Matrices (2008), section 6.1")
    ),
    rewrites: [
      RewriteRule("square of a square root", "sqrtm(X)^2", to: "X", source: .definition),
      RewriteRule("square root of a transpose", "sqrtm(X')", to: "sqrtm(X)'", source: .definition),
    ],
    value: .kernel(MatrixSquareRootKernel.self),
    python: PythonForm(
      "np.real(scipy.linalg.sqrtm({0}))",
      imports: ["scipy.linalg"]
    ),
    flops: "25*n^3",
    properties: {
      $0[0].intersection([
        .symmetric, .diagonal, .upperTriangular, .lowerTriangular, .positiveDefinite, .positiveSemidefinite,
        .invertible,
      ])
    },
    example: "X, A : matrix(n, n)\ngradient tr(A * sqrtm(X)) wrt X"
  )
}

/// The primitive of each arithmetic.
private enum MatrixSquareRootKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    try a.squareRoot(arguments[0])
  }
}
