// The mean along each diagonal.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let diagonalMeans = MatrixFunction(
    signature: "toepmean(X: n×n) -> n×n",
    summary: "The Toeplitz matrix whose every diagonal holds the mean of that diagonal of the matrix.",
    notation: .named(["toepmean"]),
    differential: .linear(
      adjoint: "toepmean(G)",
      name: "mean along each diagonal",
      source: .definition
    ),
    rewrites: [
      RewriteRule(
        "mean of equal entries",
        "toepmean(X)",
        to: "X",
        when: [("X", .toeplitz)],
        source: .definition
      )
    ],
    value: .kernel(DiagonalMeansKernel.self),
    python: PythonForm(
      "toeplitz_mean({0})",
      helper: """
        def toeplitz_mean(x):
            n = x.shape[0]
            means = [np.mean(np.diag(x, k)) for k in range(1 - n, n)]
            return np.array([[means[j - i + n - 1] for j in range(n)] for i in range(n)])
        """,
      torch: .init(
        "toeplitz_mean({0})",
        helper: """
          def toeplitz_mean(x):
              n = x.shape[0]
              means = torch.stack([torch.mean(torch.diag(x, k)) for k in range(1 - n, n)])
              places = torch.arange(n, device=x.device)
              return means[places[None, :] - places[:, None] + n - 1]
          """
      )
    ),
    flops: "n^2",
    properties: { $0[0].intersection([.symmetric]).union(.toeplitz) },
    example: "A : matrix(n, n)\nT : matrix(n, n) toeplitz\ngradient tr(A * T) wrt T"
  )
}

/// The mean of each diagonal, at every place of it.
private enum DiagonalMeansKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    try collectedDiagonals(arguments[0], in: a) { n, diagonal in Rational(1, n - abs(diagonal)) }
  }
}
