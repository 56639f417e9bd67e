// A derivation that the verifier refutes is a fault of the program, and is said to be one: nothing of it is shown.

import Derivation
import Diagnostics
import Expressions
import Functions
import Findings
import Judging
import Syntax
import Testing

@testable import Answers

@Suite("A derivation that fails its check") struct FaultyDerivationTests {
  @Test("is said to be a fault of the program, without a formula, LaTeX or code")
  func fault() throws {
    var session = Session()
    _ = session.run(cell: "x : vector(n)\nA : matrix(n, n)\n")
    guard let function = session.scope.lower(text: "x'*A*x"), let wrong = session.scope.lower(text: "2*A*x")
    else {
      Issue.record("the names of the cell are gone")
      return
    }
    let symbol = try #require(session.scope.symbol(named: "x"))
    let variable = session.scope.graph.symbol(symbol)
    let question = LoweredQuestion(
      kind: .gradient,
      of: function,
      ofName: nil,
      variables: [variable],
      along: [],
      bindings: [],
      range: SourceRange(0, 1)
    )
    var builder = AnswerBuilder(workspace: session.workspace, question: question, options: AnswerOptions())
    let left = builder.scope.graph.derivative(.gradient, of: function, wrt: variable)
    let rule = RuleReference("a rule that is wrong", .init("nowhere"))
    let derivation = Derivation(
      of: function,
      variable: variable,
      steps: [Step(left: left, right: wrong, rules: [rule])],
      result: wrong,
      helpers: [],
      conditions: []
    )
    let inquiry = builder.about(function, by: variable, varying: [symbol])
    let answer = builder.answer(.gradient, inquiry, derivation, AnswerOptions())
    #expect(answer.isFaulty)
    #expect(answer.verdict == .refuted)
    #expect(answer.value == nil)
    #expect(answer.steps.isEmpty && answer.code.isEmpty && answer.checks.isEmpty && answer.conditions.isEmpty)
    let problem = try #require(builder.workspace.diagnostics.last)
    #expect(problem.severity == .error)
    #expect(problem.code == "verification.refuted")
    #expect(problem.message.contains("a fault of the program"))
    #expect(problem.notes == ["line 1 of 1 is the first that does not hold"])
  }
}
