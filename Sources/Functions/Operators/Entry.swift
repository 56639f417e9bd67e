// The operator []: entry.

extension OperatorDescription {
  /// One entry of a matrix or vector, its indices counted from 1.
  package static let entry = OperatorDescription(
    symbol: "[]",
    name: "entry",
    summary: "One entry of a matrix or vector, its indices counted from 1.",
    shapeRule: "(A: n×m)[i, j] -> scalar",
    differential: "d(A[i, j]) = dA[i, j]",
    ruleName: "entry",
    source: .matrixCookbook(32),
    adjoint: Adjoint(
      [
        "G*dA[i, j] = (G*basis(n, i)*basis(m, j)') : dA"
      ],
      name: "entry",
      source: .definition
    ),
    example: "x : vector(n)\ngradient x[1]^2 wrt x"
  )
}
