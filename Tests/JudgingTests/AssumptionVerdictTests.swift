// Rows under assumptions that are not used yet: right ones hold, those that fail without them are open.

import Answers
import Judging
import Diagnostics
import Findings
import Testing

@Suite("Under an assumption") struct AssumptionVerdictTests {
  private static let declarations = """
    A : matrix(n, n)
    x, y : vector(n)
    t : scalar

    """

  private func verdicts(_ text: String) -> [Verdict] {
    var session = Session()
    let result = session.run(cell: Self.declarations + text)
    return result.outcomes.compactMap {
      if case .checked(let statement) = $0 { statement.verdict } else { nil }
    }
  }

  @Test("a claim that holds without it holds")
  func right() {
    #expect(verdicts("given x'*x == 1\nclaim (A*x)' == x'*A'") == [.holds])
  }

  @Test("a claim that fails without it is undecided, with the reason")
  func open() {
    #expect(verdicts("claim x'*x*A == A") == [.refuted])
    #expect(verdicts("given x'*x == 1\nclaim x'*x*A == A") == [.undecided])
    #expect(verdicts("given t > 0\nproof\nabs(t)*x == t*x\nqed") == [.undecided])
    #expect(verdicts("claim x'*x*A == A\ngiven x'*x == 1") == [.refuted])
    var session = Session()
    let result = session.run(cell: Self.declarations + "given x'*x == 1\nclaim x'*x*A == A")
    #expect(
      result.diagnostics.contains {
        $0.notes.contains("whether this follows from an assumption of the scope is not decided")
      }
    )
  }

  @Test("shapes that do not fit are wrong all the same")
  func shapes() {
    #expect(verdicts("given x'*x == 1\nclaim A == x") == [.illTyped])
  }

  @Test("a checked display is treated alike, in this cell and after it")
  func displays() throws {
    var session = Session()
    _ = session.run(cell: Self.declarations + "given x'*x == 1")
    let result = session.run(
      display: DisplayRequest(
        text: "x^\\top x A = A \\\\ x^\\top y = y^\\top x",
        roles: [.check],
        subject: nil,
        variables: [],
        macros: ""
      )
    )
    guard case .checked(let statement) = try #require(result.outcomes.first) else { return }
    #expect(statement.lines.map(\.verdict) == [.undecided, .holds])
  }

  @Test("a stationary point is undecided")
  func stationary() {
    var session = Session()
    let text = "given x'*x == 1\nstationary (A*x - y)'*(A*x - y) wrt x"
    let result = session.run(cell: Self.declarations + text)
    #expect(result.diagnostics.contains { $0.code == "stationary.assumptions" })
    for case .answer(let answer) in result.outcomes { #expect(answer.verdict == .undecided) }
  }

  @Test("it stands in the report as it was said")
  func formula() throws {
    var session = Session()
    let result = session.run(cell: Self.declarations + "given t != 0")
    guard case .declaration(let formula) = try #require(result.outcomes.last) else {
      Issue.record("\(result.outcomes)")
      return
    }
    #expect(formula.plain == "given t != 0")
    #expect(formula.latex == "t \\ne 0")
  }
}
