// One singular value.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let singularValue = MatrixFunction(
    signature: "singval(X: n×m, i) -> scalar",
    summary: "The singular value with the given number, counted from the largest.",
    conditions: [
      DomainCondition("singval(X, i) != 0", for: .derivative),
      DomainCondition("singular value number {i} of {X} is simple", .words, for: .derivative),
    ],
    notation: .letter(latex: "\\sigma", unicode: "σ"),
    differential: .formula(
      "singvec(X, i)'*X'*dX*singvec(X, i)/singval(X, i)",
      name: "singular value",
      source: .calculus
    ),
    value: .sized(SingularValueKernel.self),
    python: PythonForm(
      "np.linalg.svd(np.atleast_2d({0}), compute_uv=False)[{1} - 1]",
      torch: .init("torch.linalg.svdvals(torch.atleast_2d({0}))[{1} - 1]")
    ),
    flops: "14*n*m^2",
    properties: { _ in [.nonnegative] },
    example: "X : matrix(n, m)\ngradient singval(X, 1) wrt X"
  )
}

/// The value at a place of the descending order.
private enum SingularValueKernel: SizedKernel {
  static func value<A: Arithmetic>(
    _ arguments: [A.Matrix],
    sizes: [Int],
    in a: A
  ) throws(NumericFailure) -> A.Matrix {
    let values = try a.singularValues(arguments[0])
    return a.entry(values, try place(sizes[0], upTo: a.rows(values)), 0)
  }
}
