// The operator *: product.

extension OperatorDescription {
  /// The product of matrices, of numbers, or of a number and a matrix.
  package static let multiplication = OperatorDescription(
    symbol: "*",
    name: "product",
    summary: "The product of matrices, of numbers, or of a number and a matrix.",
    shapeRule: "(A: n×k) * (B: k×m) -> n×m",
    differential: "d(A*B) = dA*B + A*dB",
    ruleName: "product rule",
    source: .matrixCookbook(37),
    adjoint: Adjoint(
      [
        "G : (dA*B) = (G*B') : dA",
        "G : (A*dB) = (A'*G) : dB",
      ],
      name: "moving a factor across the Frobenius product",
      source: .definition
    ),
    example: "A : matrix(n, n)\nx : vector(n)\ngradient x' * A * x wrt x"
  )
}
