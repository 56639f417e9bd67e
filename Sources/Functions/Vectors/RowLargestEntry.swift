// The largest entry of every row of a matrix.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let rowLargestEntry = MatrixFunction(
    signature: "rowlargest(X: m×n) -> m×1",
    summary: "The largest entry of every row of a matrix, written max(X, rows).",
    conditions: [
      DomainCondition("the largest entry of every row of {X} is unique", .words, for: .derivative)
    ],
    notation: .alongRows("max"),
    writing: .alongRows("max"),
    differential: .formula(
      "(rowlargestplace(X) .* dX)*ones(n)",
      name: "largest entry of every row",
      source: .calculus
    ),
    value: .kernel(RowLargestEntryKernel.self),
    python: PythonForm(
      "np.max({0}, axis=1)",
      torch: .init("torch.amax({0}, dim=1)")
    ),
    flops: "m*n",
    properties: { $0[0].intersection([.positive, .nonnegative]) },
    example: "X : matrix(m, n)\ngradient sum(max(X, rows)) wrt X"
  )
}

/// The larger of two columns, over all columns.
private enum RowLargestEntryKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    let x = arguments[0]
    var largest = a.column(x, 0)
    for place in 1..<max(a.columns(x), 1) {
      let gap = a.subtract(a.column(x, place), largest)
      largest = a.add(largest, try a.elementwise(.positivePart, gap))
    }
    return largest
  }
}
