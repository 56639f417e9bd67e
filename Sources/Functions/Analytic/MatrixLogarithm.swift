// The matrix logarithm.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let matrixLogarithm = MatrixFunction(
    signature: "logm(X: n×n) -> n×n",
    summary: "The matrix logarithm on the principal branch.",
    conditions: [
      DomainCondition("{X} has no eigenvalue that is zero or negative", .words, metBy: .positiveDefinite)
    ],
    notation: .named(["log"]),
    words: ["logm"],
    differential: .formula(
      "logmFrechet(X, dX)",
      name: "matrix logarithm",
      source: Source("Higham, Functions of Matrices (2008), section 3.1")
    ),
    rewrites: [
      RewriteRule("logarithm of a transpose", "logm(X')", to: "logm(X)'", source: .definition)
    ],
    value: .kernel(MatrixLogarithmKernel.self),
    python: PythonForm(
      "np.real(scipy.linalg.logm({0}))",
      imports: ["scipy.linalg"],
      jax: .init("logm({0})", imports: logarithmOverJAX.imports, helper: logarithmOverJAX.helper)
    ),
    flops: "25*n^3",
    properties: { $0[0].intersection([.symmetric, .diagonal, .upperTriangular, .lowerTriangular]) },
    example: "X, A : matrix(n, n)\ngradient tr(A * logm(X)) wrt X"
  )
}

/// The primitive of each arithmetic.
private enum MatrixLogarithmKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    try a.logarithm(arguments[0])
  }
}

/// The logarithm over JAX, which has none: inverse scaling and squaring, the integral of X − I over t by Gauss's rule.
///
/// The rule with m nodes is the Padé approximant of degree m (Higham, Functions of Matrices, 2008, sections 11.4 and 11.5).
let logarithmOverJAX = (
  imports: ["jax.scipy.linalg", "numpy as np"],
  helper: """
  def logm(x):
      halvings = 8
      for _ in range(halvings):
          x = jax.scipy.linalg.sqrtm(x)
      identity = jnp.eye(x.shape[0])
      z = x - identity
      nodes, weights = np.polynomial.legendre.leggauss(12)
      terms = [w / 2 * jnp.linalg.solve(identity + (t + 1) / 2 * z, z) for t, w in zip(nodes, weights)]
      return 2**halvings * jnp.real(sum(terms))
  """
)
