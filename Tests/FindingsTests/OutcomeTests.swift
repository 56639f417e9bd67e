import Diagnostics
import Findings
import Testing

@Suite("Outcomes") struct OutcomeTests {
  private let formula = Formula(plain: "x", latex: "x", unicode: "x")
  private let range = SourceRange(0, 1)

  private func statement(_ verdict: Verdict, expected: Findings.Expectation) -> Outcome {
    .checked(
      CheckedStatement(
        kind: .claim,
        label: nil,
        verdict: verdict,
        expected: expected,
        lines: [],
        range: range
      )
    )
  }

  @Test("an answer is as expected when it holds, whatever the verdict otherwise")
  func answers() {
    for verdict in Verdict.allCases {
      var answer = Answer(.gradient, of: formula, wrt: formula, left: formula, range: range)
      #expect(Outcome.answer(answer).standing != .asExpected)
      answer.verdict = verdict
      #expect((Outcome.answer(answer).standing == .asExpected) == (verdict == .holds), "\(verdict)")
    }
  }

  @Test("a statement is as expected when its verdict meets the expectation; names are, failures never")
  func others() {
    for verdict in Verdict.allCases {
      for expected in Findings.Expectation.allCases {
        #expect(
          (statement(verdict, expected: expected).standing == .asExpected) == expected.isMet(by: verdict)
        )
      }
    }
    #expect([Outcome.declaration(formula), .definition(formula)].standing == .asExpected)
    #expect(Outcome.failure(range).standing == .unexpected)
  }

  @Test("of a draft are open where nothing is known, and as ever elsewhere")
  func drafts() {
    for verdict in Verdict.allCases {
      for expected in Findings.Expectation.allCases {
        guard case .checked(var statement) = statement(verdict, expected: expected) else { continue }
        let standing = statement.standing
        #expect(standing != .openInDraft)
        statement.isDraft = true
        let isOpen = standing == .unexpected && [.undecided, .unread].contains(verdict)
        #expect(statement.standing == (isOpen ? .openInDraft : standing), "\(verdict), \(expected)")
        #expect(statement.isAsExpected == expected.isMet(by: verdict))
      }
      var answer = Answer(.gradient, of: formula, wrt: formula, left: formula, range: range)
      (answer.verdict, answer.isDraft) = (verdict, true)
      #expect((answer.standing == .asExpected) == (verdict == .holds))
      #expect((answer.standing == .openInDraft) == [.undecided, .unread].contains(verdict))
    }
  }

  @Test("stand as the worst of them")
  func whole() {
    let failed = Outcome.failure(range)
    let right = statement(.holds, expected: .holds)
    #expect([Outcome]().standing == .asExpected)
    #expect([right, .declaration(formula)].standing == .asExpected)
    #expect([right, failed, right].standing == .unexpected)
  }

  @Test("two answers that differ in anything printed differ")
  func equality() {
    let answer = Answer(.gradient, of: formula, wrt: formula, left: formula, range: range)
    let changes: [(inout Answer) -> Void] = [
      { $0.conditions = [Formula(plain: "a", latex: "a", unicode: "a")] }, { $0.shape = ["n"] },
      { $0.code = [CodeListing(language: .numpy, text: "")] }, { $0.layout = .numerator },
      { $0.method = .index }, { $0.helpers = [Formula(plain: "a", latex: "a", unicode: "a")] },
      { $0.figures.sizes = "n = 2" }, { $0.conventions = ["c"] },
    ]
    for change in changes {
      var other = answer
      change(&other)
      #expect(other != answer)
    }
  }
}
