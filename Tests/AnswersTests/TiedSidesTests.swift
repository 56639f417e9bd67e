// Where the two sides of a minimum are equal on an open set there is no kink: the derivative there is that of either side.
//
// r, A, eps : scalar
// gradient min(r*A, clip(r, 1 - eps, 1 + eps)*A) wrt r
// was 0 for 1 − ε < r < 1 + ε, where the value is rA.

import Findings
import Judging
import Testing

@testable import Answers

@Suite("Sides that coincide") struct TiedSidesTests {
  private func answer(_ cell: String) throws -> Answer {
    var session = Session()
    var options = AnswerOptions()
    options.drawsFigures = false
    guard case .answer(let answer)? = session.run(cell: cell, options: options).outcomes.last else {
      throw Missing()
    }
    return answer
  }

  private struct Missing: Error {}

  @Test(
    "have one derivative where they do and where they do not",
    arguments: [
      // Inside the range both sides are rA; outside the smaller one rules.
      ("r", "r = 1, A = 3, eps = 1/5", "3"), ("r", "r = 11/10, A = -3, eps = 1/5", "-3"),
      ("r", "r = 2, A = 3, eps = 1/5", "0"), ("r", "r = 2, A = -3, eps = 1/5", "-3"),
      ("r", "r = 1/2, A = 3, eps = 1/5", "3"), ("r", "r = 1/2, A = -3, eps = 1/5", "0"),
      ("A", "r = 1, A = 3, eps = 1/5", "1"), ("A", "r = 2, A = 3, eps = 1/5", "6/5"),
      ("A", "r = 2, A = -3, eps = 1/5", "2"), ("eps", "r = 1, A = 3, eps = 1/5", "0"),
      ("eps", "r = 2, A = 3, eps = 1/5", "3"), ("eps", "r = 1/2, A = -3, eps = 1/5", "3"),
    ]
  )
  func clippedRatio(_ variable: String, _ point: String, _ slope: String) throws {
    let names = "r, A, eps : scalar\n"
    let gradient = try answer(
      names + "gradient min(r*A, clip(r, 1 - eps, 1 + eps)*A) wrt \(variable)"
    )
    #expect(gradient.verdict == .holds)
    let value = try answer(names + "evaluate \(try #require(gradient.value).plain) at \(point)")
    #expect(value.value?.plain == slope)
  }

  @Test("are no kink in the conditions")
  func conditions() throws {
    let found = try answer(
      "r, A : scalar\ngradient min(r*A, clip(r, 0, 1)*A) wrt r"
    )
    #expect(found.conditions.map(\.plain) == ["r != 0", "max(r, 0) != 1", "r*A != 0", "r*A != A"])
  }

  @Test("are looked for entry by entry and through names")
  func entries() throws {
    let cell = "x, y : vector(n)\nc = min(x, y)\nL = sum(max(x, c))\n"
    let gradient = try answer(cell + "gradient L wrt x")
    // max(x, min(x, y)) is x.
    let value = try answer(
      cell + "evaluate \(try #require(gradient.value).plain) at x = [2; 3], y = [1; 4]"
    )
    #expect(value.value?.plain == "[1; 1]")
  }

  @Test("leave the plain rule where they cannot")
  func plain() throws {
    let found = try answer("x, y : vector(n)\ngradient sum(min(2*x, x - y)) wrt x")
    #expect(found.steps.flatMap(\.rules).contains { $0.name == "minimum" })
    #expect(found.conditions.map(\.plain) == ["2*x != x - y"])
  }

  @Test("and a kink beside a constant is named, whichever side it stands on")
  func constants() throws {
    for text in ["max(x, c)", "max(c, x)", "min(c, x)"] {
      #expect(try answer("x, c : scalar\ngradient \(text) wrt x").conditions.map(\.plain) == ["x != c"])
    }
  }
}
