// What follows from conditions that no map of the data meets: eigenpairs, systems, curved constraints.

import Answers
import Findings
import Testing

@Suite("What follows at points that meet the conditions") struct SolutionPointTests {
  private static let declarations = """
    H : matrix(n, n) symmetric
    A, B : matrix(n, n)
    u, v, w : vector(n)
    l, t : scalar
    C : matrix(p, n)
    q : vector(p)

    """

  private func verdicts(_ text: String) -> [Verdict] {
    var session = Session()
    return session.run(cell: Self.declarations + text).outcomes.compactMap {
      if case .checked(let statement) = $0 { statement.verdict } else { nil }
    }
  }

  @Test(
    "holds",
    arguments: [
      "given H*u == l*u\ngiven u'*u == 1\nclaim u'*H*u == l",
      "given H*u == l*u\ngiven u'*u == 1\nclaim norm2(H*u)^2 == l^2",
      "given H*u == l*u\nclaim H*H*u == l^2*u",
      "given A*B == B*A\nclaim A^2*B == B*A^2",
      "given C*u == q\ngiven H*u + C'*q == w\nclaim u'*H*u + q'*q == u'*w",
      "given t*u == v\ngiven u'*v == 1\nclaim t*norm2(v)^2 == t^2",
    ]
  )
  func follows(_ text: String) {
    #expect(verdicts(text) == [.holds])
  }

  @Test(
    "does not hold where it fails for some data that meet the conditions",
    arguments: [
      // Only where A is regular.
      "given A*v == A*w\nclaim v == w",
      // Only where the other factor is not zero.
      "given t*u == 0\nclaim u == 0", "given t*u == 0\nclaim t == 0",
      "given u'*v == 0\nclaim t*u'*w == 0",
      "given H*u == l*u\nclaim u'*H*u == l",
      "given H*u == l*u\ngiven H*v == t*v\nclaim u'*v == 0",
      "given A*B == 0\nclaim A == 0", "given A*B == 0\nclaim B*A == 0",
      "given (A - B)*v == 0\nclaim A == B",
      "given l^2 == t^2\nclaim l == t",
      "given l^2 == t^2\nclaim l*u == t*u", "given A^2 == eye(n)\nclaim A*B == B",
    ]
  )
  func open(_ text: String) {
    #expect(verdicts(text).allSatisfy { $0 != .holds })
  }

  @Test("is said of a row as it is said of it alone, whatever rows stand before it under the same conditions")
  func rowsTogether() {
    let condition = "given H*u == l*u"
    let claims = [
      "claim H*H*u == l^2*u", "claim u'*H*u == l", "claim t*H*u == l*t*u", "claim v'*H*u == l*v'*u",
      "claim H*u == l^2*u", "claim 2*H*u == 2*l*u",
    ]
    let alone = claims.map { outcomes("\(condition)\n\($0)") }
    let together = outcomes(([condition] + claims).joined(separator: "\n"))
    #expect(alone.flatMap { $0 } == together)
  }

  /// The verdict of each claim with its evidence in words.
  private func outcomes(_ text: String) -> [String] {
    var session = Session()
    return session.run(cell: Self.declarations + text).outcomes.flatMap { outcome -> [String] in
      guard case .checked(let statement) = outcome else { return [] }
      return statement.lines.map { "\($0.verdict) \($0.evidence.map { "\($0)" } ?? "") \($0.message)" }
    }
  }

  @Test("holds by numbers alone, and says so")
  func evidence() {
    var session = Session()
    let text = Self.declarations + "given H*u == l*u\ngiven u'*u == 1\nclaim u'*H*u == l"
    let outcomes = session.run(cell: text).outcomes
    let evidence = outcomes.flatMap { outcome in
      if case .checked(let statement) = outcome {
        statement.lines.map(\.evidence?.kind)
      } else {
        [Evidence.Kind?]()
      }
    }
    #expect(evidence == [.numeric])
  }
}
