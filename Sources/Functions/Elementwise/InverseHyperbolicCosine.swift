// The inverse hyperbolic cosine, entry by entry.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let inverseHyperbolicCosine = MatrixFunction(
    signature: "arcosh.(X: n×m) -> n×m",
    summary: "The inverse hyperbolic cosine of every entry.",
    conditions: [
      DomainCondition("X >= 1", .entries),
      DomainCondition("X > 1", .entries, for: .derivative),
    ],
    notation: .named(["arcosh"]),
    words: ["arcosh", "arccosh", "acosh"],
    differential: .elementwise(
      derivative: "(X.^2 .- 1).^(-1/2)",
      name: "inverse hyperbolic cosine",
      source: .calculus
    ),
    rewrites: [
      RewriteRule("hyperbolic cosine of its inverse", "cosh.(arcosh.(X))", to: "X", source: .definition)
    ],
    value: .elementary(.arcosh),
    python: PythonForm("np.arccosh({0})"),
    flops: "10*n*m",
    properties: { $0[0].intersection([.symmetric, .toeplitz]) },
    example: "x : vector(n)\ngradient sum(arcosh.(x)) wrt x"
  )
}
