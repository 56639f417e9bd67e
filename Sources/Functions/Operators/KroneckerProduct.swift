// The operator kron: Kronecker product.

extension OperatorDescription {
  /// The Kronecker product: the block matrix of the second factor times each entry of the first.
  package static let kroneckerProduct = OperatorDescription(
    symbol: "kron",
    alternatives: ["⊗"],
    name: "Kronecker product",
    summary: "The Kronecker product: the block matrix of the second factor times each entry of the first.",
    shapeRule: "kron(A: n×m, B: p×q) -> n*p×m*q",
    differential: "d(kron(A, B)) = kron(dA, B) + kron(A, dB)",
    ruleName: "Kronecker product rule",
    source: .matrixCookbook(39),
    example: "A : matrix(n, n)\nX : matrix(m, m)\ngradient tr(kron(A, X)) wrt X"
  )
}
