// The smallest entry of a matrix.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let smallestEntry = MatrixFunction(
    signature: "smallest(X: n×m) -> scalar",
    summary: "The smallest of all entries of a matrix or vector; min(X) is another way to write it.",
    conditions: [DomainCondition("the smallest entry of {X} is unique", .words, for: .derivative)],
    notation: .named(["min"]),
    writing: .called("min"),
    differential: .formula("largestplace(-X) : dX", name: "smallest entry", source: .calculus),
    value: .kernel(SmallestEntryKernel.self),
    python: PythonForm("np.min({0})"),
    flops: "n*m",
    properties: { $0[0].intersection([.positive, .nonnegative]) },
    example: "x : vector(n)\ngradient min(x) wrt x"
  )
}

/// The smaller of two entries, over all entries.
private enum SmallestEntryKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    let entries = a.vectorize(arguments[0])
    var smallest = a.entry(entries, 0, 0)
    for place in 1..<max(a.rows(entries), 1) {
      let gap = a.subtract(smallest, a.entry(entries, place, 0))
      smallest = a.subtract(smallest, try a.elementwise(.positivePart, gap))
    }
    return smallest
  }
}
