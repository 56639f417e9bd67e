// `(X^{-1})' = -X^{-1}X'X^{-1}`: an apostrophe on a matrix is a transpose; a derivative is meant now and then.

extension Habit {
  /// `(X^{-1})' = -X^{-1}X'X^{-1}`: an apostrophe on a matrix is a transpose; a derivative is meant now and then.
  package static let primeAsDerivative = Habit(
    "an apostrophe on a matrix is its derivative",
    .foreign,
    ways: [
      "the transpose",
      #"apostrophes that are derivatives: write $\mathrm dX$ or $\dot X$"#,
    ],
    examples: []
  )
}
