// The Euclidean norm.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let euclideanNorm = MatrixFunction(
    signature: "norm2(X: n×m) -> scalar",
    summary: "The square root of the sum of the squared entries; of a matrix it is the Frobenius norm.",
    conditions: [DomainCondition("norm2(X) != 0", for: .derivative)],
    notation: .fenced(left: .doubleBar, right: .doubleBar, subscripted: "2"),
    words: ["norm"],
    differential: .formula(
      "(X : dX)/norm2(X)",
      name: "Euclidean norm",
      source: .matrixCookbook(129)
    ),
    rewrites: [
      RewriteRule("norm of a transpose", "norm2(X')", to: "norm2(X)", source: .definition),
      RewriteRule("norm of a negative", "norm2(-X)", to: "norm2(X)", source: .definition),
    ],
    value: .kernel(EuclideanNormKernel.self),
    python: PythonForm("np.linalg.norm({0})"),
    flops: "2*n*m",
    properties: { _ in [.nonnegative] },
    example: "x, a : vector(n)\ngradient norm2(x - a) wrt x"
  )
}

/// √(X : X).
private enum EuclideanNormKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    try a.elementwise(.sqrt, a.frobenius(arguments[0], arguments[0]))
  }
}
