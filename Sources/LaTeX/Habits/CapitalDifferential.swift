// `D X` of what varies: its derivative, or its differential as statisticians write it.

extension Habit {
  /// `D X` of what varies: its derivative, or its differential as statisticians write it.
  package static let capitalDifferential = Habit(
    "a capital D is a differential",
    .typing,
    ways: [
      "the derivative, which waits for its direction",
      "the differential: write $dX$",
    ],
    examples: [
      Example("D X = X", "d X == X")
    ]
  )
}
