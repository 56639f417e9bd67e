// The operator ': transpose.

extension OperatorDescription {
  /// The transpose.
  package static let transposition = OperatorDescription(
    symbol: "'",
    alternatives: ["^T", "ᵀ", ".T"],
    name: "transpose",
    summary: "The transpose.",
    shapeRule: "(A: n×m)' -> m×n",
    differential: "d(A') = dA'",
    ruleName: "transpose",
    source: .matrixCookbook(44),
    adjoint: Adjoint(
      [
        "G : dA' = G' : dA"
      ],
      name: "transposing both sides of the Frobenius product",
      source: .definition
    ),
    example: "A : matrix(n, m)\nsimplify (A')'"
  )
}
