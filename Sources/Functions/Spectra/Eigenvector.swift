// One eigenvector of a symmetric matrix.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let eigenvector = MatrixFunction(
    signature: "eigvec(X: n×n, i) -> n×1",
    summary:
      "The unit eigenvector of a symmetric matrix that belongs to an eigenvalue, counted from the smallest; its largest entry is positive.",
    conditions: [
      DomainCondition("eigenvalue number {i} of {X} is simple", .words, for: .derivative)
    ],
    assumed: [.symmetric],
    notation: .letter(latex: "v", unicode: "v"),
    differential: .formula(
      "inv(eigval(X, i)*eye(n) - X + eigvec(X, i)*eigvec(X, i)')*(dX*eigvec(X, i) - eigvec(X, i)*(eigvec(X, i)'*dX*eigvec(X, i)))",
      name: "eigenvector",
      source: Source("Magnus, On Differentiating Eigenvalues and Eigenvectors (1985), theorem 1")
    ),
    value: .sized(EigenvectorKernel.self),
    python: PythonForm(
      "eigenvector({0}, {1})",
      helper: """
        def eigenvector(x, i):
            v = np.linalg.eigh(x)[1][:, i - 1]
            return v * np.sign(v[np.argmax(np.abs(v))])
        """,
      torch: .init(
        "eigenvector({0}, {1})",
        helper: """
          def eigenvector(x, i):
              v = torch.linalg.eigh(x)[1][:, i - 1]
              return v * torch.sign(v[torch.argmax(torch.abs(v))])
          """
      )
    ),
    flops: "9*n^3",
    properties: { _ in .unit },
    example: "S, A : matrix(n, n) symmetric\nphi = eigvec(S, 1)' * A * eigvec(S, 1)\ngradient phi wrt S"
  )
}

/// The column at a place of the ascending order.
private enum EigenvectorKernel: SizedKernel {
  static func value<A: Arithmetic>(
    _ arguments: [A.Matrix],
    sizes: [Int],
    in a: A
  ) throws(NumericFailure) -> A.Matrix {
    let index = try place(sizes[0], upTo: a.rows(arguments[0]))
    return a.column(try a.symmetricEigen(arguments[0]).vectors, index)
  }
}
