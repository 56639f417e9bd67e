// `|X|` of a matrix: its determinant, or, where that has no shape, the absolute value of every entry.

extension Habit {
  /// `|X|` of a matrix: its determinant, or, where that has no shape, the absolute value of every entry.
  public static let strokesEntryByEntry = Habit(
    "strokes act entry by entry",
    .typing,
    ways: [
      #"the determinant: write $\det X$"#,
      #"the absolute value of every entry: write $\operatorname{abs}(X)$"#,
    ],
    examples: [
      Example("|X| = X", "abs.(X) == X"),
      Example("|A| = c", "det(A) == c"),
    ]
  )
}
