// What a check says, as plain data for records and reports.

package import Expressions
@_spi(Granting) package import Findings

/// What a check of one row says.
///
/// Only a check can say it: outside this module it can be read, and a reason added.
package struct CheckOutcome: Sendable, Hashable {
  /// The verdict: holds, refuted or undecided.
  package internal(set) var verdict: Verdict
  /// The evidence, strongest first.
  package internal(set) var evidence: [Check]
  /// The instance that refutes it.
  package internal(set) var counterexample: Counterexample?
  /// What must hold of sizes for both sides to have a value: `n >= m`.
  package internal(set) var conditions: [NameCondition]
  /// The signs of names without which a side has no value, where they were not declared: `t > 0`.
  package internal(set) var signs: [NameCondition] = []
  /// The sizes with which it was tried.
  package internal(set) var sizes: [SizeInstance] = []
  /// Why it is undecided, or what there is to know, one clause.
  package var reason: String?

  /// What a check says.
  init(
    _ verdict: Verdict,
    evidence: [Check] = [],
    counterexample: Counterexample? = nil,
    conditions: [NameCondition] = [],
    reason: String? = nil
  ) {
    self.verdict = verdict
    self.evidence = evidence
    self.counterexample = counterexample
    self.conditions = conditions
    self.reason = reason
  }

  /// Nothing was decided.
  package static func undecided(because reason: String?) -> CheckOutcome {
    CheckOutcome(.undecided, reason: reason)
  }

  /// The strongest evidence for the verdict.
  package var strongest: Evidence? {
    switch verdict {
    case .refuted: Evidence(.refuted)
    case .holds: evidence.first { $0.result == .equal }?.evidence
    case .undecided, .unread, .illTyped, .definition: nil
    }
  }
}

/// Two sides that should be equal; their shapes fit.
package struct Equation: Sendable, Hashable {
  /// The left side.
  package let left: ExpressionID
  /// The right side.
  package let right: ExpressionID
  /// An equation of two sides of one shape.
  package init(_ left: ExpressionID, _ right: ExpressionID) {
    self.left = left
    self.right = right
  }
}

/// The settings of a check.
package struct VerificationOptions: Sendable, Hashable {
  /// The seed of all random points.
  package var seed: UInt64 = 20_120_817
  /// At how many points over GF(p) a row must hold.
  package var points = 8
  /// At how many points in balls or over ℚ.
  package var ballPoints = 4
  /// The digits of balls.
  package var digits = 50
  /// The largest entry of a counterexample.
  package var entryBound = 3
  /// How many instances the search for a counterexample tries.
  package var searchBound = 4000
  /// How derivatives by structured variables are read.
  package var convention = StructureConvention.projected
  /// Sizes fixed by the author.
  package var sizes: [String: Int] = [:]
  /// Whether a refuted row gets its smallest counterexample.
  package var seeksCounterexamples = true
  /// Whether rows that hold are compared by their normal forms too.
  package var seeksProofs = true
  /// Whether the sides of kinks are looked for that random points do not meet.
  package var seeksSides = true
  /// Pairs of size names that are taken to be equal.
  package var equalSizes: [[String]] = []
  /// Groups of square matrices that are taken to commute.
  package var commuting: [[SymbolID]] = []

  /// Whether one point is enough: what holds there is checked again in full.
  var isQuick: Bool { points == 1 }

  /// The standard settings.
  package init() {}
}
