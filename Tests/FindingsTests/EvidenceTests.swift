@_spi(Granting) import Findings
import Testing

@Suite("Evidence") struct EvidenceTests {
  private func all(_ kinds: Evidence.Kind?...) -> Evidence? {
    kinds.map { $0.map { Evidence($0) } }.common
  }

  @Test("of all rows is 'proved' where every row is, and 'exact' where every row is at least that")
  func common() {
    #expect(all(.proved, .proved)?.kind == .proved)
    #expect(all(.proved, .exact, .proved)?.kind == .exact)
    #expect(all(.exact)?.kind == .exact)
  }

  @Test("of all rows is none where one row has less than exact evidence, or none, or there is no row")
  func weaker() {
    #expect(all() == nil)
    for kind in Evidence.Kind.allCases where !Evidence(kind).isExact {
      #expect(all(.proved, kind) == nil && all(kind, .exact) == nil, "\(kind)")
    }
    #expect(all(.proved, nil) == nil && all(nil) == nil)
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
