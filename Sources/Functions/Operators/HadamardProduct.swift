// The operator .*: entrywise product.

extension OperatorDescription {
  /// The product of two matrices of one shape, entry by entry.
  package static let hadamardProduct = OperatorDescription(
    symbol: ".*",
    alternatives: ["⊙", "∘"],
    name: "entrywise product",
    summary: "The product of two matrices of one shape, entry by entry.",
    shapeRule: "(A: n×m) .* (B: n×m) -> n×m",
    differential: "d(A .* B) = dA .* B + A .* dB",
    ruleName: "entrywise product rule",
    source: .matrixCookbook(38),
    adjoint: Adjoint(
      [
        "G : (A .* dB) = (G .* A) : dB"
      ],
      name: "moving an entrywise factor across the Frobenius product",
      source: .minka
    ),
    example: "x, y : vector(n)\ngradient sum(x .* y .* x) wrt x"
  )
}
