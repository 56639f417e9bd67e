// `(x_1, \dots, x_n)`: a list in brackets is a row, or the column with these entries.

extension Habit {
  /// `(x_1, \dots, x_n)`: a list in brackets is a row, or the column with these entries.
  package static let listIsColumn = Habit(
    "a list in brackets is a column",
    .typing,
    ways: [
      "a row",
      #"a column: write $(x_1, \dots, x_n)^\top$"#,
    ],
    examples: [
      Example(#"(x_1, \dots, x_n) = y"#, "sum(i in 1..n, x[i]*basis(n, i)) == y"),
      Example(#"(x_1, \dots, x_n)^\top = y"#, "sum(i in 1..n, x[i]*basis(n, i)) == y"),
      Example(#"(x_1, \dots, x_n) = y^\top"#, "sum(i in 1..n, x[i]*basis(n, i))' == y'"),
    ]
  )
}
