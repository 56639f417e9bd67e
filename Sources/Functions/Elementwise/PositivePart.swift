// The positive part, entry by entry.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let positivePart = MatrixFunction(
    signature: "relu.(X: n×m) -> n×m",
    summary: "The positive part max(x, 0) of every entry.",
    conditions: [DomainCondition("X != 0", .entries, for: .derivative)],
    notation: .named(["relu"]),
    words: ["relu", "ReLU"],
    differential: .elementwise(
      derivative: "step.(X)",
      name: "positive part",
      source: .calculus
    ),
    rewrites: [
      RewriteRule("positive part times step", "relu.(X) .* step.(X)", to: "relu.(X)", source: .definition),
      RewriteRule("argument times step", "X .* step.(X)", to: "relu.(X)", source: .definition),
    ],
    value: .elementary(.positivePart),
    python: PythonForm(
      "np.maximum({0}, 0)",
      torch: .init("torch.relu({0})")
    ),
    flops: "n*m",
    properties: { $0[0].intersection([.symmetric, .toeplitz]).union(.nonnegative) },
    example: "x : vector(n)\ngradient sum(relu.(x)) wrt x"
  )
}
