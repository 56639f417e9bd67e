// Formulas of the tests, written in the cell language.

import Expressions
import Functions
import Syntax
import Findings
import Testing
import Verification

/// Declarations and definitions, and questions about them.
struct Cell {
  var scope = Scope(vocabulary: Catalogue.vocabulary)
  var options = VerificationOptions()

  static let functions = FunctionTable { Catalogue[$0] }

  init(_ text: String) {
    _ = scope.perform(cell: text)
    let messages = scope.takeDiagnostics().filter { $0.severity == .error }.map(\.message)
    if !messages.isEmpty { Issue.record("the cell has errors: \(messages)") }
  }

  mutating func formula(_ text: String) throws -> ExpressionID {
    let id = scope.lower(text: text)
    let messages = scope.takeDiagnostics().map(\.message)
    return try #require(id, "\(text): \(messages)")
  }

  func symbol(_ name: String) throws -> SymbolID { try #require(scope.symbol(named: name)) }

  /// Whether `left == right` holds, the named variables moving.
  mutating func check(_ equation: String, varying: [String] = []) throws -> CheckOutcome {
    let sides = equation.split(separator: "==").map(String.init)
    let (left, right) = (try formula(sides[0]), try formula(sides[1]))
    let variables = Set(try varying.map(symbol))
    return Verifier(functions: Self.functions, options: options).check(
      Equation(left, right),
      in: scope.graph,
      variables: variables
    )
  }

  /// The report of a claimed derivative.
  mutating func report(
    _ kind: DerivativeKind,
    of function: String,
    wrt name: String,
    is claimed: String
  ) throws -> VerificationReport {
    let of = try formula(function)
    let claim = try formula(claimed)
    let variable = try formula(name)
    return Verifier(functions: Self.functions, options: options).check(
      DerivativeClaim(kind, of: of, wrt: variable, is: claim),
      in: scope.graph
    )
  }
}
