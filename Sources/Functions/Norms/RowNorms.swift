// The Euclidean norms of the rows of a matrix.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let rowNorms = MatrixFunction(
    signature: "rownorms(X: m×n) -> m×1",
    summary: "The Euclidean norm of every row of a matrix, written norm2(X, rows).",
    conditions: [DomainCondition("no row of {X} is zero", .words, for: .derivative)],
    notation: .alongRows("norm2"),
    writing: .alongRows("norm2"),
    differential: .formula(
      "((X .* dX)*ones(n)) ./ rownorms(X)",
      name: "norm of every row",
      source: .calculus
    ),
    rewrites: [
      RewriteRule(
        "square of the norms of rows",
        "rownorms(X).^2",
        to: "(X .* X)*ones(n)",
        source: .definition
      )
    ],
    value: .kernel(RowNormsKernel.self),
    python: PythonForm(
      "np.linalg.norm({0}, axis=1)",
      torch: .init("torch.linalg.norm({0}, dim=1)")
    ),
    flops: "2*m*n",
    properties: { _ in .nonnegative },
    example: "X : matrix(m, n)\ngradient sum(norm2(X, rows)) wrt X"
  )
}

/// √ of the sum of squares of every row.
private enum RowNormsKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    let squares = a.hadamard(arguments[0], arguments[0])
    return try a.elementwise(.sqrt, a.multiply(squares, a.ones(a.columns(squares), 1)))
  }
}
