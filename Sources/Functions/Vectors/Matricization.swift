// The inverse of vec: a vector cut into the columns of a matrix.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let matricization = MatrixFunction(
    signature: "mat(X: n*m×1, n, m) -> n×m",
    summary: "The matrix of a given shape whose stacked columns are the vector.",
    notation: .named(["mat"]),
    words: ["mat", "unvec"],
    differential: .linear(
      adjoint: "vec(G)",
      name: "matricization",
      source: .definition
    ),
    value: .sized(MatricizationKernel.self),
    python: PythonForm(
      "np.reshape({0}, ({1}, {2}), order='F')",
      torch: .init("torch.reshape({0}, ({2}, {1})).T")
    ),
    flops: "n*m",
    properties: { $0[0].intersection([.positive, .nonnegative]) },
    example: "v : vector(n*m)\nA : matrix(n, m)\ngradient A : mat(v, n, m) wrt v"
  )
}

/// The same entries, column by column.
private enum MatricizationKernel: SizedKernel {
  static func value<A: Arithmetic>(
    _ arguments: [A.Matrix],
    sizes: [Int],
    in a: A
  ) throws(NumericFailure) -> A.Matrix {
    a.reshape(arguments[0], rows: sizes[0], columns: sizes[1])
  }
}
