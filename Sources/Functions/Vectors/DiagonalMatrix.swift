// The diagonal matrix of a vector, which is written `diag` as well; the reader decides by shape.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let diagonalMatrix = MatrixFunction(
    signature: "Diag(X: n×1) -> n×n",
    summary: "The diagonal matrix with the entries of a vector.",
    notation: .named(["diag"]),
    writing: .called("diag"),
    differential: .linear(
      adjoint: "diag(G)",
      name: "diagonal matrix",
      source: .definition
    ),
    rewrites: [
      RewriteRule("diagonal of a diagonal matrix", "diag(Diag(X))", to: "X", source: .definition)
    ],
    value: .kernel(DiagonalMatrixKernel.self),
    python: PythonForm("np.diag({0})"),
    flops: "n",
    properties: { arguments in
      if arguments[0].contains(.positive) {
        [.diagonal, .positiveDefinite]
      } else if arguments[0].contains(.nonnegative) {
        [.diagonal, .positiveSemidefinite]
      } else {
        .diagonal
      }
    },
    example: "x : vector(n)\nA : matrix(n, n)\ngradient tr(A * diag(x)) wrt x"
  )
}

/// The vector along the diagonal of zeros.
private enum DiagonalMatrixKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    a.diagonalMatrix(arguments[0])
  }
}
