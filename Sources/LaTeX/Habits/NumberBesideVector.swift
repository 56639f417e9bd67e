// `1 - \sigma(z)`: a number beside a vector, or beside a matrix that is not square, stands in every place.

extension Habit {
  /// `1 - \sigma(z)`: a number beside a vector, or beside a matrix that is not square, stands in every place.
  package static let numberBesideVector = Habit(
    "a number beside a vector",
    .typing,
    ways: [
      "a number is added to a number",
      #"the number stands in every place: write $\mathbf 1 - x$"#,
    ],
    examples: [
      Example("1 - x = y", "1 .- x == y"),
      Example("x - a = y", "x .- a == y"),
      Example("(t + 2a) - X = X", "(t + 2*a) .- X == X"),
    ]
  )
}
