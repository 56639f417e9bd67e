// `f'(w)` of a number that depends on a vector: the gradient, or the row that multiplies a step.

extension Habit {
  /// `f'(w)` of a number that depends on a vector: the gradient, or the row that multiplies a step.
  package static let primeIsRow = Habit(
    "the derivative by an apostrophe is a row",
    .typing,
    ways: [
      #"a column: write $\nabla f(w)$"#,
      #"a row: write $\nabla f(w)^\top$"#,
    ],
    examples: [
      Example(#"f'(x) = y^\top"#, "(gradient f(x) wrt x)' == y'"),
      Example("f'(x) = y", "gradient f(x) wrt x == y"),
    ]
  )
}
