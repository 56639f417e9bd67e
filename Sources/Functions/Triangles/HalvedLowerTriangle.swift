// The lower triangle with half of the diagonal.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let halvedLowerTriangle = MatrixFunction(
    signature: "lowhalf(X: n×n) -> n×n",
    summary: "The lower triangle with half of the diagonal of a square matrix; the other entries become 0.",
    notation: .letter(latex: "\\Phi", unicode: "Φ"),
    differential: .linear(
      adjoint: "lowhalf(G)",
      name: "lower triangle with half of the diagonal",
      source: Source("Murray, Differentiation of the Cholesky Decomposition (2016)")
    ),
    matrix: "diag(vec(lowhalf(ones(n, n))))",
    value: .kernel(HalvedLowerTriangleKernel.self),
    python: PythonForm(
      "lower_half({0})",
      helper: """
        def lower_half(x):
            return np.tril(x) - np.diag(np.diag(x)) / 2
        """
    ),
    flops: "n^2",
    properties: { _ in .lowerTriangular },
    example: "X, A : matrix(n, n)\ngradient A : lowhalf(X) wrt X"
  )
}

/// The entries that stay, and zeros.
private enum HalvedLowerTriangleKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    let n = a.rows(arguments[0])
    let half = Rational(1, 2)
    let factors = (0..<n * n).map { k in k % n > k / n ? Rational.one : k % n == k / n ? half : .zero }
    return a.hadamard(arguments[0], try a.matrix(rows: n, columns: n, entries: factors))
  }
}
