// What a check says, as plain data for records and reports.

public import Expressions
@_spi(Granting) public import Findings

/// What a check of one row says.
///
/// Only a check can say it: outside this module it can be read, and a reason added.
public struct CheckOutcome: Sendable, Hashable {
  /// The verdict: holds, refuted or undecided.
  public internal(set) var verdict: Verdict
  /// The evidence, strongest first.
  public internal(set) var evidence: [Check]
  /// The instance that refutes it.
  public internal(set) var counterexample: Counterexample?
  /// What must hold of sizes for both sides to have a value: `n >= m`.
  public internal(set) var conditions: [NameCondition]
  /// The signs of names without which a side has no value, where they were not declared: `t > 0`.
  public internal(set) var signs: [NameCondition] = []
  /// The sizes with which it was tried.
  public internal(set) var sizes: [SizeInstance] = []
  /// Why it is undecided, or what there is to know, one clause.
  public var reason: String?

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
  public static func undecided(because reason: String?) -> CheckOutcome {
    CheckOutcome(.undecided, reason: reason)
  }

  /// The strongest evidence for the verdict.
  public var strongest: Evidence? {
    switch verdict {
    case .refuted: Evidence(.refuted)
    case .holds: evidence.first { $0.result == .equal }?.evidence
    case .undecided, .unread, .illTyped, .definition: nil
    }
  }
}

/// Two sides that should be equal; their shapes fit.
public struct Equation: Sendable, Hashable {
  /// The left side.
  public let left: ExpressionID
  /// The right side.
  public let right: ExpressionID
  /// An equation of two sides of one shape.
  public init(_ left: ExpressionID, _ right: ExpressionID) {
    self.left = left
    self.right = right
  }
}

/// The settings of a check.
public struct VerificationOptions: Sendable, Hashable {
  /// The seed of all random points.
  public var seed: UInt64 = 20_120_817
  /// At how many points over GF(p) a row must hold.
  public var points = 8
  /// At how many points in balls or over ℚ.
  public var ballPoints = 4
  /// The digits of balls.
  public var digits = 50
  /// The largest entry of a counterexample.
  public var entryBound = 3
  /// How many instances the search for a counterexample tries.
  public var searchBound = 4000
  /// How derivatives by structured variables are read.
  public var convention = StructureConvention.projected
  /// Sizes fixed by the author.
  public var sizes: [String: Int] = [:]
  /// Whether a refuted row gets its smallest counterexample.
  public var seeksCounterexamples = true
  /// Whether rows that hold are compared by their normal forms too.
  public var seeksProofs = true
  /// Whether the sides of kinks are looked for that random points do not meet.
  public var seeksSides = true
  /// Pairs of size names that are taken to be equal.
  public var equalSizes: [[String]] = []
  /// Groups of square matrices that are taken to commute.
  public var commuting: [[SymbolID]] = []

  /// Whether one point is enough: what holds there is checked again in full.
  var isQuick: Bool { points == 1 }

  /// The standard settings.
  public init() {}
}
