// What a check of a record found, as data.

/// One thing in a record that is not as the record says.
public struct RecordFinding: Sendable, Hashable {
  /// What is at fault; the raw values are stable names.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The bytes are not those that were hashed.
    case hash
    /// The record lacks a part, or has one of another form.
    case form
    /// The plain reader does not read a text.
    case reading
    /// An outcome is not that of its statement.
    case outcome
    /// An equation does not hold, or holds and is said to be wrong.
    case equation
    /// A line does not go on from the one before it.
    case chain
    /// A value at the written instance is another one.
    case value
    /// A condition is not stated.
    case condition
    /// Random points cannot decide it, or an assumption stands behind it that they do not meet.
    case open
  }

  /// What is at fault.
  public let kind: Kind
  /// Where, in words: `part 5, eq-quartic, step 3`.
  public let place: String
  /// What was found, in a sentence without a full stop.
  public let message: String
}

/// What a check of a record came to.
public struct RecordVerdict: Sendable, Hashable {
  /// What is not as the record says; none for a record that is right.
  public internal(set) var findings: [RecordFinding] = []
  /// How many steps, rows and values were checked.
  public internal(set) var counts = Counts()

  /// How much was checked.
  public struct Counts: Sendable, Hashable {
    /// Lines of derivations.
    public internal(set) var steps = 0
    /// Rows of claims, proofs and displays.
    public internal(set) var rows = 0
    /// Answers to questions.
    public internal(set) var answers = 0
    /// Values at written instances.
    public internal(set) var values = 0
  }

  mutating func note(_ kind: RecordFinding.Kind, _ place: String, _ message: String) {
    findings.append(RecordFinding(kind: kind, place: place, message: message))
  }
}
