// Where the largest entry of every row of a matrix stands.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let rowLargestPlace = MatrixFunction(
    signature: "rowlargestplace(X: m×n) -> m×n",
    summary: "The matrix with a 1 at the place of the largest entry of every row and zeros elsewhere.",
    conditions: [DomainCondition("the largest entry of every row of {X} is unique", .words)],
    notation: .alongRows("largestplace"),
    writing: .alongRows("largestplace"),
    differential: .zero(name: "constant while one entry of a row stays the largest", source: .definition),
    value: .kernel(RowLargestPlaceKernel.self),
    python: PythonForm(
      "np.where(np.equal({0}, np.max({0}, axis=1, keepdims=True)), 1.0, 0.0)",
      torch: .init("({0} == torch.amax({0}, dim=1, keepdim=True)).to({0}.dtype)")
    ),
    flops: "m*n",
    properties: { _ in [.nonnegative] },
    example: "X : matrix(m, n)\nsimplify sum(largestplace(X, rows) .* X)"
  )
}

/// For every entry the product of the steps over all others of its row.
private enum RowLargestPlaceKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    let x = arguments[0]
    let (rows, columns) = (a.rows(x), a.columns(x))
    var result = a.ones(rows, columns)
    for turn in 1..<max(columns, 1) {
      // Every entry beside the one that stands a number of columns further on.
      let picks: [Pick?] = (0..<rows * columns).map { Pick(0, ($0 + turn * rows) % (rows * columns)) }
      let others = a.gather([x], picks, rows: rows, columns: columns)
      result = a.hadamard(result, try a.elementwise(.step, a.subtract(x, others)))
    }
    return result
  }
}
