// What the program says of a published line as it is printed.

import Answers
import Judging
import Findings
import Diagnostics

/// What the program says of a published line, stated as a claim.
struct ClaimJudgement: Sendable {
  /// How the verdict compares with what is known of the line.
  enum Outcome: String, Sendable, CaseIterable {
    /// A right line holds.
    case held
    /// A wrong line is refuted.
    case refuted
    /// Nothing is decided.
    case undecided
    /// The claim is not read.
    case unread
    /// A right line is called wrong.
    case falseAlarm = "FALSE ALARM"
    /// A wrong line holds.
    case missed = "MISSED"
  }

  let record: IdentityRecord
  let outcome: Outcome
  let reason: String

  /// States the published line and compares.
  init(_ record: IdentityRecord) {
    self.record = record
    var session = Session()
    let result = session.run(
      cell: "\(record.declarations)\n\(record.claim)\n",
      options: AnswerOptions(of: record)
    )
    let notes = result.diagnostics.flatMap { [$0.message] + $0.notes }.joined(separator: "; ")
    guard case .checked(let statement)? = result.outcomes.last else {
      outcome = .unread
      reason = notes
      return
    }
    switch statement.verdict {
    case .holds: outcome = record.isPublishedWrong ? .missed : .held
    case .refuted, .illTyped: outcome = record.isPublishedWrong ? .refuted : .falseAlarm
    case .undecided: outcome = .undecided
    case .unread, .definition: outcome = .unread
    }
    reason = notes
  }

  /// Whether the program says what is true.
  var isRight: Bool { outcome == .held || outcome == .refuted }
}
