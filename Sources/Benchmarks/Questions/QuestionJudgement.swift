// What the program says of each row of somebody's derivation, beside what is known of it.

import Answers
import Findings
import NablaTool

/// What the program says of a derivation.
struct QuestionJudgement: Sendable {
  /// How that compares with what is known.
  enum Outcome: String, Sendable, CaseIterable {
    /// Nothing is wrong, and every right row is decided.
    case clean
    /// Nothing is wrong, and some row is undecided or unread.
    case notDecided = "not all decided"
    /// The first wrong row is found.
    case exact = "exact row"
    /// A wrong row is found, but another one is the first.
    case other = "other row"
    /// A wrong row is there and none is found.
    case missed
    /// A right row is called wrong.
    case falseAlarm = "FALSE ALARM"
    /// The notebook has no checked display.
    case unanswered = "no checked display"
  }

  let record: QuestionRecord
  /// The rows as the program judges them.
  let lines: [CheckedLine]

  /// Runs the record's notebook.
  init(_ record: QuestionRecord) {
    let run = NotebookRun(Array((record.notebook ?? "").utf8), path: record.id)
    let displays = run.outcomes.compactMap { outcome -> CheckedStatement? in
      guard case .checked(let statement) = outcome, statement.kind == .display, !statement.lines.isEmpty
      else { return nil }
      return statement
    }
    self.init(record, lines: displays.last?.lines ?? [])
  }

  /// Compares rows already judged.
  init(_ record: QuestionRecord, lines: [CheckedLine]) {
    self.record = record
    self.lines = lines
  }

  /// The rows called wrong, from 0.
  var refuted: [Int] { lines.indices.filter { [.refuted, .illTyped].contains(lines[$0].verdict) } }

  /// The number of rows.
  var rowCount: Int { record.rows.count }

  /// What stands in the way of reading, a phrase for each row that is not read.
  var unreadReasons: [String] {
    guard !lines.isEmpty else { return record.rows.map { _ in Outcome.unanswered.rawValue } }
    return lines.filter { $0.verdict == .unread }.map(\.message)
  }

  /// The number of right rows with one of the verdicts.
  func rightRows(_ verdicts: Verdict...) -> Int {
    zip(record.rows, lines).count { $0.isRight && verdicts.contains($1.verdict) }
  }

  /// The right rows that are called wrong.
  var falseAlarms: [Int] { refuted.filter { $0 < rowCount && record.rows[$0].isRight } }

  /// The number of right rows.
  var rightRowCount: Int { record.rows.count { $0.isRight } }

  /// How the verdicts compare with what is known.
  var outcome: Outcome {
    if lines.isEmpty { return .unanswered }
    if !falseAlarms.isEmpty { return .falseAlarm }
    if !record.firstWrongRows.isEmpty {
      guard let first = refuted.first else { return .missed }
      return record.firstWrongRows.contains(first) ? .exact : .other
    }
    return rightRows(.holds, .definition) == rightRowCount ? .clean : .notDecided
  }

  /// Whether a wrong row is there and one is found.
  var isCaught: Bool { outcome == .exact || outcome == .other }

  /// The row that is called wrong first, of a derivation that has a wrong one.
  private var firstRefuted: CheckedLine? { isCaught ? refuted.first.map { lines[$0] } : nil }

  /// The kind of fault of the first wrong row; `value` is none.
  var fault: Fault? { firstRefuted?.fault == .value ? nil : firstRefuted?.fault }

  /// Whether a right line near the first wrong one is offered; what is offered has been checked.
  var isMended: Bool { firstRefuted?.suggestions.isEmpty == false }

  /// Whether all is well: clean, or the first wrong row found.
  var isRight: Bool { outcome == .clean || outcome == .exact }
}
