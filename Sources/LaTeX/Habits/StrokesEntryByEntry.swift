// `|X|`: the determinant of a matrix, the norm of a vector, or, where these have no shape, every entry's absolute value.

extension Habit {
  /// `|X|`: the determinant of a matrix, the norm of a vector, or, where these have no shape, every entry's absolute value.
  package static let strokesEntryByEntry = Habit(
    "strokes act entry by entry",
    .typing,
    ways: [
      #"the determinant of a matrix or the norm of a vector: write $\det X$ or $\|x\|$"#,
      #"the absolute value of every entry: write $\operatorname{abs}(X)$"#,
    ],
    examples: [
      Example("|X| = X", "abs.(X) == X"),
      Example("|x| = u", "abs.(x) == u"),
      Example("|x| = c", "norm2(x) == c"),
      Example("|A| = c", "det(A) == c"),
    ]
  )
}
