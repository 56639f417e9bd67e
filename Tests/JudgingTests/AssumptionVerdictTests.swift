// Rows under assumptions: what follows from them holds, what fails while they hold is wrong, the rest is open.

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
    #expect(verdicts("claim x'*A*x*y == y") == [.refuted])
    #expect(verdicts("given x'*A*x == 1\nclaim x'*A*x*y == y") == [.holds])
    #expect(verdicts("given x'*A*x == 1\nclaim x'*A'*A*x*y == y") == [.undecided])
    #expect(verdicts("given t^2 > 0\nproof\nabs(t)*x == t*x\nqed") == [.undecided])
    #expect(verdicts("claim x'*A*x*y == y\ngiven x'*A*x == 1") == [.refuted])
    var session = Session()
    let result = session.run(cell: Self.declarations + "given x'*A*x == 1\nclaim x'*A'*A*x*y == y")
    #expect(
      result.diagnostics.contains {
        $0.notes.contains("whether this follows from an assumption of the scope is not decided")
      }
    )
  }

  @Test("that an attribute says, a claim is judged with it")
  func attributes() {
    #expect(verdicts("claim abs(t) == t") == [.refuted])
    #expect(verdicts("given t > 0\nclaim abs(t) == t") == [.holds])
    #expect(verdicts("given 0 <= t\nclaim abs(t) == t") == [.holds])
    #expect(verdicts("given t > 0\nclaim abs(t) == -t") == [.refuted])
    #expect(verdicts("given det(A) != 0\nclaim inv(A)*A*x == x") == [.holds])
  }

  @Test(
    "that is an equation, a claim holds where it follows, and is wrong where it fails while the equation holds"
  )
  func consequences() {
    let condition = "given A*x - y == 0\n"
    #expect(verdicts(condition + "claim A*x == y") == [.holds])
    #expect(verdicts(condition + "claim 2*y - 2*A*x == 0") == [.holds])
    #expect(verdicts(condition + "claim A*x == 2*y") == [.refuted])
    #expect(verdicts(condition + "claim x == inv(A)*y") == [.holds])
    #expect(verdicts(condition + "claim x == A*y") == [.refuted])
  }

  @Test("multiplied by a number that may vanish, it says nothing")
  func vanishingFactor() {
    #expect(verdicts("given t*x == 0\nclaim x == 0") == [.undecided])
    #expect(verdicts("given x/t == 0\nclaim x == 0") == [.holds])
  }

  @Test("that a differential is zero, its name is constant")
  func constants() {
    #expect(verdicts("claim d(A*x) == A*d x") == [.refuted])
    #expect(verdicts("given d A == 0\nclaim d(A*x) == A*d x") == [.holds])
    #expect(verdicts("given d A == 0\nclaim d(A*x) == d A*x") == [.refuted])
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
    #expect(statement.lines.map(\.verdict) == [.holds, .holds])
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
