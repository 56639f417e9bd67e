// `\operatorname{tr}(X^\top)\,dX`: the trace stops behind its bracket, or reaches over the rest of the product.

extension Habit {
  /// `\operatorname{tr}(X^\top)\,dX`: the trace stops behind its bracket, or reaches over the rest of the product.
  package static let traceGoesOn = Habit(
    "the trace reaches over the factors behind its bracket",
    .typing,
    ways: [
      "the trace of what stands in its bracket",
      "the trace of the whole product: write brackets around its argument",
    ],
    examples: [
      Example(#"\operatorname{tr}(A) B = c"#, "tr(A*B) == c"),
      Example(#"\operatorname{tr}(A) B = A"#, "tr(A)*B == A"),
      Example(#"\operatorname{tr}(X^\top) X = c"#, "tr(X'*X) == c"),
      Example(#"a\operatorname{tr}(A) B - t\operatorname{tr}(B) A = c"#, "a*tr(A*B) - t*tr(B*A) == c"),
    ]
  )
}
