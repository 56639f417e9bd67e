// The adjugate.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let adjugate = MatrixFunction(
    signature: "adj(X: n×n) -> n×n",
    summary: "The adjugate: the transpose of the matrix of cofactors.",
    conditions: [DomainCondition("det(X) != 0", for: .derivative)],
    notation: .named(["adj"]),
    words: ["adj"],
    differential: .formula(
      "tr(inv(X)*dX)*adj(X) - inv(X)*dX*adj(X)",
      name: "adjugate",
      source: .magnusNeudecker("ch. 8")
    ),
    rewrites: [
      RewriteRule(
        "adjugate of an invertible matrix",
        "adj(X)",
        to: "det(X)*inv(X)",
        when: [("X", .invertible)],
        source: .matrixCookbook(151)
      ),
      RewriteRule("adjugate of a transpose", "adj(X')", to: "adj(X)'", source: .definition),
      RewriteRule("adjugate times matrix", "adj(X)*X", to: "det(X)*eye(n)", source: .matrixCookbook(151)),
      RewriteRule("matrix times adjugate", "X*adj(X)", to: "det(X)*eye(n)", source: .matrixCookbook(151)),
    ],
    value: .kernel(AdjugateKernel.self),
    python: PythonForm(
      "adjugate({0})",
      helper: """
        def adjugate(x):
            u, s, vt = np.linalg.svd(x)
            others = np.array([np.prod(np.delete(s, i)) for i in range(len(s))])
            return np.linalg.det(u) * np.linalg.det(vt) * (vt.T * others) @ u.T
        """,
      torch: .init(
        "adjugate({0})",
        helper: """
          def adjugate(x):
              u, s, vt = torch.linalg.svd(x)
              places = torch.arange(len(s))
              others = torch.stack([torch.prod(s[places != i]) for i in range(len(s))])
              return torch.linalg.det(u) * torch.linalg.det(vt) * (vt.T * others) @ u.T
          """
      )
    ),
    flops: "14*n^3",
    properties: {
      $0[0].intersection([
        .symmetric, .diagonal, .upperTriangular, .lowerTriangular, .positiveDefinite, .invertible,
      ])
    },
    example: "X : matrix(n, n)\nA : matrix(n, n)\ngradient tr(A * adj(X)) wrt X"
  )
}

/// The primitive of each arithmetic, which needs no inverse.
private enum AdjugateKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    try a.adjugate(arguments[0])
  }
}
