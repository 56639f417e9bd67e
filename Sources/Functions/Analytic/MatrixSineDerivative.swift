// The derivative of the matrix sine along a matrix.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let matrixSineDerivative = MatrixFunction(
    signature: "sinmFrechet(X: n×n, Y: n×n) -> n×n",
    summary: "The Fréchet derivative of the matrix sine at the first matrix along the second.",
    notation: .letter(latex: "L_{\\sin}", unicode: "L_sin"),
    differential: .formula(
      "sinmFrechet(X, dY) + [eye(n), zeros(n, n)]*sinmFrechet([X, Y; zeros(n, n), X], [dX, zeros(n, n); zeros(n, n), dX])*[zeros(n, n); eye(n)]",
      name: "second derivative of the matrix sine",
      source: Source("Higham, Functions of Matrices (2008), eq. 3.16")
    ),
    linearIn: [
      LinearArgument(
        "Y",
        adjoint: "sinmFrechet(X', G)",
        name: "adjoint of the derivative of the matrix sine",
        source: Source("the power series, term by term")
      )
    ],
    rewrites: [
      RewriteRule(
        "derivative of the matrix sine along the identity",
        "sinmFrechet(X, eye(n))",
        to: "cosm(X)",
        source: Source("the power series, term by term")
      ),
      RewriteRule(
        "trace of the derivative of the matrix sine",
        "tr(sinmFrechet(X, Y))",
        to: "tr(cosm(X)*Y)",
        source: Source("the power series, term by term")
      ),
      RewriteRule(
        "derivative of the matrix sine along a multiple",
        "sinmFrechet(t*X, X)",
        to: "X*cosm(t*X)",
        scalars: ["t"],
        source: Source("the power series, term by term")
      ),
    ],
    value: .kernel(MatrixSineDerivativeKernel.self),
    python: PythonForm(
      "sinm_frechet({0}, {1})",
      imports: ["scipy.linalg"],
      helper: """
        def sinm_frechet(x, e):
            n = x.shape[0]
            whole = np.block([[x, e], [np.zeros((n, n)), x]])
            return np.real(scipy.linalg.sinm(whole)[:n, n:])
        """,
      jax: .init(
        "sinm_frechet({0}, {1})",
        imports: ["jax.scipy.linalg"],
        helper: """
          def sinm_frechet(x, e):
              n = x.shape[0]
              whole = jnp.block([[x, e], [jnp.zeros((n, n)), x]])
              return jnp.imag(jax.scipy.linalg.expm(1j * whole))[:n, n:]
          """
      ),
      torch: .init(
        "sinm_frechet({0}, {1})",
        helper: """
          def sinm_frechet(x, e):
              n = x.shape[0]
              whole = torch.cat([torch.cat([x, e], dim=1), torch.cat([torch.zeros_like(x), x], dim=1)])
              return torch.linalg.matrix_exp(1j * whole).imag[:n, n:]
          """
      )
    ),
    flops: "200*n^3",
    example: "X, A : matrix(n, n)\ngradient tr(A * sinm(X)) wrt X"
  )
}

/// The upper right block of the function of [X Y; 0 X].
private enum MatrixSineDerivativeKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    try upperRightBlock(of: .sine, arguments[0], arguments[1], in: a)
  }
}
