import Expressions
import Findings
import Testing
import Verification

@Suite("Equality") struct EqualityTests {
  @Test("the transpose of a product reverses the factors, and only that")
  func transposeOfProduct() {
    var f = Formulas()
    let a = f.declare("A", "n", "m").expression
    let b = f.declare("B", "m", "k").expression
    let left = f.t(f.times(a, b))
    let right = f.times(f.t(b), f.t(a))
    let outcome = f.check(left, right)
    #expect(outcome.verdict == .holds)
    #expect(outcome.strongest?.kind == .proved)
    #expect(outcome.evidence[1].evidence.kind == .exact)
    #expect(outcome.evidence[1].points == 8)
    let s = f.declare("S", "n", "n").expression
    #expect(f.check(f.t(s), s).verdict == .refuted)
  }

  @Test("the differential of a quartic form obeys the chain of its definitions")
  func quarticForm() {
    var f = Formulas()
    let w = f.declare("W", "n", "n")
    let x = f.declare("x", "n", 1).expression
    let square = f.graph.power(w.expression, 2)
    let y = f.define("y", f.times(f.t(square), x))
    let phi = f.define("phi", f.times(f.t(y.expression), y.expression))
    let dphi = f.d(phi.expression)
    let first = f.graph.scaled(f.graph.frobenius(y.expression, f.d(y.expression)), by: 2)
    let outer = f.times(y.expression, f.t(x))
    let dSquareT = f.t(f.d(square))
    let second = f.graph.scaled(f.graph.frobenius(outer, dSquareT), by: 2)
    let wrong = f.graph.scaled(f.graph.frobenius(f.t(outer), dSquareT), by: 2)
    let gradient = f.graph.derivative(.gradient, of: phi.expression, wrt: w.expression)
    let xy = f.times(x, f.t(y.expression))
    let wt = f.t(w.expression)
    let closed = f.graph.scaled(f.plus(f.times(xy, wt), f.times(wt, xy)), by: 2)
    let wrongClosed = f.graph.scaled(f.plus(f.times(xy, wt), f.times(xy, wt)), by: 2)
    let outcomes = Verifier(functions: f.functions).check(
      [
        Equation(dphi, first), Equation(dphi, second), Equation(dphi, wrong), Equation(gradient, closed),
        Equation(gradient, wrongClosed),
      ],
      in: f.graph,
      variables: [w.symbol]
    )
    #expect(outcomes.map(\.verdict) == [.holds, .holds, .refuted, .holds, .refuted])
    let partial = f.graph.derivative(.gradient, of: phi.expression, wrt: y.expression)
    let twice = f.graph.scaled(y.expression, by: 2)
    #expect(f.check(partial, twice).verdict == .holds)
  }

  @Test("orders of sizes that an inverse needs become conditions")
  func sizeOrders() {
    var f = Formulas()
    let a = f.declare("A", "n", "m").expression
    let gram = f.times(f.t(a), a)
    let left = f.times(f.graph.inverse(gram), f.t(a), a)
    let outcome = f.check(left, f.graph.identity("m"))
    #expect(outcome.verdict == .holds)
    #expect(outcome.conditions == [NameCondition("n", .atLeast, "m")])
  }

  @Test("the square of a norm needs no root: its evidence is that of a polynomial, and balls are not asked")
  func squaredNorm() throws {
    var cell = Cell("A : matrix(m, n)\nx, v : vector(n)\nb : vector(m)\nf = norm2(A*x - b)^2")
    for (equation, holds) in [
      ("normF(A)^2 == tr(A'*A)", true), ("d f == 2*(A'*(A*x - b)) : d x", true),
      ("d f == 2*(A'*(A*x + b)) : d x", false), ("norm2(x)^2 == norm2(x)", false),
    ] {
      let outcome = try cell.check(equation, varying: ["x"])
      #expect(outcome.verdict == (holds ? .holds : .refuted), "\(equation)")
      let bounds = outcome.evidence.map(\.bound)
      #expect(!bounds.contains { $0.contains("roots") }, "\(equation): \(bounds)")
    }
    // The norm alone is a root, in the same row as its square too.
    #expect(try cell.check("norm2(x)^2/norm2(x) == norm2(x)").verdict == .holds)
    #expect(try cell.check("norm2(x)^2/norm2(x) == -norm2(x)").verdict == .refuted)
  }

  @Test("declared structure is kept by every random value")
  func structures() {
    for (property, relation) in [
      (Properties.symmetric, 1), (.skew, -1), (.positiveDefinite, 1), (.diagonal, 1),
    ] {
      var f = Formulas()
      let s = f.declare("S", "n", "n", property).expression
      #expect(f.check(f.t(s), f.graph.scaled(s, by: Rational(relation))).verdict == .holds)
      #expect(f.check(f.t(s), f.graph.scaled(s, by: Rational(-relation))).verdict == .refuted)
    }
    var f = Formulas()
    let q = f.declare("Q", "n", "n", .orthogonal).expression
    #expect(f.check(f.times(f.t(q), q), f.graph.identity("n")).verdict == .holds)
    #expect(f.check(f.times(q, q), f.graph.identity("n")).verdict == .refuted)
    let u = f.declare("u", "n", 1, .unit).expression
    #expect(f.check(f.times(f.t(u), u), f.graph.number(1)).verdict == .holds)
    let p = f.declare("p", 1, 1, .positive).expression
    let half = f.graph.number(Rational(1, 2))
    #expect(f.check(f.graph.power(f.graph.power(p, 2), half), p).verdict == .holds)
  }

  @Test("sums over families agree with their matrix form")
  func families() {
    var f = Formulas()
    let i = f.graph.declare(Symbol(name: "i", shape: .scalar, role: .index("m")))
    let x = f.graph.declare(Symbol(name: "x", shape: .vector("n"), role: .family("m")))
    let a = f.declare("A", "n", "n").expression
    let index = f.graph.symbol(i)
    let xi = f.graph.member(x, at: index)
    let left = f.graph.indexedSum(i, f.times(f.t(xi), a, xi))
    let right = f.graph.indexedSum(i, f.times(f.t(xi), f.t(a), xi))
    #expect(f.check(left, right).verdict == .holds)
    let other = f.graph.indexedSum(i, f.times(f.t(xi), xi))
    #expect(f.check(left, other).verdict == .refuted)
    // d Σ xᵢ'Axᵢ = Σ xᵢ' dA xᵢ
    var g = f
    let b = g.declare("B", "n", "n")
    let body = g.times(g.t(xi), b.expression, xi)
    let whole = g.d(g.graph.indexedSum(i, body))
    let inside = g.graph.indexedSum(i, g.times(g.t(xi), g.d(b.expression), xi))
    #expect(g.check(whole, inside, variables: [b.symbol]).verdict == .holds)
  }

  @Test("a row with an index that nothing binds must hold for every value of it")
  func unboundIndices() throws {
    var f = Formulas()
    let k = f.graph.declare(Symbol(name: "k", shape: .scalar, role: .index("n")))
    let l = f.graph.declare(Symbol(name: "l", shape: .scalar, role: .index("n")))
    let a = f.declare("A", "n", "n").expression
    let (row, column) = (f.graph.symbol(k), f.graph.symbol(l))
    let entry = f.graph.entry(a, row: row, column: column)
    let mirrored = f.graph.entry(f.t(a), row: column, column: row)
    let swapped = f.graph.entry(a, row: column, column: row)
    #expect(f.check(entry, mirrored).verdict == .holds)
    let wrong = f.check(entry, swapped)
    #expect(wrong.verdict == .refuted)
    let example = try #require(wrong.counterexample)
    #expect(example.values.map(\.name) == ["k", "l", "A"])
    // A bound index is no part of an instance.
    let trace = f.graph.indexedSum(k, f.graph.entry(a, row: row, column: row))
    let bound = try #require(f.check(trace, f.graph.scaled(trace, by: 2)).counterexample)
    #expect(bound.values.map(\.name) == ["A"])
  }

  @Test("symbolic exponents are drawn as integers")
  func exponents() {
    var f = Formulas()
    let a = f.declare("A", "n", "n").expression
    let k = f.declare("k", 1, 1).expression
    let power = f.graph.power(a, k)
    let left = f.times(a, power)
    let right = f.graph.power(a, f.graph.sum([k, f.graph.number(1)]))
    #expect(f.check(left, right).verdict == .holds)
    #expect(f.check(left, power).verdict == .refuted)
    let x = f.declare("x", 1, 1)
    let dxk = f.d(f.graph.power(x.expression, k))
    let less = f.graph.power(x.expression, f.graph.sum([k, f.graph.number(-1)]))
    let rule = f.times(k, less, f.d(x.expression))
    #expect(f.check(dxk, rule, variables: [x.symbol]).verdict == .holds)
  }

  @Test("second derivatives by nested dual numbers")
  func hessian() {
    var f = Formulas()
    let a = f.declare("A", "n", "n").expression
    let x = f.declare("x", "n", 1)
    let form = f.times(f.t(x.expression), a, x.expression)
    let hessian = f.graph.derivative(.hessian, of: form, wrt: x.expression)
    #expect(f.check(hessian, f.plus(a, f.t(a))).verdict == .holds)
    #expect(f.check(hessian, a).verdict == .refuted)
    let twice = f.d(f.d(form))
    let dx = f.d(x.expression)
    let expected = f.times(f.t(dx), f.plus(a, f.t(a)), dx)
    #expect(f.check(twice, expected, variables: [x.symbol]).verdict == .holds)
  }
}

@Suite("Counterexamples") struct CounterexampleTests {
  @Test("the smallest matrix that is not symmetric has one entry beside the diagonal")
  func transpose() throws {
    var f = Formulas()
    let a = f.declare("A", "n", "n").expression
    let outcome = f.check(f.t(a), a)
    let example = try #require(outcome.counterexample)
    #expect(example.sizes.description == "n = 2")
    #expect(example.values == [.init(name: "A", rows: [["0", "0"], ["1", "0"]])])
    #expect(example.left == [["0", "1"], ["0", "0"]])
    #expect(example.right == [["0", "0"], ["1", "0"]])
    #expect(example.remark == "smallest with entries up to 3")
  }

  @Test("a counterexample keeps the declared structure")
  func structure() throws {
    var f = Formulas()
    let s = f.declare("S", "n", "n", .positiveDefinite).expression
    let t = f.declare("T", "n", "n", .symmetric).expression
    let outcome = f.check(f.times(s, t), f.times(t, s))
    let example = try #require(outcome.counterexample)
    for value in example.values {
      #expect(value.rows[0][1] == value.rows[1][0])
    }
    var g = Formulas()
    let q = g.declare("Q", "n", "n", .orthogonal).expression
    let turned = try #require(g.check(g.times(q, q), g.graph.identity("n")).counterexample)
    #expect(turned.sizes.description == "n = 2")
    #expect(turned.left != turned.right)
  }

  @Test("a wrong differential is refuted with a direction")
  func direction() throws {
    var f = Formulas()
    let w = f.declare("W", "n", "n")
    let square = f.d(f.graph.power(w.expression, 2))
    let wrong = f.graph.scaled(f.times(w.expression, f.d(w.expression)), by: 2)
    let example = try #require(f.check(square, wrong, variables: [w.symbol]).counterexample)
    #expect(example.values.map(\.name) == ["W", "dW"])
    #expect(example.sizes.description == "n = 2")
  }
}
