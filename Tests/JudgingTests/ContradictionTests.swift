// From a contradiction everything follows: what rests on one is not granted.

import Answers
import Diagnostics
import Findings
import Testing

@Suite("What no data meet") struct ContradictionTests {
  private static let declarations = """
    A : matrix(n, n)
    x, y : vector(n)
    s, t : scalar
    u : scalar positive

    """

  private func run(_ text: String) -> (verdicts: [Verdict], codes: [String]) {
    var session = Session()
    let result = session.run(cell: Self.declarations + text)
    let verdicts: [Verdict] = result.outcomes.compactMap {
      if case .checked(let statement) = $0 { statement.verdict } else { nil }
    }
    return (verdicts, result.diagnostics.map(\.code))
  }

  @Test(
    "is reported where it is assumed",
    arguments: [
      "given t > 0\ngiven t == -1", "given t == -1\ngiven t > 0", "given t == 1\ngiven t == 2",
      "given u == -2", "given u == 0", "given s == t\ngiven s - t == 1",
      "given x == ones(n)\ngiven 2*x == ones(n)",
    ]
  )
  func reported(_ text: String) {
    #expect(run(text).codes == ["given.contradiction"])
  }

  @Test(
    "is no contradiction where some data meet it",
    arguments: [
      "given t > 0\ngiven t == 1", "given t == s - 1\ngiven t > 0", "given u == 2",
      "given s == t\ngiven s + t == 1",
      "given ones(n)'*x == 1\ngiven x'*x == 1", "given A == A'\ngiven A'*A == eye(n)",
      "given t >= 0\ngiven t == 0",
    ]
  )
  func met(_ text: String) {
    #expect(run(text).codes == [])
  }

  @Test("makes nothing hold that fails without it")
  func granted() {
    #expect(run("given t > 0\ngiven t == -1\nclaim abs(t) == -t").verdicts != [.holds])
    #expect(run("given t == 1\ngiven t == 2\nclaim t*x == 2*x").verdicts != [.holds])
    #expect(run("given t == -1\ngiven t > 0\nclaim abs(t) == t").verdicts != [.holds])
    #expect(run("given t == 1\ngiven t == 2\nclaim t*x == x").verdicts == [.holds])
  }

  @Test("is not met by the rows of a display")
  func rows() throws {
    let notebook = try SmallNotebook(Self.declarations)
    for rows in [["t = 1", "t = 2", "\\implies t s = 2 s"], ["u = -1 \\implies |u| = -u"]] {
      #expect(try notebook.lines(rows).last?.verdict != .holds, "\(rows)")
    }
  }
}

@Suite("What has no value") struct MissingValueTests {
  private static let declarations = """
    x : vector(n)
    A : matrix(n, n)
    t : scalar
    f(t) = t*log(t)
    g(x) = x/norm2(x)

    """

  private func verdicts(_ text: String) -> [Verdict] {
    var session = Session()
    return session.run(cell: Self.declarations + text).outcomes.compactMap {
      if case .checked(let statement) = $0 { statement.verdict } else { nil }
    }
  }

  @Test(
    "has none times zero or to the power zero either",
    arguments: [
      "0*log(0) == 0", "f(0) == 0", "g(zeros(n)) == zeros(n)", "log(0)^0 == 1", "0/log(1) == 0",
      "0*inv(A - A) == zeros(n, n)", "0*sqrt(-1) == 0", "0*arccos(2) == 0", "0*log(-t^2) == 0",
      "zeros(n) .* log.(-abs.(x)) == zeros(n)", "log.(-abs.(x)) : zeros(n) == 0", "inv(inv(A - A)) == A - A",
      "kron(zeros(n, n), inv(A - A)) == zeros(n^2, n^2)", "(log.(-abs.(x))).^0 == ones(n)",
      "1/(0*log(t)) == 1", "(0*log(t))^(-2) == 0",
    ]
  )
  func none(_ claim: String) {
    #expect(verdicts("claim " + claim) == [.undecided])
  }

  @Test("for some data, a zero beside it holds for the others, which are said")
  func some() {
    #expect(verdicts("claim 0*log(t) == 0") == [.holds])
    #expect(verdicts("claim 0*inv(A) == zeros(n, n)") == [.holds])
    #expect(verdicts("claim log(t)^0 == 1") == [.holds])
  }
}
