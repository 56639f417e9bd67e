// `\sin ab`: a function's word reaches over the whole product; a slip takes it over one letter.

extension Habit {
  /// `\sin ab`: a function's word reaches over the whole product; a slip takes it over one letter.
  package static let narrowWord = Habit(
    "a function's word over one factor",
    .excuse,
    ways: [
      "the function of the whole product",
      "the function of the first factor alone: write brackets around it",
    ],
    examples: []
  )
}
