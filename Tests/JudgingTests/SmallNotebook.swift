// A notebook of one cell, for laws about the displays that stand after it.

import Answers
import Judging
import Findings
import Testing

/// A notebook of one cell and, after it, displays whose rows must follow.
struct SmallNotebook {
  /// Sessions are values: the one with nothing declared is made once.
  private static let empty = Session()
  private var session: Session

  /// A notebook with a cell that has nothing to complain of.
  init(_ cell: String) throws {
    session = Self.empty
    let declared = session.run(cell: cell)
    try #require(declared.diagnostics.map(\.message) == [], "\(cell)")
  }

  /// Checks a display; what the notebook notes of it stays with the notebook.
  mutating func check(_ rows: [String], of subject: String? = nil, varying: [String] = []) throws
    -> CheckedStatement
  {
    let request = DisplayRequest(
      text: rows.joined(separator: " \\\\\n"),
      roles: [.check],
      subject: subject,
      variables: varying,
      macros: ""
    )
    guard case .checked(let statement)? = session.run(display: request).outcomes.last else {
      throw NothingChecked()
    }
    return statement
  }

  /// The rows of a display of a notebook that has no other.
  func lines(_ rows: [String], of subject: String? = nil, varying: [String] = []) throws -> [CheckedLine] {
    var copy = self
    let lines = try copy.check(rows, of: subject, varying: varying).lines
    try #require(lines.count == rows.count, "\(rows)")
    return lines
  }

  /// The one row of a display of a notebook that has no other.
  func line(_ row: String, of subject: String? = nil, varying: [String] = []) throws -> CheckedLine {
    try lines([row], of: subject, varying: varying)[0]
  }

  /// Takes a display that defines, which has nothing to complain of.
  mutating func define(_ text: String) throws {
    let request = DisplayRequest(text: text, roles: [.define], subject: nil, variables: [], macros: "")
    try #require(session.run(display: request).diagnostics.map(\.message) == [], "\(text)")
  }

  /// The lines of what a cell after the notebook's claims.
  func lines(ofCell text: String) -> [CheckedLine] {
    var copy = session
    return copy.run(cell: text).outcomes.flatMap { outcome -> [CheckedLine] in
      if case .checked(let statement) = outcome { statement.lines } else { [] }
    }
  }

  /// The verdict on the claim that a cell after the notebook's makes, its option lines heeded; nil when it makes none.
  func verdict(ofCell text: String) -> Verdict? {
    var copy = session
    var options = AnswerOptions()
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    while let option = lines.first?.firstMatch(of: #/^#\| (\w+): (\w+)$/#)?.output {
      lines.removeFirst()
      if option.1 == "layout", let layout = LayoutConvention(rawValue: String(option.2)) {
        (options.layout, options.fixesLayout) = (layout, true)
      } else if option.1 == "structured", let structured = StructureConvention(rawValue: String(option.2)) {
        (options.structured, options.fixesStructure) = (structured, true)
      } else {
        return nil
      }
    }
    let result = copy.run(cell: lines.joined(separator: "\n"), options: options)
    let verdicts = result.outcomes.compactMap { outcome -> Verdict? in
      if case .checked(let statement) = outcome { statement.verdict } else { nil }
    }
    return verdicts.isEmpty ? nil : verdicts.worst
  }
}

/// A display that came back without a verdict.
private struct NothingChecked: Error {}

extension CheckedLine {
  /// Whether the row is worth a tick.
  var isTicked: Bool { verdict == .holds }
  /// Whether the row is called wrong.
  var isCalledWrong: Bool { verdict == .refuted || verdict == .illTyped }
}
