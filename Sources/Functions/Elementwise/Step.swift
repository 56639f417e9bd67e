// The step function, entry by entry.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let step = MatrixFunction(
    signature: "step.(X: n×m) -> n×m",
    summary: "The step function of every entry: 1 above 0, and 0 elsewhere.",
    conditions: [DomainCondition("X != 0", .entries, for: .derivative)],
    notation: .named(["step"]),
    differential: .zero(name: "constant on both sides of 0", source: .definition),
    rewrites: [
      RewriteRule("square of a step", "step.(X).^2", to: "step.(X)", source: .definition)
    ],
    value: .elementary(.step),
    python: PythonForm(
      "np.where(np.greater({0}, 0), 1.0, 0.0)",
      torch: .init("({0} > 0).to({0}.dtype)")
    ),
    flops: "n*m",
    properties: { $0[0].intersection([.symmetric, .toeplitz]).union(.nonnegative) },
    example: "x : vector(n)\ngradient sum(relu.(x)) wrt x"
  )
}
