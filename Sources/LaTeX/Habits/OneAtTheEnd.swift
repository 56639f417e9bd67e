// `w^\top 1`: a number 1 at the end of a product is the vector of ones.

extension Habit {
  /// `w^\top 1`: a number 1 at the end of a product is the vector of ones.
  package static let oneAtTheEnd = Habit(
    "a 1 at the end of a product is a vector of ones",
    .typing,
    ways: [
      "the number 1",
      #"the vector of ones: write $x^\top\mathbf 1$"#,
    ],
    examples: [
      Example(#"x^\top 1 = c"#, "x'*ones(n) == c")
    ]
  )
}
