// What another system says of a derivative on the same numbers, as evidence beside that of the arithmetic here.

@_spi(Granting) package import Findings

/// Compares values with those that a system others trust gave for them.
package enum OracleComparison {
  /// How far the two may differ, relative to the largest entry: machine numbers against ten printed digits.
  private static let tolerance = 1e-8

  /// What a system said at one point; a value that is not there, or another number of entries, differs.
  package static func check(
    _ system: String,
    found: [Double],
    own: [Double],
    at sizes: SizeInstance
  ) -> Check {
    let scale = (own + [1]).map(abs).max() ?? 1
    let agrees =
      found.count == own.count && zip(found, own).allSatisfy { abs($0 - $1) <= tolerance * scale }
    return Check(
      .oracle,
      method: system,
      points: 1,
      at: .sizes([sizes]),
      bound: agrees ? "its own derivative agrees, a relative 10^-8" : "its own derivative is another one",
      result: agrees ? .equal : .different
    )
  }

  /// What is said of a system that was not asked, in words: `it is not installed`.
  package static func unasked(_ system: String, because reason: String) -> Check {
    Check(.oracle, method: system, points: 0, at: .givenValues, bound: reason, result: .inconclusive)
  }
}
