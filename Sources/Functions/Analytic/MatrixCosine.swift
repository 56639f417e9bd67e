// The matrix cosine.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let matrixCosine = MatrixFunction(
    signature: "cosm(X: n×n) -> n×n",
    summary: "The matrix cosine.",
    notation: .named(["cos"]),
    words: ["cosm"],
    differential: .formula(
      "cosmFrechet(X, dX)",
      name: "matrix cosine",
      source: Source("Higham, Functions of Matrices (2008), section 3.1")
    ),
    rewrites: [
      RewriteRule("cosine of a transpose", "cosm(X')", to: "cosm(X)'", source: .definition)
    ],
    value: .kernel(MatrixCosineKernel.self),
    python: PythonForm(
      "scipy.linalg.cosm({0})",
      imports: ["scipy.linalg"],
      // The real part of exp(iX) for a real matrix: JAX has no cosine of a matrix.
      jax: .init("jnp.real(jax.scipy.linalg.expm(1j * {0}))", imports: ["jax.scipy.linalg"]),
      torch: .init("torch.linalg.matrix_exp(1j * {0}).real")
    ),
    flops: "25*n^3",
    properties: { $0[0].intersection([.symmetric, .diagonal, .upperTriangular, .lowerTriangular]) },
    example: "X, A : matrix(n, n)\ngradient tr(A * cosm(X)) wrt X"
  )
}

/// The primitive of each arithmetic.
private enum MatrixCosineKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    try a.cosine(arguments[0])
  }
}
