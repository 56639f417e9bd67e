// What a check says, as plain data for records and reports.

public import Expressions

/// What is known of a row.
public enum Verdict: String, Sendable, Hashable, Codable {
  /// It is true as far as the evidence goes.
  case holds
  /// It is false, and proved so.
  case refuted
  /// The bounds were reached, or no point has a value on both sides.
  case undecided
}

/// How something was checked.
public enum EvidenceKind: String, Sendable, Hashable, Codable {
  /// One normal form, beside arithmetic that agrees.
  case proved
  /// Exact arithmetic at random points.
  case exact
  /// Ball arithmetic at random points.
  case enclosed
  /// Machine numbers.
  case numeric
  /// An instance at which the sides differ.
  case refuted
}

/// The numbers that size names stand for.
public struct SizeInstance: Sendable, Hashable, CustomStringConvertible {
  /// The names, in the order in which they occur.
  public let names: [String]
  /// Their values.
  public let values: [Int]

  /// The sizes of an assignment, in the order of the names.
  public init(_ sizes: [String: Int], _ names: [String]) {
    let present = names.filter { sizes[$0] != nil }
    self.names = present
    values = present.map { sizes[$0] ?? 0 }
  }

  /// `n = 3, m = 2`.
  public var description: String {
    zip(names, values).map { "\($0) = \($1)" }.joined(separator: ", ")
  }
}

/// One piece of evidence.
public struct Check: Sendable, Hashable {
  /// What was found.
  public enum Result: String, Sendable, Hashable, Codable {
    /// Both sides were equal, or too close to differ.
    case equal
    /// The sides differ.
    case different
    /// It says nothing either way.
    case inconclusive
  }

  /// How it was checked.
  public let kind: EvidenceKind
  /// The arithmetic in words: `GF(2^61 - 1)`, `rational numbers`, `balls of 50 digits`.
  public let arithmetic: String
  /// At how many points.
  public let points: Int
  /// With which sizes.
  public let sizes: [SizeInstance]
  /// What it says, with its bound: the probability of an error, or the size of the difference.
  public let bound: String
  /// What was found.
  public let result: Result

  /// One piece of evidence.
  public init(
    kind: EvidenceKind,
    arithmetic: String,
    points: Int,
    sizes: [SizeInstance],
    bound: String,
    result: Result
  ) {
    self.kind = kind
    self.arithmetic = arithmetic
    self.points = points
    self.sizes = sizes
    self.bound = bound
    self.result = result
  }
}

/// An instance at which two sides differ, with both values.
public struct Counterexample: Sendable, Hashable {
  /// One named value, its rows from top to bottom; a vector is a matrix of one column.
  public struct NamedValue: Sendable, Hashable {
    /// The name; a direction is called `dX`, a member of a family `x[2]`.
    public let name: String
    /// The entries as exact numbers.
    public let rows: [[String]]

    /// A named value.
    public init(name: String, rows: [[String]]) {
      self.name = name
      self.rows = rows
    }
  }

  /// The sizes.
  public let sizes: SizeInstance
  /// The values of all names that occur, in the order they were declared.
  public let values: [NamedValue]
  /// The value of the left side, exact or in certain decimals.
  public let left: [[String]]
  /// The value of the right side.
  public let right: [[String]]
  /// How small it is, in words: `smallest with entries up to 3`.
  public let bound: String

  /// An instance with both values.
  public init(
    sizes: SizeInstance,
    values: [NamedValue],
    left: [[String]],
    right: [[String]],
    bound: String
  ) {
    self.sizes = sizes
    self.values = values
    self.left = left
    self.right = right
    self.bound = bound
  }
}

/// What a check of one row says.
public struct Outcome: Sendable, Hashable {
  /// The verdict.
  public var verdict: Verdict
  /// The evidence, strongest first.
  public var evidence: [Check]
  /// The instance that refutes it.
  public var counterexample: Counterexample?
  /// What must hold for both sides to have a value, as relations: `n >= m`.
  public var conditions: [String]
  /// The signs of names without which a side has no value, where they were not declared: `t > 0`.
  public var signs: [String] = []
  /// The sizes with which it was tried.
  public var sizes: [SizeInstance] = []
  /// Why it is undecided, one clause.
  public var reason: String?

  /// What a check says.
  public init(
    _ verdict: Verdict,
    evidence: [Check] = [],
    counterexample: Counterexample? = nil,
    conditions: [String] = [],
    reason: String? = nil
  ) {
    self.verdict = verdict
    self.evidence = evidence
    self.counterexample = counterexample
    self.conditions = conditions
    self.reason = reason
  }

  /// The strongest kind of evidence for the verdict.
  public var strongest: EvidenceKind? {
    switch verdict {
    case .refuted: .refuted
    case .holds: evidence.first { $0.result == .equal }?.kind
    case .undecided: nil
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

  /// The standard settings.
  public init() {}
}
