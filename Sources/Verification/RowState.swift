// What is found out of a row while it is checked, before a verdict is made of it.

import Expressions
import Findings
import Numerics

/// What has been found of one row so far.
struct RowState {
  let equation: Equation
  /// Why the row cannot be evaluated at all.
  var failure: String?
  /// What the two sides are made of.
  var ingredients: Ingredients = []
  /// The bound on the degree of the difference, the largest over the sizes.
  var degree = 0
  /// The bits of the constants of both sides together.
  var constantBits = 0
  /// The points at which the sides agree exactly, by sizes.
  var agreements: [[String: Int]: Int] = [:]
  /// The points at which the sides differ exactly.
  var mismatches = 0
  /// The points without a value, by sizes.
  var misses: [[String: Int]: Int] = [:]
  /// Why the last point had no value.
  var lastMiss: NumericFailure?
  /// The same over ℚ.
  var rational = PointTally()
  /// The same for balls.
  var balls = PointTally()
  /// The kinks, and the sides of them that were met where both sides of the row have a value.
  var kinks = KinkTally()
  /// The symbols with an entry that is not positive at a point where the row has a value.
  var nonpositive = Set<SymbolID>()
  /// The first exact point at which the sides were found to differ.
  var difference: ExactPoint?
  /// Whether points lay outside the domain.
  var leavesDomain = false
  /// The signs of names without which a side has no value.
  var signs: [NameCondition] = []
  /// Everything the row is computed from, once kinks are looked for.
  var below = Set<ExpressionID>()

  var points: Int { agreements.values.reduce(0, +) }
  /// Whether a mismatch over GF(p) proves that the sides differ.
  var isRational: Bool { ingredients.isDisjoint(with: [.opaque, .roots]) }
  var worksOverField: Bool { ingredients.isDisjoint(with: [.order, .limits]) }
  var hasKinks: Bool { ingredients.contains(.order) }
  /// Whether the constants are so large that p may divide what they make: 2^61 is 1 in GF(p).
  var needsIntegers: Bool { constantBits >= 48 }
}

/// Agreements and differences at the points of one arithmetic.
struct PointTally {
  var agreements = 0
  var mismatches = 0
  var imprecise = 0
  /// The sizes at which both sides have a value.
  var sizes = Set<[String: Int]>()
  /// The largest power of ten that bounds a difference; nil when all differences are zero.
  var magnitude: Int?
}
