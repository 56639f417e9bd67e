// The adjoint of the Kronecker product in its left factor.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let leftKroneckerAdjoint = MatrixFunction(
    signature: "kronleft(X: n*p×m*q, Y: p×q, n, m) -> n×m",
    summary: "The matrix of the Frobenius products of the blocks of the first matrix with the second.",
    notation: .named(["kronleft"]),
    differential: .formula(
      "kronleft(dX, Y, n, m) + kronleft(X, dY, n, m)",
      name: "product rule",
      source: .definition
    ),
    linearIn: [
      LinearArgument(
        "X",
        adjoint: "kron(G, Y)",
        name: "adjoint of a matrix of Frobenius products",
        source: .definition
      ),
      LinearArgument(
        "Y",
        adjoint: "kronright(X, G, p, q)",
        name: "adjoint of a matrix of Frobenius products",
        source: .definition
      ),
    ],
    value: .sized(LeftKroneckerAdjointKernel.self),
    python: PythonForm(
      "kron_left({0}, {1}, {2}, {3})",
      helper: """
        def kron_left(x, y, n, m):
            y = y.reshape(y.shape[0], -1)
            blocks = x.reshape(n, y.shape[0], m, y.shape[1])
            return np.einsum('ipjq,pq->ij', blocks, y)
        """
    ),
    flops: "2*n*m*p*q",
    example: "A, C : matrix(n, n)\nX, D : matrix(m, m)\ngradient kron(D, C) : kron(X, A) wrt X"
  )
}

/// Xᵢⱼ : Y for each block: the blocks as rows of one matrix, times the entries of Y.
private enum LeftKroneckerAdjointKernel: SizedKernel {
  static func value<A: Arithmetic>(
    _ arguments: [A.Matrix],
    sizes: [Int],
    in a: A
  ) throws(NumericFailure) -> A.Matrix {
    let (x, y) = (arguments[0], arguments[1])
    let (n, m) = (sizes[0], sizes[1])
    let (p, q) = (a.rows(y), a.columns(y))
    var picks: [Pick?] = []
    for c in 0..<q {
      for r in 0..<p {
        for j in 0..<m { for i in 0..<n { picks.append(Pick(0, (j * q + c) * n * p + i * p + r)) } }
      }
    }
    let blocks = a.gather([x], picks, rows: n * m, columns: p * q)
    return a.reshape(a.multiply(blocks, a.vectorize(y)), rows: n, columns: m)
  }
}
