// The operator .+: broadcast sum.

extension OperatorDescription {
  /// The sum of a number and every entry of a matrix.
  package static let broadcastAddition = OperatorDescription(
    symbol: ".+",
    name: "broadcast sum",
    summary: "The sum of a number and every entry of a matrix.",
    shapeRule: "(A: n×m) .+ (s: scalar) -> n×m",
    differential: "d(A .+ s) = dA + ds*ones(n, m)",
    ruleName: "broadcast sum",
    source: .definition,
    adjoint: Adjoint(
      [
        "G : (ds*ones(n, m)) = sum(G)*ds"
      ],
      name: "sum of entries",
      source: .definition
    ),
    example: "x : vector(n)\ngradient sum(log.(1 .+ x)) wrt x"
  )
}
