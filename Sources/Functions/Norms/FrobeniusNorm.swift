// The Frobenius norm.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let frobeniusNorm = MatrixFunction(
    signature: "normF(X: n×m) -> scalar",
    summary: "The square root of the sum of the squared entries of a matrix.",
    conditions: [DomainCondition("normF(X) != 0", for: .derivative)],
    notation: .fenced(left: .doubleBar, right: .doubleBar, subscripted: "F"),
    differential: .formula(
      "(X : dX)/normF(X)",
      name: "Frobenius norm",
      source: .calculus
    ),
    rewrites: [
      RewriteRule("norm of a transpose", "normF(X')", to: "normF(X)", source: .definition),
      RewriteRule("norm of a negative", "normF(-X)", to: "normF(X)", source: .definition),
    ],
    value: .kernel(FrobeniusNormKernel.self),
    python: PythonForm("np.linalg.norm({0})"),
    flops: "2*n*m",
    properties: { _ in [.nonnegative] },
    example: "X : matrix(n, m)\ngradient normF(X) wrt X"
  )
}

/// √(X : X).
private enum FrobeniusNormKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    try a.elementwise(.sqrt, a.frobenius(arguments[0], arguments[0]))
  }
}
