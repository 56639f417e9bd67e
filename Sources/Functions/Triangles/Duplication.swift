// The duplication matrix.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let duplication = MatrixFunction(
    signature: "duplication(n) -> n*n×n*(n+1)/2",
    summary: "The matrix of zeros and ones that takes vech S to vec S of a symmetric matrix.",
    notation: .subscripted(latex: "D", unicode: "D"),
    differential: .zero(name: "constant", source: .matrixCookbook(33)),
    value: .sized(DuplicationKernel.self),
    python: PythonForm(
      "duplication({0})",
      helper: """
        def duplication(n):
            columns, rows = np.triu_indices(n)
            unit = np.eye(n * n)
            return np.maximum(unit[columns * n + rows], unit[rows * n + columns]).T
        """,
      torch: .init(
        "duplication({0}, {like})",
        helper: """
          def duplication(n, dtype, device):
              columns, rows = torch.triu_indices(n, n, device=device)
              unit = torch.eye(n * n, dtype=dtype, device=device)
              return torch.maximum(unit[columns * n + rows], unit[rows * n + columns]).T
          """
      )
    ),
    flops: "n^2",
    properties: { _ in .nonnegative },
    example: "S : matrix(n, n) symmetric\nsimplify duplication(n) * vech(S)"
  )
}

/// A one in rows (i, j) and (j, i) of the square and column (i, j) of the triangle.
private enum DuplicationKernel: SizedKernel {
  static func value<A: Arithmetic>(
    _ arguments: [A.Matrix],
    sizes: [Int],
    in a: A
  ) throws(NumericFailure) -> A.Matrix {
    let n = sizes[0]
    let places = (0..<n).flatMap { j in (j..<n).map { (j * n + $0, $0 * n + j) } }
    var entries = [Rational](repeating: .zero, count: places.count * n * n)
    for (column, place) in places.enumerated() {
      entries[column * n * n + place.0] = .one
      entries[column * n * n + place.1] = .one
    }
    return try a.matrix(rows: n * n, columns: places.count, entries: entries)
  }
}
