// The hyperbolic sine, entry by entry.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let hyperbolicSine = MatrixFunction(
    signature: "sinh.(X: n×m) -> n×m",
    summary: "The hyperbolic sine of every entry.",
    notation: .named(["sinh"]),
    words: ["sinh"],
    differential: .elementwise(
      derivative: "cosh.(X)",
      name: "hyperbolic sine",
      source: .calculus
    ),
    rewrites: [
      RewriteRule("hyperbolic sine of a negative", "sinh.(-X)", to: "-sinh.(X)", source: .calculus)
    ],
    value: .elementary(.sinh),
    python: PythonForm("np.sinh({0})"),
    flops: "10*n*m",
    properties: { $0[0].intersection([.symmetric, .toeplitz]) },
    example: "x : vector(n)\ngradient sum(sinh.(x)) wrt x"
  )
}
