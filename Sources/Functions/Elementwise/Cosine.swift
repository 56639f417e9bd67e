// The cosine, entry by entry.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let cosine = MatrixFunction(
    signature: "cos.(X: n×m) -> n×m",
    summary: "The cosine of every entry.",
    notation: .named(["cos"]),
    words: ["cos"],
    differential: .elementwise(
      derivative: "-sin.(X)",
      name: "cosine",
      source: .calculus
    ),
    rewrites: [
      RewriteRule("cosine of a negative", "cos.(-X)", to: "cos.(X)", source: .calculus)
    ],
    value: .elementary(.cos),
    python: PythonForm("np.cos({0})"),
    flops: "10*n*m",
    properties: { $0[0].intersection([.symmetric, .toeplitz]) },
    example: "x : vector(n)\ngradient sum(cos.(x)) wrt x"
  )
}
