// `\exp(A)`, `\log(A)` of a square matrix: the function of the matrix, or of every entry.

extension Habit {
  /// `\exp(A)`, `\log(A)` of a square matrix: the function of the matrix, or of every entry.
  package static let matrixFunctions = Habit(
    "exp and log of a matrix",
    .convention,
    ways: [
      #"the function of the matrix: write $\operatorname{expm}(A)$"#,
      #"the function of every entry: write $\exp_\odot(A)$"#,
    ],
    examples: [
      Example(#"\exp(A) = B"#, "expm(A) == B", "exp.(A) == B"),
      Example(#"\exp(X) = X"#, "exp.(X) == X"),
    ]
  )
}
