// The natural logarithm, entry by entry.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let logarithm = MatrixFunction(
    signature: "log.(X: n×m) -> n×m",
    summary: "The natural logarithm of every entry.",
    conditions: [DomainCondition("X > 0", .entries)],
    notation: .named(["log"]),
    words: ["log", "ln"],
    differential: .elementwise(
      derivative: "X.^(-1)",
      name: "logarithm",
      source: .calculus
    ),
    rewrites: [
      RewriteRule("logarithm of an exponential", "log.(exp.(X))", to: "X", source: .definition)
    ],
    value: .elementary(.log),
    python: PythonForm("np.log({0})"),
    flops: "10*n*m",
    properties: { $0[0].intersection([.symmetric, .toeplitz]) },
    example: "x : vector(n)\ngradient sum(log.(x)) wrt x"
  )
}
