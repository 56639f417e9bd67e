// What a check of a record found, as data.

/// One thing in a record that is not as the record says.
package struct RecordFinding: Sendable, Hashable {
  /// What is at fault; the raw values are stable names.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
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
  package let kind: Kind
  /// Where, in words: `part 5, eq-quartic, step 3`.
  package let place: String
  /// What was found, in a sentence without a full stop.
  package let message: String
}

/// What a check of a record came to.
package struct RecordVerdict: Sendable, Hashable {
  /// What is not as the record says; none for a record that is right.
  package internal(set) var findings: [RecordFinding] = []
  /// How many steps, rows and values were checked.
  package internal(set) var counts = Counts()

  /// How much was checked.
  package struct Counts: Sendable, Hashable {
    /// Lines of derivations.
    package internal(set) var steps = 0
    /// Rows of claims, proofs and displays.
    package internal(set) var rows = 0
    /// Answers to questions.
    package internal(set) var answers = 0
    /// Values at written instances.
    package internal(set) var values = 0
  }

  mutating func note(_ kind: RecordFinding.Kind, _ place: String, _ message: String) {
    findings.append(RecordFinding(kind: kind, place: place, message: message))
  }
}
