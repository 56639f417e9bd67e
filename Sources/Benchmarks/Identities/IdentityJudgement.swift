// What the program answers to a published identity, and how that compares with what is published.

import Answers
import Judging
import Findings
import Derivation
import Diagnostics

/// What the program answers to the question of a record.
struct IdentityJudgement: Sendable {
  /// How the answer compares.
  enum Outcome: String, Sendable, CaseIterable {
    /// Derived, verified, and equal to what is published.
    case right
    /// Derived and verified; there is no published formula to compare with, or the comparison is undecided.
    case verified
    /// Derived, but a line or the result is not verified.
    case undecided
    /// Derived, and different from what is published or from what other systems compute.
    case wrong
    /// Derived, and refuted by the program's own check: the worst miss, a rule is wrong.
    case selfRefuted = "SELF-REFUTED"
    /// Nothing is derived.
    case unanswered
  }

  let record: IdentityRecord
  var outcome: Outcome
  /// Why the outcome is not `right`.
  var reason = ""
  /// The value in the cell language.
  var value: String?
  /// The definitions of the names that the derivation introduced and the value uses.
  var helpers: [String] = []
  /// The number of lines.
  var lines: Int?
  /// The emitted NumPy code.
  var code: String?

  /// Asks for the derivative and compares it.
  init(_ record: IdentityRecord) {
    self.record = record
    outcome = .unanswered
    var session = Session()
    let result = session.run(
      cell: "\(record.declarations)\n\(record.question)\n",
      options: AnswerOptions(of: record)
    )
    guard case .answer(let answer)? = result.outcomes.last, let formula = answer.value else {
      if case .answer(let answer)? = result.outcomes.last, answer.isFaulty { outcome = .selfRefuted }
      reason = result.diagnostics.map(\.message).joined(separator: "; ")
      return
    }
    value = formula.plain
    helpers = answer.helpers.map(\.plain)
    lines = answer.steps.count
    code = answer.code.first { $0.language == .numpy }?.text
    if answer.verdict == .holds {
      outcome = .verified
    } else {
      outcome = .undecided
      reason = result.diagnostics.flatMap { [$0.message] + $0.notes }.joined(separator: "; ")
    }
    compare(formula.plain)
  }

  /// Compares the value with the published formula as a claim: by Verification, which knows no derivation.
  private mutating func compare(_ value: String) {
    guard let published = record.right else {
      if outcome == .verified { reason = "there is no published formula in the cell language" }
      return
    }
    let definitions = helpers.map { "\($0)\n" }.joined()
    var session = Session()
    let result = session.run(
      cell: "\(record.declarations)\n\(definitions)claim (\(value)) == (\(published))\n",
      options: AnswerOptions(of: record)
    )
    guard case .checked(let statement)? = result.outcomes.last else {
      if outcome == .verified { reason = "the published formula is not read" }
      return
    }
    switch statement.verdict {
    case .holds: if outcome == .verified { outcome = .right }
    case .refuted:
      outcome = .wrong
      reason = "published: \(published)"
    case .illTyped, .undecided, .unread, .definition:
      if outcome == .verified { reason = "the comparison with \(published) is \(statement.verdict.rawValue)" }
    }
  }

  /// The leaves of the answer for each leaf of the published formula.
  var leavesRatio: Double? {
    guard let value, let published = record.right else { return nil }
    // A definition is one leaf more than its right side.
    let leaves = LeafCount.of(value) + helpers.reduce(0) { $0 + LeafCount.of($1) - 1 }
    return Double(leaves) / Double(max(1, LeafCount.of(published)))
  }
}

extension AnswerOptions {
  /// Tied entries move together in a structured gradient of the records; elsewhere structure is ignored.
  init(of record: IdentityRecord) {
    self.init()
    structured = record.kind == .structuredGradient ? .tied : .ignored
    fixesStructure = true
  }
}

/// The leaves of a formula in the cell language: its names and numbers, without those of functions.
enum LeafCount {
  /// The number of leaves.
  static func of(_ text: String) -> Int {
    text.matches(of: /(?<name>[A-Za-z_][A-Za-z_0-9]*)(?<call>\.?\()?|[0-9]+(?:\.[0-9]+)?/)
      .count { $0.output.call == nil }
  }
}
