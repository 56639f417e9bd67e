// Derivatives of derivatives: of a gradient by another variable, and all blocks of a Hessian.
//
// x : vector(n)
// A : matrix(n, n)
// gradient norm2(gradient x'*A*x wrt x)^2 wrt A
// was right, and its lines d(xᵀAx) = (dx)ᵀAx + xᵀA dx were called wrong, as A moved in them.

import Findings
import Judging
import Testing

@testable import Answers

@Suite("Derivatives of derivatives") struct NestedDerivativesTests {
  private static let names = """
    x : vector(n)
    y : vector(m)
    t : scalar
    a : vector(p)
    A : matrix(n, n)
    B : matrix(n, m)
    W : matrix(p, n)
    X : matrix(n, m)

    """

  private func answers(_ question: String, _ method: MethodChoice = .differential) -> [Answer] {
    var session = Session()
    var options = AnswerOptions()
    options.method = method
    options.drawsFigures = false
    let result = session.run(cell: Self.names + question, options: options)
    #expect(result.diagnostics.map(\.message) == [], "\(question)")
    return result.outcomes.compactMap { if case .answer(let answer) = $0 { answer } else { nil } }
  }

  private func holds(_ claim: String) -> Bool {
    var session = Session()
    guard case .checked(let statement)? = session.run(cell: Self.names + "claim \(claim)\n").outcomes.last
    else { return false }
    return statement.verdict == .holds
  }

  @Test(
    "hold by another variable, with the right things held fixed in every line",
    arguments: [
      ("gradient norm2(gradient x'*A*x wrt x)^2 wrt A"),
      ("g = gradient x'*A*x wrt x\ngradient norm2(g)^2 wrt A"),
      ("gradient (norm2(gradient a'*tanh.(W*x) wrt x) - 1)^2 wrt W"),
      ("jacobian (gradient x'*B*y wrt x) wrt y"), ("jacobian gradient (x'*B*y)^2 wrt x wrt y"),
      ("gradient norm2(gradient x'*A*x wrt x)^2 wrt x"),
    ]
  )
  func penalty(_ question: String) {
    for method in [MethodChoice.differential, .index, .vectorization] {
      let answers = answers(question, method)
      #expect(answers.count == 1)
      #expect(answers.allSatisfy { $0.verdict == .holds && !$0.steps.isEmpty }, "\(method)")
    }
  }

  @Test("are checked against the derivative of the derivative itself")
  func claims() {
    #expect(holds("jacobian (gradient x'*B*y wrt x) wrt y == B"))
    #expect(!holds("jacobian (gradient x'*B*y wrt x) wrt y == 2*B"))
    #expect(holds("gradient norm2(gradient x'*A*x wrt x)^2 wrt A == 2*((A + A')*x*x' + x*x'*(A + A'))"))
    #expect(!holds("gradient norm2(gradient x'*A*x wrt x)^2 wrt A == 2*(A + A')*x*x'"))
  }

  @Test("of second order by several variables are all blocks and the whole")
  func blocks() {
    let answers = answers("hessian x'*B*y wrt x, y")
    #expect(answers.allSatisfy { $0.kind == .hessian && $0.verdict == .holds })
    #expect(answers.map(\.wrt?.plain) == ["x", "x", "y", "y", "x, y"])
    #expect(answers.map(\.and?.plain) == [nil, "y", "x", nil, nil])
    #expect(
      answers.map(\.value?.plain)
        == ["zeros(n, n)", "B", "B'", "zeros(m, m)", "[zeros(n, n), B; B', zeros(m, m)]"]
    )
  }

  @Test(
    "of second order act on vec where a matrix takes part, and are a number by numbers",
    arguments: [
      ("t^2*normF(X)^2 + t*sum(X*y)", "X, t"), ("exp(t*x'*x)", "t, x"), ("tr(X'*A*X)*t", "X, A"),
      ("x'*B*y + t*x'*x", "x, y, t"),
    ]
  )
  func matrixBlocks(_ function: String, _ variables: String) {
    let answers = answers("hessian \(function) wrt \(variables)")
    let count = variables.split(separator: ",").count
    #expect(answers.count == count * count + 1)
    #expect(answers.allSatisfy { $0.verdict == .holds }, "\(function)")
  }

  @Test("of second order state the conditions of all blocks with the whole")
  func conditions() {
    let answers = answers("hessian t*norm2(x)^3 wrt x, t")
    #expect(answers.last?.conditions.map(\.plain) == ["x != 0"])
  }

  @Test(
    "are taken of definitions that are or become the variable",
    arguments: [
      ("phi = x\njacobian phi wrt x", "eye(n)"), ("phi = eye(n)*x\njacobian phi wrt x", "eye(n)"),
      ("phi = x''\njacobian phi wrt x", "eye(n)"), ("C = A\njacobian C*B wrt A", "kron(B', eye(n))"),
      ("phi = x\npsi = phi\nhessian psi'*psi wrt x", "2*eye(n)"), ("g = 1*x\ngradient g'*g wrt x", "2*g"),
    ]
  )
  func variable(_ question: String, _ value: String) {
    for method in [MethodChoice.differential, .index, .vectorization] {
      let found = answers(question, method).last
      #expect(found?.verdict == .holds, "\(method)")
      if method == .differential { #expect(found?.value?.plain == value) }
    }
  }
}
