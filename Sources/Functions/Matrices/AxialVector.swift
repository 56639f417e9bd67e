// The vector of the skew-symmetric part of a matrix in space, the adjoint of the matrix of a cross product.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let axialVector = MatrixFunction(
    signature: "axial(X: 3×3) -> 3×1",
    summary: "The vector (X32 - X23, X13 - X31, X21 - X12), for which axial(X)'*v is X : skew(v).",
    notation: .named(["axial"]),
    words: ["axial"],
    differential: .linear(adjoint: "skew(G)", name: "vector of a skew-symmetric part", source: .definition),
    matrix: "[skew(basis(3, 1)), skew(basis(3, 2)), skew(basis(3, 3))]",
    rewrites: [
      RewriteRule("vector of a transpose", "axial(X')", to: "-axial(X)", source: .definition)
    ],
    value: .kernel(AxialVectorKernel.self),
    python: PythonForm(
      "axial({0})",
      helper: """
        def axial(x):
            return np.array([x[2, 1] - x[1, 2], x[0, 2] - x[2, 0], x[1, 0] - x[0, 1]])
        """,
      torch: .init(
        "axial({0})",
        helper: """
          def axial(x):
              return torch.stack([x[2, 1] - x[1, 2], x[0, 2] - x[2, 0], x[1, 0] - x[0, 1]])
          """
      )
    ),
    flops: "3",
    example: "X : matrix(3, 3)\nv : vector(3)\ngradient v' * axial(X) wrt X"
  )
}

/// The entries of X − Xᵀ that fix it.
private enum AxialVectorKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    let difference = a.subtract(arguments[0], a.transpose(arguments[0]))
    return a.gather([difference], [Pick(0, 5), Pick(0, 6), Pick(0, 1)], rows: 3, columns: 1)
  }
}
