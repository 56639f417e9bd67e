/// What is known of a matrix beside its shape: the attributes of a declaration, and what follows from them.
package struct Properties: OptionSet, Hashable, Sendable {
  /// One bit an attribute.
  package let rawValue: UInt32
  /// A set of attributes.
  package init(rawValue: UInt32) { self.rawValue = rawValue }

  /// S' = S.
  package static let symmetric = Properties(rawValue: 1 << 0)
  /// S' = −S.
  package static let skew = Properties(rawValue: 1 << 1)
  /// Zero off the diagonal.
  package static let diagonal = Properties(rawValue: 1 << 2)
  /// Q'Q = I, square.
  package static let orthogonal = Properties(rawValue: 1 << 3)
  /// Constant along each diagonal.
  package static let toeplitz = Properties(rawValue: 1 << 4)
  /// Zero below the diagonal.
  package static let upperTriangular = Properties(rawValue: 1 << 5)
  /// Zero above the diagonal.
  package static let lowerTriangular = Properties(rawValue: 1 << 6)
  /// Symmetric with positive eigenvalues.
  package static let positiveDefinite = Properties(rawValue: 1 << 7)
  /// Symmetric with nonnegative eigenvalues.
  package static let positiveSemidefinite = Properties(rawValue: 1 << 8)
  /// Square with a determinant other than 0.
  package static let invertible = Properties(rawValue: 1 << 9)
  /// All entries above 0.
  package static let positive = Properties(rawValue: 1 << 10)
  /// All entries at least 0.
  package static let nonnegative = Properties(rawValue: 1 << 11)
  /// A vector of Euclidean norm 1.
  package static let unit = Properties(rawValue: 1 << 12)
  /// Never varies, whatever is asked.
  package static let constant = Properties(rawValue: 1 << 13)

  /// The attributes by their names in the language, in the order they are printed.
  package static let named: [(name: String, property: Properties)] = [
    ("symmetric", .symmetric), ("skew", .skew), ("diagonal", .diagonal), ("orthogonal", .orthogonal),
    ("toeplitz", .toeplitz), ("upper-triangular", .upperTriangular),
    ("lower-triangular", .lowerTriangular), ("positive-definite", .positiveDefinite),
    ("positive-semidefinite", .positiveSemidefinite), ("invertible", .invertible),
    ("positive", .positive), ("nonnegative", .nonnegative), ("unit", .unit), ("constant", .constant),
  ]

  /// The attributes that need a square matrix.
  package static let needSquare: Properties = [
    .symmetric, .skew, .diagonal, .orthogonal, .toeplitz, .upperTriangular, .lowerTriangular,
    .positiveDefinite, .positiveSemidefinite, .invertible,
  ]

  /// The set together with everything it implies.
  package var closure: Properties {
    var all = self
    if all.contains(.positive) { all.formUnion(.nonnegative) }
    if all.contains(.positiveDefinite) { all.formUnion([.symmetric, .positiveSemidefinite, .invertible]) }
    if all.contains(.positiveSemidefinite) { all.formUnion(.symmetric) }
    if all.contains(.diagonal) { all.formUnion([.symmetric, .upperTriangular, .lowerTriangular]) }
    if all.contains([.upperTriangular, .lowerTriangular]) { all.formUnion([.diagonal, .symmetric]) }
    if all.contains([.symmetric, .upperTriangular]) || all.contains([.symmetric, .lowerTriangular]) {
      all.formUnion([.diagonal, .upperTriangular, .lowerTriangular])
    }
    if all.contains(.skew),
      !all.isDisjoint(with: [.symmetric, .upperTriangular, .lowerTriangular, .nonnegative])
    {
      // The zero matrix alone.
      all.formUnion([.diagonal, .symmetric, .upperTriangular, .lowerTriangular])
    }
    if all.contains(.orthogonal) { all.formUnion(.invertible) }
    return all
  }

  /// The names of the attributes in the set, in the order they are printed.
  package var names: [String] { Properties.named.filter { contains($0.property) }.map(\.name) }
}
