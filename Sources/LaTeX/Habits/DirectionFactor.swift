// `\partial_A f\,V`: the derivative of the product, or of f in the direction V where the product has no shape.

extension Habit {
  /// `\partial_A f\,V`: the derivative of the product, or of f in the direction V where the product has no shape.
  package static let directionFactor = Habit(
    "a factor after a derivative is its direction",
    .typing,
    ways: [
      "the derivative of the whole product",
      #"the derivative in the direction of the next factor: write $\partial_A f[V]$"#,
    ],
    examples: [
      Example(#"\partial_A A^2\,B = B"#, "directional A^2 wrt A along B == B")
    ]
  )
}
