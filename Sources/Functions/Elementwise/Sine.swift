// The sine, entry by entry.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let sine = MatrixFunction(
    signature: "sin.(X: n×m) -> n×m",
    summary: "The sine of every entry.",
    notation: .named(["sin"]),
    words: ["sin"],
    differential: .elementwise(
      derivative: "cos.(X)",
      name: "sine",
      source: .calculus
    ),
    rewrites: [
      RewriteRule("sine and cosine", "sin.(X).^2 + cos.(X).^2", to: "ones(n, m)", source: .calculus),
      RewriteRule("sine of a negative", "sin.(-X)", to: "-sin.(X)", source: .calculus),
    ],
    value: .elementary(.sin),
    python: PythonForm("np.sin({0})"),
    flops: "10*n*m",
    properties: { $0[0].intersection([.symmetric, .toeplitz]) },
    example: "x : vector(n)\ngradient sum(sin.(x)) wrt x"
  )
}
