// The smallest eigenvalue of a symmetric matrix.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let smallestEigenvalue = MatrixFunction(
    signature: "eigmin(X: n×n) -> scalar",
    summary: "The smallest eigenvalue of a symmetric matrix.",
    conditions: [
      DomainCondition("the smallest eigenvalue of {X} is simple", .words, for: .derivative)
    ],
    assumed: [.symmetric],
    notation: .letter(latex: "\\lambda_{\\min}", unicode: "λ_min"),
    words: ["eigmin"],
    differential: .formula(
      "eigvec(X, 1)'*dX*eigvec(X, 1)",
      name: "smallest eigenvalue",
      source: Source("Magnus, On Differentiating Eigenvalues and Eigenvectors (1985), theorem 1")
    ),
    value: .kernel(SmallestEigenvalueKernel.self),
    python: PythonForm("np.linalg.eigvalsh({0})[0]"),
    flops: "9*n^3",
    properties: { arguments in
      if arguments[0].contains(.positiveDefinite) {
        [.positive]
      } else if arguments[0].contains(.positiveSemidefinite) {
        [.nonnegative]
      } else {
        []
      }
    },
    example: "S : matrix(n, n) symmetric\ngradient eigmin(S) wrt S"
  )
}

/// The first eigenvalue.
private enum SmallestEigenvalueKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    a.entry(try a.symmetricEigen(arguments[0]).values, 0, 0)
  }
}
