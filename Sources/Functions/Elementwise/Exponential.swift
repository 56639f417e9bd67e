// The exponential, entry by entry.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let exponential = MatrixFunction(
    signature: "exp.(X: n×m) -> n×m",
    summary: "The exponential of every entry.",
    notation: .named(["exp"]),
    words: ["exp"],
    differential: .elementwise(
      derivative: "exp.(X)",
      name: "exponential",
      source: .calculus
    ),
    rewrites: [
      RewriteRule("exponential of a logarithm", "exp.(log.(X))", to: "X", source: .definition)
    ],
    value: .elementary(.exp),
    python: PythonForm("np.exp({0})"),
    flops: "10*n*m",
    properties: { $0[0].intersection([.symmetric, .toeplitz]).union(.positive) },
    example: "x : vector(n)\ngradient sum(exp.(x)) wrt x"
  )
}
