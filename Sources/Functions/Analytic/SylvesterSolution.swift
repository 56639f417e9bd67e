// The solution of a Sylvester equation.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let sylvesterSolution = MatrixFunction(
    signature: "sylvester(X: n×n, Y: m×m, Z: n×m) -> n×m",
    summary: "The solution U of the equation X*U + U*Y = Z.",
    conditions: [DomainCondition("det(kron(eye(m), X) + kron(Y', eye(n))) != 0")],
    notation: .letter(latex: "\\operatorname{Syl}", unicode: "Syl"),
    differential: .formula(
      "sylvester(X, Y, dZ - dX*sylvester(X, Y, Z) - sylvester(X, Y, Z)*dY)",
      name: "Sylvester equation",
      source: .definition
    ),
    linearIn: [
      LinearArgument(
        "Z",
        adjoint: "sylvester(X', Y', G)",
        matrix: "inv(kron(eye(m), X) + kron(Y', eye(n)))",
        name: "adjoint of a Sylvester equation",
        source: .definition
      )
    ],
    value: .kernel(SylvesterSolutionKernel.self),
    python: PythonForm(
      "scipy.linalg.solve_sylvester({0}, {1}, {2})",
      imports: ["scipy.linalg"],
      jax: .init(
        "solve_sylvester({0}, {1}, {2})",
        helper: """
          def solve_sylvester(x, y, z):
              n, m = z.shape
              whole = jnp.kron(jnp.eye(m), x) + jnp.kron(y.T, jnp.eye(n))
              return jnp.reshape(jnp.linalg.solve(whole, jnp.ravel(z, order='F')), (n, m), order='F')
          """
      ),
      torch: .init(
        "solve_sylvester({0}, {1}, {2})",
        helper: """
          def solve_sylvester(x, y, z):
              n, m = z.shape
              units = [torch.eye(k, dtype=x.dtype, device=x.device) for k in (n, m)]
              whole = torch.kron(units[1], x) + torch.kron(y.T.contiguous(), units[0])
              return torch.reshape(torch.linalg.solve(whole, torch.ravel(z.T)), (m, n)).T
          """
      )
    ),
    flops: "25*n^3 + 25*m^3",
    example: "A : matrix(n, n)\nB : matrix(m, m)\nC, D : matrix(n, m)\ngradient D : sylvester(A, B, C) wrt C"
  )
}

/// The solution of (I ⊗ X + Yᵀ ⊗ I) vec U = vec Z.
private enum SylvesterSolutionKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    try a.sylvester(arguments[0], arguments[1], arguments[2])
  }
}
