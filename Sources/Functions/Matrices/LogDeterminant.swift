// The logarithm of the determinant.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let logDeterminant = MatrixFunction(
    signature: "logdet(X: n×n) -> scalar",
    summary: "The natural logarithm of the absolute value of the determinant.",
    conditions: [DomainCondition("det(X) != 0")],
    notation: .named(["log", "det"]),
    words: ["logdet"],
    differential: .formula(
      "tr(inv(X)*dX)",
      name: "log determinant",
      source: .matrixCookbook(43)
    ),
    rewrites: [
      RewriteRule("determinant of a transpose", "logdet(X')", to: "logdet(X)", source: .matrixCookbook(20)),
      RewriteRule(
        "determinant of an inverse",
        "logdet(inv(X))",
        to: "-logdet(X)",
        source: .matrixCookbook(22)
      ),
    ],
    value: .kernel(LogDeterminantKernel.self),
    python: PythonForm("np.linalg.slogdet({0})[1]"),
    flops: "2/3*n^3",
    example: "X : matrix(n, n) invertible\ngradient logdet(X) wrt X"
  )
}

/// ln |det X|.
private enum LogDeterminantKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    try a.elementwise(.logMagnitude, try a.determinant(arguments[0]))
  }
}
