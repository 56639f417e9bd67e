// The sign, entry by entry.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let sign = MatrixFunction(
    signature: "sign.(X: n×m) -> n×m",
    summary: "The sign of every entry: 1, 0 or -1.",
    conditions: [DomainCondition("X != 0", .entries, for: .derivative)],
    notation: .named(["sign"]),
    words: ["sign", "sgn", "sg", "signum"],
    differential: .zero(name: "constant on both sides of 0", source: .definition),
    rewrites: [
      RewriteRule("argument times sign", "X .* sign.(X)", to: "abs.(X)", source: .definition),
      RewriteRule("absolute value times sign", "abs.(X) .* sign.(X)", to: "X", source: .definition),
    ],
    value: .elementary(.sign),
    python: PythonForm("np.sign({0})"),
    flops: "n*m",
    properties: { $0[0].intersection([.symmetric, .toeplitz]) },
    example: "x : vector(n)\ngradient sum(abs.(x)) wrt x"
  )
}
