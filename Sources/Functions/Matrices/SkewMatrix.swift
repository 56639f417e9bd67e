// The skew-symmetric matrix of a vector in space.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let skewMatrix = MatrixFunction(
    signature: "skew(X: 3×1) -> 3×3",
    summary: "The skew-symmetric matrix of the cross product with a vector: skew(X)*y is cross(X, y).",
    notation: .named(["skew"]),
    words: ["skew"],
    differential: .linear(adjoint: "axial(G)", name: "matrix of a cross product", source: .definition),
    matrix: "-[skew(basis(3, 1)); skew(basis(3, 2)); skew(basis(3, 3))]",
    rewrites: [
      RewriteRule("vector of a skew-symmetric matrix", "axial(skew(X))", to: "2*X", source: .definition)
    ],
    value: .kernel(SkewMatrixKernel.self),
    python: PythonForm(
      "skew({0})",
      helper: """
        def skew(x):
            return np.cross(np.eye(3), x)
        """,
      torch: .init(
        "skew({0})",
        helper: """
          def skew(x):
              return torch.linalg.cross(torch.eye(3, dtype=x.dtype, device=x.device), x[None, :])
          """
      )
    ),
    flops: "3",
    properties: { _ in .skew },
    example: "w, r : vector(3)\nA : matrix(3, 3)\ngradient r' * A * skew(w) * r wrt w"
  )
}

/// The entries with their signs at their six places.
private enum SkewMatrixKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    let x = arguments[0]
    // Column by column: (2,1) is x3, (3,1) is -x2, (3,2) is x1.
    let below: [Pick?] = [nil, Pick(0, 2), nil, nil, nil, Pick(0, 0), Pick(0, 1), nil, nil]
    let half = a.gather([x], below, rows: 3, columns: 3)
    return a.subtract(half, a.transpose(half))
  }
}
