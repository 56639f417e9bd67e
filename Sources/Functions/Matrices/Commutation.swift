// The commutation matrix.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let commutation = MatrixFunction(
    signature: "commutation(n, m) -> n*m×n*m",
    summary: "The permutation that takes the stacked columns of an n×m matrix to those of its transpose.",
    notation: .subscripted(latex: "K", unicode: "K"),
    differential: .zero(name: "constant", source: .matrixCookbook(33)),
    value: .sized(CommutationKernel.self),
    python: PythonForm(
      "commutation({0}, {1})",
      helper: """
        def commutation(n, m):
            return np.eye(n * m)[np.arange(n * m).reshape(m, n).T.ravel()]
        """,
      torch: .init(
        "commutation({0}, {1}, {like})",
        helper: """
          def commutation(n, m, dtype, device):
              places = torch.arange(n * m, device=device).reshape(m, n).T.ravel()
              return torch.eye(n * m, dtype=dtype, device=device)[places]
          """
      )
    ),
    flops: "n*m",
    properties: { _ in [.orthogonal, .nonnegative] },
    example: "X : matrix(n, m)\njacobian X' wrt X"
  )
}

/// K vec A = vec Aᵀ for A with the given rows and columns.
private enum CommutationKernel: SizedKernel {
  static func value<A: Arithmetic>(
    _ arguments: [A.Matrix],
    sizes: [Int],
    in a: A
  ) throws(NumericFailure) -> A.Matrix {
    let (n, m) = (sizes[0], sizes[1])
    var entries = [Rational](repeating: .zero, count: n * m * n * m)
    for i in 0..<n {
      for j in 0..<m { entries[(j * n + i) * n * m + i * m + j] = .one }
    }
    return try a.matrix(rows: n * m, columns: n * m, entries: entries)
  }
}
