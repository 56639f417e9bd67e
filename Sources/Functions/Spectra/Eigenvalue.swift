// One eigenvalue of a symmetric matrix.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let eigenvalue = MatrixFunction(
    signature: "eigval(X: n×n, i) -> scalar",
    summary: "The eigenvalue of a symmetric matrix with the given number, counted from the smallest.",
    conditions: [
      DomainCondition("eigenvalue number {i} of {X} is simple", .words, for: .derivative)
    ],
    assumed: [.symmetric],
    notation: .letter(latex: "\\lambda", unicode: "λ"),
    differential: .formula(
      "eigvec(X, i)'*dX*eigvec(X, i)",
      name: "eigenvalue",
      source: Source("Magnus, On Differentiating Eigenvalues and Eigenvectors (1985), theorem 1")
    ),
    value: .sized(EigenvalueKernel.self),
    python: PythonForm("np.linalg.eigvalsh({0})[{1} - 1]"),
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
    example: "S : matrix(n, n) symmetric\ngradient eigval(S, 1) wrt S"
  )
}

/// The eigenvalue at a place of the ascending order.
private enum EigenvalueKernel: SizedKernel {
  static func value<A: Arithmetic>(
    _ arguments: [A.Matrix],
    sizes: [Int],
    in a: A
  ) throws(NumericFailure) -> A.Matrix {
    let index = try place(sizes[0], upTo: a.rows(arguments[0]))
    return a.entry(try a.symmetricEigen(arguments[0]).values, index, 0)
  }
}
