// Assumptions and values at a place in the grammar of cells.

import Diagnostics
import Expressions
import Testing

@testable import Syntax

@Suite("An assumption") struct AssumptionTests {
  @Test(
    "is read with every relation",
    arguments: [
      ("given x'*x == 1", "=="), ("given det(A) != 0", "!="), ("given t ≠ 0", "!="), ("given t > 0", ">"),
      ("given t ≥ 0", ">="), ("given t >= 0", ">="), ("given 0 < t", "<"), ("given t <= 1", "<="),
      ("given gradient x'*A*x wrt x == 0", "=="), ("given A*x ==\n  y", "=="),
      ("given (A*x at x = y) == z", "=="),
    ]
  )
  func relations(_ text: String, _ relation: String) throws {
    var scope = notebook()
    let read = PlainParser.cell(text, in: scope.context)
    #expect(read.diagnostics.isEmpty)
    guard case .given(let assumption) = try #require(read.statements.first).kind, read.statements.count == 1
    else {
      Issue.record("read as \(read.statements)")
      return
    }
    #expect(assumption.relation.rawValue == relation)
    guard case .given(let lowered) = scope.perform(read.statements)[0] else {
      Issue.record("\(scope.diagnostics)")
      return
    }
    #expect(scope.graph.shape(lowered.left) == scope.graph.shape(lowered.right))
  }

  @Test(
    "that cannot be read says what is missing",
    arguments: [
      ("given t", "'==', '!=' or '>'"), ("given t = 1", "'=='"), ("given t > 0 > s", "the end of the line"),
      ("given", "a name"), ("claim t != 0", "'==' and what it is equal to"), ("given A == x", "shape"),
      ("given q == 1", "'q'"),
    ]
  )
  func mistakes(_ text: String, _ expected: String) {
    var scope = notebook()
    let lowered = scope.perform(cell: text)
    let found = scope.takeDiagnostics()
    #expect(found.contains { $0.severity == .error }, "\(lowered)")
    let words = found.flatMap { [$0.message, $0.code] + $0.hints }.joined(separator: "\n")
    #expect(words.contains(expected) || words.contains("definition"), "\(words)")
  }

  @Test("leaves a name 'given' to its author")
  func name() {
    var scope = notebook()
    let lowered = scope.perform(cell: "given = 2*t\nu1 = given*x")
    #expect(scope.takeDiagnostics().isEmpty, "\(lowered)")
  }
}

@Suite("A value at a place") struct EvaluatedFormulaTests {
  @Test(
    "is written in brackets",
    arguments: [
      ("(x'*A*x at x = y)", "y'*A*y"), ("2*(A*x at x = y + z)", "2*A*(y + z)"),
      ("(t*A*x at x = y, t = 3)", "3*A*y"), ("(x'*A*x at x = 0) + t", "t"),
      ("(t^2 at t = (s + 1 at s = t))", "(t + 1)^2"),
    ]
  )
  func meaning(_ text: String, _ expected: String) {
    var scope = notebook()
    let found = scope.lower(text: text)
    #expect(scope.takeDiagnostics().isEmpty)
    let value = scope.lower(text: expected)
    #expect(found != nil)
    #expect(found == value)
  }

  @Test("does not take the place of a question's own values, nor of a name 'at'")
  func others() {
    var scope = notebook()
    let lowered = scope.perform(cell: "evaluate (t^2 at t = s) at s = 2\nat : scalar\nr = (at*t)")
    #expect(scope.takeDiagnostics().isEmpty, "\(lowered)")
  }
}
