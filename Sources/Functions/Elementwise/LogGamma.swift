// The logarithm of the gamma function, entry by entry.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let logGamma = MatrixFunction(
    signature: "lgamma.(X: n×m) -> n×m",
    summary: "The logarithm of the gamma function of every entry.",
    conditions: [DomainCondition("X > 0", .entries)],
    notation: .letter(latex: "\\log\\Gamma", unicode: "log Γ"),
    differential: .elementwise(
      derivative: "digamma.(X)",
      name: "log gamma",
      source: Source("DLMF, eq. 5.2.2")
    ),
    value: .elementary(.logGamma),
    python: PythonForm(
      "scipy.special.gammaln({0})",
      imports: ["scipy.special"]
    ),
    flops: "20*n*m",
    properties: { $0[0].intersection([.symmetric, .toeplitz]) },
    example: "x : vector(n)\ngradient sum(lgamma.(x)) wrt x"
  )
}
