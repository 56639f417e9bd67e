// `d\operatorname{tr}(XA)[H]`: a product with a bracket, or the differential in the direction H.

extension Habit {
  /// `d\operatorname{tr}(XA)[H]`: a product with a bracket, or the differential in the direction H.
  package static let directionInBrackets = Habit(
    "a bracket after a differential is its direction",
    .print,
    ways: [
      #"a product: write $[H]\,d\operatorname{tr}(XA)$"#,
      "the direction: write $D f(X)[H]$",
    ],
    examples: [
      Example("d(t^2)[a] = c", "d (t^2)*a == c", "directional t^2 wrt t along a == c")
    ]
  )
}
