// The sum norm.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let sumNorm = MatrixFunction(
    signature: "norm1(X: n×m) -> scalar",
    summary: "The sum of the absolute values of all entries.",
    conditions: [DomainCondition("X != 0", .entries, for: .derivative)],
    notation: .fenced(left: .doubleBar, right: .doubleBar, subscripted: "1"),
    differential: .formula(
      "sign.(X) : dX",
      name: "sum norm",
      source: .calculus
    ),
    rewrites: [
      RewriteRule("norm of a transpose", "norm1(X')", to: "norm1(X)", source: .definition),
      RewriteRule("norm of a negative", "norm1(-X)", to: "norm1(X)", source: .definition),
    ],
    value: .kernel(SumNormKernel.self),
    python: PythonForm("np.sum(np.abs({0}))"),
    flops: "2*n*m",
    properties: { _ in [.nonnegative] },
    example: "x : vector(n)\ngradient norm1(x) wrt x"
  )
}

/// The sum of magnitudes.
private enum SumNormKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    a.sum(try a.elementwise(.abs, arguments[0]))
  }
}
