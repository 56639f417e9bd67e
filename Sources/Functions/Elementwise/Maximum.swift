// The larger of two numbers, entry by entry.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let maximum = MatrixFunction(
    signature: "max(X: n×m, Y: n×m) -> n×m",
    summary: "The larger of corresponding entries of two matrices of one shape.",
    conditions: [DomainCondition("X != Y", .entries, for: .derivative)],
    notation: .named(["max"]),
    words: ["max"],
    differential: .formula(
      "step.(X - Y) .* dX + step.(Y - X) .* dY",
      name: "maximum",
      source: .calculus
    ),
    whereTied: .formula(
      "dY + step.(X - Y) .* (dX - dY)",
      name: "maximum whose sides may coincide",
      source: .calculus
    ),
    rewrites: [
      RewriteRule("maximum of equals", "max(X, X)", to: "X", comesFirst: true, source: .definition)
    ],
    value: .kernel(MaximumKernel.self),
    python: PythonForm("np.maximum({0}, {1})"),
    flops: "n*m",
    properties: { $0[0].intersection($0[1]).intersection([.symmetric, .toeplitz, .positive, .nonnegative]) },
    example: "x, y : vector(n)\ngradient sum(max(x, y)) wrt x"
  )
}

/// x + max(y − x, 0).
private enum MaximumKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    let gap = a.subtract(arguments[1], arguments[0])
    return a.add(arguments[0], try a.elementwise(.positivePart, gap))
  }
}
