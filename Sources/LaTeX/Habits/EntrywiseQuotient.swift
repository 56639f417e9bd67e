// `\frac{b}{\tau}` of two vectors: a quotient by a vector is taken entry by entry.

extension Habit {
  /// `\frac{b}{\tau}` of two vectors: a quotient by a vector is taken entry by entry.
  package static let entrywiseQuotient = Habit(
    "the quotient by a vector is taken entry by entry",
    .typing,
    ways: [
      "a quotient by a number",
      #"the quotient of every entry: write $x \oslash y$"#,
    ],
    examples: [
      Example(#"\frac{x}{y} = u"#, "x ./ y == u"),
      Example(#"\frac{a}{y} = u"#, "a ./ y == u"),
      Example(#"x/y = u"#, "x ./ y == u"),
      Example(#"\frac{\mathbf 1}{y} = u"#, "ones(n) ./ y == u"),
    ]
  )
}
