// Laws of kinks: what is true on one side only is not granted, what is true on both is, and no name matters.

import Expressions
import Numerics
import Findings
import Testing
import Verification

@Suite("Kinks") struct KinkTests {
  static let declarations = """
    t, s : scalar
    p : scalar positive
    u, v : vector(n)
    w : vector(2)
    K : matrix(2, 2)
    X : matrix(n, n)
    P : matrix(n, n) positive-definite
    """

  /// Thresholds below, at, near and far above what random numbers are.
  static let thresholds = ["0", "1", "(-1)", "6", "100", "(1/1000)"]

  @Test("what holds on one side only is not granted", arguments: thresholds)
  func oneSide(_ c: String) throws {
    var cell = Cell(Self.declarations)
    for equation in [
      "abs(t - \(c)) == t - \(c)", "abs(t - \(c)) == \(c) - t", "relu(t - \(c)) == t - \(c)",
      "relu(t - \(c)) == 0",
      "sign(t - \(c)) == 1", "sign(t - \(c)) == -1", "step(t - \(c)) == 1", "step(t - \(c)) == 0",
      "max(t, \(c)) == t", "max(t, \(c)) == \(c)", "min(t, \(c)) == t", "min(t, \(c)) == \(c)",
      "sqrt((t - \(c))^2) == t - \(c)", "sqrt((t - \(c))^2) == \(c) - t",
      "norm2((t - \(c))*u) == (t - \(c))*norm2(u)",
      "abs.(u .- \(c)) == u .- \(c)", "relu.(u .- \(c)) == 0*u", "norm1(u .- \(c)) == sum(u .- \(c))",
      "gradient abs(t - \(c)) wrt t == 1", "gradient relu(t - \(c)) wrt t == 0",
      "gradient sum(relu.(u .- \(c))) wrt u == 0*u", "relu(t - \(c))*relu(\(c) + 1 - t) == 0",
    ] {
      let outcome = try cell.check(equation)
      #expect(outcome.verdict != .holds, "\(equation)")
    }
  }

  @Test("what holds on both sides is granted", arguments: thresholds)
  func bothSides(_ c: String) throws {
    var cell = Cell(Self.declarations)
    for equation in [
      "abs(t - \(c))^2 == (t - \(c))^2", "relu(t - \(c)) - relu(\(c) - t) == t - \(c)",
      "abs(t - \(c)) == relu(t - \(c)) + relu(\(c) - t)", "max(t, \(c)) + min(t, \(c)) == t + \(c)",
      "sign(t - \(c))*abs(t - \(c)) == t - \(c)", "sqrt((t - \(c))^2) == abs(t - \(c))",
      "norm2((t - \(c))*u) == abs(t - \(c))*norm2(u)", "relu.(u .- \(c)) - relu.(-(u .- \(c))) == u .- \(c)",
      "gradient abs(t - \(c)) wrt t == sign(t - \(c))",
      "gradient sum(relu.(u .- \(c))) wrt u == step.(u .- \(c))",
    ] {
      let outcome = try cell.check(equation)
      #expect(outcome.verdict == .holds, "\(equation): \(outcome)")
    }
  }

  @Test(
    "what holds in some cells of several kinks only is not granted",
    arguments: [
      "abs(s + t) == abs(s) + abs(t)", "abs(s*t) == s*t", "relu(s + t) == relu(s) + relu(t)",
      "relu(s)*relu(t) == 0", "min(relu(t), 6) == relu(t)", "min(max(t, -6), 6) == t",
      "relu(t - 6)*relu(7 - t) == 0",
      "relu.(w)'*K*relu.(w) == w'*K*relu.(w)", "max(u) == u[1]", "relu(100 - u'*u) == 100 - u'*u",
      "relu(1 - det(P)) == 0", "relu(P[1, 1] - 1) == P[1, 1] - 1", "gradient abs(s*t) wrt s == t",
      "sqrt(s^2*t^2) == s*t", "arcsin(sin(t)) == t", "arccos(cos(t)) == t", "arctan(tan(t)) == t",
      "arcosh(cosh(t)) == t", "sqrt(1 - sin(t)^2) == cos(t)", "abs(cos(t)) == cos(t)", "exp(log(t^2)/2) == t",
      "exp(logdet(X)) == det(X)", "spectral(t*X) == t*spectral(X)", "relu(n - 7)*t == 0", "min(n, 5) == n",
    ]
  )
  func cells(_ equation: String) throws {
    var cell = Cell(Self.declarations)
    #expect(try cell.check(equation).verdict != .holds)
  }

  @Test(
    "a side that nothing can reach is not asked for",
    arguments: [
      "abs(p) == p", "relu(p + 1) == p + 1", "relu(u'*u) == u'*u", "relu(u'*u + 1) == u'*u + 1",
      "relu(u'*P*u) == u'*P*u", "abs(det(P)) == det(P)", "abs(exp(t)) == exp(t)",
      "norm1(abs.(u)) == norm1(u)",
      "max(p, -1) == p", "abs(abs(s)) == abs(relu(s) + (-s)*step(-s))", "relu(max(2, s)) == max(2, s)",
      "max(s - 1, max(s, 1)) == max(s, 1)", "relu(s*s) == s*s",
      "abs.(relu.(u) + 2*ones(n)) == relu.(u) + 2*ones(n)",
      "exp(max(u))*(n - 1)*(n - 2)*(n - 3) == exp(max(u))*(n^3 - 6*n^2 + 11*n - 6)", "abs(n) == n",
      "relu(n - 1) == n - 1", "sqrt(p^2) == p", "relu(P[1, 1]) == P[1, 1]",
    ]
  )
  func impossible(_ equation: String) throws {
    var cell = Cell(Self.declarations)
    let outcome = try cell.check(equation)
    #expect(outcome.verdict == .holds, "\(outcome)")
  }

  @Test("a side that was not met and may be there leaves the row undecided, and the function is named")
  func undecided() throws {
    var cell = Cell("t : scalar\nq : vector(n) unit")
    for equation in ["relu(sin(t) - 2) == 0", "abs(q[1] + 2) == q[1] + 2"] {
      let outcome = try cell.check(equation)
      #expect(outcome.verdict == .undecided)
      #expect(outcome.reason?.contains("one side of the kink of") == true)
    }
  }

  @Test("other names change no verdict, value or counterexample")
  func names() throws {
    let claims = [
      "abs(A) == A", "relu(A) == A", "sqrt(A^2) == A", "norm2(A*B) == A*norm2(B)", "norm1(A*B) == A*norm1(B)",
      "gradient abs(A) wrt A == 1", "abs(A)^2 == A^2", "relu(A) - relu(-A) == A", "B'*B == norm2(B)^2",
      "relu(A + 1) == A + 1", "exp(2*A) == exp(A)^2", "B*B' == B'*B*eye(n)",
    ]
    for claim in claims {
      var outcomes = Set<[String]>()
      for (first, second) in [("alpha", "x"), ("t", "q"), ("z", "beta"), ("x", "alpha"), ("k", "y_1")] {
        var cell = Cell("\(first) : scalar\n\(second) : vector(n)")
        let equation = String(claim.flatMap { $0 == "A" ? first : $0 == "B" ? second : String($0) })
        let outcome = try cell.check(equation)
        // All but the names: verdict, evidence, sizes, values.
        var said = ["\(outcome.verdict)", "\(outcome.evidence)", "\(outcome.sizes)"]
        if let example = outcome.counterexample {
          said.append("\(example.values.map(\.rows)) \(example.left) \(example.right) \(example.remark)")
        }
        outcomes.insert(said)
      }
      #expect(outcomes.count == 1, "\(claim)")
    }
  }

  @Test(
    "what fails in a narrow cell between others is refuted",
    arguments: [
      // Between the kinks alone both factors are positive.
      "relu(t - 1)*relu(1 + 1/64 - t) == 0", "relu(t - 100)*relu(120 - t) == 0",
      "relu(t - 5)*relu(5.001 - t) == 0",
      "relu(t - s)*relu(s + 1/1000 - t) == 0", "relu(t^2 - 2)*relu(2.01 - t^2) == 0",
      "relu(exp(t) - 2)*relu(2.001 - exp(t)) == 0", "relu(t - 1000000)*relu(1000001 - t) == 0",
      "abs(t - 1) + abs(t + 1) == 2*abs(t)", "relu(abs(t) - 1)*relu(2 - abs(t)) == 0",
      "d(relu(t - 1))*relu(2 - t) == 0*d(t)",
    ]
  )
  func narrowCells(_ equation: String) throws {
    var cell = Cell(Self.declarations)
    let outcome = try cell.check(equation, varying: ["t"])
    #expect(outcome.verdict != .holds, "\(outcome)")
  }

  @Test(
    "a side that no argument can reach is not asked for",
    arguments: [
      "relu(tanh(p)) == tanh(p)", "abs.(exp.(u)) == exp.(u)", "norm1(-sinh.(exp.(u))) == sum(sinh.(exp.(u)))",
      "relu(sigmoid(t)) == sigmoid(t)", "abs(sqrt(p)) == sqrt(p)",
    ]
  )
  func unreachableSides(_ equation: String) throws {
    var cell = Cell(Self.declarations)
    let outcome = try cell.check(equation)
    #expect(outcome.verdict == .holds, "\(outcome)")
  }

  @Test("random formulas with kinks are not granted the formula of one cell", arguments: 1...24)
  func random(_ seed: Int) throws {
    var source = RandomSource(seed: UInt64(seed))
    let formula = PiecewiseLinear.random(depth: 3, &source)
    let point = (Rational(source.integer(in: -40...40), 7), Rational(source.integer(in: -40...40), 7))
    let branch = formula.branch(at: point)
    var cell = Cell("t, s : scalar")
    let outcome = try cell.check("\(formula.text) == \(branch.text)")
    // Thresholds lie between the half integers up to 30, and a few kinks fall between such.
    let isEqual = (-80...80).allSatisfy { x in
      (-80...80).allSatisfy { y in
        let other = (Rational(x, 2), Rational(y, 2))
        return formula.value(at: other) == branch.value(at: other)
      }
    }
    if isEqual {
      #expect(outcome.verdict != .refuted, "\(formula.text) == \(branch.text)")
    } else {
      #expect(outcome.verdict != .holds, "\(formula.text) == \(branch.text)")
    }
    #expect(try cell.check("\(formula.text) == \(formula.text) + 1").verdict == .refuted)
  }
}

/// A formula of two numbers with kinks, evaluated without the program.
indirect enum PiecewiseLinear {
  case first, second
  case constant(Int)
  case sum(PiecewiseLinear, PiecewiseLinear)
  case multiple(Int, PiecewiseLinear)
  case kink(Kink, PiecewiseLinear)

  enum Kink: String, CaseIterable { case abs, relu }

  static func random(depth: Int, _ source: inout RandomSource) -> PiecewiseLinear {
    switch depth == 0 ? source.integer(in: 0...2) : source.integer(in: 3...6) {
    case 0: return .first
    case 1: return .second
    case 2: return .constant(source.integer(in: -9...9))
    case 3: return .sum(random(depth: depth - 1, &source), random(depth: depth - 1, &source))
    case 4:
      return .multiple([-2, -1, 2, 3][source.integer(in: 0...3)], random(depth: depth - 1, &source))
    default: return .kink(source.next() & 1 == 0 ? .abs : .relu, random(depth: depth - 1, &source))
    }
  }

  var text: String {
    switch self {
    case .first: "t"
    case .second: "s"
    case .constant(let value): "(\(value))"
    case .sum(let a, let b): "(\(a.text) + \(b.text))"
    case .multiple(let factor, let a): "((\(factor))*\(a.text))"
    case .kink(let kink, let a): "\(kink.rawValue)(\(a.text))"
    }
  }

  func value(at point: (Rational, Rational)) -> Rational {
    switch self {
    case .first: return point.0
    case .second: return point.1
    case .constant(let value): return Rational(value)
    case .sum(let a, let b): return a.value(at: point) + b.value(at: point)
    case .multiple(let factor, let a): return Rational(factor) * a.value(at: point)
    case .kink(let kink, let a):
      let value = a.value(at: point)
      return value.isNegative ? (kink == .abs ? -value : .zero) : value
    }
  }

  /// The formula that it is near a point.
  func branch(at point: (Rational, Rational)) -> PiecewiseLinear {
    switch self {
    case .first, .second, .constant: return self
    case .sum(let a, let b): return .sum(a.branch(at: point), b.branch(at: point))
    case .multiple(let factor, let a): return .multiple(factor, a.branch(at: point))
    case .kink(let kink, let a):
      let isNegative = a.value(at: point).isNegative
      let factor = isNegative ? (kink == .abs ? -1 : 0) : 1
      return .multiple(factor, a.branch(at: point))
    }
  }
}
