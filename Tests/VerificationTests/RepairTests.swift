import Expressions
import Findings
import Testing
import Verification

@Suite("Repairs") struct RepairTests {
  static let declarations = """
    W, A, B : matrix(n, n)
    P : matrix(n, m)
    x, z : vector(n)
    y = (W^2)'*x
    phi = y'*y
    """

  @Test(
    "one slip in the gradient of a quartic form is mended",
    arguments: [
      ("2*(x*y'*W + W'*x*y')", EditKind.transpose), ("2*(y*x'*W' + W'*x*y')", .transpose),
      ("2*(x*y'*W' - W'*x*y')", .sign), ("x*y'*W' + W'*x*y'", .factor),
      ("2*(x*y'*W' + W'*z*y')", .variable), ("2*(x*y'*W' + x*y'*W')", .order),
    ]
  )
  func gradient(_ wrong: String, _ kind: EditKind) throws {
    var cell = Cell(Self.declarations)
    let target = try cell.formula("2*(x*y'*W' + W'*x*y')")
    let line = try cell.formula(wrong)
    let verifier = Verifier(functions: Cell.functions)
    var graph = cell.scope.graph
    let repairs = verifier.repairs(of: line, toEqual: target, in: &graph)
    #expect(repairs.contains { $0.kind == kind }, "\(wrong): \(repairs)")
    for repair in repairs {
      #expect(verifier.check(Equation(repair.expression, target), in: graph).verdict == .holds)
    }
  }

  @Test(
    "every candidate differs from the line and keeps its shape",
    arguments: [
      "W*A'*B*x", "tr(A*B)*P*P'", "kron(A, B')", "A .* B + 2*W^2", "A : (B*W)", "inv(A)*B", "softmax(A*x)",
      "basis(n, 1)*x'",
    ]
  )
  func candidates(_ text: String) throws {
    var cell = Cell(Self.declarations)
    let line = try cell.formula(text)
    var graph = cell.scope.graph
    // A target that nothing equals: all candidates are tried, none survives.
    let zero = graph.zeros(graph.shape(line))
    let repairs = Verifier(functions: Cell.functions).repairs(of: line, toEqual: zero, in: &graph)
    #expect(repairs.isEmpty)
    #expect(graph.checkInvariants())
  }

  @Test(
    "a missing assumption is found",
    arguments: [
      ("A' == A", ["A symmetric"]), ("A*B == B*A", ["A*B = B*A"]), ("A'*A == eye(n)", ["A orthogonal"]),
      ("x'*x == 1", ["x unit"]), ("det(A*B) == det(A) + det(B)", []), ("x'*A*x == 0", ["A skew"]),
    ]
  )
  func assumptions(_ equation: String, _ expected: [String]) throws {
    var cell = Cell(Self.declarations)
    let sides = equation.split(separator: "==").map(String.init)
    let pair = Equation(try cell.formula(sides[0]), try cell.formula(sides[1]))
    let found = Verifier(functions: Cell.functions).assumptions(for: pair, in: cell.scope.graph)
    if expected.isEmpty { #expect(found.isEmpty) }
    for text in expected { #expect(found.map(\.text).contains(text), "\(found.map(\.text))") }
  }
}
