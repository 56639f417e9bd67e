// The operator .^: entrywise power.

extension OperatorDescription {
  /// Every entry of a matrix to a power.
  package static let hadamardPower = OperatorDescription(
    symbol: ".^",
    name: "entrywise power",
    summary: "Every entry of a matrix to a power.",
    shapeRule: "(A: n×m) .^ (k: scalar) -> n×m",
    differential: "d(A.^k) = k*A.^(k - 1) .* dA",
    ruleName: "entrywise power rule",
    source: .calculus,
    example: "x : vector(n)\ngradient sum(x.^3) wrt x"
  )
}
