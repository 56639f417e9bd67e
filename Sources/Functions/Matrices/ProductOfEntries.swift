// The product of all entries.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let productOfEntries = MatrixFunction(
    signature: "prod(X: n×m) -> scalar",
    summary: "The product of all entries of a matrix or vector.",
    conditions: [DomainCondition("X != 0", .entries, for: .derivative)],
    notation: .named(["prod"]),
    differential: .formula(
      "prod(X)*(X.^(-1) : dX)",
      name: "product of entries",
      source: .calculus
    ),
    rewrites: [
      RewriteRule("product of a transpose", "prod(X')", to: "prod(X)", source: .definition)
    ],
    value: .kernel(ProductOfEntriesKernel.self),
    python: PythonForm("np.prod({0})"),
    flops: "n*m",
    properties: { $0[0].intersection([.positive, .nonnegative]) },
    example: "x : vector(n)\ngradient prod(x) wrt x"
  )
}

/// The determinant of the diagonal matrix, which is defined and smooth at zeros too.
private enum ProductOfEntriesKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    try a.determinant(a.diagonalMatrix(a.vectorize(arguments[0])))
  }
}
