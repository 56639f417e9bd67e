// The inverse hyperbolic tangent, entry by entry.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let inverseHyperbolicTangent = MatrixFunction(
    signature: "artanh.(X: n×m) -> n×m",
    summary: "The inverse hyperbolic tangent of every entry.",
    conditions: [DomainCondition("abs.(X) < 1", .entries)],
    notation: .named(["artanh"]),
    words: ["artanh", "arctanh", "atanh"],
    differential: .elementwise(
      derivative: "(1 .- X.^2).^(-1)",
      name: "inverse hyperbolic tangent",
      source: .calculus
    ),
    rewrites: [
      RewriteRule("hyperbolic tangent of its inverse", "tanh.(artanh.(X))", to: "X", source: .definition)
    ],
    value: .elementary(.artanh),
    python: PythonForm("np.arctanh({0})"),
    flops: "10*n*m",
    properties: { $0[0].intersection([.symmetric, .toeplitz]) },
    example: "x : vector(n)\ngradient sum(artanh.(x)) wrt x"
  )
}
