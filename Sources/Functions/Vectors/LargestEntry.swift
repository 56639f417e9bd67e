// The largest entry of a matrix.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let largestEntry = MatrixFunction(
    signature: "largest(X: n×m) -> scalar",
    summary: "The largest of all entries of a matrix or vector; max(X) is another way to write it.",
    conditions: [DomainCondition("the largest entry of {X} is unique", .words, for: .derivative)],
    notation: .named(["max"]),
    writing: .called("max"),
    differential: .formula("largestplace(X) : dX", name: "largest entry", source: .calculus),
    value: .kernel(LargestEntryKernel.self),
    python: PythonForm("np.max({0})"),
    flops: "n*m",
    properties: { $0[0].intersection([.positive, .nonnegative]) },
    example: "x : vector(n)\ngradient max(x) wrt x"
  )
}

/// The larger of two entries, over all entries.
private enum LargestEntryKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    let entries = a.vectorize(arguments[0])
    var largest = a.entry(entries, 0, 0)
    for place in 1..<max(a.rows(entries), 1) {
      let gap = a.subtract(a.entry(entries, place, 0), largest)
      largest = a.add(largest, try a.elementwise(.positivePart, gap))
    }
    return largest
  }
}
