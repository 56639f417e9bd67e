// The inverse tangent, entry by entry.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let inverseTangent = MatrixFunction(
    signature: "arctan.(X: n×m) -> n×m",
    summary: "The inverse tangent of every entry.",
    notation: .named(["arctan"]),
    words: ["arctan", "atan"],
    differential: .elementwise(
      derivative: "(1 .+ X.^2).^(-1)",
      name: "inverse tangent",
      source: .calculus
    ),
    rewrites: [
      RewriteRule("tangent of an inverse tangent", "tan.(arctan.(X))", to: "X", source: .definition)
    ],
    value: .elementary(.arctan),
    python: PythonForm("np.arctan({0})"),
    flops: "10*n*m",
    properties: { $0[0].intersection([.symmetric, .toeplitz]) },
    example: "x : vector(n)\ngradient sum(arctan.(x)) wrt x"
  )
}
