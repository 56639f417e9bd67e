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
      #expect(!Outcome.answer(answer).isAsExpected)
      answer.verdict = verdict
      #expect(Outcome.answer(answer).isAsExpected == (verdict == .holds), "\(verdict)")
    }
  }

  @Test("a statement is as expected when its verdict meets the expectation; names are, failures never")
  func others() {
    for verdict in Verdict.allCases {
      for expected in Findings.Expectation.allCases {
        #expect(statement(verdict, expected: expected).isAsExpected == expected.isMet(by: verdict))
      }
    }
    #expect(Outcome.declaration(formula).isAsExpected && Outcome.definition(formula).isAsExpected)
    #expect(!Outcome.failure(range).isAsExpected)
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
