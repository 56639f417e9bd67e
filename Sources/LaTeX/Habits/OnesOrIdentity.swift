// `RR^\top = \mathbf 1`: alone beside a square matrix, the matrix of ones or the identity.

extension Habit {
  /// `RR^\top = \mathbf 1`: alone beside a square matrix, the matrix of ones or the identity.
  package static let onesOrIdentity = Habit(
    "a bold 1 is the identity",
    .shapes,
    ways: [
      #"ones in every place: write $A = \mathbf 1\mathbf 1^\top$"#,
      "the identity: write $A = I$",
    ],
    examples: [
      Example(#"x = \mathbf 1"#, "x == ones(n)"),
      Example(#"A = \mathbf 1"#, "A == ones(n, n)", "A == eye(n)"),
    ]
  )
}
