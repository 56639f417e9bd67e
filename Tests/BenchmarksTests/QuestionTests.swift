import Answers
import Findings
import Diagnostics
import Foundation
import Testing

@testable import Benchmarks

/// A record whose rows are judged so.
private func record(_ rows: String..., alternatives: [Int] = [], notebook: String = "") throws
  -> QuestionRecord
{
  let members: [String: Any] = [
    "id": "q", "notebook": notebook, "rows": rows, "first_wrong_step_alternatives": alternatives,
  ]
  return try JSONDecoder().decode(QuestionRecord.self, from: JSONSerialization.data(withJSONObject: members))
}

/// Rows with the verdicts of the program.
private func lines(_ verdicts: Verdict...) -> [CheckedLine] {
  verdicts.map { CheckedLine(latex: "x", plain: "", verdict: $0, range: SourceRange(0, 1)) }
}

@Suite("People's own derivations")
struct QuestionTests {
  @Test("Without a wrong row, all right rows must be decided")
  func clean() throws {
    let rows = try record("definition", "right", "loose")
    #expect(QuestionJudgement(rows, lines: lines(.definition, .holds, .refuted)).outcome == .clean)
    #expect(QuestionJudgement(rows, lines: lines(.definition, .undecided, .holds)).outcome == .notDecided)
    #expect(QuestionJudgement(rows, lines: lines(.definition, .unread, .holds)).outcome == .notDecided)
    #expect(QuestionJudgement(rows, lines: []).outcome == .unanswered)
  }

  @Test("A right row called wrong is a false alarm, whatever else is found")
  func falseAlarm() throws {
    let rows = try record("right", "wrong")
    let judged = QuestionJudgement(rows, lines: lines(.illTyped, .refuted))
    #expect(judged.outcome == .falseAlarm)
    #expect(judged.falseAlarms == [0])
  }

  @Test("The first wrong row is found exactly at its place or at one that may be called so")
  func wrong() throws {
    let rows = try record("right", "wrong", "wrong")
    #expect(QuestionJudgement(rows, lines: lines(.holds, .refuted, .holds)).outcome == .exact)
    #expect(QuestionJudgement(rows, lines: lines(.holds, .holds, .illTyped)).outcome == .other)
    #expect(QuestionJudgement(rows, lines: lines(.holds, .unread, .undecided)).outcome == .missed)
    let other = try record("right", "wrong", "wrong", alternatives: [2])
    #expect(QuestionJudgement(other, lines: lines(.holds, .holds, .refuted)).outcome == .exact)
  }

  @Test("A notebook is run, and the rows of its last checked display are judged")
  func notebook() throws {
    let notebook = """
      $$ x \\in \\mathbb R^n, \\; A \\in \\mathbb R^{n \\times n} $$ {.define}

      $$ \\begin{aligned}
      \\mathrm d(x^\\top A x) &= \\mathrm dx^\\top A x + x^\\top A\\,\\mathrm dx \\\\
      &= 3\\,x^\\top A\\,\\mathrm dx
      \\end{aligned} $$ {.check wrt=x}
      """
    let judged = QuestionJudgement(try record("right", "wrong", notebook: notebook))
    #expect(judged.lines.count == 2)
    #expect(judged.outcome == .exact)
    let report = QuestionReport(judged: [judged], isVerbose: true).text
    #expect(report.contains("the first wrong row exactly"))
    #expect(report.contains("100.0 %"))
  }

  @Test("Records without a notebook, or whose notebook would not be honest, are left out")
  func usable() throws {
    func decoded(_ text: String) throws -> QuestionRecord {
      try JSONDecoder().decode(QuestionRecord.self, from: Data(text.utf8))
    }
    #expect(try !decoded(#"{"id": "a", "notebook": null, "rows": null, "unsupported": null}"#).isUsable)
    #expect(try !decoded(#"{"id": "a", "notebook": "x", "rows": [], "unsupported": "complex"}"#).isUsable)
    #expect(try decoded(#"{"id": "a", "notebook": "x", "rows": ["right"], "unsupported": null}"#).isUsable)
  }
}
