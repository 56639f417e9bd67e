// The nuclear norm.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let nuclearNorm = MatrixFunction(
    signature: "nuclear(X: n×m) -> scalar",
    summary: "The sum of the singular values.",
    conditions: [DomainCondition("{X} has full rank", .words, for: .derivative, metBy: .invertible)],
    notation: .fenced(left: .doubleBar, right: .doubleBar, subscripted: "*"),
    differential: .formula(
      "polar(X) : dX",
      name: "nuclear norm",
      source: Source("Watson, Characterization of the Subdifferential of Some Matrix Norms (1992)")
    ),
    rewrites: [
      RewriteRule("norm of a transpose", "nuclear(X')", to: "nuclear(X)", source: .definition)
    ],
    value: .kernel(NuclearNormKernel.self),
    python: PythonForm("np.linalg.norm(np.atleast_2d({0}), 'nuc')"),
    flops: "14*n*m^2",
    properties: { _ in [.nonnegative] },
    example: "X : matrix(n, m)\ngradient nuclear(X) wrt X"
  )
}

/// The sum of the singular values.
private enum NuclearNormKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    a.sum(try a.singularValues(arguments[0]))
  }
}
