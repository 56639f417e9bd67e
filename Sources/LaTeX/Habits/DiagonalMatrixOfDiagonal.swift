// `\operatorname{diag}(A)` of a matrix: the column of its diagonal, or the diagonal matrix with that diagonal.

extension Habit {
  /// `\operatorname{diag}(A)` of a matrix: the column of its diagonal, or the diagonal matrix with that diagonal.
  package static let diagonalMatrixOfDiagonal = Habit(
    "diag of a matrix is a diagonal matrix",
    .typing,
    ways: [
      "the column of the diagonal",
      #"the diagonal matrix with that diagonal: write $A \odot I$"#,
    ],
    examples: [
      Example(#"\operatorname{diag}(A) = B"#, "diag(diag(A)) == B"),
      Example(#"\operatorname{diag}(A) = x"#, "diag(A) == x"),
    ]
  )
}
