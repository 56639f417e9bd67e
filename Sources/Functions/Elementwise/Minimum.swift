// The smaller of two numbers, entry by entry.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let minimum = MatrixFunction(
    signature: "min(X: n×m, Y: n×m) -> n×m",
    summary: "The smaller of corresponding entries of two matrices of one shape.",
    conditions: [DomainCondition("X != Y", .entries, for: .derivative)],
    notation: .named(["min"]),
    words: ["min"],
    differential: .formula(
      "step.(Y - X) .* dX + step.(X - Y) .* dY",
      name: "minimum",
      source: .calculus
    ),
    whereTied: .formula(
      "dY + step.(Y - X) .* (dX - dY)",
      name: "minimum whose sides may coincide",
      source: .calculus
    ),
    rewrites: [
      RewriteRule("minimum of equals", "min(X, X)", to: "X", comesFirst: true, source: .definition)
    ],
    value: .kernel(MinimumKernel.self),
    python: PythonForm("np.minimum({0}, {1})"),
    flops: "n*m",
    properties: { $0[0].intersection($0[1]).intersection([.symmetric, .toeplitz, .positive, .nonnegative]) },
    example: "x, y : vector(n)\ngradient sum(min(x, y)) wrt x"
  )
}

/// x − max(x − y, 0).
private enum MinimumKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    let gap = a.subtract(arguments[0], arguments[1])
    return a.subtract(arguments[0], try a.elementwise(.positivePart, gap))
  }
}
