// The operator zeros: matrix of zeros.

extension OperatorDescription {
  /// The vector or matrix whose entries are all 0.
  package static let matrixOfZeros = OperatorDescription(
    symbol: "zeros",
    name: "matrix of zeros",
    summary: "The vector or matrix whose entries are all 0.",
    shapeRule: "zeros(n, m) -> n×m",
    differential: "d(zeros(n, m)) = zeros(n, m)",
    ruleName: "constant",
    source: .matrixCookbook(33),
    example: "X : matrix(n, m)\nsimplify X + zeros(n, m)"
  )
}
