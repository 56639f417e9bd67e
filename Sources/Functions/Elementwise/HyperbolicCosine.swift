// The hyperbolic cosine, entry by entry.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let hyperbolicCosine = MatrixFunction(
    signature: "cosh.(X: n×m) -> n×m",
    summary: "The hyperbolic cosine of every entry.",
    notation: .named(["cosh"]),
    words: ["cosh"],
    differential: .elementwise(
      derivative: "sinh.(X)",
      name: "hyperbolic cosine",
      source: .calculus
    ),
    rewrites: [
      RewriteRule("hyperbolic cosine of a negative", "cosh.(-X)", to: "cosh.(X)", source: .calculus),
      RewriteRule(
        "hyperbolic sine and cosine",
        "cosh.(X).^2 - sinh.(X).^2",
        to: "ones(n, m)",
        source: .calculus
      ),
    ],
    value: .elementary(.cosh),
    python: PythonForm("np.cosh({0})"),
    flops: "10*n*m",
    properties: { $0[0].intersection([.symmetric, .toeplitz]).union(.positive) },
    example: "x : vector(n)\ngradient sum(cosh.(x)) wrt x"
  )
}
