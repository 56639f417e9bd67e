// The trigamma function, entry by entry.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let trigamma = MatrixFunction(
    signature: "trigamma.(X: n×m) -> n×m",
    summary: "The second derivative of the logarithm of the gamma function at every entry.",
    conditions: [DomainCondition("X > 0", .entries)],
    notation: .letter(latex: "\\psi'", unicode: "ψ′"),
    words: ["trigamma"],
    differential: .none(
      because: "the third derivative of the logarithm of the gamma function has no name in the language"
    ),
    value: .elementary(.trigamma),
    python: PythonForm(
      "scipy.special.polygamma(1, {0})",
      imports: ["scipy.special"]
    ),
    flops: "20*n*m",
    properties: { $0[0].intersection([.symmetric, .toeplitz]) },
    example: "x : vector(n)\nhessian sum(lgamma.(x)) wrt x"
  )
}
