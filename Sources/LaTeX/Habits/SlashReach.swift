// `a/bc`: the slash reaches over one factor, or over all that follow.

extension Habit {
  /// `a/bc`: the slash reaches over one factor, or over all that follow.
  package static let slashReach = Habit(
    "a slash before several factors",
    .print,
    ways: [
      #"only the next factor stands below: write $\frac{a}{b}c$"#,
      #"all that follow stand below: write $\frac{a}{bc}$"#,
    ],
    examples: [
      Example("a/bc = t", "a/b*c == t", "a/(b*c) == t"),
      Example("1/2 a = t", "1/2*a == t"),
    ]
  )
}
