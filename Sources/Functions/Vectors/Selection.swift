// Rows of the identity, which pick entries of a vector and rows or columns of a matrix.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let selection = MatrixFunction(
    signature: "selection(n, a, b) -> b-a+1×n",
    summary:
      "The rows a to b of an identity, which take x to x[a:b] and X to X[a:b, :]; written eye(n)[a:b, :].",
    conditions: [DomainCondition("n >= b"), DomainCondition("b >= a")],
    notation: .slice,
    writing: .slice,
    differential: .zero(name: "constant", source: .matrixCookbook(33)),
    value: .sized(SelectionKernel.self),
    python: PythonForm(
      "np.eye({0})[{1} - 1:{2}]",
      torch: .init("torch.eye({0}, {like})[{1} - 1:{2}]")
    ),
    flops: "n",
    properties: { _ in .nonnegative },
    example: "x : vector(n)\ngradient sum(x[2:n].^2) wrt x"
  )
}

/// Some rows of the identity, the first and the last one counted from 1.
private enum SelectionKernel: SizedKernel {
  static func value<A: Arithmetic>(
    _ arguments: [A.Matrix],
    sizes: [Int],
    in a: A
  ) throws(NumericFailure) -> A.Matrix {
    let (n, first, last) = (sizes[0], sizes[1], sizes[2])
    guard first >= 1, first <= last, last <= n else {
      throw .outsideDomain("ranges of indices from 1 to \(n)")
    }
    return a.block(a.identity(n), rows: (first - 1)..<last, columns: 0..<n)
  }
}
