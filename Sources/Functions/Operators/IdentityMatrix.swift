// The operator eye: identity matrix.

extension OperatorDescription {
  /// The identity matrix.
  package static let identityMatrix = OperatorDescription(
    symbol: "eye",
    alternatives: ["I"],
    name: "identity matrix",
    summary: "The identity matrix.",
    shapeRule: "eye(n) -> n×n",
    differential: "d(eye(n)) = zeros(n, n)",
    ruleName: "constant",
    source: .matrixCookbook(33),
    example: "X : matrix(n, n)\ngradient tr(eye(n) * X) wrt X"
  )
}
