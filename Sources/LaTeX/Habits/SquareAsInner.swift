// `v^2` where a number is wanted: the square of a vector is its inner product with itself.

extension Habit {
  /// `v^2` where a number is wanted: the square of a vector is its inner product with itself.
  package static let squareAsInner = Habit(
    "the square of a vector is v'v",
    .typing,
    ways: [
      "a power of a square matrix or a number",
      #"the inner product: write $\|v\|^2$"#,
    ],
    examples: [
      Example("x^2 = c", "x'*x == c")
    ]
  )
}
