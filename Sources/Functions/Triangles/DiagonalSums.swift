// The sum along each diagonal.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let diagonalSums = MatrixFunction(
    signature: "toepsum(X: n×n) -> n×n",
    summary: "The Toeplitz matrix whose every diagonal holds the sum of that diagonal of the matrix.",
    notation: .named(["toepsum"]),
    differential: .linear(
      adjoint: "toepsum(G)",
      name: "sum along each diagonal",
      source: .definition
    ),
    value: .kernel(DiagonalSumsKernel.self),
    python: PythonForm(
      "toeplitz_sum({0})",
      helper: """
        def toeplitz_sum(x):
            n = x.shape[0]
            sums = [np.sum(np.diag(x, k)) for k in range(1 - n, n)]
            return np.array([[sums[j - i + n - 1] for j in range(n)] for i in range(n)])
        """,
      torch: .init(
        "toeplitz_sum({0})",
        helper: """
          def toeplitz_sum(x):
              n = x.shape[0]
              sums = torch.stack([torch.sum(torch.diag(x, k)) for k in range(1 - n, n)])
              places = torch.arange(n, device=x.device)
              return sums[places[None, :] - places[:, None] + n - 1]
          """
      )
    ),
    flops: "n^2",
    properties: { $0[0].intersection([.symmetric]).union(.toeplitz) },
    example: "A : matrix(n, n)\nT : matrix(n, n) toeplitz\ngradient tr(A * T) wrt T"
  )
}

/// The sum of each diagonal, at every place of it.
private enum DiagonalSumsKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    try collectedDiagonals(arguments[0], in: a) { _, _ in .one }
  }
}
