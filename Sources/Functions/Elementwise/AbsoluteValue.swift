// The absolute value, entry by entry.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let absoluteValue = MatrixFunction(
    signature: "abs.(X: n×m) -> n×m",
    summary: "The absolute value of every entry.",
    conditions: [DomainCondition("X != 0", .entries, for: .derivative)],
    notation: .fenced(left: .bar, right: .bar, subscripted: nil),
    words: ["abs"],
    differential: .elementwise(
      derivative: "sign.(X)",
      name: "absolute value",
      source: .calculus
    ),
    rewrites: [
      RewriteRule("absolute value of a negative", "abs.(-X)", to: "abs.(X)", source: .definition),
      RewriteRule("square of an absolute value", "abs.(X).^2", to: "X.^2", source: .definition),
    ],
    value: .elementary(.abs),
    python: PythonForm("np.abs({0})"),
    flops: "n*m",
    properties: { $0[0].intersection([.symmetric, .toeplitz]).union(.nonnegative) },
    example: "x : vector(n)\ngradient sum(abs.(x)) wrt x"
  )
}
