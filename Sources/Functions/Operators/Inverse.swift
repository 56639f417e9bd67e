// The operator inv: inverse.

extension OperatorDescription {
  /// The inverse of a square matrix.
  package static let inverse = OperatorDescription(
    symbol: "inv",
    alternatives: ["^(-1)"],
    name: "inverse",
    summary: "The inverse of a square matrix.",
    shapeRule: "inv(A: n×n) -> n×n",
    conditions: [DomainCondition("det(A) != 0")],
    differential: "d(inv(A)) = -inv(A)*dA*inv(A)",
    ruleName: "inverse",
    source: .matrixCookbook(40),
    example: "A : matrix(n, n) invertible\ngradient tr(inv(A)) wrt A"
  )
}
