// The Moore-Penrose pseudoinverse.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let pseudoinverse = MatrixFunction(
    signature: "pinv(X: n×m) -> m×n",
    summary: "The Moore-Penrose pseudoinverse.",
    conditions: [DomainCondition("{X} has full rank", .words, metBy: .invertible)],
    notation: .superscript(latex: "+", unicode: "⁺"),
    words: ["pinv"],
    differential: .formula(
      "-pinv(X)*dX*pinv(X) + pinv(X)*pinv(X)'*dX'*(eye(n) - X*pinv(X)) + (eye(m) - pinv(X)*X)*dX'*pinv(X)'*pinv(X)",
      name: "pseudoinverse",
      source: Source("Golub & Pereyra, The Differentiation of Pseudo-Inverses (1973), eq. 4.12")
    ),
    rewrites: [
      RewriteRule("pseudoinverse of a pseudoinverse", "pinv(pinv(X))", to: "X", source: .matrixCookbook(199)),
      RewriteRule("pseudoinverse of a transpose", "pinv(X')", to: "pinv(X)'", source: .definition),
    ],
    value: .kernel(PseudoinverseKernel.self),
    python: PythonForm("np.linalg.pinv({0})"),
    flops: "14*n*m^2",
    properties: {
      $0[0].intersection([
        .symmetric, .skew, .diagonal, .positiveDefinite, .positiveSemidefinite, .orthogonal, .invertible,
      ])
    },
    example: "A : matrix(m, n)\nb : vector(m)\ngradient norm2(pinv(A) * b)^2 wrt A"
  )
}

/// (XᵀX)⁻¹Xᵀ of a tall matrix, Xᵀ(XXᵀ)⁻¹ of a wide one.
private enum PseudoinverseKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    try a.pseudoinverse(arguments[0])
  }
}
