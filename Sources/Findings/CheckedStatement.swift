public import Diagnostics

/// What is checked row by row; the raw values are those of the JSON interface.
public enum StatementKind: String, Sendable, Hashable, CaseIterable {
  case claim, proof, display
}

/// A claim, a proof or a checked display.
public struct CheckedStatement: Sendable, Hashable {
  /// What it is.
  public var kind: StatementKind
  /// The label, for references.
  public var label: String?
  /// The worst of its rows.
  public var verdict: Verdict
  /// What the author expects.
  public var expected: Expectation
  /// The rows.
  public var lines: [CheckedLine]
  /// The checks that were made of the whole, for the table.
  public var checks: [Check]
  /// Whether it belongs to a draft, where open rows are no error.
  public var isDraft: Bool
  /// Where it stands.
  public var range: SourceRange

  /// A statement with its rows.
  public init(
    kind: StatementKind,
    label: String?,
    verdict: Verdict,
    expected: Expectation,
    lines: [CheckedLine],
    range: SourceRange
  ) {
    self.kind = kind
    self.label = label
    self.verdict = verdict
    self.expected = expected
    self.lines = lines
    self.range = range
    checks = []
    isDraft = false
  }

  /// The statement with the names of its counterexamples in the letters of their author.
  public func written(in letters: AuthorsLetters) -> CheckedStatement {
    var statement = self
    for line in lines.indices { statement.lines[line].counterexample?.letters = letters }
    return statement
  }

  /// What the whole is worth: as much as its weakest row among those that say something.
  public var evidence: Evidence? {
    lines.lazy.filter { $0.verdict != .definition && !$0.isCarriedOn }.map(\.evidence).weakest
  }
}
