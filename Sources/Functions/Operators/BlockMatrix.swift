// The operator [;]: matrix of blocks.

extension OperatorDescription {
  /// A matrix written entry by entry or block by block.
  package static let blockMatrix = OperatorDescription(
    symbol: "[;]",
    name: "matrix of blocks",
    summary: "A matrix written entry by entry or block by block.",
    shapeRule: "[(A: n×m), (B: n×k); (C: p×m), (D: p×k)] -> n + p×m + k",
    differential: "d([A, B; C, D]) = [dA, dB; dC, dD]",
    ruleName: "blocks",
    source: .definition,
    example: "a, b : scalar\ngradient det([a, b; b, a]) wrt a"
  )
}
