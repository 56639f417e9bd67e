// A vector of the standard basis.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let basisVector = MatrixFunction(
    signature: "basis(n, i) -> n×1",
    summary: "The vector of the given length with a 1 at the given place and zeros elsewhere.",
    notation: .subscripted(latex: "e", unicode: "e"),
    differential: .zero(name: "constant", source: .matrixCookbook(33)),
    value: .sized(BasisVectorKernel.self),
    python: PythonForm(
      "np.eye({0})[{1} - 1]",
      torch: .init("torch.eye({0}, {like})[{1} - 1]")
    ),
    flops: "n",
    properties: { _ in [.unit, .nonnegative] },
    example: "x : vector(n)\ngradient basis(n, 1)' * x wrt x"
  )
}

/// One column of the identity.
private enum BasisVectorKernel: SizedKernel {
  static func value<A: Arithmetic>(
    _ arguments: [A.Matrix],
    sizes: [Int],
    in a: A
  ) throws(NumericFailure) -> A.Matrix {
    a.column(a.identity(sizes[0]), try place(sizes[1], upTo: sizes[0]))
  }
}
