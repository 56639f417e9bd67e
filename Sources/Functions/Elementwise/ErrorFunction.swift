// The error function, entry by entry.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let errorFunction = MatrixFunction(
    signature: "erf.(X: n×m) -> n×m",
    summary: "The error function of every entry.",
    notation: .named(["erf"]),
    words: ["erf"],
    differential: .elementwise(
      derivative: "2/sqrt(pi)*exp.(-(X.^2))",
      name: "error function",
      source: .calculus
    ),
    rewrites: [
      RewriteRule("error function of a negative", "erf.(-X)", to: "-erf.(X)", source: .calculus)
    ],
    value: .elementary(.erf),
    python: PythonForm(
      "scipy.special.erf({0})",
      imports: ["scipy.special"]
    ),
    flops: "20*n*m",
    properties: { $0[0].intersection([.symmetric, .toeplitz]) },
    example: "x : vector(n)\ngradient sum(erf.(x)) wrt x"
  )
}
