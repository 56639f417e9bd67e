// Long notebooks cost what they have: a cell does not pay for the cells before it.

import Testing

@testable import Answers

@Suite("Long notebooks") struct LinearGrowthTests {
  /// Each cell copied all names of the notebook, and each statement made a set of them: 10,000 cells took minutes.
  @Test("run 20,000 declarations, definitions and cells", .timeLimit(.minutes(2)))
  func cells() {
    var session = Session()
    let declarations = (0..<10_000).map { "a_\($0) : vector(n)" }.joined(separator: "\n")
    #expect(session.run(cell: declarations).diagnostics.isEmpty)
    #expect(session.run(cell: "x : vector(n)").diagnostics.isEmpty)
    for place in 0..<20_000 {
      #expect(session.run(cell: "b_\(place) = \(place + 2)*x").diagnostics.isEmpty)
    }
  }
}
