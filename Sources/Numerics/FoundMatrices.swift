// Matrices that take long to find and are asked for again and again: a derivative along many directions has the same
// square roots in all of them. What is found depends on what is asked alone, so that it does not matter who asks first.

import Synchronization

/// The last few matrices that were found, by what they were found of.
final class FoundMatrices: Sendable {
  private struct Entry: Sendable {
    let asked: [BallMatrix]
    let found: BallMatrix
  }

  /// The roots of a logarithm are a dozen or two.
  private static let count = 32

  /// The last ones last.
  private let entries = Mutex<[Entry]>([])

  /// What was found of a matrix, or is found now.
  func value(
    of a: BallMatrix,
    _ find: (BallMatrix) throws(NumericFailure) -> BallMatrix
  ) throws(NumericFailure) -> BallMatrix {
    try value(of: [a]) { () throws(NumericFailure) in try find(a) }
  }

  /// What was found of two matrices, or is found now.
  func value(
    of a: BallMatrix,
    _ b: BallMatrix,
    _ find: (BallMatrix, BallMatrix) throws(NumericFailure) -> BallMatrix
  ) throws(NumericFailure) -> BallMatrix {
    try value(of: [a, b]) { () throws(NumericFailure) in try find(a, b) }
  }

  private func value(
    of asked: [BallMatrix],
    _ find: () throws(NumericFailure) -> BallMatrix
  ) throws(NumericFailure) -> BallMatrix {
    if let known = entries.withLock({ $0.last { $0.asked == asked } }) { return known.found }
    let found = try find()
    entries.withLock {
      if $0.count >= Self.count { $0.removeFirst() }
      $0.append(Entry(asked: asked, found: found))
    }
    return found
  }
}
