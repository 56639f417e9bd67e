// Notations that are known and not read: unread with the reason, never a formula and never wrong.

import Syntax
import Testing

@testable import LaTeX

@Suite("A notation that is not read") struct UnreadNotationTests {
  private func problems(_ row: String) -> [String] {
    let scope = LaTeXTestScope.scope()
    return LaTeXReader(scope: scope).rows(of: row).flatMap(\.diagnostics).map(\.message)
  }

  @Test("says why", arguments: UnreadNotation.allCases)
  func reason(_ notation: UnreadNotation) {
    #expect(problems(notation.example).contains(notation.reason))
  }

  @Test(
    "is found in its other spellings",
    arguments: [
      (#"\operatorname{Var}(x) = t"#, UnreadNotation.expectation), (#"\mathrm{Cov}(x, y) = A"#, .expectation),
      (#"\mathbb{E}\,x = u"#, .expectation), (#"\mathrm{Pr}(x) = t"#, .probability), (#"X = \mp A"#, .sign),
      (#"x_i \sim u"#, .distribution), (#"t = s + \ldots"#, .dots), (#"\Pr(x) = t"#, .probability),
    ]
  )
  func spellings(row: String, notation: UnreadNotation) {
    #expect(problems(row).contains(notation.reason))
  }

  @Test("does not take the name of what is declared") func declared() {
    var scope = LaTeXTestScope.scope("E : matrix(n, n)")
    let reader = LaTeXReader(scope: scope)
    #expect(reader.rows(of: #"\mathbb E x = y"#).flatMap(\.diagnostics).isEmpty)
    scope.diagnostics = []
  }

  @Test("is no approximation: a row with '\\sim' is never judged as one") func similar() {
    let rows = LaTeXReader(scope: LaTeXTestScope.scope()).rows(of: #"A \sim A"#)
    guard case .unreadable? = rows.first?.statements.first?.kind else {
      Issue.record("read as a relation")
      return
    }
  }
}
