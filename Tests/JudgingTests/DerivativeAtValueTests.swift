// Derivatives taken at a value: the derivative first, by its own variable, and then the value.

import Findings
import Testing

@Suite("A derivative at a value") struct DerivativeAtValueTests {
  private static let cell = """
    A, X, Y : matrix(n, n)
    S, T : matrix(n, n) symmetric
    x, y, v : vector(n)
    t : scalar
    h(x) = x'*A*x
    phi = x'*x
    """

  private static let rightClaims = [
    "(gradient tr(X*Y) wrt X at X = 2*Y) == Y'",
    "(gradient tr(X^2) wrt X at X = X + Y) == 2*(X + Y)'",
    "(gradient h(x) wrt x at x = 0) == zeros(n, 1)",
    "(gradient h(x)*y'*x wrt x at x = y) == (A + A')*y*(y'*y) + (y'*A*y)*y",
    "(jacobian (gradient h(x) wrt x at x = x + v) wrt x at x = y) == A + A'",
    "(jacobian (gradient h(x)^2 wrt x) wrt x at x = 2*y) == 8*(A+A')*y*y'*(A+A') + 8*(y'*A*y)*(A+A')",
    "(hessian h(x + t*v) wrt t at t = 0) == 2*v'*A*v",
    "(gradient phi^2 wrt phi at x = y) == 2*y'*y",
    "(gradient phi*y'*x wrt x at y = x) == 2*x*(x'*x) + (x'*x)*x",
    "(gradient tr(S*A) wrt S at S = T + S) == (A + A')/2",
    "((gradient h(x + t*v) wrt t at t = 0) at v = 2*y) == 2*y'*(A + A')*x",
  ]

  private static let wrongClaims = [
    "(gradient tr(X*Y) wrt X at X = 2*Y) == 2*Y'",
    "(gradient h(x)*y'*x wrt x at x = y) == (A + A')*y*(y'*y) + 2*(y'*A*y)*y",
    "(gradient phi*y'*x wrt x at y = x) == 3*x*(x'*x) + x*(x'*x)",
    "(jacobian (gradient h(x) wrt x at x = x + v) wrt x at x = y) == 2*(A + A')",
    "(gradient phi^2 wrt phi at x = y) == 2*x'*x",
  ]

  @Test("holds where the value stands in place of the variable after differentiating", arguments: rightClaims)
  func right(_ claim: String) throws {
    #expect(try SmallNotebook(Self.cell).verdict(ofCell: "claim " + claim) == .holds)
  }

  @Test("is refuted where the value was differentiated as well, or not put in", arguments: wrongClaims)
  func wrong(_ claim: String) throws {
    #expect(try SmallNotebook(Self.cell).verdict(ofCell: "claim " + claim) == .refuted)
  }

  @Test("of a differential at a value is refused, since nothing would move") func differential() throws {
    #expect(try SmallNotebook(Self.cell).verdict(ofCell: "claim (d(x'*x) at x = 2*y) == 4*y'*dy") != .holds)
  }

  @Test(
    "is read in a row with a bar, and its reading says the same",
    arguments: [
      (#"\left.\frac{\partial \operatorname{tr}(XY)}{\partial X}\right|_{X=2Y} = Y^\top"#, Verdict.holds),
      (#"\left.\frac{\partial \operatorname{tr}(XY)}{\partial X}\right|_{X=2Y} = 2Y^\top"#, .refuted),
      (#"\left.\frac{d}{dt} h(x+tv)\right|_{t=0} = v^\top(A+A^\top)x"#, .holds),
      (#"\lim_{t\to0}\frac{h(x+tv)-h(x)}{t} = v^\top(A+A^\top)x"#, .holds),
      (#"\lim_{t\to0}\frac{h(x+tv)-h(x)}{t} = 2v^\top Ax"#, .refuted),
    ]
  ) func rows(_ row: String, _ verdict: Verdict) throws {
    let notebook = try SmallNotebook(Self.cell)
    let line = try notebook.line(row)
    #expect(line.verdict == verdict)
    #expect(line.reading.flatMap { notebook.verdict(ofCell: $0) } == verdict)
  }

  @Test("is not taken of a limit whose numerator does not vanish") func numerator() throws {
    let row = #"\lim_{t\to0}\frac{h(x+tv)+h(x)}{t} = v^\top(A+A^\top)x"#
    let line = try SmallNotebook(Self.cell).line(row)
    #expect(line.verdict == .undecided)
  }

  @Test("gives a name that words introduce its meaning before its bracket is read") func introduced() throws {
    let rows = [
      #"\frac{\partial x^TB^TBx}{\partial B} = 2Bxx^T \quad(\text{where } A = B^T)"#, #"= B(xx^T + xx^T)"#,
      #"\frac{\partial x^TD^TDx}{\partial D} = D(xx^T + xx^T) \quad(\text{where } X = D^T)"#,
    ]
    for line in try SmallNotebook(Self.cell).lines(rows) {
      #expect(line.verdict == .holds)
      #expect(line.reading != nil)
      #expect(line.habits.isEmpty)
    }
  }

  @Test("meets a condition that is granted twice as if it were granted once") func grantedTwice() throws {
    let cell = """
      given -(2*x'*(y - A*x)) == 0
      given -2*x'*(y - A*x) == 0
      claim x'*y == x'*A*x
      """
    #expect(try SmallNotebook(Self.cell).verdict(ofCell: cell) == .holds)
  }

  /// `\nabla_x h(v) = 0` held, as the gradient of what has no x.
  @Test(
    "of a function by its parameter is taken at its argument",
    arguments: [
      (#"\nabla_x h(v) = (A+A^\top)v"#, Verdict.holds), (#"\nabla_x h(v) = (A+A^\top)x"#, .refuted),
      (#"\nabla_x h(v + 2y) = (A+A^\top)(v + 2y)"#, .holds),
      (#"\nabla_x h(v)^\top y = y^\top(A+A^\top)v"#, .holds),
      (#"\nabla_x^2 h(v) = A + A^\top"#, .holds), (#"\nabla_x h(2x) = 4(A+A^\top)x"#, .holds),
      (#"\nabla_x h(v) = \mathbf 1"#, .refuted),
    ]
  )
  func argument(_ row: String, _ verdict: Verdict) throws {
    let notebook = try SmallNotebook(Self.cell)
    let line = try notebook.line(row)
    #expect(line.verdict == verdict, "\(line.message)")
    #expect(line.reading.flatMap { notebook.verdict(ofCell: $0) } == verdict, "\(line.reading ?? "")")
  }

  @Test("is that of the variable where it is taken by an entry of a name with a value") func entries() throws
  {
    let notebook = try SmallNotebook(
      "u : vector(n)\nW : matrix(m, n)\ns : vector(m)\nz = sigmoid.(W*u)\ny = softmax(z)\nE = -sum(s .* log.(y))"
    )
    let index = "i : index(m)\n"
    #expect(
      notebook.verdict(ofCell: index + "claim gradient E wrt z[i] == (gradient E wrt z)[i]") == .holds
    )
    #expect(notebook.verdict(ofCell: index + "claim gradient E wrt z[i] == y[i]*sum(s) - s[i]") == .holds)
    #expect(notebook.verdict(ofCell: index + "claim gradient E wrt z[i] == y[i] - s[i]") == .refuted)
    #expect(notebook.verdict(ofCell: index + "claim gradient E wrt z[i] == 0") == .refuted)
  }
}
