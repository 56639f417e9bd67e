// The hyperbolic tangent, entry by entry.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let hyperbolicTangent = MatrixFunction(
    signature: "tanh.(X: n×m) -> n×m",
    summary: "The hyperbolic tangent of every entry.",
    notation: .named(["tanh"]),
    words: ["tanh"],
    differential: .elementwise(
      derivative: "1 .- tanh.(X).^2",
      name: "hyperbolic tangent",
      source: .calculus
    ),
    rewrites: [
      RewriteRule("hyperbolic tangent of a negative", "tanh.(-X)", to: "-tanh.(X)", source: .calculus),
      RewriteRule(
        "quotient of hyperbolic sine and cosine",
        "sinh.(X) ./ cosh.(X)",
        to: "tanh.(X)",
        source: .definition
      ),
    ],
    value: .elementary(.tanh),
    python: PythonForm("np.tanh({0})"),
    flops: "10*n*m",
    properties: { $0[0].intersection([.symmetric, .toeplitz]) },
    example: "x : vector(n)\ngradient sum(tanh.(x)) wrt x"
  )
}
