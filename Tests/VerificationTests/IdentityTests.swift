import Findings
import Testing
import Verification

@Suite("Identities") struct IdentityTests {
  static let declarations = """
    A, B, C, X : matrix(n, n)
    P : matrix(n, m)
    R : matrix(m, k)
    S : matrix(n, n) symmetric positive-definite
    Q : matrix(n, n) orthogonal
    D : matrix(n, n) diagonal
    K : matrix(n, n) skew
    x, y : vector(n)
    z : vector(m)
    s, t : scalar
    p, q : scalar positive
    """

  @Test(
    "right ones hold",
    arguments: [
      "tr(A*B) == tr(B*A)", "det(A*B) == det(A)*det(B)", "inv(A*B) == inv(B)*inv(A)", "(P*R)' == R'*P'",
      "inv(A)' == inv(A')", "x'*A*x == tr(A*x*x')", "vec(A*X*B) == kron(B', A)*vec(X)",
      "A : (B*C) == (B'*A) : C", "Q'*Q == eye(n)", "K' == -K", "x'*K*x == 0", "D*diag(x) == diag(x)*D",
      "inv(A + B) == inv(A)*inv(inv(A) + inv(B))*inv(B)", "det(eye(n) + x*y') == 1 + x'*y",
      "exp(s + t) == exp(s)*exp(t)", "log(p*q) == log(p) + log(q)", "sin(s)^2 + cos(s)^2 == 1",
      "softmax(x) == exp.(x) / sum(exp.(x))", "sqrt(p^2) == p", "norm2(x)^2 == x'*x",
      "sqrt(s^2) == abs(s)", "logdet(S) == log(det(S))", "expm(A)*expm(-A) == eye(n)",
      "sigmoid(s) == 1/(1 + exp(-s))", "abs.(x) == relu.(x) + relu.(-x)", "max(x, y) + min(x, y) == x + y",
      "commutation(n, m)*vec(P) == vec(P')", "adj(A) == det(A)*inv(A)", "sum(x) == ones(n)'*x",
    ]
  )
  func right(_ equation: String) throws {
    var cell = Cell(Self.declarations)
    let outcome = try cell.check(equation)
    #expect(outcome.verdict == .holds, "\(outcome)")
    #expect(outcome.evidence.first?.result == .equal)
  }

  @Test(
    "wrong ones are refuted with an instance",
    arguments: [
      "A*B == B*A", "tr(A*B*C) == tr(A*C*B)", "inv(A*B) == inv(A)*inv(B)", "det(A + B) == det(A) + det(B)",
      "Q*Q == eye(n)", "x'*A*x == x'*A'*y", "vec(A*X*B) == kron(B, A)*vec(X)", "sqrt(s^2) == s",
      "exp(s + t) == exp(s) + exp(t)", "abs.(x) == x", "relu.(x + y) == relu.(x) + relu.(y)",
      "log(p + q) == log(p) + log(q)", "expm(A + B) == expm(A)*expm(B)", "adj(A) == inv(A)",
      "norm2(x + y) == norm2(x) + norm2(y)", "A*D == D*A", "det(2*A) == 2*det(A)",
      "A^2 - tr(A)*A + det(A)*eye(n) == 0*A",
    ]
  )
  func wrong(_ equation: String) throws {
    var cell = Cell(Self.declarations)
    let outcome = try cell.check(equation)
    #expect(outcome.verdict == .refuted, "\(outcome)")
    let example = try #require(outcome.counterexample)
    #expect(example.left != example.right)
  }

  @Test("what holds for 2×2 matrices only is refuted, with the size shown")
  func cayleyHamilton() throws {
    var cell = Cell("A : matrix(n, n)")
    let outcome = try cell.check("A^2 - tr(A)*A + det(A)*eye(n) == 0*A")
    #expect(outcome.verdict == .refuted)
    #expect(outcome.counterexample?.sizes.description == "n = 1")
    cell.options.sizes = ["n": 2]
    let small = try cell.check("A^2 - tr(A)*A + det(A)*eye(n) == 0*A")
    #expect(small.verdict == .holds)
    #expect(small.evidence[0].sizes.map(\.description) == ["n = 2"])
  }

  @Test("the same check gives the same words")
  func repeatable() throws {
    for equation in ["inv(P'*P)*P'*P == eye(m)", "A*B == B*A", "log(exp(s)) == s"] {
      var first = Cell(Self.declarations)
      var second = Cell("u, v : vector(7)\n" + Self.declarations)
      #expect(try first.check(equation) == second.check(equation))
    }
  }
}

@Suite("Derivatives") struct DerivativeTests {
  @Test("a right gradient passes every test, in exact, ball and machine numbers")
  func quartic() throws {
    var cell = Cell("W : matrix(n, n)\nx : vector(n)\ny = (W^2)'*x\nphi = y'*y")
    let report = try cell.report(.gradient, of: "phi", wrt: "W", is: "2*(x*y'*W' + W'*x*y')")
    #expect(report.outcome.verdict == .holds)
    // By normal form, exact, in balls, by automatic differentiation, by central differences, by the remainder of Taylor.
    #expect(report.outcome.evidence.map(\.result) == Array(repeating: .equal, count: 6))
    #expect(report.taylor?.result == .quadratic)
    #expect(report.taylor?.points.count == 10)
    #expect(report.derived == report.automatic)
    #expect(report.derived.count == 3)
  }

  @Test(
    "a wrong gradient fails every test",
    arguments: [
      "2*(x*y'*W' + x*y'*W')", "x*y'*W' + W'*x*y'", "2*(x*y'*W' - W'*x*y')", "2*(W'*y*x' + y*x'*W')",
    ]
  )
  func mutated(_ gradient: String) throws {
    var cell = Cell("W : matrix(n, n)\nx : vector(n)\ny = (W^2)'*x\nphi = y'*y")
    let report = try cell.report(.gradient, of: "phi", wrt: "W", is: gradient)
    #expect(report.outcome.verdict == .refuted)
    #expect(report.taylor?.result == .failed)
    #expect(report.outcome.evidence.allSatisfy { $0.result == .different }, "\(report.outcome.evidence)")
    #expect(report.derived != report.automatic)
    #expect(report.outcome.counterexample != nil)
  }

  @Test(
    "where machine numbers end, a right derivative is not called wrong by any check",
    arguments: [
      ("exp(norm2(A*x - b)^2)", "2*exp(norm2(A*x - b)^2)*A'*(A*x - b)"),
      ("exp(40*norm2(A*x - b)^2)", "80*exp(40*norm2(A*x - b)^2)*A'*(A*x - b)"),
      ("exp(-100*norm2(A*x - b)^2)", "-200*exp(-100*norm2(A*x - b)^2)*A'*(A*x - b)"),
      ("log(exp(400*(x'*x)))", "800*x"), ("exp(-800*(x'*x))*exp(801*(x'*x))", "2*exp(x'*x)*x"),
      ("exp(exp(x'*x))", "2*exp(x'*x + exp(x'*x))*x"), ("1/(x'*x/10^9)^40", "-80*x/(x'*x)*(x'*x/10^9)^(-40)"),
      ("1/(x'*x - 10^9 - x'*x)", "0*x"), ("sin(10^12*(x'*x))", "2*10^12*cos(10^12*(x'*x))*x"),
    ]
  )
  func outOfRange(_ function: String, _ gradient: String) throws {
    var cell = Cell("A : matrix(m, n)\nx : vector(n)\nb : vector(m)")
    let report = try cell.report(.gradient, of: function, wrt: "x", is: gradient)
    #expect(report.outcome.verdict == .holds, "\(report.outcome)")
    #expect(report.outcome.evidence.allSatisfy { $0.result != .different }, "\(report.outcome.evidence)")
    #expect(report.taylor?.result != .failed)
    let wrong = try cell.report(.gradient, of: function, wrt: "x", is: "x + 2*(\(gradient))")
    #expect(wrong.outcome.verdict == .refuted)
    #expect(wrong.outcome.evidence.contains { $0.result == .different })
  }

  @Test("a huge value does not flatten what Taylor's test sees")
  func hugeTaylor() throws {
    var cell = Cell("A : matrix(m, n)\nx : vector(n)\nb : vector(m)")
    let report = try cell.report(
      .gradient,
      of: "exp(norm2(A*x - b)^2)",
      wrt: "x",
      is: "2*exp(norm2(A*x - b)^2)*A'*(A*x - b)"
    )
    #expect(report.taylor?.result == .quadratic, "\(report.taylor?.slope ?? "")")
  }

  @Test("functions beyond rational ones are checked in balls as well")
  func transcendental() throws {
    var cell = Cell(
      "A : matrix(m, n)\nx : vector(n)\nb : vector(m)\nS : matrix(n, n) symmetric positive-definite"
    )
    let report = try cell.report(
      .gradient,
      of: "sum(log.(1 .+ exp.(A*x)))",
      wrt: "x",
      is: "A'*sigmoid.(A*x)"
    )
    #expect(report.outcome.verdict == .holds, "\(report.outcome)")
    #expect(report.outcome.evidence.contains { $0.evidence.kind == .enclosed && $0.result == .equal })
    let norm = try cell.report(.gradient, of: "norm2(A*x - b)", wrt: "x", is: "A'*(A*x - b)/norm2(A*x - b)")
    #expect(norm.outcome.verdict == .holds, "\(norm.outcome)")
    let logdet = try cell.report(.gradient, of: "logdet(S)", wrt: "S", is: "inv(S)")
    #expect(logdet.outcome.verdict == .holds, "\(logdet.outcome)")
    let kink = try cell.report(.gradient, of: "sum(relu.(x))", wrt: "x", is: "step.(x)")
    #expect(kink.outcome.verdict == .holds, "\(kink.outcome)")
    let softmax = try cell.report(
      .jacobian,
      of: "softmax(x)",
      wrt: "x",
      is: "diag(softmax(x)) - softmax(x)*softmax(x)'"
    )
    #expect(softmax.outcome.verdict == .holds, "\(softmax.outcome)")
  }

  @Test("structured variables follow the convention that is asked for")
  func structured() throws {
    let text = "S : matrix(n, n) symmetric\nA : matrix(n, n)"
    let forms: [(StructureConvention, String)] = [
      (.projected, "(A + A')/2"), (.tied, "A + A' - A .* eye(n)"), (.ignored, "A'"),
    ]
    for (convention, form) in forms {
      for (other, claimed) in forms {
        var cell = Cell(text)
        cell.options.convention = convention
        let report = try cell.report(.gradient, of: "tr(A*S)", wrt: "S", is: claimed)
        #expect(report.outcome.verdict == (other == convention ? .holds : .refuted), "\(convention) \(form)")
        if other == convention { #expect(report.taylor?.result == .affine) }
      }
    }
  }

  // #| structured: tied
  // S, V : matrix(n, n) symmetric
  // claim directional tr(A*S) wrt S along V == tr(A*V)
  @Test(
    "under 'tied' the derivative along a direction is not called wrong, and what is wrong under any convention is",
    arguments: ["symmetric", "symmetric toeplitz", "toeplitz", "skew", "diagonal"]
  )
  func tiedDirections(_ attributes: String) throws {
    var cell = Cell("S, V : matrix(n, n) \(attributes)\nA : matrix(n, n)")
    cell.options.convention = .tied
    let right = try cell.check("(gradient tr(A*S*S) wrt S) : V == tr(A*(V*S + S*V))")
    #expect(right.verdict != .refuted, "\(right)")
    let wrong = try cell.check("(gradient tr(A*S*S) wrt S) : V == 3*tr(A*(V*S + S*V))")
    #expect(wrong.verdict == .refuted, "\(wrong)")
    let gradient = try cell.check("gradient tr(A*S) wrt S == A'")
    #expect(gradient.verdict == .refuted, "\(gradient)")
  }

  @Test("Hessians, and Jacobians by matrices")
  func higher() throws {
    var cell = Cell("A : matrix(n, n)\nX : matrix(n, m)\nB : matrix(m, k)\nx : vector(n)")
    let hessian = try cell.report(.hessian, of: "(x'*x)^2", wrt: "x", is: "8*x*x' + 4*(x'*x)*eye(n)")
    #expect(hessian.outcome.verdict == .holds, "\(hessian.outcome)")
    #expect(hessian.taylor?.result == .quadratic)
    let jacobian = try cell.report(.jacobian, of: "A*X*B", wrt: "X", is: "kron(B', A)")
    #expect(jacobian.outcome.verdict == .holds, "\(jacobian.outcome)")
    #expect(jacobian.taylor?.result == .affine)
    let matrix = try cell.report(.hessian, of: "tr(X'*A*X)", wrt: "X", is: "kron(eye(m), A + A')")
    #expect(matrix.outcome.verdict == .holds, "\(matrix.outcome)")
  }
}
