import Diagnostics
import Expressions
import TestSupport
import Testing

@testable import Syntax

@Suite("An attempt on a scope") struct ScopeSpeculationTests {
  private func scope() -> Scope {
    var scope = Scope(vocabulary: TestVocabulary.all)
    _ = scope.perform(cell: "A : matrix(n, n)\nx : vector(n)\n")
    return scope
  }

  /// What anybody can see of a scope.
  private func state(_ scope: Scope) -> [String] {
    scope.names + scope.sizeNames + scope.diagnostics.map(\.message) + ["\(scope.graph.symbols.count)"]
  }

  @Test("that gives no value has done nothing, whatever it did")
  func rolledBack() {
    var scope = scope()
    let before = state(scope)
    let value = scope.attempt { trial -> Bool? in
      _ = trial.perform(cell: "B : matrix(m, m)\ny = A*x\nz = y*unknown\n")
      #expect(state(trial) != before)
      return nil
    }
    #expect(value == nil)
    #expect(state(scope) == before)
  }

  @Test("that gives a value is kept as if it had been done at once")
  func committed() {
    var tried = scope()
    var done = scope()
    let value = tried.attempt { trial -> Int? in
      _ = trial.perform(cell: "y = A*x\n")
      return 1
    }
    _ = done.perform(cell: "y = A*x\n")
    #expect(value == 1)
    #expect(state(tried) == state(done) && state(tried) != state(scope()))
  }

  @Test("that keeps expressions alone leaves every name as it was, and its value can be used")
  func expressions() throws {
    var scope = scope()
    let (names, sizes) = (scope.names, scope.sizeNames)
    let attempted = scope.attempt(keeping: .expressions) { trial -> ExpressionID? in
      _ = trial.perform(cell: "y = A*x\n")
      return trial.lower(text: "y'*y")
    }
    let value = try #require(attempted)
    #expect(scope.names == names && scope.sizeNames == sizes && scope.diagnostics.isEmpty)
    #expect(scope.graph.shape(value).isScalar)
  }

  @Test("to define a name fails without a trace where the body does not fit")
  func definition() throws {
    var scope = scope()
    let before = state(scope)
    let range = SourceRange(0, 1)
    let wrong = PlainParser.expression("x*A", in: scope.context).tree
    let isDefinedWrongly = scope.define(Statement.Name("y", range: range), as: wrong, range)
    #expect(!isDefinedWrongly)
    #expect(state(scope) == before)
    let right = PlainParser.expression("A*x", in: scope.context).tree
    let isDefined = scope.define(Statement.Name("y", range: range), as: right, range)
    #expect(isDefined)
    #expect(scope.symbol(named: "y") != nil)
  }
}
