// `A^T` where T is declared as a number: the transpose, or the T-th power.

extension Habit {
  /// `A^T` where T is declared as a number: the transpose, or the T-th power.
  package static let powerOfT = Habit(
    "a superscript T that is declared",
    .print,
    ways: [
      #"the transpose: write $A^\top$"#,
      "the power, with another letter for it: write $A^k$",
    ],
    examples: [
      Example("A^t = B", "A' == B", "A^t == B")
    ]
  )
}
