// The operator -: difference.

extension OperatorDescription {
  /// The difference of two matrices of one shape, or the negative of one.
  package static let subtraction = OperatorDescription(
    symbol: "-",
    alternatives: ["−"],
    name: "difference",
    summary: "The difference of two matrices of one shape, or the negative of one.",
    shapeRule: "(A: n×m) - (B: n×m) -> n×m",
    differential: "d(A - B) = dA - dB",
    ruleName: "difference",
    source: .matrixCookbook(35),
    adjoint: Adjoint(
      [
        "G : (A - B) = G : A - G : B"
      ],
      name: "linearity",
      source: .definition
    ),
    example: "A, B : matrix(n, m)\nsimplify A - B + A"
  )
}
