// `\frac{d}{dt} t e^t`: a derivative reaches over the whole term; a slip takes it over one factor.

extension Habit {
  /// `\frac{d}{dt} t e^t`: a derivative reaches over the whole term; a slip takes it over one factor.
  package static let narrowOperator = Habit(
    "a derivative over one factor",
    .excuse,
    ways: [
      "the derivative of the whole term",
      "the derivative of the first factor alone: write brackets around it",
    ],
    examples: []
  )
}
