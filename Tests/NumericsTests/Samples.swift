// What the law tests share: random matrices, and a way to say "equal" in each arithmetic.

import Expressions

@testable import Numerics

/// An arithmetic together with what its laws are tested with.
protocol LawTested: Arithmetic {
  /// Whether two matrices are equal, to the accuracy of the arithmetic.
  func agree(_ a: Matrix, _ b: Matrix) -> Bool
  /// A matrix of small random fractions, and of tangents where the arithmetic has them.
  func sample(_ rows: Int, _ columns: Int, from source: inout RandomSource) throws -> Matrix
}

extension DoubleArithmetic: LawTested {
  func agree(_ a: DenseMatrix, _ b: DenseMatrix) -> Bool { agree(a, b, to: 1e-9) }

  func agree(_ a: DenseMatrix, _ b: DenseMatrix, to tolerance: Double) -> Bool {
    guard a.rows == b.rows, a.columns == b.columns else { return false }
    let scale = max(1, a.largestMagnitude, b.largestMagnitude)
    return subtract(a, b).largestMagnitude <= tolerance * scale
  }
}

extension ModularArithmetic: LawTested {
  func agree(_ a: ModularMatrix, _ b: ModularMatrix) -> Bool { a == b }
}

extension RationalArithmetic: LawTested {
  func agree(_ a: RationalMatrix, _ b: RationalMatrix) -> Bool { a == b }
}

extension BallArithmetic: LawTested {
  /// The balls overlap, and are so small that this says something.
  func agree(_ a: BallMatrix, _ b: BallMatrix) -> Bool {
    guard a.rows == b.rows, a.columns == b.columns, a.overlaps(b) else { return false }
    let difference = subtract(a, b)
    return difference.containsZero && difference.magnitudeExponent.map { $0 <= 8 - digits } ?? true
  }
}

extension TapeArithmetic: LawTested where Base: LawTested {
  func agree(_ a: Matrix, _ b: Matrix) -> Bool { base.agree(a.value, b.value) }
}

extension DualArithmetic: LawTested where Base: LawTested {
  func agree(_ a: Matrix, _ b: Matrix) -> Bool {
    base.agree(a.value, b.value) && base.agree(tangent(a), tangent(b))
  }

  func sample(_ rows: Int, _ columns: Int, from source: inout RandomSource) throws -> Matrix {
    Matrix(
      try base.sample(rows, columns, from: &source),
      tangent: try base.sample(rows, columns, from: &source)
    )
  }
}

extension LawTested {
  func sample(_ rows: Int, _ columns: Int, from source: inout RandomSource) throws -> Matrix {
    var entries: [Rational] = []
    for _ in 0..<rows * columns { entries.append(source.rational(bound: 7)) }
    return try matrix(rows: rows, columns: columns, entries: entries)
  }

  /// A matrix of random fractions near a multiple of the identity: invertible, well conditioned.
  func sampleInvertible(_ n: Int, from source: inout RandomSource) throws -> Matrix {
    let small = try scale(sample(n, n, from: &source), by: Rational(1, 3 * max(n, 1)))
    return try add(small, scale(identity(n), by: 3))
  }

  /// A symmetric positive definite matrix.
  func samplePositiveDefinite(_ n: Int, from source: inout RandomSource) throws -> Matrix {
    let root = try sampleInvertible(n, from: &source)
    return multiply(root, transpose(root))
  }
}
