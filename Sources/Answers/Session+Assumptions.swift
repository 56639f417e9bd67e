// Assumptions (`given E == F`): no instance is drawn so that it meets them yet, and nobody is told otherwise.
//
// What holds without an assumption holds with it. What fails without it may hold with it, and is undecided.

import Diagnostics
import Findings
import Syntax

extension Session {
  /// What is said of a row that fails for data which need not meet the assumptions.
  static let unusedAssumptions = "assumptions are not used yet"

  /// The statement with its refuted rows undecided, where assumptions are in force.
  func heedingAssumptions(_ statement: CheckedStatement) -> CheckedStatement {
    guard isUnderAssumptions, statement.lines.contains(where: { $0.verdict == .refuted }) else {
      return statement
    }
    var statement = statement
    for place in statement.lines.indices where statement.lines[place].verdict == .refuted {
      let line = statement.lines[place]
      var open = CheckedLine(latex: line.latex, plain: line.plain, verdict: .undecided, range: line.range)
      open.message = Session.unusedAssumptions
      open.reason = line.reason
      statement.lines[place] = open
    }
    let verdict = statement.lines.reduce(Verdict.definition) { $0.worse($1.verdict) }
    statement.verdict = verdict
    return statement
  }

  /// A stationary point among the data that meet an assumption is another one than among all data.
  mutating func heedAssumptions(_ answer: inout Answer) {
    guard isUnderAssumptions else { return }
    answer.verdict = .undecided
    diagnostics.append(
      Diagnostic(
        code: "stationary.assumptions",
        message: "this is the stationary point without the assumptions of the scope: "
          + Session.unusedAssumptions,
        range: answer.range
      )
    )
  }
}
