// `\sigma(z)(1 - \sigma(z))` of a vector: two columns that are made entry by entry are multiplied entry by entry.

extension Habit {
  /// `\sigma(z)(1 - \sigma(z))` of a vector: two columns that are made entry by entry are multiplied entry by entry.
  package static let entrywiseProduct = Habit(
    "the product of two columns is taken entry by entry",
    .typing,
    ways: [
      "a matrix product",
      #"the product of every entry: write $x \odot y$"#,
    ],
    examples: [
      Example(#"\sin(x)(1 - \sin(x)) = y"#, "sin.(x) .* (1 .- sin.(x)) == y"),
      Example(#"x(1 - x) = y"#, "x .* (1 .- x) == y"),
      Example(#"\sin(x)\cos(x) = y"#, "sin.(x) .* cos.(x) == y"),
    ]
  )
}
