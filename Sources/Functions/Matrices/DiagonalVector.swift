// The diagonal of a matrix, as a vector.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let diagonalVector = MatrixFunction(
    signature: "diag(X: n×n) -> n×1",
    summary: "The diagonal of a square matrix as a vector; of a vector it is the diagonal matrix.",
    notation: .named(["diag"]),
    words: ["diag", "Diag", "dg", "diagonal"],
    differential: .linear(
      adjoint: "Diag(G)",
      name: "diagonal",
      source: .definition
    ),
    rewrites: [
      RewriteRule("diagonal of a transpose", "diag(X')", to: "diag(X)", source: .definition)
    ],
    value: .kernel(DiagonalVectorKernel.self),
    python: PythonForm("np.diag({0})"),
    flops: "n",
    properties: { $0[0].intersection([.positive, .nonnegative]) },
    example: "X : matrix(n, n)\ngradient sum(diag(X).^2) wrt X"
  )
}

/// The diagonal as a column.
private enum DiagonalVectorKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    a.diagonal(arguments[0])
  }
}
