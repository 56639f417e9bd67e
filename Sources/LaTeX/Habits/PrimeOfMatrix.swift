// An apostrophe on a matrix or vector where one number varies: the transpose, or the derivative by that number.

extension Habit {
  /// An apostrophe on a matrix or vector where one number varies: the transpose, or the derivative by that number.
  package static let primeOfMatrix = Habit(
    "an apostrophe where a number varies",
    .print,
    ways: [
      #"the transpose: write $X^\top$"#,
      #"the derivative: write $\frac{dX}{dt}$"#,
    ],
    examples: [
      Example("(tA)' = B", "(t*A)' == B", "jacobian t*A wrt t == B")
    ]
  )
}
