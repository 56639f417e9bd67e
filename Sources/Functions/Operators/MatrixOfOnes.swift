// The operator ones: matrix of ones.

extension OperatorDescription {
  /// The vector or matrix whose entries are all 1.
  package static let matrixOfOnes = OperatorDescription(
    symbol: "ones",
    name: "matrix of ones",
    summary: "The vector or matrix whose entries are all 1.",
    shapeRule: "ones(n, m) -> n×m",
    differential: "d(ones(n, m)) = zeros(n, m)",
    ruleName: "constant",
    source: .matrixCookbook(33),
    example: "X : matrix(n, m)\ngradient ones(n)' * X * ones(m) wrt X"
  )
}
