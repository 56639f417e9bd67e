// A cell of declarations with one expression derived in it, as tests state them.

import Derivation
import Expressions
import Functions
import Syntax
import Findings
import Testing
import Verification

/// A scope with declarations, in which expressions are derived and lines are checked.
struct Worked {
  var scope: Scope

  init(_ declarations: String) throws {
    scope = Scope(vocabulary: Catalogue.vocabulary)
    _ = scope.perform(cell: declarations)
    let messages = scope.takeDiagnostics().map(\.message)
    try #require(messages.isEmpty, "\(messages)")
  }

  mutating func expression(_ text: String) throws -> ExpressionID {
    let id = scope.lower(text: text)
    let messages = scope.takeDiagnostics().map(\.message)
    try #require(messages.isEmpty, "\(text): \(messages)")
    return try #require(id, "\(text)")
  }

  /// What a derivation by one variable gives; the graph keeps what it has made.
  mutating func derive(
    _ variable: String,
    _ body: (inout Calculus, ExpressionID) throws -> Derivation
  ) throws -> Derivation {
    let symbol = try #require(scope.symbol(named: variable))
    let book = RuleBook(Catalogue.all, vocabulary: Catalogue.vocabulary)
    var calculus = Calculus(graph: scope.graph, book: book, variables: [symbol])
    let id = calculus.graph.symbol(symbol)
    let derivation = try body(&calculus, id)
    scope.graph = calculus.graph
    return derivation
  }

  /// Expects every line of a derivation to hold, by the evaluator.
  func expectLinesHold(_ derivation: Derivation, wrt variable: String, _ comment: String) throws {
    let symbol = try #require(scope.symbol(named: variable))
    var rows: [Equation] = []
    var left = derivation.of
    for step in derivation.steps {
      if let stated = step.left { left = stated }
      rows.append(Equation(left, step.right))
    }
    let verifier = Verifier(functions: FunctionTable(Catalogue.all))
    let outcomes = verifier.check(rows, in: scope.graph, variables: [symbol], free: [symbol])
    for (step, outcome) in zip(derivation.steps, outcomes) {
      let line = PlainPrinter.text(step.right, in: scope.graph)
      #expect(outcome.verdict == .holds, "\(comment): \(line): \(outcome.reason ?? "")")
    }
  }

  func text(_ id: ExpressionID) -> String { PlainPrinter.text(id, in: scope.graph) }
}
