// The operator /: quotient.

extension OperatorDescription {
  /// The quotient of a matrix or number by a number.
  package static let division = OperatorDescription(
    symbol: "/",
    name: "quotient",
    summary: "The quotient of a matrix or number by a number.",
    shapeRule: "(A: n×m) / (s: scalar) -> n×m",
    conditions: [DomainCondition("s != 0")],
    differential: "d(A/s) = dA/s - A*ds/s^2",
    ruleName: "quotient rule",
    source: .calculus,
    adjoint: Adjoint(
      [
        "G : (dA/s) = (G/s) : dA"
      ],
      name: "moving a scalar across the Frobenius product",
      source: .definition
    ),
    example: "x : vector(n)\ngradient sum(x)/norm2(x) wrt x"
  )
}
