// The elimination matrix.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let elimination = MatrixFunction(
    signature: "elimination(n) -> n*(n+1)/2×n*n",
    summary: "The matrix of zeros and ones that takes vec A to vech A.",
    notation: .subscripted(latex: "L", unicode: "L"),
    differential: .zero(name: "constant", source: .matrixCookbook(33)),
    value: .sized(EliminationKernel.self),
    python: PythonForm(
      "elimination({0})",
      helper: """
        def elimination(n):
            columns, rows = np.triu_indices(n)
            return np.eye(n * n)[columns * n + rows]
        """,
      torch: .init(
        "elimination({0}, {like})",
        helper: """
          def elimination(n, dtype, device):
              columns, rows = torch.triu_indices(n, n, device=device)
              return torch.eye(n * n, dtype=dtype, device=device)[columns * n + rows]
          """
      )
    ),
    flops: "n^2",
    properties: { _ in .nonnegative },
    example: "X : matrix(n, n)\nsimplify elimination(n) * vec(X)"
  )
}

/// A one in row (i, j) of the triangle and column (i, j) of the square.
private enum EliminationKernel: SizedKernel {
  static func value<A: Arithmetic>(
    _ arguments: [A.Matrix],
    sizes: [Int],
    in a: A
  ) throws(NumericFailure) -> A.Matrix {
    let n = sizes[0]
    let places = (0..<n).flatMap { j in (j..<n).map { j * n + $0 } }
    var entries = [Rational](repeating: .zero, count: places.count * n * n)
    for (row, place) in places.enumerated() { entries[place * places.count + row] = .one }
    return try a.matrix(rows: places.count, columns: n * n, entries: entries)
  }
}
