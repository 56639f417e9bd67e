// The law of the printer: what it prints reads back to the very same expression.

import Expressions
import Testing

@testable import Syntax

@Suite("Printed expressions") struct PlainPrinterTests {
  @Test("read back to the same expression, over random graphs")
  func roundTrip() {
    var generator = SeededGenerator(seed: 7)
    for round in 0..<60 {
      var scope = notebook()
      var pool = RandomExpressions(scope: scope)
      for _ in 0..<120 { pool.grow(&generator) }
      scope.graph = pool.graph
      let known = scope.graph.nodes.count
      for expression in pool.all {
        let text = PlainPrinter.text(expression, in: scope.graph)
        // Shared parts make texts long; a few thousand bytes test all that there is to test.
        guard text.utf8.count < 4000 else { continue }
        let read = scope.lower(text: text)
        let again = read.map { PlainPrinter.text($0, in: scope.graph) } ?? "nothing"
        #expect(read == expression, "round \(round): \(text) became \(again)")
        #expect(scope.diagnostics.isEmpty, "\(text): \(scope.diagnostics.map(\.message))")
        scope.diagnostics = []
      }
      #expect(scope.graph.nodes.count >= known)
    }
  }

  @Test(
    "have the few brackets the grammar needs",
    arguments: [
      ("2*(x*y'*W' + W'*x*y')", "2*(x*y'*W' + W'*x*y')"),
      ("a[1]' * x - y'*x", "a[1]'*x - y'*x"),
      ("x / (1 + t)", "x/(1 + t)"),
      ("0.5 x' y", "1/2*x'*y"),
      ("x ./ y", "x ./ y"),
      ("1 ./ x", "1 ./ x"),
      ("X^-1", "inv(X)"),
      ("W^2'", "(W^2)'"),
      ("W'^2", "W'^2"),
      ("d X", "dX"),
      ("d (X*W)", "d(X*W)"),
      ("d W * W", "dW*W"),
      ("A : B + t", "A : B + t"),
      ("-(A + B)", "-(A + B)"),
      ("A - (B + C)", "A - (B + C)"),
      ("exp.(x) * exp(t)", "exp(t)*exp.(x)"),
      ("ones(n, m)' + zeros(m, n)", "ones(m, n)"),
      ("diag(x) + diag(diag(W))", "diag(x) + diag(diag(W))"),
      ("gradient x'*A*x wrt x", "gradient x'*A*x wrt x"),
      ("(gradient x'*A*x wrt x)' * y", "(gradient x'*A*x wrt x)'*y"),
      ("sum(i in 1..m, a[i]'*x*b[i])", "sum(i in 1..m, b[i]*a[i]'*x)"),
      ("X[1, 2] + x[3]", "X[1, 2] + x[3]"),
      ("[A, x; x', 1]", "[A, x; x', 1]"),
      ("t^2/2", "1/2*t^2"),
      ("1/t^2", "1/t^2"),
      ("2^k", "2^k"),
      ("(1/2)^k", "(1/2)^k"),
      ("X^(1/2)", "X^(1/2)"),
      ("X^k", "X^k"),
      ("e^t", "exp(t)"),
      ("pi*e", "pi*e"),
      ("kron(A, B)", "kron(A, B)"),
      ("x'*(A*y*z')", "x'*(A*y*z')"),
      ("x[2:n]'*y[2:n]", "x[2:n]'*y[2:n]"),
      ("X[1:2, :] + X[1:2, 1:n]", "X[1:2, :] + X[1:2, :]"),
      ("softmax(W', rows)'", "softmax(W, columns)"),
      ("max(W, columns)", "max(W, columns)"),
      ("where(t < 2, t, 1)", "where(2 - t > 0, t, 1)"),
      ("A ⊗ B * kron(C, W)", "kron(A, B)*kron(C, W)"),
    ]
  )
  func canonical(_ text: String, _ expected: String) throws {
    var scope = notebook()
    let lowered = scope.lower(text: text)
    let expression = try #require(lowered, "\(scope.diagnostics)")
    #expect(PlainPrinter.text(expression, in: scope.graph) == expected)
    let again = scope.lower(text: expected)
    #expect(again == expression)
  }

  @Test("of a graph that is exponentially large as a tree are cut, not computed")
  func bounded() throws {
    var scope = notebook()
    let start = scope.lower(text: "tanh.(x)")
    var expression = try #require(start)
    for _ in 0..<64 {
      let mapped = scope.graph.map("tanh", expression)
      expression = scope.graph.hadamard([scope.graph.map("exp", expression), mapped])
    }
    #expect(PlainPrinter.text(expression, in: scope.graph).utf8.count <= PlainPrinter.lengthBound + 20)
  }
}

/// A small generator of random numbers with a fixed seed.
struct SeededGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 | 1 }
  mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }
}

/// Expressions grown at random from the names of a scope, made by the constructors.
struct RandomExpressions {
  var graph: Graph
  var all: [ExpressionID] = []

  init(scope: Scope) {
    graph = scope.graph
    for name in ["A", "W", "S", "P", "x", "y", "b", "t", "s", "k"] {
      if let symbol = scope.symbol(named: name) { all.append(graph.symbol(symbol)) }
    }
    all += [graph.number(Rational(1, 2)), graph.number(-3), graph.number(2), graph.size("n")]
    all += [graph.identity("n"), graph.ones(.vector("n")), graph.constant(.pi)]
    if let family = scope.symbol(named: "a") {
      let one = graph.number(1)
      all.append(graph.member(family, at: one))
    }
  }

  private func pick(_ generator: inout SeededGenerator, where condition: (Shape) -> Bool = { _ in true })
    -> ExpressionID
  {
    let fitting = all.filter { condition(graph.shape($0)) }
    return fitting[generator.below(fitting.count)]
  }

  mutating func grow(_ generator: inout SeededGenerator) {
    let a = pick(&generator)
    let shape = graph.shape(a)
    let same = pick(&generator) { $0 == shape }
    let result: ExpressionID?
    switch generator.below(22) {
    case 0, 1: result = graph.sum([a, same])
    case 2: result = graph.difference(a, same)
    case 3, 4, 5:
      let fitting = all.filter { graph.shape($0).isScalar || graph.shape($0).rows == shape.columns }
      result =
        shape.isScalar || !fitting.isEmpty
        ? graph.product([a, shape.isScalar ? pick(&generator) : fitting[generator.below(fitting.count)]])
        : nil
    case 6: result = graph.transpose(a)
    case 7: result = shape.isSquare && !graph.isZero(a) ? graph.inverse(a) : nil
    case 8:
      let exponent = [2, 3, -2][generator.below(3)]
      result = shape.isSquare && !graph.isZero(a) ? graph.power(a, exponent) : nil
    case 9: result = graph.hadamard([a, same])
    case 10:
      let exponent = graph.number([Rational(2), -1, -2, Rational(1, 2)][generator.below(4)])
      result = shape.isScalar || graph.isZero(a) ? nil : graph.hadamardPower(a, exponent)
    case 11: result = shape.isScalar ? nil : graph.frobenius(a, same)
    case 12: result = shape.isScalar ? nil : graph.kronecker(a, pick(&generator) { !$0.isScalar })
    case 13: result = graph.map(["exp", "sin", "tanh"][generator.below(3)], a)
    case 14: result = shape.isSquare && !shape.isScalar ? try? graph.apply("tr", [a]) : nil
    case 15: result = graph.differential(a)
    case 16:
      let one = graph.number(1)
      let two = graph.number(2)
      result =
        shape.isScalar
        ? nil : graph.entry(a, row: shape.rows.isOne ? one : two, column: shape.columns.isOne ? one : two)
    case 17:
      let scalar = pick(&generator) { $0.isScalar }
      result = graph.isZero(scalar) ? nil : graph.quotient(a, by: scalar)
    case 18:
      result = selection(of: shape.rows, &generator).map { graph.product([$0, a]) }
    case 19:
      result = selection(of: shape.columns, &generator).map { graph.product([a, graph.transpose($0)]) }
    case 20:
      let function: FunctionName = ["rowsoftmax", "rowlogsumexp", "rowmax"][generator.below(3)]
      result = shape.isScalar ? nil : try? graph.apply(function, [a])
    default:
      let variable = graph.symbols.indices.contains(3) ? pick(&generator) { _ in true } : a
      if case .symbol = graph[variable] {
        result = graph.derivative(shape.isScalar ? .gradient : .jacobian, of: a, wrt: variable)
      } else {
        result = nil
      }
    }
    if let result, shapeIsSmall(graph.shape(result)) { all.append(result) }
  }

  /// Rows of an identity.
  private mutating func selection(of size: Size, _ generator: inout SeededGenerator) -> ExpressionID? {
    guard size.constant == nil else { return nil }
    let first = graph.number(Rational(1 + generator.below(2)))
    // The rows from the first to the last are all of them, which no selection is made for.
    let isToTheEnd = graph.number(first)?.isOne == false && generator.below(2) == 0
    let last = isToTheEnd ? graph.size(size) : graph.number(3)
    let whole = graph.size(size)
    return try? graph.apply("selection", [whole, first, last])
  }

  /// Sizes stay small polynomials.
  private func shapeIsSmall(_ shape: Shape) -> Bool {
    shape.rows.terms.allSatisfy { $0.names.count <= 3 }
      && shape.columns.terms.allSatisfy { $0.names.count <= 3 }
  }
}
