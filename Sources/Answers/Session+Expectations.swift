// What is not as its author expects is said, with the place of the row that is at fault.

import Diagnostics
import Findings
import Judging

extension Session {
  /// Adds a diagnostic for each row, or whole, that has not the verdict its author expects.
  mutating func reportUnexpected(_ outcomes: [Outcome]) {
    // Of a row that takes more than it may this has been said already.
    let bounded = Set(workspace.diagnostics.lazy.filter { $0.code.hasPrefix("bound.") }.compactMap(\.range))
    for outcome in outcomes {
      guard case .checked(let statement) = outcome else { continue }
      guard !statement.isAsExpected else {
        withdrawExpected(statement)
        continue
      }
      guard statement.expected == .holds else {
        workspace.diagnostics.append(.unexpected(statement))
        continue
      }
      if statement.verdict == .definition {
        workspace.diagnostics.append(.nothingChecked(statement))
        continue
      }
      // Rows that cannot be read have been reported where they were read.
      for line in statement.lines where ![.holds, .definition, .unread].contains(line.verdict) {
        if line.verdict == .undecided, bounded.contains(line.range) { continue }
        workspace.diagnostics.append(.wrongRow(line, of: statement))
      }
    }
  }
}

extension Session {
  /// Takes back what keeps rows from being read that are not to be read; the rows themselves say it.
  private mutating func withdrawExpected(_ statement: CheckedStatement) {
    guard statement.expected == .unread else { return }
    let unread = statement.lines.filter { $0.verdict == .unread }.map(\.range)
    workspace.diagnostics.removeAll { diagnostic in
      guard let range = diagnostic.range else { return false }
      return diagnostic.severity == .error && unread.contains { $0.contains(range) }
    }
  }
}

extension Diagnostic {
  fileprivate static func wrongRow(_ line: CheckedLine, of statement: CheckedStatement) -> Diagnostic {
    let subject = statement.lines.count == 1 && statement.kind == .claim ? "claim" : "row"
    let message =
      switch line.verdict {
      case .refuted: subject == "claim" ? "this claim is wrong" : "this row does not follow"
      case .illTyped: "the shapes of this \(subject) do not fit"
      case .undecided, .unread, .definition, .holds: "this \(subject) is \(line.verdict.rawValue)"
      }
    var notes = line.message.isEmpty ? [] : [line.message]
    if let example = line.counterexample { notes.append(counterexample(example)) }
    return Diagnostic(
      code: "\(statement.kind.rawValue).\(line.verdict.rawValue)",
      message: message,
      range: line.range,
      notes: notes,
      hints: line.suggestions.map { "this holds: $\($0)$" }
    )
  }

  fileprivate static func nothingChecked(_ statement: CheckedStatement) -> Diagnostic {
    Diagnostic(
      code: "\(statement.kind.rawValue).nothing-checked",
      message: "nothing here was checked: every row only names something",
      range: statement.range,
      hints: [
        "say what it answers with '{.check of=f wrt=x}', or state the condition before it",
        "or write '{.define}', or 'expect=definition'",
      ]
    )
  }

  fileprivate static func unexpected(_ statement: CheckedStatement) -> Diagnostic {
    Diagnostic(
      code: "\(statement.kind.rawValue).unexpected",
      message: "this \(statement.kind.rawValue) was expected to be \(statement.expected.rawValue), "
        + "and is \(statement.verdict == .holds ? "right" : statement.verdict.rawValue)",
      range: statement.range
    )
  }

  private static func counterexample(_ found: Counterexample) -> String {
    func text(_ rows: [[String]]) -> String {
      if rows.count == 1, rows[0].count == 1 { return rows[0][0] }
      return "[" + rows.map { $0.joined(separator: ", ") }.joined(separator: "; ") + "]"
    }
    let values = found.values.map { "\($0.name) = \(text($0.rows))" }.joined(separator: ", ")
    let difference = [found.meaningOfDifferentials, found.differenceOfLargeSides].compactMap { $0 }
      .map { "; \($0)" }.joined()
    return
      "for \(values) the left side is \(text(found.left)) and the right side \(text(found.right))\(difference)"
  }
}
