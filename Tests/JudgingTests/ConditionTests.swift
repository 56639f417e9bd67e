// What a row set to zero says of the next ones: it is granted, and they must be consequences.

import Diagnostics
import Findings
import Testing

@testable import Answers
import Judging

@Suite("After a condition") struct ConditionTests {
  private static let leastSquares = """
    X : matrix(n, m)
    y : vector(n)
    beta : vector(m)
    L = (y - X*beta)'*(y - X*beta)
    """

  private static func lines(_ cell: String, _ rows: [String], variables: [String] = []) -> [CheckedLine] {
    var session = Session()
    _ = session.run(cell: cell)
    let text = "\\begin{aligned}\n\(rows.joined(separator: " \\\\\n"))\n\\end{aligned}"
    let request = DisplayRequest(text: text, roles: [.check], subject: nil, variables: variables, macros: "")
    for case .checked(let statement) in session.run(display: request).outcomes { return statement.lines }
    return []
  }

  @Test(
    "a right consequence holds, by arithmetic",
    arguments: [
      #"-2X^Ty + 2X^TX\beta = 0"#, #"X^TX\beta = X^Ty"#, #"\beta = (X^TX)^{-1}X^Ty"#,
      #"\beta - (X^TX)^{-1}X^Ty = 0"#, #"X\beta = X(X^TX)^{-1}X^Ty"#, #"X^T(y - X\beta) = 0"#,
    ]
  )
  func consequence(_ row: String) {
    let lines = Self.lines(Self.leastSquares, [#"\frac{\partial L}{\partial\beta} = 0"#, row])
    #expect(lines.map(\.verdict) == [.definition, .holds])
    #expect(lines.last?.evidence != nil)
  }

  @Test(
    "a wrong one does not, whatever the condition is",
    arguments: [
      #"-2X^Ty + X^TX\beta = 0"#, #"X^TX\beta = 2X^Ty"#, #"\beta = X^Ty"#, #"\beta = -(X^TX)^{-1}X^Ty"#,
      #"X\beta = y"#, #"y - X\beta = 0"#,
    ]
  )
  func noConsequence(_ row: String) {
    let lines = Self.lines(Self.leastSquares, [#"\frac{\partial L}{\partial\beta} = 0"#, row])
    #expect(lines.first?.verdict == .definition)
    #expect(lines.last?.verdict == .refuted)
  }

  @Test("an eigenvector is not taken to be zero")
  func eigenvector() {
    let cell = "S : matrix(n, n) symmetric\nw : vector(n)\nlambda : scalar\nL = w'*S*w - lambda*w'*w"
    for row in [#"Sw = 2\lambda w"#, "Sw = 0", "w = 0"] {
      let lines = Self.lines(cell, [#"\frac{\partial L}{\partial w} = 0"#, row])
      #expect(lines.last?.verdict != .holds, "\(row)")
    }
    let lines = Self.lines(cell, [#"\frac{\partial L}{\partial w} = 0"#, #"Sw = \lambda w"#])
    #expect(lines.map(\.verdict) == [.definition, .holds])
  }

  @Test("the left side of an implication is granted to its right side alone")
  func implication() {
    let right = Self.lines(
      Self.leastSquares,
      [#"X^\top(X\beta - y) = 0 \implies \beta = (X^\top X)^{-1}X^\top y"#]
    )
    #expect(right.first?.verdict == .holds)
    let wrong = Self.lines(Self.leastSquares, [#"X^\top(X\beta - y) = 0 \implies \beta = X^\top y"#])
    #expect(wrong.first?.verdict == .refuted)
    // What looks like an identity may be meant as one: nothing rests on it.
    let slip = Self.lines("A, B : matrix(n, n)", [#"(A+B)^2 = A^2+2AB+B^2 \implies A^2 + B^2 = B^2 + A^2"#])
    #expect(slip.first?.verdict == .undecided)
    let premises = [
      #"A = B \implies A^\top = B^\top"#, #"A = B \implies BA = A^2"#, #"A = B \implies A = 2B"#,
      #"AB = AC \implies B = C"#, #"A^2 = I \implies A = I"#,
    ]
    let verdicts = premises.map { Self.lines("A, B, C : matrix(n, n)", [$0]).first?.verdict }
    #expect(verdicts[0...1] == [.holds, .holds])
    #expect(verdicts[2...].allSatisfy { $0 != .holds })
  }

  @Test("a display that only names things was not checked, and says so")
  func onlyNames() {
    var session = Session()
    _ = session.run(cell: Self.leastSquares)
    let result = session.run(
      display: DisplayRequest(
        text: "g = -2X^T(y - X\\beta)",
        roles: [.check],
        subject: nil,
        variables: [],
        macros: ""
      )
    )
    #expect(result.diagnostics.map(\.code) == ["display.nothing-checked"])
    guard case .checked(let statement)? = result.outcomes.first else { return }
    #expect(statement.verdict == .definition)
    #expect(!statement.isAsExpected)
  }
}
