// The columns of a matrix, stacked.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let vectorization = MatrixFunction(
    signature: "vec(X: n×m) -> n*m×1",
    summary: "The columns of a matrix stacked into one vector.",
    notation: .named(["vec"]),
    words: ["vec", "Vec"],
    differential: .linear(
      adjoint: "mat(G, n, m)",
      name: "vectorization",
      source: .definition
    ),
    rewrites: [
      RewriteRule("matricization of a vectorization", "mat(vec(X), n, m)", to: "X", source: .definition),
      RewriteRule(
        "commutation of a vectorization",
        "commutation(n, m)*vec(X)",
        to: "vec(X')",
        source: .magnusNeudecker("ch. 3")
      ),
    ],
    value: .kernel(VectorizationKernel.self),
    python: PythonForm(
      "np.ravel({0}, order='F')",
      torch: .init("torch.ravel({0}.mT if {0}.ndim > 1 else {0})")
    ),
    flops: "n*m",
    properties: { $0[0].intersection([.positive, .nonnegative]) },
    example: "A : matrix(n, n)\nX : matrix(n, m)\njacobian vec(A * X) wrt X"
  )
}

/// The same entries, column by column.
private enum VectorizationKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    a.vectorize(arguments[0])
  }
}
