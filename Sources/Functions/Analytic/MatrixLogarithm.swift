// The matrix logarithm.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let matrixLogarithm = MatrixFunction(
    signature: "logm(X: n×n) -> n×n",
    summary: "The matrix logarithm on the principal branch.",
    conditions: [
      DomainCondition("{X} has no eigenvalue that is zero or negative", .words)
    ],
    notation: .named(["log"]),
    words: ["logm"],
    differential: .formula(
      "logmFrechet(X, dX)",
      name: "matrix logarithm",
      source: Source("Higham, Functions of Matrices (2008), section 3.1")
    ),
    rewrites: [
      RewriteRule("logarithm of a transpose", "logm(X')", to: "logm(X)'", source: .definition)
    ],
    value: .kernel(MatrixLogarithmKernel.self),
    python: PythonForm(
      "np.real(scipy.linalg.logm({0}))",
      imports: ["scipy.linalg"]
    ),
    flops: "25*n^3",
    properties: { $0[0].intersection([.symmetric, .diagonal, .upperTriangular, .lowerTriangular]) },
    example: "X, A : matrix(n, n)\ngradient tr(A * logm(X)) wrt X"
  )
}

/// The primitive of each arithmetic.
private enum MatrixLogarithmKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    try a.logarithm(arguments[0])
  }
}
