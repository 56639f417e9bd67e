// Every law of the simplifier holds, by the evaluator, which knows none of them; and every law has a place where it
// is tried.

import Expressions
import Functions
import Syntax
import Findings
import Testing
import Verification

@testable import Derivation

@Suite("Every law of the simplifier") struct LawTests {
  private static let laws = Law.own

  @Test("has a place where it is tried")
  func places() {
    #expect(LawBook.standard.unread == [])
  }

  @Test("holds", arguments: laws.map { ($0.pattern, $0.replacement) })
  func holds(_ pattern: String, _ replacement: String) throws {
    let law = try #require(LawTests.laws.first { $0.pattern == pattern })
    var scope = Scope(vocabulary: Catalogue.vocabulary)
    var declarations = law.variables.map { variable in
      let known = law.conditions.filter { $0.argument == variable.name }.flatMap(\.properties.names)
      return "\(variable.name) : matrix(\(variable.shape.rows), \(variable.shape.columns)) "
        + known.joined(separator: " ")
    }
    let named = law.variables.flatMap { $0.shape.rows.names + $0.shape.columns.names }
    for size in law.sizes + ["n", "m"] where !named.contains(size) {
      declarations.append("unused\(size) : vector(\(size))")
    }
    _ = scope.perform(cell: declarations.joined(separator: "\n"))
    let left = scope.lower(text: pattern)
    let right = scope.lower(text: replacement)
    #expect(scope.takeDiagnostics().map(\.message) == [])
    let verifier = Verifier(functions: FunctionTable(Catalogue.all))
    let equation = Equation(try #require(left), try #require(right))
    let outcome = verifier.check(equation, in: scope.graph, variables: [])
    #expect(outcome.verdict == .holds, "\(pattern) == \(replacement): \(outcome.reason ?? "")")
  }

  @Test("is applied to what it was written for", arguments: Law.all.map { ($0.pattern, $0.replacement) })
  func applied(_ pattern: String, _ replacement: String) throws {
    // Each pattern is an instance of itself: with names for its variables it must be found by its place.
    let law = try #require(Law.all.first { $0.pattern == pattern })
    guard law.conditions.isEmpty else { return }
    var graph = Graph(vocabulary: Catalogue.vocabulary)
    let book = RuleBook(Catalogue.all, vocabulary: Catalogue.vocabulary)
    var binding = RuleBook.Binding(expressions: [:])
    for (name, shape) in law.variables {
      let symbol = graph.declare(Symbol(name: name, shape: shape))
      binding.expressions[name] = graph.symbol(symbol)
      for size in [shape.rows, shape.columns] { if let name = size.name { binding.sizes[name] = size } }
    }
    for name in law.sizes where binding.sizes[name] == nil { binding.sizes[name] = Size(named: name) }
    let instance = try book.instance(law.pattern, binding, in: &graph)
    var used: [RuleReference] = []
    _ = KnownForms.rewrite(instance, &graph, naming: &used)
    #expect(!used.isEmpty, "\(pattern)")
  }
}
