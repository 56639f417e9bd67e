// `\operatorname{tr}(A - x^\top x)`: the trace of a sum in which products of vectors stand is the sum of the traces.

extension Habit {
  /// `\operatorname{tr}(A - x^\top x)`: the trace of a sum in which products of vectors stand is the sum of the traces.
  package static let traceOfTerms = Habit(
    "the trace of a sum with numbers in it",
    .typing,
    ways: [
      "the trace of a matrix",
      #"a number is its own trace: write $\operatorname{tr}(A) - x^\top x$"#,
    ],
    examples: [
      Example(#"\operatorname{tr}(A - x^\top x) = t"#, "tr(A) - x'*x == t")
    ]
  )
}
