// The inverse sine, entry by entry.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let inverseSine = MatrixFunction(
    signature: "arcsin.(X: n×m) -> n×m",
    summary: "The inverse sine of every entry.",
    conditions: [
      DomainCondition("abs.(X) <= 1", .entries),
      DomainCondition("abs.(X) < 1", .entries, for: .derivative),
    ],
    notation: .named(["arcsin"]),
    words: ["arcsin", "asin"],
    differential: .elementwise(
      derivative: "(1 .- X.^2).^(-1/2)",
      name: "inverse sine",
      source: .calculus
    ),
    rewrites: [
      RewriteRule("sine of an inverse sine", "sin.(arcsin.(X))", to: "X", source: .definition)
    ],
    value: .elementary(.arcsin),
    python: PythonForm("np.arcsin({0})"),
    flops: "10*n*m",
    properties: { $0[0].intersection([.symmetric, .toeplitz]) },
    example: "x : vector(n)\ngradient sum(arcsin.(x)) wrt x"
  )
}
