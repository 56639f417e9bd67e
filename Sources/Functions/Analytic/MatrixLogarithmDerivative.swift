// The derivative of the matrix logarithm along a matrix.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let matrixLogarithmDerivative = MatrixFunction(
    signature: "logmFrechet(X: n×n, Y: n×n) -> n×n",
    summary: "The Fréchet derivative of the matrix logarithm at the first matrix along the second.",
    conditions: [
      DomainCondition("{X} has no eigenvalue that is zero or negative", .words, metBy: .positiveDefinite)
    ],
    notation: .letter(latex: "L_{\\log}", unicode: "L_log"),
    differential: .formula(
      "logmFrechet(X, dY) + [eye(n), zeros(n, n)]*logmFrechet([X, Y; zeros(n, n), X], [dX, zeros(n, n); zeros(n, n), dX])*[zeros(n, n); eye(n)]",
      name: "second derivative of the matrix logarithm",
      source: Source("Higham, Functions of Matrices (2008), eq. 3.16")
    ),
    linearIn: [
      LinearArgument(
        "Y",
        adjoint: "logmFrechet(X', G)",
        name: "adjoint of the derivative of the matrix logarithm",
        source: Source("the power series, term by term")
      )
    ],
    rewrites: [
      RewriteRule(
        "derivative of the matrix logarithm along the identity",
        "logmFrechet(X, eye(n))",
        to: "inv(X)",
        source: Source("the power series, term by term")
      ),
      RewriteRule(
        "trace of the derivative of the matrix logarithm",
        "tr(logmFrechet(X, Y))",
        to: "tr(inv(X)*Y)",
        source: Source("the power series, term by term")
      ),
    ],
    value: .kernel(MatrixLogarithmDerivativeKernel.self),
    python: PythonForm(
      "logm_frechet({0}, {1})",
      imports: ["scipy.linalg"],
      helper: """
        def logm_frechet(x, e):
            n = x.shape[0]
            whole = np.block([[x, e], [np.zeros((n, n)), x]])
            return np.real(scipy.linalg.logm(whole)[:n, n:])
        """,
      jax: .init(
        "logm_frechet({0}, {1})",
        imports: logarithmOverJAX.imports,
        helper: logarithmOverJAX.helper + "\n\n\n"
          + """
          def logm_frechet(x, e):
              n = x.shape[0]
              whole = jnp.block([[x, e], [jnp.zeros((n, n)), x]])
              return logm(whole)[:n, n:]
          """
      )
    ),
    flops: "200*n^3",
    example: "X, A : matrix(n, n)\ngradient tr(A * logm(X)) wrt X"
  )
}

/// The upper right block of the function of [X Y; 0 X].
private enum MatrixLogarithmDerivativeKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    try upperRightBlock(of: .logarithm, arguments[0], arguments[1], in: a)
  }
}
