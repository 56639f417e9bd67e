// The largest eigenvalue of a symmetric matrix.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let largestEigenvalue = MatrixFunction(
    signature: "eigmax(X: n×n) -> scalar",
    summary: "The largest eigenvalue of a symmetric matrix.",
    conditions: [
      DomainCondition("the largest eigenvalue of {X} is simple", .words, for: .derivative)
    ],
    assumed: [.symmetric],
    notation: .letter(latex: "\\lambda_{\\max}", unicode: "λ_max"),
    words: ["eigmax"],
    differential: .formula(
      "eigvec(X, n)'*dX*eigvec(X, n)",
      name: "largest eigenvalue",
      source: Source("Magnus, On Differentiating Eigenvalues and Eigenvectors (1985), theorem 1")
    ),
    value: .kernel(LargestEigenvalueKernel.self),
    python: PythonForm("np.linalg.eigvalsh({0})[-1]"),
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
    example: "S : matrix(n, n) symmetric\ngradient eigmax(S) wrt S"
  )
}

/// The last eigenvalue.
private enum LargestEigenvalueKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    let values = try a.symmetricEigen(arguments[0]).values
    return a.entry(values, a.rows(values) - 1, 0)
  }
}
