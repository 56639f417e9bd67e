package import Diagnostics

/// What is checked row by row; the raw values are those of the JSON interface.
package enum StatementKind: String, Sendable, Hashable, CaseIterable {
  case claim, proof, display
}

/// A claim, a proof or a checked display.
package struct CheckedStatement: Sendable, Hashable {
  /// What it is.
  package var kind: StatementKind
  /// The label, for references.
  package var label: String?
  /// The worst of its rows.
  package var verdict: Verdict
  /// What the author expects.
  package var expected: Expectation
  /// The rows.
  package var lines: [CheckedLine]
  /// The checks that were made of the whole, for the table.
  package var checks: [Check]
  /// Whether it belongs to a draft, where open rows are no error.
  package var isDraft: Bool
  /// Where it stands.
  package var range: SourceRange

  /// A statement with its rows.
  package init(
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
    self.lines = Self.mendedOnce(lines)
    self.range = range
    checks = []
    isDraft = false
  }

  /// The rows with every right line said once: not twice in a row, nor again in the next.
  private static func mendedOnce(_ lines: [CheckedLine]) -> [CheckedLine] {
    var result = lines
    var before: Set<String> = []
    for place in result.indices {
      var said = before
      result[place].suggestions = result[place].suggestions.filter { said.insert($0).inserted }
      before = Set(lines[place].suggestions)
    }
    return result
  }

  /// The statement with the names of its counterexamples in the letters of their author.
  package func written(in letters: AuthorsLetters) -> CheckedStatement {
    var statement = self
    for line in lines.indices { statement.lines[line].counterexample?.letters = letters }
    return statement
  }

  /// What the whole is worth: as much as its weakest row among those that say something.
  package var evidence: Evidence? {
    lines.lazy.filter { $0.verdict != .definition && !$0.isCarriedOn }.map(\.evidence).weakest
  }
}
