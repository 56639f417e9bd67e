// The matrix sine.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let matrixSine = MatrixFunction(
    signature: "sinm(X: n×n) -> n×n",
    summary: "The matrix sine.",
    notation: .named(["sin"]),
    words: ["sinm"],
    differential: .formula(
      "sinmFrechet(X, dX)",
      name: "matrix sine",
      source: Source("Higham, Functions of Matrices (2008), section 3.1")
    ),
    rewrites: [
      RewriteRule("sine of a transpose", "sinm(X')", to: "sinm(X)'", source: .definition),
      RewriteRule(
        "matrix sine and cosine",
        "sinm(X)^2 + cosm(X)^2",
        to: "eye(n)",
        source: Source("Higham, Functions of Matrices (2008), section 12.1")
      ),
    ],
    value: .kernel(MatrixSineKernel.self),
    python: PythonForm(
      "scipy.linalg.sinm({0})",
      imports: ["scipy.linalg"],
      // The imaginary part of exp(iX) for a real matrix: JAX has no sine of a matrix.
      jax: .init("jnp.imag(jax.scipy.linalg.expm(1j * {0}))", imports: ["jax.scipy.linalg"]),
      torch: .init("torch.linalg.matrix_exp(1j * {0}).imag")
    ),
    flops: "25*n^3",
    properties: { $0[0].intersection([.symmetric, .diagonal, .upperTriangular, .lowerTriangular]) },
    example: "X, A : matrix(n, n)\ngradient tr(A * sinm(X)) wrt X"
  )
}

/// The primitive of each arithmetic.
private enum MatrixSineKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    try a.sine(arguments[0])
  }
}
