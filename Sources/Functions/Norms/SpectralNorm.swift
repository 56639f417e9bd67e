// The operator norm.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let spectralNorm = MatrixFunction(
    signature: "spectral(X: n×m) -> scalar",
    summary: "The largest singular value, which is the operator norm.",
    conditions: [
      DomainCondition("spectral(X) != 0", for: .derivative),
      DomainCondition("the largest singular value of {X} is simple", .words, for: .derivative),
    ],
    notation: .fenced(left: .doubleBar, right: .doubleBar, subscripted: "\\mathrm{op}"),
    differential: .formula(
      "X*singvec(X, 1)*singvec(X, 1)'/spectral(X) : dX",
      name: "spectral norm",
      source: .calculus
    ),
    rewrites: [
      RewriteRule("norm of a transpose", "spectral(X')", to: "spectral(X)", source: .definition)
    ],
    value: .kernel(SpectralNormKernel.self),
    python: PythonForm("np.linalg.norm(np.atleast_2d({0}), 2)"),
    flops: "14*n*m^2",
    properties: { _ in [.nonnegative] },
    example: "X : matrix(n, m)\ngradient spectral(X) wrt X"
  )
}

/// The first singular value.
private enum SpectralNormKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    a.entry(try a.singularValues(arguments[0]), 0, 0)
  }
}
