// `|f|` of something whose kind its letters do not tell.

extension Habit {
  /// `|f|` of something whose kind its letters do not tell.
  package static let strokes = Habit(
    "strokes around an unknown kind",
    .shapes,
    ways: [
      "the absolute value of a number",
      "the length of a vector",
      "the determinant of a matrix",
    ],
    examples: [
      Example(#"|A x \cdot u| = c"#, "abs((A*x)'*u) == c")
    ]
  )
}
