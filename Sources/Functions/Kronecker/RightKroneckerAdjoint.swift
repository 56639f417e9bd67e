// The adjoint of the Kronecker product in its right factor.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let rightKroneckerAdjoint = MatrixFunction(
    signature: "kronright(X: p*n×q*m, Y: p×q, n, m) -> n×m",
    summary:
      "The sum of the blocks of the first matrix, of the given shape, each times the entry of the second in its place.",
    notation: .named(["kronright"]),
    differential: .formula(
      "kronright(dX, Y, n, m) + kronright(X, dY, n, m)",
      name: "product rule",
      source: .definition
    ),
    linearIn: [
      LinearArgument(
        "X",
        adjoint: "kron(Y, G)",
        name: "adjoint of a sum of blocks",
        source: .definition
      ),
      LinearArgument(
        "Y",
        adjoint: "kronleft(X, G, p, q)",
        name: "adjoint of a sum of blocks",
        source: .definition
      ),
    ],
    value: .sized(RightKroneckerAdjointKernel.self),
    python: PythonForm(
      "kron_right({0}, {1}, {2}, {3})",
      helper: """
        def kron_right(x, y, n, m):
            y = y.reshape(y.shape[0], -1)
            blocks = x.reshape(y.shape[0], n, y.shape[1], m)
            return np.einsum('injm,ij->nm', blocks, y)
        """
    ),
    flops: "2*n*m*p*q",
    example: "A, C : matrix(n, n)\nX, D : matrix(m, m)\ngradient kron(C, D) : kron(A, X) wrt X"
  )
}

/// Σ yᵢⱼ Xᵢⱼ over the blocks Xᵢⱼ: the blocks as rows of one matrix, and the entries of Y as their weights.
private enum RightKroneckerAdjointKernel: SizedKernel {
  static func value<A: Arithmetic>(
    _ arguments: [A.Matrix],
    sizes: [Int],
    in a: A
  ) throws(NumericFailure) -> A.Matrix {
    let (x, y) = (arguments[0], arguments[1])
    let (n, m) = (sizes[0], sizes[1])
    let (p, q) = (a.rows(y), a.columns(y))
    var picks: [Pick?] = []
    for c in 0..<m {
      for r in 0..<n {
        for j in 0..<q { for i in 0..<p { picks.append(Pick(0, (j * m + c) * p * n + i * n + r)) } }
      }
    }
    let blocks = a.gather([x], picks, rows: p * q, columns: n * m)
    return a.reshape(a.multiply(a.transpose(blocks), a.vectorize(y)), rows: n, columns: m)
  }
}
