// The digamma function, entry by entry.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let digamma = MatrixFunction(
    signature: "digamma.(X: n×m) -> n×m",
    summary: "The derivative of the logarithm of the gamma function at every entry.",
    conditions: [DomainCondition("X > 0", .entries)],
    notation: .letter(latex: "\\psi", unicode: "ψ"),
    words: ["digamma"],
    differential: .elementwise(
      derivative: "trigamma.(X)",
      name: "digamma",
      source: .definition
    ),
    value: .elementary(.digamma),
    python: PythonForm(
      "scipy.special.digamma({0})",
      imports: ["scipy.special"]
    ),
    flops: "20*n*m",
    properties: { $0[0].intersection([.symmetric, .toeplitz]) },
    example: "x : vector(n)\ngradient sum(digamma.(x)) wrt x"
  )
}
