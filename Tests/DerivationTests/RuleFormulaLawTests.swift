// Every formula of the catalogue against the evaluator, which knows the kernels and no formula: a wrong rule cannot
// vouch for itself.

import Expressions
import Foundation
import Functions
import Syntax
import Findings
import Testing
import Verification

@Suite("Every formula of the catalogue") struct RuleFormulaLawTests {
  @Test("gives the differential of its function", arguments: Catalogue.all)
  func differential(_ function: MatrixFunction) throws {
    var sheet = try Sheet(of: function)
    let call = sheet.call(sheet.names)
    switch function.differential {
    case .linear:
      // Linear in all arguments together.
      try sheet.expectEqual("d \(call)", sheet.call(sheet.names.map { "d\($0)" }))
    case .formula(let formula, _, _): try sheet.expectEqual("d \(call)", formula)
    case .elementwise(let derivative, _, _): try sheet.expectEqual("d \(call)", "(\(derivative)) .* dX")
    case .zero:
      if !sheet.names.isEmpty { try sheet.expectEqual("d \(call)", "0*\(call)") }
    case .none: break
    }
    if case .formula(let formula, _, _) = function.differentialWhereTied {
      try sheet.expectEqual("d \(call)", formula)
    }
  }

  @Test("gives the adjoint in each argument in which its function is linear", arguments: Catalogue.all)
  func adjoints(_ function: MatrixFunction) throws {
    for linear in function.linearArguments {
      var sheet = try Sheet(of: function, withValueNamed: "G", varying: [linear.argument])
      let moved = sheet.call(sheet.names.map { $0 == linear.argument ? "d\($0)" : $0 })
      try sheet.expectEqual("G : \(moved)", "(\(linear.adjoint)) : d\(linear.argument)")
    }
  }

  @Test("that is a condition can be read, and fits", arguments: Catalogue.all)
  func conditions(_ function: MatrixFunction) throws {
    for condition in function.conditions where condition.form != .words {
      var sheet = try Sheet(of: function)
      let sides = condition.relation.split(separator: #/ (?:!=|>=|<=|>|<) /#)
      try #require(sides.count == 2, "\(condition.relation)")
      for side in sides { _ = try sheet.lower(String(side)) }
    }
  }

  @Test("that shortens an expression equals it", arguments: Catalogue.all)
  func rewrites(_ function: MatrixFunction) throws {
    for rewrite in function.rewrites {
      var sheet = try Sheet(of: function, for: rewrite)
      try sheet.expectEqual(rewrite.pattern, rewrite.replacement)
    }
  }
}

@Suite("Every example of the manual") struct ExampleTests {
  private static let examples =
    Catalogue.all.map { ("\($0)", $0.example) } + Catalogue.operators.map { ("\($0)", $0.example) }

  @Test("reads without an error", arguments: examples)
  func reads(_ name: String, _ example: String) {
    var scope = Scope(vocabulary: Catalogue.vocabulary)
    let statements = scope.perform(cell: example)
    #expect(statements.count > 1)
    #expect(scope.takeDiagnostics().map(\.message) == [], "\(example)")
  }
}

/// A scope in which the arguments of a function are declared with the shapes of its signature.
private struct Sheet {
  let function: MatrixFunction
  let varying: [String]
  /// The names of the matrix arguments.
  let names: [String]
  var scope: Scope

  init(
    of function: MatrixFunction,
    withValueNamed value: String? = nil,
    varying: [String]? = nil,
    for rewrite: RewriteRule? = nil
  ) throws {
    self.function = function
    scope = Scope(vocabulary: Catalogue.vocabulary)
    var declarations: [String] = rewrite?.scalars.map { "\($0) : scalar" } ?? []
    var names: [String] = []
    for parameter in function.signature.parameters {
      guard case .matrix(let name, let rows, let columns) = parameter else { continue }
      let assumed = names.count < function.assumed.count ? function.assumed[names.count] : []
      let needed = rewrite?.conditions.filter { $0.argument == name }.map(\.properties) ?? []
      let properties = needed.reduce(assumed) { $0.union($1) }
      let attributes = properties.names.map { " \($0)" }.joined()
      declarations.append("\(name) : \(Shape(rows, columns))\(attributes)")
      names.append(name)
    }
    for case .size(let name) in function.signature.parameters where name != "i" {
      declarations.append("sized_\(name) : vector(\(name))")
    }
    self.names = names
    self.varying = varying ?? names
    if let value { declarations.append("\(value) : \(function.signature.result)") }
    _ = scope.perform(cell: declarations.joined(separator: "\n"))
    let messages = scope.takeDiagnostics().map(\.message)
    try #require(messages.isEmpty, "\(messages)")
  }

  /// The call of the function with the given texts for its matrices.
  func call(_ arguments: [String]) -> String {
    var arguments = arguments[...]
    let parts = function.signature.parameters.map { parameter in
      parameter.isMatrix ? arguments.popFirst() ?? "" : parameter.name
    }
    let name = function.name == "Diag" ? "diag" : function.name.text
    return "\(name)\(function.signature.isElementwise ? "." : "")(\(parts.joined(separator: ", ")))"
  }

  mutating func lower(_ text: String) throws -> ExpressionID {
    // A place is a number from 1 to a size, which a free size is not.
    let placed = text.replacing(#/\bi\b/#, with: "1")
    let expression = scope.lower(text: placed)
    let messages = scope.takeDiagnostics().map(\.message)
    try #require(messages.isEmpty, "\(placed): \(messages)")
    return try #require(expression, "\(placed)")
  }

  mutating func expectEqual(_ left: String, _ right: String) throws {
    let equation = Equation(try lower(left), try lower(right))
    #expect(scope.graph.shape(equation.left) == scope.graph.shape(equation.right), "\(left) == \(right)")
    let variables = Set(varying.compactMap { scope.symbol(named: $0) })
    let verifier = Verifier(functions: FunctionTable(Catalogue.all))
    let outcome = verifier.check(equation, in: scope.graph, variables: variables)
    #expect(outcome.verdict == .holds, "\(left) == \(right): \(outcome.reason ?? "")")
  }
}
