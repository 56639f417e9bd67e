// `\operatorname{sign}(A)` of a square matrix: the sign of every entry, or the matrix sign function.

extension Habit {
  /// `\operatorname{sign}(A)` of a square matrix: the sign of every entry, or the matrix sign function.
  package static let signOfMatrix = Habit(
    "the sign of a matrix",
    .convention,
    ways: [
      #"the sign of every entry: write $\operatorname{sign}_\odot(A)$"#,
      #"the matrix sign function: write $A(A^2)^{-1/2}$"#,
    ],
    examples: [
      Example(#"\operatorname{sign}(A) = B"#, "sign.(A) == B", "A*inv(sqrtm(A^2)) == B")
    ]
  )
}
