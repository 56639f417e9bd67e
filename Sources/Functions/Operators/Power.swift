// The operator ^: power.

extension OperatorDescription {
  /// A number or square matrix to an integer power, or a number to any power.
  package static let power = OperatorDescription(
    symbol: "^",
    name: "power",
    summary: "A number or square matrix to an integer power, or a number to any power.",
    shapeRule: "(A: n×n) ^ (k: scalar) -> n×n",
    differential: "d(A^k) = sum(i in 1..k, A^(i - 1)*dA*A^(k - i))",
    ruleName: "power rule",
    source: .magnusNeudecker("ch. 8"),
    example: "W : matrix(n, n)\ngradient tr(W^3) wrt W"
  )
}
