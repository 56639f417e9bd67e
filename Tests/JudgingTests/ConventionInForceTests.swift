// A convention that a row needs is in force for the rest of its cell or display: of two rows that need unlike ones, one holds.

import Answers
import Findings
import Judging
import Testing

@Suite("A convention that an equality needs") struct ConventionInForceTests {
  private static let cell = """
    A, X : matrix(n, n)
    S : matrix(n, n) symmetric
    Q : matrix(m, n)
    x, y : vector(n)
    w : vector(m)
    f = logdet(X)
    g = w'*Q*x
    h = Q*x
    """

  @Test(
    "is in force for the rows after it",
    arguments: [
      [#"\nabla_S x^\top Sy = \tfrac12(xy^\top+yx^\top)"#, #"\nabla_S x^\top Sy = xy^\top"#],
      [#"\nabla_S x^\top Sy = xy^\top"#, #"\nabla_S x^\top Sy = xy^\top+yx^\top - (xy^\top)\odot I"#],
      [#"\nabla_X \operatorname{tr}(AX) = A^\top"#, #"\nabla_X \operatorname{tr}(AX) = A"#],
      [#"\nabla_X \operatorname{tr}(AX) = A"#, #"\nabla_X \operatorname{tr}(AX) = A^\top"#],
    ]
  )
  func rows(_ rows: [String]) throws {
    let lines = try SmallNotebook(Self.cell).lines(rows)
    #expect(lines.map(\.verdict) == [.holds, .refuted], "\(lines.map(\.message))")
    // Each by itself holds, in the convention that it needs.
    for row in rows { #expect(try SmallNotebook(Self.cell).line(row).verdict == .holds, "\(row)") }
  }

  @Test(
    "is in force for the answers after it",
    arguments: [
      ("f", "X", [#"X^{-\top}"#, "X^{-1}"]), ("g", "Q", [#"wx^\top"#, #"xw^\top"#]),
      ("h", "x", ["Q", #"Q^\top"#]),
    ]
  )
  func answers(_ subject: String, _ variable: String, _ rows: [String]) throws {
    let lines = try SmallNotebook(Self.cell).lines(rows, of: subject, varying: [variable])
    #expect(lines.map(\.verdict) == [.holds, .refuted], "\(lines.map(\.message))")
    #expect(lines[0].reading?.hasPrefix("claim ") == true)
  }

  @Test("is in force for the claims of its cell")
  func claims() {
    var session = Session()
    let result = session.run(
      cell: Self.cell + "\nclaim gradient tr(A*X) wrt X == A'\nclaim gradient tr(A*X) wrt X == A"
    )
    let verdicts = result.outcomes.compactMap { outcome -> Verdict? in
      if case .checked(let statement) = outcome { statement.verdict } else { nil }
    }
    #expect(verdicts == [.holds, .refuted])
  }

  @Test("and another display does not share is named once")
  func displays() {
    var session = Session()
    _ = session.run(cell: Self.cell)
    var said: [[String]] = []
    for row in [#"\nabla_X \operatorname{tr}(AX) = A^\top"#, #"\nabla_X \operatorname{tr}(AX) = A"#] {
      for _ in 0..<2 {
        let request = DisplayRequest(text: row, roles: [.check], subject: nil, variables: [], macros: "")
        said.append(session.run(display: request).diagnostics.map(\.code))
      }
    }
    #expect(said == [[], [], ["display.conventions-differ"], []])
  }
}
