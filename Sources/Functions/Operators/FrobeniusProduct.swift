// The operator :: Frobenius product.

extension OperatorDescription {
  /// The sum of the products of corresponding entries, tr(A'*B).
  package static let frobeniusProduct = OperatorDescription(
    symbol: ":",
    name: "Frobenius product",
    summary: "The sum of the products of corresponding entries, tr(A'*B).",
    shapeRule: "(A: n×m) : (B: n×m) -> scalar",
    differential: "d(A : B) = dA : B + A : dB",
    ruleName: "product rule",
    source: .definition,
    adjoint: Adjoint(
      [
        "A : B = B : A",
        "A : B = A' : B'",
      ],
      name: "symmetry of the Frobenius product",
      source: .definition
    ),
    example: "A, X : matrix(n, m)\ngradient A : X wrt X"
  )
}
