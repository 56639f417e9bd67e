// The closed list of structures that a declared variable can have. What a derivative does with each is written twice,
// as formulas where derivatives are derived and as matrices on `vec` where they are verified.

/// A set of matrices or vectors on which a variable lives and moves.
package enum Structure: Sendable, Hashable, CaseIterable {
  /// S' = S.
  case symmetric
  /// K' = −K.
  case skew
  /// Zero off the diagonal.
  case diagonal
  /// Zero below the diagonal.
  case upperTriangular
  /// Zero above the diagonal.
  case lowerTriangular
  /// Constant along each diagonal.
  case toeplitz
  /// Constant along each pair of diagonals k and −k.
  case symmetricToeplitz
  /// Constant along each diagonal, diagonal −k the negative of diagonal k.
  case skewToeplitz
  /// Constant along each diagonal, zero below the main one.
  case upperTriangularToeplitz
  /// Constant along each diagonal, zero above the main one.
  case lowerTriangularToeplitz
  /// A multiple of the identity: diagonal and Toeplitz.
  case scalarMatrix
  /// The zero matrix alone: symmetric and skew.
  case zero
  /// Q'Q = I, square; a manifold, not a linear space.
  case orthogonal
  /// A vector of Euclidean norm 1; a manifold, not a linear space.
  case unit

  /// Whether the set is a linear space, in which entries are tied to each other or zero; the others are curved.
  package var isLinear: Bool {
    switch self {
    case .orthogonal, .unit: false
    case .symmetric, .skew, .diagonal, .upperTriangular, .lowerTriangular, .toeplitz, .symmetricToeplitz,
      .skewToeplitz, .upperTriangularToeplitz, .lowerTriangularToeplitz, .scalarMatrix, .zero:
      true
    }
  }

  /// The attributes that make it.
  package var properties: Properties {
    switch self {
    case .symmetric: .symmetric
    case .skew: .skew
    case .diagonal: .diagonal
    case .upperTriangular: .upperTriangular
    case .lowerTriangular: .lowerTriangular
    case .toeplitz: .toeplitz
    case .symmetricToeplitz: [.symmetric, .toeplitz]
    case .skewToeplitz: [.skew, .toeplitz]
    case .upperTriangularToeplitz: [.upperTriangular, .toeplitz]
    case .lowerTriangularToeplitz: [.lowerTriangular, .toeplitz]
    case .scalarMatrix: [.diagonal, .toeplitz]
    case .zero: [.diagonal, .skew]
    case .orthogonal: .orthogonal
    case .unit: .unit
    }
  }

  /// What its elements are called: `symmetric Toeplitz matrices`.
  package var elements: String {
    switch self {
    case .symmetric: "symmetric matrices"
    case .skew: "skew matrices"
    case .diagonal: "diagonal matrices"
    case .upperTriangular: "upper triangular matrices"
    case .lowerTriangular: "lower triangular matrices"
    case .toeplitz: "Toeplitz matrices"
    case .symmetricToeplitz: "symmetric Toeplitz matrices"
    case .skewToeplitz: "skew Toeplitz matrices"
    case .upperTriangularToeplitz: "upper triangular Toeplitz matrices"
    case .lowerTriangularToeplitz: "lower triangular Toeplitz matrices"
    case .scalarMatrix: "multiples of the identity"
    case .zero: "zero matrices"
    case .orthogonal: "orthogonal matrices"
    case .unit: "unit vectors"
    }
  }
}

/// What the attributes of a variable say of the set on which it moves.
package enum DeclaredStructure: Sendable, Hashable {
  /// Every direction is allowed.
  case free
  /// It moves on a structure of the list.
  case on(Structure)
  /// It moves on a set that is not on the list, called by the words; no derivative is taken on it.
  case refused(String)

  /// The structure of the list; nil where there is none.
  package var structure: Structure? {
    switch self {
    case .on(let structure): structure
    case .free, .refused: nil
    }
  }
}

extension Properties {
  /// The attributes that narrow the directions in which a variable can move; the others only bound its values.
  package static let structural: Properties = [
    .symmetric, .skew, .diagonal, .orthogonal, .toeplitz, .upperTriangular, .lowerTriangular, .unit,
  ]

  /// The set on which a variable with these attributes moves.
  package var structure: DeclaredStructure {
    let all = closure
    let tied = all.intersection([
      .symmetric, .skew, .diagonal, .toeplitz, .upperTriangular, .lowerTriangular,
    ])
    if all.contains(.orthogonal) {
      // Next to any of these, the orthogonal matrices fall apart into pieces that are not on the list.
      let others = tied.union(all.intersection([.unit, .positiveSemidefinite, .nonnegative]))
      return others.isEmpty ? .on(.orthogonal) : .refused(elements)
    }
    if all.contains(.unit) { return tied.isEmpty ? .on(.unit) : .refused(elements) }
    if all.contains(.skew), !all.isDisjoint(with: [.positiveDefinite, .positive]) {
      return .refused(elements)
    }
    if all.contains([.skew, .diagonal]) {
      return all.contains(.invertible) ? .refused(elements) : .on(.zero)
    }
    if all.contains(.diagonal) { return .on(all.contains(.toeplitz) ? .scalarMatrix : .diagonal) }
    if all.contains(.toeplitz) {
      if all.contains(.symmetric) { return .on(.symmetricToeplitz) }
      if all.contains(.skew) { return .on(.skewToeplitz) }
      if all.contains(.upperTriangular) { return .on(.upperTriangularToeplitz) }
      if all.contains(.lowerTriangular) { return .on(.lowerTriangularToeplitz) }
      return .on(.toeplitz)
    }
    if all.contains(.symmetric) { return .on(.symmetric) }
    if all.contains(.skew) { return .on(.skew) }
    if all.contains(.upperTriangular) { return .on(.upperTriangular) }
    return all.contains(.lowerTriangular) ? .on(.lowerTriangular) : .free
  }

  /// `symmetric orthogonal matrices`: the attributes without those that others of the set imply.
  private var elements: String {
    let said = Properties.named.filter { attribute in
      contains(attribute.property)
        && !Properties.named.contains { other in
          other.property != attribute.property && contains(other.property)
            && other.property.closure.contains(attribute.property)
        }
    }
    let noun = contains(.unit) ? "vectors" : "matrices"
    return (said.map(\.name) + [noun]).joined(separator: " ")
  }
}
