import Diagnostics
@_spi(Granting) import Findings
import Testing

@Suite("Evidence") struct EvidenceTests {
  private func all(_ kinds: Evidence.Kind?...) -> Evidence.Kind? {
    kinds.map { $0.map { Evidence($0) } }.weakest?.kind
  }

  @Test("of all rows is that of the weakest, and none where one row has none, or there is no row")
  func weakest() {
    #expect(all() == nil && all(.proved, nil) == nil && all(nil) == nil)
    let kinds = Evidence.Kind.allCases
    for (i, a) in kinds.enumerated() {
      #expect(all(a) == a && all(a, a) == a)
      for (j, b) in kinds.enumerated() { #expect(all(a, b, .proved) == kinds[max(i, j)]) }
    }
  }

  @Test("of checks is the strongest of those that found both sides equal")
  func strongest() {
    let checks = [Evidence.Kind.enclosed, .exact, .numeric].map {
      Check(
        $0,
        method: "m",
        points: 1,
        at: .everywhere,
        bound: "",
        result: $0 == .exact ? .inconclusive : .equal
      )
    }
    #expect(checks.strongest?.kind == .enclosed)
    #expect([Check]().strongest == nil)
  }
}

@Suite("The line of evidence") struct EvidenceSummaryTests {
  private func check(_ kind: Evidence.Kind, _ sizes: [Int], digits: Int? = nil) -> Check {
    Check(
      kind,
      method: "m",
      points: sizes.count,
      at: kind == .proved ? .everywhere : .sizes(sizes.map { SizeInstance([.init(name: "n", value: $0)]) }),
      bound: "",
      result: .equal,
      digits: digits
    )
  }

  private func answer(_ checks: [Check], slope: String = "") -> Answer {
    let formula = Formula(plain: "f", latex: "f", unicode: "f")
    var answer = Answer(.gradient, of: formula, wrt: formula, left: formula, range: SourceRange(0, 1))
    answer.verdict = .holds
    answer.checks = checks
    answer.figures.slopeWith = slope
    return answer
  }

  @Test("names every kind once, the strongest first, counts each size once, and ends in the slope")
  func parts() {
    let checks = [
      check(.numeric, [2]), check(.enclosed, [3], digits: 50), check(.exact, [2, 3, 3, 4]),
      check(.exact, [5]),
      check(.proved, []),
    ]
    #expect(
      EvidenceSummary(answer(checks, slope: "2.00")).text == "proved; exact at 4 sizes; 50 digits; slope 2.00"
    )
    #expect(EvidenceSummary(answer([check(.exact, [2])])).text == "exact at 1 size")
    #expect(EvidenceSummary(answer([], slope: "exact: the function is affine")).text == "affine")
    #expect(EvidenceSummary(answer([])).text.isEmpty)
  }

  @Test("says first what speaks against a result")
  func contradiction() {
    let against = Check(.refuted, method: "m", points: 1, at: .everywhere, bound: "", result: .different)
    let summary = EvidenceSummary(answer([check(.exact, [2]), against]))
    #expect(summary.hasContradiction && summary.text.hasPrefix("refuted; "))
    #expect(!EvidenceSummary(answer([check(.exact, [2])])).hasContradiction)
  }
}

@Suite("The evidence of a chain") struct ChainEvidenceTests {
  @Test("is that of its weakest part, in whatever order they come")
  func weakest() {
    let all = Evidence.Kind.allCases
    for (i, a) in all.enumerated() {
      #expect(Evidence(a).weaker(nil) == Evidence(a))
      for (j, b) in all.enumerated() {
        #expect(Evidence(a).weaker(Evidence(b)) == Evidence(all[max(i, j)]))
      }
    }
  }
}

@Suite("Checks") struct CheckTests {
  private func place(_ values: [Int]) -> Check.Place {
    .sizes(values.map { SizeInstance(["n": $0, "m": 2], ["n", "m", "k"]) })
  }

  @Test("name each size once, in the order met, and no more than four")
  func sizes() {
    #expect(place([3, 2, 3]).description == "n = 3, m = 2; n = 2, m = 2")
    #expect(place([]).description == "")
    let many = place([1, 2, 3, 4, 5]).description
    #expect(many.hasSuffix("; …") && !many.contains("n = 5") && many.contains("n = 4"))
    #expect(!place([1, 2, 3, 4]).description.contains("…"))
  }

  @Test("at no size in particular say so")
  func words() {
    #expect(Check.Place.everywhere.description == "all sizes")
    #expect(Check.Place.givenValues.description == "the given values")
  }
}
