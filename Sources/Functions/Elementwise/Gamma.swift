// The gamma function, entry by entry.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let gamma = MatrixFunction(
    signature: "gamma.(X: n×m) -> n×m",
    summary: "The gamma function of every entry.",
    conditions: [DomainCondition("X > 0", .entries)],
    notation: .letter(latex: "\\Gamma", unicode: "Γ"),
    differential: .elementwise(
      derivative: "gamma.(X) .* digamma.(X)",
      name: "gamma function",
      source: Source("DLMF, eq. 5.2.2")
    ),
    value: .elementary(.gamma),
    python: PythonForm(
      "scipy.special.gamma({0})",
      imports: ["scipy.special"],
      torch: .init(
        "gamma({0})",
        helper: """
          def gamma(x):
              sign = torch.where(x > 0, 1.0, 1.0 - 2.0 * torch.remainder(torch.floor(x), 2.0))
              return sign.to(x.dtype) * torch.exp(torch.lgamma(x))
          """
      )
    ),
    flops: "20*n*m",
    properties: { $0[0].intersection([.symmetric, .toeplitz]) },
    example: "x : vector(n)\ngradient sum(gamma.(x)) wrt x"
  )
}
