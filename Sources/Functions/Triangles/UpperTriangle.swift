// The upper triangle with the diagonal.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let upperTriangle = MatrixFunction(
    signature: "triu(X: n×n) -> n×n",
    summary: "The upper triangle with the diagonal of a square matrix; the other entries become 0.",
    notation: .named(["triu"]),
    differential: .linear(
      adjoint: "triu(G)",
      name: "upper triangle",
      source: .definition
    ),
    matrix: "diag(vec(triu(ones(n, n))))",
    value: .kernel(UpperTriangleKernel.self),
    python: PythonForm("np.triu({0})"),
    flops: "n^2",
    properties: { _ in .upperTriangular },
    example: "X, A : matrix(n, n)\ngradient A : triu(X) wrt X"
  )
}

/// The entries that stay, and zeros.
private enum UpperTriangleKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    let n = a.rows(arguments[0])
    let picks = (0..<n * n).map { k in k % n <= k / n ? Pick(0, k) : nil }
    return a.gather(arguments, picks, rows: n, columns: n)
  }
}
