// The derivative of the matrix cosine along a matrix.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let matrixCosineDerivative = MatrixFunction(
    signature: "cosmFrechet(X: n×n, Y: n×n) -> n×n",
    summary: "The Fréchet derivative of the matrix cosine at the first matrix along the second.",
    notation: .letter(latex: "L_{\\cos}", unicode: "L_cos"),
    differential: .formula(
      "cosmFrechet(X, dY) + [eye(n), zeros(n, n)]*cosmFrechet([X, Y; zeros(n, n), X], [dX, zeros(n, n); zeros(n, n), dX])*[zeros(n, n); eye(n)]",
      name: "second derivative of the matrix cosine",
      source: Source("Higham, Functions of Matrices (2008), eq. 3.16")
    ),
    linearIn: [
      LinearArgument(
        "Y",
        adjoint: "cosmFrechet(X', G)",
        name: "adjoint of the derivative of the matrix cosine",
        source: Source("the power series, term by term")
      )
    ],
    rewrites: [
      RewriteRule(
        "derivative of the matrix cosine along the identity",
        "cosmFrechet(X, eye(n))",
        to: "-sinm(X)",
        source: Source("the power series, term by term")
      ),
      RewriteRule(
        "trace of the derivative of the matrix cosine",
        "tr(cosmFrechet(X, Y))",
        to: "tr(-sinm(X)*Y)",
        source: Source("the power series, term by term")
      ),
      RewriteRule(
        "derivative of the matrix cosine along a multiple",
        "cosmFrechet(t*X, X)",
        to: "-X*sinm(t*X)",
        scalars: ["t"],
        source: Source("the power series, term by term")
      ),
    ],
    value: .kernel(MatrixCosineDerivativeKernel.self),
    python: PythonForm(
      "cosm_frechet({0}, {1})",
      imports: ["scipy.linalg"],
      helper: """
        def cosm_frechet(x, e):
            n = x.shape[0]
            whole = np.block([[x, e], [np.zeros((n, n)), x]])
            return np.real(scipy.linalg.cosm(whole)[:n, n:])
        """,
      jax: .init(
        "cosm_frechet({0}, {1})",
        imports: ["jax.scipy.linalg"],
        helper: """
          def cosm_frechet(x, e):
              n = x.shape[0]
              whole = jnp.block([[x, e], [jnp.zeros((n, n)), x]])
              return jnp.real(jax.scipy.linalg.expm(1j * whole))[:n, n:]
          """
      ),
      torch: .init(
        "cosm_frechet({0}, {1})",
        helper: """
          def cosm_frechet(x, e):
              n = x.shape[0]
              whole = torch.cat([torch.cat([x, e], dim=1), torch.cat([torch.zeros_like(x), x], dim=1)])
              return torch.linalg.matrix_exp(1j * whole).real[:n, n:]
          """
      )
    ),
    flops: "200*n^3",
    example: "X, A : matrix(n, n)\ngradient tr(A * cosm(X)) wrt X"
  )
}

/// The upper right block of the function of [X Y; 0 X].
private enum MatrixCosineDerivativeKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    try upperRightBlock(of: .cosine, arguments[0], arguments[1], in: a)
  }
}
