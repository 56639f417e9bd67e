// Constants and sizes: what holds for small ones, for different ones or modulo a prime only is not granted.

import Expressions
import Findings
import Testing
import Verification

@Suite("Constants and sizes") struct SizeTests {
  static let declarations = """
    x : vector(n)
    t : scalar
    X, Y : matrix(n, n)
    A : matrix(m, n)
    S : matrix(n, n) symmetric
    """

  @Test(
    "constants are integers of any size, never their remainders",
    arguments: [
      "(2^61-1)*x == 0*x", "2^61*t == t", "inv(2^61*X) == inv(X)", "gradient (2^61-1)*t^2 wrt t == 0",
      "(2*t)^61 == t^61", "2^30*(2^31*t) == t", "exp((2^61-1)*t) == 1", "abs(2^61*t) == abs(t)",
      "(2^61*t + x'*x)*2 == 2*(t + x'*x)", "det(2^30*X)*2 == 2*det(X)",
    ]
  )
  func integers(_ equation: String) throws {
    var cell = Cell(Self.declarations)
    let outcome = try cell.check(equation)
    #expect(outcome.verdict == .refuted, "\(outcome)")
  }

  @Test(
    "identities with large constants hold",
    arguments: [
      "2^61*t == 2^60*t + 2^60*t", "inv(2^61*X) == 2^(-61)*inv(X)", "(2*t)^61 == 2^61*t^61",
      "gradient 2^70*t^2 wrt t == 2^71*t",
    ]
  )
  func largeConstants(_ equation: String) throws {
    var cell = Cell(Self.declarations)
    let outcome = try cell.check(equation)
    #expect(outcome.verdict == .holds, "\(outcome)")
  }

  @Test("sizes with different names are tried equal too")
  func equalSizes() throws {
    var cell = Cell(Self.declarations + "\nB : matrix(n, k)")
    #expect(try cell.check("det(A*A')*det(A'*A) == 0").verdict == .refuted)
    #expect(try cell.check("det(A*A')*det(A'*A)*det(B*B')*det(B'*B) == 0").verdict == .refuted)
    let quotient = try cell.check("(n-m)/(n-m) == 1")
    #expect(quotient.verdict == .holds)
    #expect(["m != n", "n != m"].contains(quotient.conditions.map(\.description).joined(separator: ", ")))
    #expect(quotient.sizes.allSatisfy { Set($0.sizes.map(\.value)).count == $0.sizes.count })
  }

  @Test(
    "a formula that is zero at some sizes is zero at more than its degree before it is granted",
    arguments: 2...12
  )
  func roots(_ most: Int) throws {
    var cell = Cell(Self.declarations)
    let factors = (2...most).map { "(n-\($0))" }.joined(separator: "*")
    #expect(try cell.check("\(factors)*tr(X) == 0").verdict != .holds)
    #expect(try cell.check("\(factors)*(m-2)*tr(X) == 0*m").verdict != .holds)
    #expect(try cell.check("\(factors)*(tr(eye(n)) - \(most + 1))*t == 0").verdict != .holds)
  }

  @Test(
    "sizes as numbers keep their value",
    arguments: [
      "tr(X + eye(n)) == tr(X) + n", "sum(ones(n, m)) == n*m", "mean(x) == sum(x)/n",
      "(eye(n) - 1/n*ones(n, n))^3 == eye(n) - 1/n*ones(n, n)", "sum(i in 1..n, i) == n*(n + 1)/2",
    ]
  )
  func numbers(_ equation: String) throws {
    var cell = Cell(Self.declarations)
    let outcome = try cell.check(equation)
    #expect(outcome.verdict == .holds, "\(outcome)")
  }

  /// The theorem of Cayley and Hamilton for matrices of a size, with the coefficients as traces.
  ///
  /// Newton's identities: cₖ = −(1/k)(tr Xᵏ + Σ cⱼ tr Xᵏ⁻ʲ).
  private func cayleyHamilton(_ size: Int) -> String {
    var names: [String] = []
    for k in 1...size {
      let inner = (1..<max(k, 1)).map { "+ c\($0)*tr(X^\(k - $0))" }.joined(separator: " ")
      names.append("c\(k) = -1/\(k)*(tr(X^\(k)) \(inner))")
    }
    return names.joined(separator: "\n")
  }

  @Test("what holds for matrices up to a size only is refuted", arguments: 2...6)
  func cayleyHamiltonTrap(_ size: Int) throws {
    var cell = Cell("X : matrix(n, n)\n" + cayleyHamilton(size))
    let terms = (1..<size).map { "+ c\($0)*X^\(size - $0)" }.joined(separator: " ")
    let outcome = try cell.check("X^\(size) \(terms) + c\(size)*eye(n) == zeros(n, n)")
    #expect(outcome.verdict == .refuted, "\(outcome)")
    // At that size alone it is the theorem.
    cell.options.sizes = ["n": size]
    #expect(try cell.check("X^\(size) \(terms) + c\(size)*eye(n) == zeros(n, n)").verdict == .holds)
  }

  @Test("functions of symmetric matrices say so of others, and do not take their symmetric part")
  func symmetric() throws {
    var cell = Cell(Self.declarations)
    for equation in [
      "eigmax(X) == eigmax((X+X')/2)", "eigval(X, 1) == eigval(X', 1)", "chol(X)*chol(X)' == (X+X')/2",
    ] {
      let outcome = try cell.check(equation)
      #expect(outcome.verdict == .undecided)
      #expect(outcome.reason?.contains("symmetric matrices") == true)
    }
    #expect(try cell.check("eigmax(S + t*eye(n)) == eigmax(S) + t").verdict == .holds)
    #expect(try cell.check("eigmax(X + X') == eigmax(X' + X)").verdict == .holds)
  }

  @Test("conditions and sizes are part of what a check says")
  func conditions() throws {
    var cell = Cell(Self.declarations + "\ns : scalar")
    let inverse = try cell.check("inv(A'*A)*A' == pinv(A)")
    #expect(inverse.conditions == [NameCondition("m", .atLeast, "n")])
    #expect(inverse.sizes.contains { Set($0.description.split(separator: ", ")) == ["m = 3", "n = 2"] })
    #expect(try cell.check("log(t^2) == 2*log(t)").signs.map(\.description) == ["t > 0"])
    #expect(try cell.check("log(t*s) == log(t) + log(s)").signs.map(\.description) == ["t > 0", "s > 0"])
    // Both may be negative together.
    #expect(try cell.check("log(t*s) == log(2*s*t) - log(2)").signs == [])
  }

  @Test("what differs far behind the digits of balls is not granted")
  func smallDifferences() throws {
    var cell = Cell(Self.declarations)
    for equation in [
      "exp(t) + exp(-1000) == exp(t)", "sigmoid(t + 1000) == 1", "exp(t) == exp(t)*(1 + exp(-900))",
    ] {
      #expect(try cell.check(equation).verdict == .refuted, "\(equation)")
    }
  }
}

@Suite("Values") struct ValueTests {
  private func value(_ text: String, at numbers: [String: String] = [:]) throws -> Evaluation {
    var cell = Cell("x : scalar")
    let root = try cell.formula(text)
    var bindings: [SymbolID: ExpressionID] = [:]
    for (name, number) in numbers { bindings[try cell.symbol(name)] = try cell.formula(number) }
    return try Verifier(functions: Cell.functions).value(
      of: root,
      at: bindings,
      sizes: [:],
      in: cell.scope.graph
    )
  }

  @Test(
    "are shown in certain digits, however large or small they are",
    arguments: [
      ("exp(x)", "1000000", "3.033215397e434294"), ("exp(x)", "-1000000", "3.296831478e-434295"),
      ("sin(x)", "1e100", "-0.3723761237"), ("-exp(x)", "100000", "-2.80666336e43429"),
      ("exp(x)", "1", "2.718281828"),
      ("(1 + exp(-x)) - 1", "1000", "5.075958898e-435"), ("sqrt(x)", "2", "1.414213562"),
    ]
  )
  func digits(_ text: String, _ number: String, _ expected: String) throws {
    let found = try value(text, at: ["x": number])
    #expect(found.rows == [[expected]])
    #expect(found.check.bound == "every digit shown is certain")
  }

  @Test("a 0 that is not exact says how small it is; what is past all bounds has no value")
  func zeros() throws {
    let zero = try value("sin(pi*x)", at: ["x": "1"])
    #expect(zero.rows == [["0"]])
    #expect(zero.check.bound.hasSuffix("0 stands for numbers below 10^-800"))
    #expect(throws: EvaluationFailure.self) { try value("exp(exp(exp(x)))", at: ["x": "30"]) }
  }

  @Test("counterexamples show them too")
  func counterexamples() throws {
    var cell = Cell("x : scalar")
    let outcome = try cell.check("exp(1000000) == 0")
    #expect(outcome.counterexample?.left == [["3.033215397e434294"]])
    #expect(outcome.counterexample?.right == [["0"]])
  }
}
