// The factor of a matrix with orthonormal columns or rows in its polar decomposition.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let polarFactor = MatrixFunction(
    signature: "polar(X: n×m) -> n×m",
    summary: "The polar factor UV' of X = UΣV', which has orthonormal columns or rows.",
    conditions: [
      DomainCondition("{X} has full rank", .words, metBy: .invertible),
      DomainCondition("det(X'*X) != 0", for: .derivative),
    ],
    notation: .named(["polar"]),
    words: ["polar"],
    differential: .formula(
      """
      dX*inv(sqrtm(X'*X)) \
      - polar(X)*sylvester(sqrtm(X'*X), sqrtm(X'*X), dX'*X + X'*dX)*inv(sqrtm(X'*X))
      """,
      name: "polar factor",
      source: Source("Higham, Functions of Matrices (2008), chapter 8")
    ),
    rewrites: [
      RewriteRule("polar factor of a transpose", "polar(X')", to: "polar(X)'", source: .definition)
    ],
    value: .kernel(PolarFactorKernel.self),
    python: PythonForm(
      "polar({0})",
      helper: """
        def polar(x):
            u, _, vt = np.linalg.svd(np.atleast_2d(x), full_matrices=False)
            return u @ vt
        """
    ),
    flops: "22*n*m^2",
    properties: { $0[0].intersection([.symmetric, .invertible]) },
    example: "X, A : matrix(n, m)\ngradient tr(A' * polar(X)) wrt X"
  )
}

/// X (X'X)^(-1/2) of a tall matrix, (XX')^(-1/2) X of a wide one.
private enum PolarFactorKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    let matrix = arguments[0]
    let transposed = a.transpose(matrix)
    if a.rows(matrix) >= a.columns(matrix) {
      return a.multiply(matrix, try a.inverse(a.squareRoot(a.multiply(transposed, matrix))))
    }
    return a.multiply(try a.inverse(a.squareRoot(a.multiply(matrix, transposed))), matrix)
  }
}
