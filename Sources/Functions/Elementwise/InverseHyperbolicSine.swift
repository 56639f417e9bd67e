// The inverse hyperbolic sine, entry by entry.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let inverseHyperbolicSine = MatrixFunction(
    signature: "arsinh.(X: n×m) -> n×m",
    summary: "The inverse hyperbolic sine of every entry.",
    notation: .named(["arsinh"]),
    words: ["arsinh", "arcsinh", "asinh"],
    differential: .elementwise(
      derivative: "(1 .+ X.^2).^(-1/2)",
      name: "inverse hyperbolic sine",
      source: .calculus
    ),
    rewrites: [
      RewriteRule("hyperbolic sine of its inverse", "sinh.(arsinh.(X))", to: "X", source: .definition)
    ],
    value: .elementary(.arsinh),
    python: PythonForm("np.arcsinh({0})"),
    flops: "10*n*m",
    properties: { $0[0].intersection([.symmetric, .toeplitz]) },
    example: "x : vector(n)\ngradient sum(arsinh.(x)) wrt x"
  )
}
