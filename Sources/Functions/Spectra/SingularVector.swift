// One right singular vector.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let singularVector = MatrixFunction(
    signature: "singvec(X: n×m, i) -> m×1",
    summary: "The right singular vector that belongs to a singular value, counted from the largest.",
    conditions: [
      DomainCondition("singval(X, i) != 0"),
      DomainCondition("singular value number {i} of {X} is simple", .words, for: .derivative),
    ],
    notation: .letter(latex: "v", unicode: "v"),
    differential: .formula(
      "inv(singval(X, i)^2*eye(m) - X'*X + singvec(X, i)*singvec(X, i)')*((dX'*X + X'*dX)*singvec(X, i) - singvec(X, i)*(singvec(X, i)'*(dX'*X + X'*dX)*singvec(X, i)))",
      name: "singular vector",
      source: Source("Magnus, On Differentiating Eigenvalues and Eigenvectors (1985), theorem 1")
    ),
    value: .sized(SingularVectorKernel.self),
    python: PythonForm(
      "singular_vector({0}, {1})",
      helper: """
        def singular_vector(x, i):
            u, s, vt = np.linalg.svd(x)
            side = vt[i - 1] if x.shape[0] >= x.shape[1] else u[:, i - 1]
            return vt[i - 1] * np.sign(side[np.argmax(np.abs(side))])
        """,
      torch: .init(
        "singular_vector({0}, {1})",
        helper: """
          def singular_vector(x, i):
              u, s, vt = torch.linalg.svd(x)
              side = vt[i - 1] if x.shape[0] >= x.shape[1] else u[:, i - 1]
              return vt[i - 1] * torch.sign(side[torch.argmax(torch.abs(side))])
          """
      )
    ),
    flops: "14*n*m^2",
    properties: { _ in .unit },
    example:
      "X : matrix(n, m)\nB : matrix(m, m) symmetric\nphi = singvec(X, 1)' * B * singvec(X, 1)\ngradient phi wrt X"
  )
}

/// An eigenvector v of XᵀX, or Xᵀu/σ of a wide matrix, where u is one of XXᵀ; the eigenvector
/// of the smaller product has its largest entry positive.
private enum SingularVectorKernel: SizedKernel {
  static func value<A: Arithmetic>(
    _ arguments: [A.Matrix],
    sizes: [Int],
    in a: A
  ) throws(NumericFailure) -> A.Matrix {
    let x = arguments[0]
    let transposed = a.transpose(x)
    let isTall = a.rows(x) >= a.columns(x)
    let eigen = try a.symmetricEigen(isTall ? a.multiply(transposed, x) : a.multiply(x, transposed))
    let count = a.rows(eigen.values)
    let index = count - 1 - (try place(sizes[0], upTo: count))
    let vector = a.column(eigen.vectors, index)
    if isTall { return vector }
    let length = try a.power(a.entry(eigen.values, index, 0), Rational(-1, 2))
    return a.scale(a.multiply(transposed, vector), by: length)
  }
}
