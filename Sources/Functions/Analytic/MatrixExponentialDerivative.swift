// The derivative of the matrix exponential along a matrix.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let matrixExponentialDerivative = MatrixFunction(
    signature: "expmFrechet(X: n×n, Y: n×n) -> n×n",
    summary: "The Fréchet derivative of the matrix exponential at the first matrix along the second.",
    notation: .letter(latex: "L_{\\exp}", unicode: "L_exp"),
    differential: .formula(
      "expmFrechet(X, dY) + [eye(n), zeros(n, n)]*expmFrechet([X, Y; zeros(n, n), X], [dX, zeros(n, n); zeros(n, n), dX])*[zeros(n, n); eye(n)]",
      name: "second derivative of the matrix exponential",
      source: Source("Higham, Functions of Matrices (2008), eq. 3.16")
    ),
    linearIn: [
      LinearArgument(
        "Y",
        adjoint: "expmFrechet(X', G)",
        name: "adjoint of the derivative of the matrix exponential",
        source: Source("the power series, term by term")
      )
    ],
    rewrites: [
      RewriteRule(
        "derivative of the matrix exponential along the identity",
        "expmFrechet(X, eye(n))",
        to: "expm(X)",
        source: Source("the power series, term by term")
      ),
      RewriteRule(
        "trace of the derivative of the matrix exponential",
        "tr(expmFrechet(X, Y))",
        to: "tr(expm(X)*Y)",
        source: Source("the power series, term by term")
      ),
      RewriteRule(
        "derivative of the matrix exponential along a multiple",
        "expmFrechet(t*X, X)",
        to: "X*expm(t*X)",
        scalars: ["t"],
        source: Source("the power series, term by term")
      ),
    ],
    value: .kernel(MatrixExponentialDerivativeKernel.self),
    python: PythonForm(
      "expm_frechet({0}, {1})",
      imports: ["scipy.linalg"],
      helper: """
        def expm_frechet(x, e):
            n = x.shape[0]
            whole = np.block([[x, e], [np.zeros((n, n)), x]])
            return np.real(scipy.linalg.expm(whole)[:n, n:])
        """,
      torch: .init(
        "expm_frechet({0}, {1})",
        helper: """
          def expm_frechet(x, e):
              n = x.shape[0]
              whole = torch.cat([torch.cat([x, e], dim=1), torch.cat([torch.zeros_like(x), x], dim=1)])
              return torch.linalg.matrix_exp(whole)[:n, n:]
          """
      )
    ),
    flops: "200*n^3",
    example: "X, A : matrix(n, n)\ngradient tr(A * expm(X)) wrt X"
  )
}

/// The upper right block of the function of [X Y; 0 X].
private enum MatrixExponentialDerivativeKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    try upperRightBlock(of: .exponential, arguments[0], arguments[1], in: a)
  }
}
