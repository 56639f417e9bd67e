// `\operatorname{tr}(A)^{-1}B`: a power of the trace, or the trace of the product that begins with the power.

extension Habit {
  /// `\operatorname{tr}(A)^{-1}B`: a power of the trace, or the trace of the product that begins with the power.
  package static let traceOfPower = Habit(
    "the trace of a product that begins with a power",
    .typing,
    ways: [
      "a power of the trace",
      "the trace of the whole product: write brackets around its argument",
    ],
    examples: [
      Example(#"\operatorname{tr}(A)^{-1} B = c"#, "tr(A^-1*B) == c"),
      Example(#"\operatorname{tr}(A)^{-1} B = A"#, "tr(A)^-1*B == A"),
      Example(#"\operatorname{tr}(A)^2 = c"#, "tr(A)^2 == c"),
    ]
  )
}
