// `A + 1`: a number beside a square matrix is that many identities, or the number in every place.

extension Habit {
  /// `A + 1`: a number beside a square matrix is that many identities, or the number in every place.
  package static let oneBesideMatrix = Habit(
    "a number beside a matrix",
    .print,
    ways: [
      "the identity: write $A + I$",
      #"the number in every place: write $A + \mathbf 1\mathbf 1^\top$"#,
    ],
    examples: [
      Example(#"\det(A + 1) = c"#, "det(A + eye(n)) == c", "det(A + ones(n, n)) == c")
    ]
  )
}
