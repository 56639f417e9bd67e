// `\operatorname{tr} AB(C + D)^{-1}`: a function's word stops before a later bracket, or reaches on over it.

extension Habit {
  /// `\operatorname{tr} AB(C + D)^{-1}`: a function's word stops before a later bracket, or reaches on over it.
  package static let argumentGoesOn = Habit(
    "a function's word reaches over a later bracket",
    .typing,
    ways: [
      "the word stops before the bracket",
      "the word reaches over the bracket: write brackets around its argument",
    ],
    examples: [
      Example(#"\operatorname{tr} A(B + A) = c"#, "tr(A*(B + A)) == c"),
      Example(#"\operatorname{tr} A (B + A) = B"#, "tr(A)*(B + A) == B"),
    ]
  )
}
