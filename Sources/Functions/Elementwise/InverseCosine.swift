// The inverse cosine, entry by entry.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let inverseCosine = MatrixFunction(
    signature: "arccos.(X: n×m) -> n×m",
    summary: "The inverse cosine of every entry.",
    conditions: [
      DomainCondition("abs.(X) <= 1", .entries),
      DomainCondition("abs.(X) < 1", .entries, for: .derivative),
    ],
    notation: .named(["arccos"]),
    words: ["arccos", "acos"],
    differential: .elementwise(
      derivative: "-(1 .- X.^2).^(-1/2)",
      name: "inverse cosine",
      source: .calculus
    ),
    rewrites: [
      RewriteRule("cosine of an inverse cosine", "cos.(arccos.(X))", to: "X", source: .definition)
    ],
    value: .elementary(.arccos),
    python: PythonForm("np.arccos({0})"),
    flops: "10*n*m",
    properties: { $0[0].intersection([.symmetric, .toeplitz]) },
    example: "x : vector(n)\ngradient sum(arccos.(x)) wrt x"
  )
}
