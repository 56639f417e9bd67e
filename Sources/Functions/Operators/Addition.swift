// The operator +: sum.

extension OperatorDescription {
  /// The sum of two matrices of one shape.
  package static let addition = OperatorDescription(
    symbol: "+",
    name: "sum",
    summary: "The sum of two matrices of one shape.",
    shapeRule: "(A: n×m) + (B: n×m) -> n×m",
    differential: "d(A + B) = dA + dB",
    ruleName: "sum",
    source: .matrixCookbook(35),
    adjoint: Adjoint(
      [
        "G : (A + B) = G : A + G : B"
      ],
      name: "linearity",
      source: .definition
    ),
    example: "A, B : matrix(n, m)\nsimplify A + B + A"
  )
}
