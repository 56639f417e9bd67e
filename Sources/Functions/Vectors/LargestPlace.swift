// Where the largest entry of a matrix stands.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let largestPlace = MatrixFunction(
    signature: "largestplace(X: n×m) -> n×m",
    summary: "The matrix with a 1 at the place of the largest entry and zeros elsewhere.",
    conditions: [DomainCondition("the largest entry of {X} is unique", .words)],
    notation: .letter(latex: "\\mathbf{1}_{\\max}", unicode: "1_max"),
    differential: .zero(name: "constant while one entry stays the largest", source: .definition),
    value: .kernel(LargestPlaceKernel.self),
    python: PythonForm(
      "np.where(np.equal({0}, np.max({0})), 1.0, 0.0)",
      torch: .init("({0} == torch.max({0})).to({0}.dtype)")
    ),
    flops: "n*m",
    properties: { _ in [.nonnegative] },
    example: "x : vector(n)\nsimplify largestplace(x)' * x"
  )
}

/// For every entry the product of the steps over all others.
private enum LargestPlaceKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    let entries = a.vectorize(arguments[0])
    let count = a.rows(entries)
    var result = a.ones(count, 1)
    for turn in 1..<max(count, 1) {
      // Every entry beside the one that stands a number of places further on.
      let picks: [Pick?] = (0..<count).map { Pick(0, ($0 + turn) % count) }
      let others = a.gather([entries], picks, rows: count, columns: 1)
      result = a.hadamard(result, try a.elementwise(.step, a.subtract(entries, others)))
    }
    return a.reshape(result, rows: a.rows(arguments[0]), columns: a.columns(arguments[0]))
  }
}
