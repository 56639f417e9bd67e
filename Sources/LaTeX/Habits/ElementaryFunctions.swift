// `\log f` of something whose kind its letters do not tell.

extension Habit {
  /// `\log f` of something whose kind its letters do not tell.
  package static let elementaryFunctions = Habit(
    "a function of an unknown kind",
    .shapes,
    ways: [
      "the function of a number",
      "the function of a vector or matrix",
    ],
    examples: []
  )
}
