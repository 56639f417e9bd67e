// Sizes of which some are not known yet: what is set equal is one.

import Expressions

/// A size that is known, or that stands for one to be found.
enum SizeTerm: Hashable {
  case known(Size)
  case unknown(Int)

  static let one = SizeTerm.known(.one)
}

/// A shape of such sizes.
struct ShapeTerm: Hashable {
  var rows: SizeTerm
  var columns: SizeTerm

  static let scalar = ShapeTerm(rows: .one, columns: .one)

  var transposed: ShapeTerm { ShapeTerm(rows: columns, columns: rows) }
}

/// Two sizes, or a name and its use, that cannot be reconciled.
struct SizeClash: Error {}

/// Sizes that were set equal.
struct SizeUnifier {
  private var bound: [SizeTerm?] = []

  /// How many unknown sizes there are.
  var count: Int { bound.count }

  /// A size to be found, which is not 1: what has one row or column is chosen to have it.
  mutating func fresh() -> SizeTerm {
    bound.append(nil)
    return .unknown(bound.count - 1)
  }

  /// What is known of a size by now.
  func resolved(_ size: SizeTerm) -> SizeTerm {
    var size = size
    while case .unknown(let place) = size, let next = bound[place] { size = next }
    return size
  }

  /// What is known of a shape by now.
  func resolved(_ shape: ShapeTerm) -> ShapeTerm {
    ShapeTerm(rows: resolved(shape.rows), columns: resolved(shape.columns))
  }

  mutating func unify(_ a: SizeTerm, _ b: SizeTerm) throws(SizeClash) {
    switch (resolved(a), resolved(b)) {
    case (.unknown(let place), .unknown(let other)): if place != other { bound[place] = .unknown(other) }
    case (.unknown(let place), .known(let size)), (.known(let size), .unknown(let place)):
      guard !size.isOne else { throw SizeClash() }
      bound[place] = .known(size)
    case (.known(let a), .known(let b)): guard a == b else { throw SizeClash() }
    }
  }

  mutating func unify(_ a: ShapeTerm, _ b: ShapeTerm) throws(SizeClash) {
    try unify(a.rows, b.rows)
    try unify(a.columns, b.columns)
  }

  func isScalar(_ shape: ShapeTerm) -> Bool { resolved(shape) == .scalar }
}
