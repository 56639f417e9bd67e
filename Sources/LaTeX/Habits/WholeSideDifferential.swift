// `dx'x = …`, `d\,x'x` inside a formula: the differential of one factor, or of the whole product.

extension Habit {
  /// `dx'x = …`, `d\,x'x` inside a formula: the differential of one factor, or of the whole product.
  package static let wholeSideDifferential = Habit(
    "a differential before a product",
    .print,
    ways: [
      #"the differential of the next factor: write $(dx)y^\top$"#,
      #"the differential of the product: write $d(xy^\top)$"#,
    ],
    examples: [
      Example(#"dx^\top x = t"#, "d x'*x == t", "d (x'*x) == t"),
      Example(#"d\,x^\top x = t"#, "d (x'*x) == t"),
      Example(#"B = dx\,y^\top"#, "B == d x*y'"),
    ]
  )
}
