// The names of parts that stand twice: the author's where there is one, and an invented one stays where its lines are shown.
//
// A : matrix(m, n); b : vector(m); x : vector(n)
// r = A*x - b
// gradient normF(A*x - b)^2 + x'*x wrt x
// invented s for the author's r, and had 2(Aᵀ(Ax − b) + x) under lines in s.

import Findings
import Judging
import Testing

@testable import Answers

@Suite("Names of parts") struct NamesOfPartsTests {
  private func answer(_ cells: String...) throws -> Answer {
    var session = Session()
    var options = AnswerOptions()
    options.drawsFigures = false
    var last: Outcome?
    for cell in cells {
      let result = session.run(cell: cell, options: options)
      #expect(result.diagnostics.map(\.message) == [])
      last = result.outcomes.last
    }
    guard case .answer(let answer)? = last else { throw NoAnswer() }
    #expect(answer.verdict == .holds)
    return answer
  }

  private struct NoAnswer: Error {}

  private let declarations = "A : matrix(m, n)\nb : vector(m)\nx : vector(n)\n"

  @Test("are the author's where the author named the part, and need no word then")
  func authors() throws {
    let answer = try answer(declarations + "e = A*x - b", "gradient normF(A*x - b)^2 + x'*x wrt x")
    #expect(answer.helpers.isEmpty)
    #expect(answer.steps.first?.right.plain == "2*e : de + 2*x : dx")
    #expect(answer.value?.plain == "2*(A'*e + x)")
    #expect(answer.valueInHelpers == nil)
  }

  @Test("are invented where there is none; the value stands alone, and is shown in them")
  func invented() throws {
    let answer = try answer(declarations + "gradient normF(A*x - b)^2 + x'*x wrt x")
    #expect(answer.helpers.map(\.plain) == ["r = A*x - b"])
    #expect(answer.value?.plain == "2*(A'*(A*x - b) + x)")
    #expect(answer.valueInHelpers?.plain == "2*(A'*r + x)")
  }

  @Test("are not those of a name that is differentiated by itself")
  func variable() throws {
    let answer = try answer(declarations + "e = A*x - b", "gradient normF(A*x - b)^2 + e'*e wrt e")
    #expect(answer.value?.plain == "2*e" || answer.value?.plain == "4*e")
  }
}
