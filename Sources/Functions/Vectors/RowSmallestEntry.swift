// The smallest entry of every row of a matrix.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let rowSmallestEntry = MatrixFunction(
    signature: "rowsmallest(X: m×n) -> m×1",
    summary: "The smallest entry of every row of a matrix, written min(X, rows).",
    conditions: [
      DomainCondition("the smallest entry of every row of {X} is unique", .words, for: .derivative)
    ],
    notation: .alongRows("min"),
    writing: .alongRows("min"),
    differential: .formula(
      "(rowlargestplace(-X) .* dX)*ones(n)",
      name: "smallest entry of every row",
      source: .calculus
    ),
    value: .kernel(RowSmallestEntryKernel.self),
    python: PythonForm(
      "np.min({0}, axis=1)",
      torch: .init("torch.amin({0}, dim=1)")
    ),
    flops: "m*n",
    properties: { $0[0].intersection([.positive, .nonnegative]) },
    example: "X : matrix(m, n)\ngradient sum(min(X, rows)) wrt X"
  )
}

/// The smaller of two columns, over all columns.
private enum RowSmallestEntryKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    let x = arguments[0]
    var smallest = a.column(x, 0)
    for place in 1..<max(a.columns(x), 1) {
      let gap = a.subtract(smallest, a.column(x, place))
      smallest = a.subtract(smallest, try a.elementwise(.positivePart, gap))
    }
    return smallest
  }
}
