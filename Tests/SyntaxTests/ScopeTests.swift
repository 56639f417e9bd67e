// From syntax to expressions: shapes, names, and what is said when they do not fit.

import Diagnostics
import Expressions
import TestSupport
import Testing

@testable import Syntax

@Suite("Names and shapes") struct ScopeTests {
  /// The last definition's expression of a cell, as text, with what was said about the cell.
  private func last(_ text: String) -> (value: String, shape: String, codes: [String]) {
    var scope = Scope(vocabulary: TestVocabulary.all)
    let results = scope.perform(cell: TestNotebook.declarations + text)
    var value = ""
    var shape = ""
    if case .definition(let symbol)? = results.last, let expression = scope.graph.definition(of: symbol) {
      value = PlainPrinter.text(expression, in: scope.graph)
      shape = scope.graph.shape(expression).description
    }
    return (value, shape, scope.diagnostics.map(\.code))
  }

  @Test(
    "give every form its shape",
    arguments: [
      ("r = A*x + b[1]*y", "A*x + b[1]*y", "vector(n)"), ("r = x'*A*y", "x'*A*y", "scalar"),
      ("r = P*b", "P*b", "vector(n)"), ("r = A - I", "A - eye(n)", "matrix(n, n)"),
      ("r = (I + 2*I)*A", "3*A", "matrix(n, n)"), ("r = inv(A + t*I)", "inv(A + t*eye(n))", "matrix(n, n)"),
      ("r = A .+ 1", "A + ones(n, n)", "matrix(n, n)"),
      ("r = 1 ./ (1 .+ exp.(-x))", "1 ./ (ones(n) + exp.(-x))", "vector(n)"),
      ("r = x ./ t", "x/t", "vector(n)"), ("r = t .* x", "t*x", "vector(n)"), ("r = n/2", "1/2*n", "scalar"),
      ("r = eye(n*m)", "eye(m*n)", "matrix(m*n, m*n)"),
      ("r = commutation(n, m)", "commutation(n, m)", "matrix(m*n, m*n)"),
      ("r = [A, 0; 0, t]", "[A, zeros(n); zeros(1, n), t]", "matrix(n + 1, n + 1)"),
      ("r = [1, 2; 3, 4]", "[1, 2; 3, 4]", "matrix(2, 2)"),
      ("r = sum(i in 1..n, y[i]*x[i])", "sum(i in 1..n, y[i]*x[i])", "scalar"),
      ("r = sum(i in 1..k2, a[i]*a[i]')", "sum(i in 1..k2, a[i]*a[i]')", "matrix(n, n)"),
      ("r = sum(i in 1..n, basis(n, i)*y[i])", "sum(i in 1..n, y[i]*basis(n, i))", "vector(n)"),
      ("f(z) = z'*A*z\nr = f(x + y)", "(x + y)'*A*(x + y)", "scalar"),
      ("sq(w1) = w1^2\nr = sq(sq(t))", "t^4", "scalar"),
      ("g(x) = x'*x\nh(x) = g(2*x) + t\nr = h(y)", "2*(2*y)'*y + t", "scalar"),
      ("e = y - A*x\nr = e'*e", "e'*e", "scalar"), ("r = e^(t)", "exp(t)", "scalar"),
      ("d : scalar\nr = d*x", "d*x", "vector(n)"),
    ]
  )
  func shapes(_ text: String, _ value: String, _ shape: String) {
    let result = last(text)
    #expect(result.codes.isEmpty)
    #expect(result.value == value)
    #expect(result.shape == shape)
  }

  @Test("an index is declared with its range, is no variable, and must fit where it stands")
  func declaredIndices() {
    #expect(last("h : index(n)\nr = A[h, 1] + A[1, h]").codes.isEmpty)
    #expect(last("h : index(n)\nr = A[h, 1] + A[1, h]").value == "A[h, 1] + A[1, h]")
    #expect(last("h : index(n)\nr = sum(h in 1..n, A[h, h])").value == "sum(h in 1..n, A[h, h])")
    #expect(!last("h : index(n)\nr = P[1, h]").codes.isEmpty)
    #expect(!last("h : index(n)\nh = 2").codes.isEmpty)
    #expect(!last("h : index(0)\nr = 1").codes.isEmpty)
  }

  @Test(
    "say what does not fit, where, and how to mend it",
    arguments: [
      ("r = A + P", "shape.sum", "A + P", nil),
      ("r = P + P'", "shape.sum", "P + P'", "transpose one side: 'P'"),
      ("r = A + 1", "shape.sum", "A + 1", "'eye(n)' is the identity"),
      ("r = 1 + exp.(x)", "shape.sum", "1 + exp.(x)", "'ones(n)' is the matrix of ones"),
      ("r = x*y", "shape.product", "x*y", "`x'*y` multiplies a matrix(1, n) by a vector(n)"),
      ("r = P*A", "shape.product", "P*A", "`P'*A` multiplies a matrix(m, n) by a matrix(n, n)"),
      ("r = exp(A)", "shape.elementwise", "exp(A)", "'expm(A)' is the function of the matrix"),
      ("r = exp(x)", "shape.elementwise", "exp(x)", "'exp.(x)' applies it to every entry"),
      ("r = A/B", "shape.division", "A/B", "multiply by 'inv(B)' on the left or on the right"),
      ("r = x^2", "shape.power", "x^2", "'.^' raises entry by entry"),
      ("r = inv(P)", "shape.inverse", "P", "'pinv(P)' is the pseudoinverse"),
      ("r = A : P", "shape.frobenius", "A : P", nil), ("r = x .* b", "shape.entrywise", "x .* b", nil),
      ("r = tr(P)", "shape.argument", "P", nil), ("r = A^1000", "bound.exponent", "A^1000", nil),
      ("r = t^1000000000", "bound.exponent", "t^1000000000", nil), ("r = t/0", "value.zero", "t/0", nil),
      ("r = I", "shape.identity", "I", "write 'eye(n)'"), ("r = I + t", "shape.identity", "I + t", nil),
      ("r = [1, 2; 3]", "shape.literal", "3", nil), ("r = [A, P; b, x]", "shape.block", "b", nil),
      ("r = A[1]", "shape.index", "A[1]", nil), ("r = x[0]", "shape.index", "0", nil),
      ("r = sum(i in 1..m, x[i])", "shape.index", "i", nil),
      ("r = a'*x", "scope.family", "a", nil), ("r = Sigm*x", "scope.undeclared", "Sigm", nil),
      ("r = trr(A)", "scope.function", "trr", "did you mean 'tr'?"),
      ("r = tr(A, B)", "scope.arguments", "tr(A, B)", nil),
      ("r = A*T", "scope.undeclared", "T", "a transpose is written with a prime: X'"),
      ("gradient A*x wrt x", "shape.gradient", "A*x", "ask for the Jacobian: 'jacobian … wrt x'"),
      ("directional t*x'*y wrt x along b", "shape.direction", "b", nil),
      ("evaluate A + B at A = [1, 2; 3, 4], B = [1]", "size.conflict", "B = [1]", nil),
      ("U : matrix(n, m) symmetric", "shape.attribute", "symmetric", nil),
      ("U : matrix(n, 0)", "size.positive", "0", nil),
      ("A : matrix(m, m)", "scope.taken", "A", nil), ("n = t", "scope.taken", "n", nil),
      ("r = r + 1", "scope.cycle", "r", nil), ("r = w1\nw1 = r", "scope.cycle", "w1", nil),
      ("r = q1\nq1 = t", "scope.order", "q1", nil), ("f(w1) = w1'*w1\nr = f", "scope.parameter", "f", nil),
      ("f(w1) = f(w1)\nr = f(t)", "scope.cycle", "f(w1)", nil),
      ("f(x, x) = x'*x", "scope.parameter", "x", nil),
    ] as [(String, String, String, String?)]
  )
  func diagnostics(_ text: String, _ code: String, _ place: String, _ hint: String?) throws {
    var scope = Scope(vocabulary: TestVocabulary.all)
    let whole = TestNotebook.declarations + text
    _ = scope.perform(cell: whole)
    let first = try #require(scope.diagnostics.first { $0.severity == .error })
    #expect(first.code == code, "\(first.message)")
    let range = try #require(first.range)
    let found = String(
      decoding: whole.utf8.dropFirst(range.start).prefix(range.end - range.start),
      as: UTF8.self
    )
    #expect(found == place)
    if let hint { #expect(first.hints.contains { $0.hasPrefix(hint) }, "\(first.hints)") }
  }

  @Test("name both shapes and where the sizes come from")
  func notes() throws {
    var scope = Scope(vocabulary: TestVocabulary.all)
    _ = scope.perform(cell: "A : matrix(n, n)\nB : matrix(m, n)\nC = A + B", firstLine: 10)
    let first = try #require(scope.diagnostics.first)
    #expect(first.message == "cannot add a matrix(n, n) and a matrix(m, n)")
    #expect(
      first.notes == [
        "'A' is a matrix(n, n)", "'B' is a matrix(m, n)", "size 'n' is first used on line 10, by 'A'",
        "size 'm' is first used on line 11, by 'B'",
      ]
    )
  }

  @Test("are inferred, with a warning, when only one shape fits")
  func inference() {
    var scope = Scope(vocabulary: TestVocabulary.all)
    _ = scope.perform(cell: "x : vector(n)\nb : vector(m)\nf = x'*M*x + b'*c")
    #expect(scope.diagnostics.map(\.code) == ["scope.inferred", "scope.inferred"])
    #expect(scope.symbol(named: "M").map { scope.graph[$0].shape } == Shape("n", "n"))
    #expect(scope.symbol(named: "c").map { scope.graph[$0].shape } == .vector("m"))
    _ = scope.takeDiagnostics()
    // Its rows could be any size.
    _ = scope.perform(cell: "g = N*x")
    #expect(scope.diagnostics.map(\.code) == ["scope.undeclared"])
  }

  @Test("tolerate a declaration that repeats the first, and keep cells apart from their failures")
  func persistence() {
    var scope = notebook()
    _ = scope.perform(cell: "A : matrix(n, n)\nS : matrix(n, n) positive-definite\nn : scalar")
    #expect(scope.diagnostics.isEmpty)
    _ = scope.perform(cell: "bad = A + P\nworse = bad*A\ngood = A*A")
    #expect(scope.diagnostics.map(\.code) == ["shape.sum", "scope.failed"])
    #expect(scope.symbol(named: "good") != nil)
  }

  @Test("make questions over the graph, a function by name or at its own parameters")
  func questions() throws {
    var scope = notebook()
    let results = scope.perform(
      cell:
        "f(X) = tr(X'*A*X)\ngradient f wrt X\ngradient f(X) wrt X\nphi = x'*x\nhessian phi wrt x along y, z"
    )
    #expect(scope.diagnostics.isEmpty)
    guard case .question(let first) = results[1], case .question(let second) = results[2],
      case .question(let third) = results[4]
    else {
      Issue.record("no questions")
      return
    }
    #expect(first.ofName == "f" && second.ofName == "f" && first.of == second.of)
    let symbol = try #require(scope.symbol(named: "f"))
    let body = try #require(scope.graph.definition(of: symbol))
    #expect(PlainPrinter.text(body, in: scope.graph) == "tr(X'*A*X)")
    #expect(third.along.count == 2 && third.ofName == "phi")
  }

  @Test("judge the formulas of a claim one by one")
  func claims() throws {
    var scope = notebook()
    let results = scope.perform(
      cell:
        "claim A*x == P == 0 == I\nclaim differential tr(X*A) wrt X == tr(dX*A)\nclaim gradient tr(A*X) wrt X == 0"
    )
    #expect(scope.diagnostics.isEmpty)
    guard case .claim(let first) = results[0], case .claim(let second) = results[1],
      case .claim(let third) = results[2]
    else {
      Issue.record("no claims")
      return
    }
    #expect(first.formulas.map(\.fits) == [true, false, true, true])
    #expect(first.formulas[1].diagnostics.map(\.code) == ["shape.claim"])
    #expect(first.formulas[2].expression.map { scope.graph.shape($0) } == .vector("n"))
    #expect(first.formulas[3].expression == nil)
    #expect(second.varying.count == 1 && second.formulas.allSatisfy { $0.diagnostics.isEmpty })
    #expect(third.formulas[1].expression.map { scope.graph.shape($0) } == Shape("n", "n"))
  }

  @Test("bind the range of a family once")
  func families() {
    var scope = notebook()
    _ = scope.perform(cell: "r = sum(i in 1..p, a[i]'*x)\nq = sum(i in 1..m, a[i]'*x)")
    #expect(scope.diagnostics.map(\.code) == ["shape.index"])
    #expect(scope.symbol(named: "a").map { scope.graph[$0].role } == .family("p"))
    var other = notebook()
    _ = other.perform(cell: "c[i] = y[i]*x\nr = sum(i in 1..n, c[i])")
    #expect(other.diagnostics.isEmpty)
  }

  @Test("bound the expansion of functions that call each other")
  func expansion() {
    var text = "f0(w1) = w1 + w1\n"
    for level in 1...40 { text += "f\(level)(w1) = f\(level - 1)(f\(level - 1)(w1))\n" }
    var scope = notebook()
    _ = scope.perform(cell: text + "r = f40(t)")
    #expect(scope.diagnostics.map(\.code).contains { $0.hasPrefix("bound.") })
  }
}
