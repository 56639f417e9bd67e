// The sum of all entries.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let sumOfEntries = MatrixFunction(
    signature: "sum(X: n×m) -> scalar",
    summary: "The sum of all entries of a matrix or vector.",
    notation: .named(["sum"]),
    words: ["sum"],
    differential: .linear(
      adjoint: "G*ones(n, m)",
      name: "sum of entries",
      source: .definition
    ),
    rewrites: [
      RewriteRule("sum of a transpose", "sum(X')", to: "sum(X)", source: .definition)
    ],
    value: .kernel(SumOfEntriesKernel.self),
    python: PythonForm("np.sum({0})"),
    flops: "n*m",
    properties: { $0[0].intersection([.positive, .nonnegative]) },
    example: "x : vector(n)\ngradient sum(exp.(x)) wrt x"
  )
}

/// The sum of the entries.
private enum SumOfEntriesKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    a.sum(arguments[0])
  }
}
