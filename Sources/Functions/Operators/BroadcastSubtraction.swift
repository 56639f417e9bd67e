// The operator .-: broadcast difference.

extension OperatorDescription {
  /// The difference of a number and every entry of a matrix, in either order.
  package static let broadcastSubtraction = OperatorDescription(
    symbol: ".-",
    name: "broadcast difference",
    summary: "The difference of a number and every entry of a matrix, in either order.",
    shapeRule: "(A: n×m) .- (s: scalar) -> n×m",
    differential: "d(A .- s) = dA - ds*ones(n, m)",
    ruleName: "broadcast difference",
    source: .definition,
    adjoint: Adjoint(
      [
        "G : (ds*ones(n, m)) = sum(G)*ds"
      ],
      name: "sum of entries",
      source: .definition
    ),
    example: "x : vector(n)\ngradient sum((x .- 1).^2) wrt x"
  )
}
