// `\operatorname{tr}(A - s)`: the trace of a sum in which numbers stand is the sum of the traces.

extension Habit {
  /// `\operatorname{tr}(A - s)`: the trace of a sum in which numbers stand is the sum of the traces.
  public static let traceOfTerms = Habit(
    "the trace of a sum with numbers in it",
    .typing,
    ways: [
      "the trace of a matrix",
      #"a number is its own trace: write $\operatorname{tr}(A) - s$"#,
    ],
    examples: [
      Example(#"\operatorname{tr}(A - c) = t"#, "tr(A) - c == t")
    ]
  )
}
