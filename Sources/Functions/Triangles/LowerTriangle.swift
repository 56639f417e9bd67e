// The lower triangle with the diagonal.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let lowerTriangle = MatrixFunction(
    signature: "tril(X: n×n) -> n×n",
    summary: "The lower triangle with the diagonal of a square matrix; the other entries become 0.",
    notation: .named(["tril"]),
    differential: .linear(
      adjoint: "tril(G)",
      name: "lower triangle",
      source: .definition
    ),
    matrix: "diag(vec(tril(ones(n, n))))",
    value: .kernel(LowerTriangleKernel.self),
    python: PythonForm("np.tril({0})"),
    flops: "n^2",
    properties: { _ in .lowerTriangular },
    example: "X, A : matrix(n, n)\ngradient A : tril(X) wrt X"
  )
}

/// The entries that stay, and zeros.
private enum LowerTriangleKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    let n = a.rows(arguments[0])
    let picks = (0..<n * n).map { k in k % n >= k / n ? Pick(0, k) : nil }
    return a.gather(arguments, picks, rows: n, columns: n)
  }
}
