// The three methods give one answer, and the answers say so.

import Derivation
import Diagnostics
import Findings
import Expressions
import Functions
import Syntax
import Testing

@testable import Answers
import Judging

@Suite("The three methods") struct MethodAgreementTests {
  /// The answers by all methods; they hold and say that they agree.
  private func agree(_ cell: String, _ convention: StructureConvention = .projected) throws -> [Answer] {
    var session = Session()
    var options = AnswerOptions()
    options.method = .all
    options.structured = convention
    options.drawsFigures = false
    let result = session.run(cell: cell, options: options)
    #expect(result.diagnostics.map(\.message) == [], "\(cell), \(convention)")
    let answers = result.outcomes.compactMap { if case .answer(let answer) = $0 { answer } else { nil } }
    #expect(answers.map(\.method) == DerivationMethod.allCases, "\(cell)")
    for answer in answers {
      #expect(answer.verdict == .holds, "\(cell), \(convention), \(answer.method)")
      let stated = answer.checks.filter { $0.method.hasPrefix("the three methods agree") }
      #expect(stated.contains { [.exact, .enclosed].contains($0.evidence.kind) }, "\(cell)")
      #expect(answer.steps.allSatisfy { step in step.rules.allSatisfy { !$0.source.isEmpty } })
    }
    return answers
  }

  @Test("agree on random expressions, by normal form too where these are rational", arguments: 0..<12)
  func random(_ seed: Int) throws {
    var text = RandomFormula(state: UInt64(1000 + seed))
    let formula = text.scalar(depth: 3)
    let cell = "X, A, B : matrix(n, n)\nx, y : vector(n)\ngradient \(formula) wrt X"
    let answers = try agree(cell)
    let isProved = answers.first?.checks.contains {
      $0.evidence.kind == .proved && $0.method.hasPrefix("the three methods agree")
    }
    #expect(isProved == true, "\(formula)")
  }

  @Test("agree on the Jacobians of random matrices", arguments: 0..<4)
  func randomJacobians(_ seed: Int) throws {
    var text = RandomFormula(state: UInt64(2000 + seed))
    let formula = text.matrix(depth: 2)
    _ = try agree("X, A, B : matrix(n, n)\nx, y : vector(n)\njacobian (\(formula))*A wrt X")
  }

  @Test(
    "agree on second derivatives by structured variables, under every convention",
    arguments: ["symmetric", "skew", "diagonal", "upper-triangular", "toeplitz"]
  )
  func structures(_ structure: String) throws {
    for convention in StructureConvention.allCases {
      let premises = "X : matrix(n, n) \(structure)\nA : matrix(n, n)\n"
      _ = try agree(premises + "gradient tr(A*X*X) wrt X", convention)
      _ = try agree(premises + "hessian tr(A*X*X) wrt X", convention)
      _ = try agree(premises + "jacobian A*X wrt X", convention)
    }
  }

  @Test(
    "agree on functions whose entries have no formula of their own",
    arguments: [
      "X, A : matrix(n, n)\ngradient tr(A*triu(X*X)) wrt X",
      "X, A : matrix(n, n)\ngradient A : lowhalf(X) wrt X",
      "X : matrix(n, n)\na, b : vector(n)\ngradient a'*toepmean(X)*b wrt X",
      "X : matrix(n, m)\nB : matrix(p, q)\nC : matrix(n*p, m*q)\ngradient C : kron(X, B) wrt X",
      "X : matrix(n, m)\njacobian vec(X') wrt X", "X : matrix(n, n)\njacobian diag(X) wrt X",
      "X : matrix(n, m)\njacobian diag(X*X') wrt X",
      "A : matrix(n, m)\nx : vector(m)\njacobian A*diag(x)*A' wrt x",
      "S : matrix(n, n) symmetric positive-definite\nb : vector(n)\ngradient norm2(inv(chol(S))*b)^2 wrt S",
      "Q : matrix(n, n) orthogonal\nA : matrix(n, n)\ngradient tr(A*Q*A*Q) wrt Q",
    ]
  )
  func functions(_ cell: String) throws { _ = try agree(cell) }

  @Test(
    "work out the derivatives inside a question first",
    arguments: [
      "jacobian (gradient f wrt x) wrt x", "g = gradient f wrt x\njacobian g wrt x",
      "gradient v'*(hessian f wrt x)*v wrt x",
    ]
  )
  func nested(_ question: String) throws {
    _ = try agree("x, v : vector(n)\nA : matrix(n, n)\nf = (x'*A*x)^2\n\(question)")
  }

  @Test("use the author's names in the answer") func names() throws {
    let answers = try agree(
      "A : matrix(n, n) symmetric\nx : vector(n)\nrho = x'*A*x/(x'*x)\ngradient rho wrt x"
    )
    #expect(answers.first?.value?.plain == "2*(A*x - rho*x)/(x'*x)")
    #expect(answers.first?.steps.first?.rules.map(\.name) == ["quotient rule"])
  }

  @Test("that do not agree are an error, and the answers do not hold")
  func disagreement() throws {
    var session = Session()
    let result = session.run(cell: "X, A : matrix(n, n)\ngradient tr(A*X) wrt X")
    let outcome = try #require(result.outcomes.last)
    guard let matrix = session.scope.lower(text: "A"), let transposed = session.scope.lower(text: "A'"),
      let symbol = session.scope.symbol(named: "X")
    else {
      Issue.record("the names of the cell are gone")
      return
    }
    session.workspace.diagnostics = []
    let values = [
      MethodValue(method: .differential, value: transposed), MethodValue(method: .index, value: matrix),
    ]
    let question = LoweredQuestion(
      kind: .gradient,
      of: matrix,
      ofName: nil,
      variables: [session.scope.graph.symbol(symbol)],
      along: [],
      bindings: [],
      range: SourceRange(0, 1)
    )
    var builder = AnswerBuilder(
      workspace: session.workspace,
      question: question,
      options: AnswerOptions()
    )
    let judged = builder.agreeing([outcome], values, symbol)
    #expect(builder.workspace.diagnostics.map(\.code) == ["methods.disagree"])
    #expect(builder.workspace.diagnostics.allSatisfy { $0.severity == .error })
    guard case .answer(let answer) = judged[0] else { return }
    #expect(answer.verdict == .refuted)
  }
}

/// Formulas in X, A, B, x and y from a fixed seed.
private struct RandomFormula {
  var state: UInt64

  private mutating func pick<T>(_ choices: [T]) -> T {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return choices[Int(state >> 33) % choices.count]
  }

  /// A scalar that depends on X.
  mutating func scalar(depth: Int) -> String {
    let m = matrix(depth: depth - 1)
    switch pick(Array(0..<5)) {
    case 0: return "tr(\(m))"
    case 1: return "x'*(\(m))*y"
    case 2: return "(A : (\(m)))"
    case 3: return "norm2((\(m))*x - y)^2"
    default: return "(tr(B*(\(m))) + x'*(X*y))"
    }
  }

  /// A matrix that depends on X.
  mutating func matrix(depth: Int) -> String {
    guard depth > 0 else { return pick(["X", "X'", "A*X", "X*B", "X + A"]) }
    let m = matrix(depth: depth - 1)
    return switch pick(Array(0..<6)) {
    case 0: "A*(\(m))"
    case 1: "(\(m))*X"
    case 2: "(\(m))'*B"
    case 3: "\(m) - X*A*X"
    case 4: "(\(m)) .* A"
    default: "x*y'*(\(m))"
    }
  }
}
