// The examples of the manual are what users copy first: each is answered, and the answer holds.

import Answers
import Findings
import Functions
import Testing

@Suite("Every example of the manual") struct ManualExampleTests {
  private static let examples =
    Catalogue.all.map { ("\($0)", $0.example) } + Catalogue.operators.map { ("\($0)", $0.example) }

  @Test("is answered, and every line of the answer holds", arguments: examples)
  func holds(_ name: String, _ example: String) {
    var session = Session()
    let result = session.run(cell: example)
    #expect(result.diagnostics.map(\.message) == [])
    var answers = 0
    for case .answer(let answer) in result.outcomes {
      answers += 1
      #expect(answer.verdict == .holds, "\(answer.value?.plain ?? "no value")")
    }
    #expect(answers == 1)
  }
}
