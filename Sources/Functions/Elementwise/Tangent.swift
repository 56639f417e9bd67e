// The tangent, entry by entry.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let tangent = MatrixFunction(
    signature: "tan.(X: n×m) -> n×m",
    summary: "The tangent of every entry.",
    conditions: [DomainCondition("cos.(X) != 0", .entries)],
    notation: .named(["tan"]),
    words: ["tan"],
    differential: .elementwise(
      derivative: "1 .+ tan.(X).^2",
      name: "tangent",
      source: .calculus
    ),
    rewrites: [
      RewriteRule("tangent of a negative", "tan.(-X)", to: "-tan.(X)", source: .calculus),
      RewriteRule("quotient of sine and cosine", "sin.(X) ./ cos.(X)", to: "tan.(X)", source: .definition),
    ],
    value: .elementary(.tan),
    python: PythonForm("np.tan({0})"),
    flops: "10*n*m",
    properties: { $0[0].intersection([.symmetric, .toeplitz]) },
    example: "x : vector(n)\ngradient sum(tan.(x)) wrt x"
  )
}
