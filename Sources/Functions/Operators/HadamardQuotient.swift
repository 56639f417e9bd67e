// The operator ./: entrywise quotient.

extension OperatorDescription {
  /// The quotient of two matrices of one shape, entry by entry.
  package static let hadamardQuotient = OperatorDescription(
    symbol: "./",
    alternatives: ["⊘"],
    name: "entrywise quotient",
    summary: "The quotient of two matrices of one shape, entry by entry.",
    shapeRule: "(A: n×m) ./ (B: n×m) -> n×m",
    conditions: [DomainCondition("B != 0", .entries)],
    differential: "d(A ./ B) = dA ./ B - A .* dB ./ B.^2",
    ruleName: "entrywise quotient rule",
    source: .calculus,
    adjoint: Adjoint(
      [
        "G : (dA ./ B) = (G ./ B) : dA"
      ],
      name: "moving an entrywise factor across the Frobenius product",
      source: .definition
    ),
    example: "x, y : vector(n)\ngradient sum(x ./ y) wrt y"
  )
}
