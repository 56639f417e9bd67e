import Findings
import Testing

/// What a whole says of its rows, from worst to best: nothing of a later class hides one of an earlier.
private let classes: [[Verdict]] = [[.illTyped, .refuted], [.unread, .undecided], [.holds], [.definition]]

private func badness(_ verdict: Verdict) -> Int {
  classes.count - (classes.firstIndex { $0.contains(verdict) } ?? classes.count)
}

@Suite("Verdicts") struct VerdictTests {
  @Test("the classes of the order name every verdict once")
  func partition() {
    #expect(classes.joined().count == Verdict.allCases.count)
    #expect(Set(classes.joined()) == Set(Verdict.allCases))
  }

  @Test("the order is total: the worse of two is one of them, whichever comes first, and the same for three")
  func total() {
    for a in Verdict.allCases {
      #expect(a.worse(a) == a)
      for b in Verdict.allCases {
        #expect([a, b].contains(a.worse(b)))
        #expect(a.worse(b) == b.worse(a), "\(a), \(b)")
        for c in Verdict.allCases { #expect(a.worse(b).worse(c) == a.worse(b.worse(c)), "\(a), \(b), \(c)") }
      }
    }
  }

  @Test("a whole is as bad as its worst row")
  func worst() {
    for a in Verdict.allCases {
      for b in Verdict.allCases {
        for c in Verdict.allCases {
          let whole = [a, b, c].worst
          #expect([a, b, c].contains(whole))
          #expect(badness(whole) == max(badness(a), badness(b), badness(c)), "\(a), \(b), \(c): \(whole)")
        }
      }
    }
  }

  @Test("nothing was checked where there is no row, and definitions do not spoil a row that holds")
  func definitions() {
    #expect([Verdict]().worst == .definition)
    #expect([Verdict.definition, .definition].worst == .definition)
    #expect([Verdict.definition, .holds, .definition].worst == .holds)
  }
}

@Suite("Expectations") struct ExpectationTests {
  @Test("each is met by the verdict of its name, and by no verdict that says the opposite")
  func names() throws {
    for expectation in Findings.Expectation.allCases {
      let named = try #require(Verdict(rawValue: expectation.rawValue))
      #expect(expectation.isMet(by: named))
      let met = Verdict.allCases.filter { expectation.isMet(by: $0) }
      #expect(Set(met.map { $0 == .refuted || $0 == .illTyped }).count == 1, "\(expectation): \(met)")
    }
  }

  @Test("'refuted' is met by ill-typed too, and what is open meets neither it nor 'holds'")
  func refuted() {
    #expect(Findings.Expectation.refuted.isMet(by: .illTyped))
    for open in [Verdict.undecided, .unread] {
      #expect(!Findings.Expectation.holds.isMet(by: open) && !Findings.Expectation.refuted.isMet(by: open))
    }
  }
}
