// `x^\top A x\, y^\top`: a row next to a column of its length is a number, wherever it stands in a product.

extension Habit {
  /// `x^\top A x\, y^\top`: a row next to a column of its length is a number, wherever it stands in a product.
  package static let scalarInProduct = Habit(
    "a row and a column in a product are a number",
    .typing,
    ways: [
      "factors multiply from left to right",
      #"the number is taken first: write $y(x^\top A x)y^\top$"#,
    ],
    examples: [
      Example(#"A x^\top x y = u"#, "A*(x'*x)*y == u"),
      Example(#"y x^\top A x y^\top = B"#, "y*x'*A*x*y' == B"),
    ]
  )
}
