// `\tanh^2 z`, `\operatorname{diag}(x^2)`: a power of a vector is taken entry by entry.

extension Habit {
  /// `\tanh^2 z`, `\operatorname{diag}(x^2)`: a power of a vector is taken entry by entry.
  package static let entrywiseSquare = Habit(
    "the power of a vector is taken entry by entry",
    .typing,
    ways: [
      "a power of a square matrix or a number",
      #"the power of every entry: write $x^{\odot 2}$"#,
    ],
    examples: [
      Example("x^2 = y", "x.^2 == y")
    ]
  )
}
