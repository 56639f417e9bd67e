// The lower triangle of a matrix, stacked.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let halfVectorization = MatrixFunction(
    signature: "vech(X: n×n) -> n*(n+1)/2×1",
    summary: "The columns of the lower triangle of a square matrix stacked into one vector.",
    notation: .named(["vech"]),
    words: ["vech"],
    differential: .linear(
      adjoint: "mat(elimination(n)'*G, n, n)",
      name: "half-vectorization",
      source: .definition
    ),
    matrix: "elimination(n)",
    rewrites: [
      RewriteRule(
        "duplication of a half-vectorization",
        "duplication(n)*vech(X)",
        to: "vec(X)",
        when: [("X", .symmetric)],
        source: .magnusNeudecker("ch. 3")
      ),
      RewriteRule(
        "elimination of a vectorization",
        "elimination(n)*vec(X)",
        to: "vech(X)",
        source: .definition
      ),
    ],
    value: .kernel(HalfVectorizationKernel.self),
    python: PythonForm(
      "half_vec({0})",
      helper: """
        def half_vec(x):
            return x.T[np.triu_indices(x.shape[0])]
        """,
      torch: .init(
        "half_vec({0})",
        helper: """
          def half_vec(x):
              columns, rows = torch.triu_indices(x.shape[0], x.shape[0], device=x.device)
              return x.T[columns, rows]
          """
      )
    ),
    flops: "n^2",
    properties: { $0[0].intersection([.positive, .nonnegative]) },
    example: "S, A : matrix(n, n)\ngradient sum(vech(A * S)) wrt S"
  )
}

/// The entries on and below the diagonal, column by column.
private enum HalfVectorizationKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    let n = a.rows(arguments[0])
    let picks = (0..<n).flatMap { j in (j..<n).map { Pick(0, j * n + $0) as Pick? } }
    return a.gather(arguments, picks, rows: picks.count, columns: 1)
  }
}
