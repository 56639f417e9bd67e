// The equations that describe the operators hold: they are what the manual prints.

import Expressions
import Functions
import Syntax
import Findings
import Testing
import Verification

@Suite("Every operator") struct OperatorLawTests {
  @Test("has the differential that its description says", arguments: Catalogue.operators)
  func differential(_ operation: OperatorDescription) throws {
    try expectHolds(operation.differential, operation)
  }

  @Test("moves across the Frobenius product as its description says", arguments: Catalogue.operators)
  func adjoint(_ operation: OperatorDescription) throws {
    for law in operation.adjoint?.laws ?? [] { try expectHolds(law, operation) }
  }

  private func expectHolds(_ law: String, _ operation: OperatorDescription) throws {
    var scope = Scope(vocabulary: Catalogue.vocabulary)
    // The shape rule declares the operands, `(A: n×k)`, and after its arrow the shape of the value.
    var declarations = ["N : matrix(n, m)"]
    var operands: [String] = []
    for match in operation.shapeRule.matches(of: #/(\w): (\w+)(?:×(\w+))?/#) {
      let (_, name, rows, columns) = match.output
      declarations.append(columns.map { "\(name) : matrix(\(rows), \($0))" } ?? "\(name) : \(rows)")
      operands.append(String(name))
    }
    let result = try #require(operation.shapeRule.split(separator: " -> ").last).split(separator: "×")
    declarations.append(result.count == 2 ? "G : matrix(\(result[0]), \(result[1]))" : "G : scalar")
    _ = scope.perform(cell: declarations.joined(separator: "\n"))
    #expect(scope.takeDiagnostics().map(\.message) == [])

    // Places and the exponent of a matrix are numbers.
    let concrete =
      law.replacing(#/\[i, j\]/#, with: "[1, 2]").replacing("basis(n, i)", with: "basis(n, 1)")
      .replacing("basis(m, j)", with: "basis(m, 2)")
      .replacing("in 1..k", with: "in 1..3").replacing("A^k", with: "A^3")
      .replacing("A^(k - i)", with: "A^(3 - i)")
    let sides = concrete.split(separator: " = ").map { scope.lower(text: String($0)) }
    #expect(scope.takeDiagnostics().map(\.message) == [], "\(concrete)")
    try #require(sides.count == 2)
    let equation = Equation(try #require(sides[0]), try #require(sides[1]))
    let variables = Set(operands.filter { $0 != "k" }.compactMap { scope.symbol(named: $0) })
    let verifier = Verifier(functions: FunctionTable(Catalogue.all))
    let outcome = verifier.check(equation, in: scope.graph, variables: variables)
    #expect(outcome.verdict == .holds, "\(concrete): \(outcome.reason ?? "")")
  }
}
