// Derivatives that say less than they seem to: by names that an equation ties together, of what does not depend on them,
// at values where there is none, and limits that are no values.

import Findings
import Testing

@Suite("A derivative that says less than it seems to") struct TiedNameTests {
  private static let cell = """
    t, s : scalar
    x, y : vector(n)
    A, B, M : matrix(n, n)
    w[i] : scalar
    """

  private func verdict(_ given: String, _ row: String) throws -> Verdict {
    try SmallNotebook(Self.cell + "\n" + given).line(row).verdict
  }

  @Test(
    "is not decided by a name that determines another one",
    arguments: [
      ("given t == s", #"\frac{d}{dt}(ts)=2s"#), ("given t == s", #"\frac{d}{dt}(ts)=s"#),
      ("given x == y", #"\nabla_x x^\top y=2x"#),
      ("given A == B", #"\frac{\partial\operatorname{tr}(AB)}{\partial A}=2A^\top"#),
      ("", #"y=2x\implies\nabla_x\|y\|^2=0\cdot x"#),
    ]
  )
  func tied(_ given: String, _ row: String) throws { #expect(try verdict(given, row) == .undecided) }

  @Test("is not granted where both sides are zero because nothing depends on the name")
  func vacuous() throws {
    #expect(try verdict("", #"\frac{dM^{-1}}{dt}=-M^{-2}\frac{dM}{dt}"#) == .undecided)
    #expect(try verdict("", #"\frac{\partial y^\top y}{\partial x}=0"#) == .holds)
  }

  @Test("by a member of a family is not zero where a sum runs over it")
  func members() throws {
    let notebook = try SmallNotebook(Self.cell)
    #expect(notebook.verdict(ofCell: "claim gradient sum(i in 1..N, w[i]) wrt w[2] == 0") != .holds)
    #expect(notebook.verdict(ofCell: "claim gradient sum(i in 1..N, w[i]) wrt w[2] == 1") != .refuted)
  }

  @Test(
    "or a value is none where it divides by zero",
    arguments: [
      "((t^2 - 1)/(t - 1) at t = 1) == 0", "(t/t at t = 0) == 0", "(t*inv(t*M) at t = 0) == zeros(n, n)",
    ]
  )
  func divisions(_ claim: String) throws {
    #expect(try SmallNotebook(Self.cell).lines(ofCell: "claim " + claim).allSatisfy { !$0.isTicked })
  }

  @Test(
    "or a limit is no value where a function jumps, or where more factors follow",
    arguments: [
      #"\lim_{t\to0}\operatorname{sign}(t)=0"#, #"\lim_{t\to0}0^t=1"#, #"\lim_{t\to0}t\cdot\frac1t=0"#,
      #"\lim_{t\to0}|t|^{s}=0"#,
    ]
  )
  func limits(_ row: String) throws { #expect(try verdict("", row) != .holds) }

  @Test("of third order is unread, and the function itself is no answer") func orders() throws {
    #expect(try SmallNotebook("s : scalar\ng(s) = s^3").line("g'''(0) = 0").verdict == .unread)
    let notebook = try SmallNotebook(Self.cell)
    #expect(try notebook.line("t^2", of: "t^2", varying: ["t"]).verdict == .refuted)
    #expect(try notebook.line("2t", of: "t^2", varying: ["t"]).verdict == .holds)
  }

  @Test("or an equivalence is none where one side has no value for some data") func equivalences() throws {
    #expect(try verdict("", #"\sqrt t = s \iff t = s^2"#) != .holds)
    #expect(try verdict("", #"\log t = s \iff t = e^s"#) != .refuted)
  }
}
