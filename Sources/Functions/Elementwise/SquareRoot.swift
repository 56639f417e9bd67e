// The square root, entry by entry.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let squareRoot = MatrixFunction(
    signature: "sqrt.(X: n×m) -> n×m",
    summary: "The square root of every entry.",
    conditions: [
      DomainCondition("X >= 0", .entries),
      DomainCondition("X > 0", .entries, for: .derivative),
    ],
    notation: .root,
    words: ["sqrt"],
    differential: .elementwise(
      derivative: "1/2*sqrt.(X).^(-1)",
      name: "square root",
      source: .calculus
    ),
    rewrites: [
      RewriteRule("square of a square root", "sqrt.(X).^2", to: "X", source: .definition)
    ],
    value: .elementary(.sqrt),
    python: PythonForm("np.sqrt({0})"),
    flops: "n*m",
    properties: { $0[0].intersection([.symmetric, .toeplitz, .positive]).union(.nonnegative) },
    example: "x : vector(n)\ngradient sum(sqrt.(x)) wrt x"
  )
}
