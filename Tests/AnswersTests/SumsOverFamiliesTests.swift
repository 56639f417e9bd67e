// Sums over samples: what a person types first, and what every index in it means.
//
// x[i] : vector(n)
// mu : vector(n)
// gradient sum(i in 1..m, norm2(x[i] - mu)^2) wrt mu
// gave −2 (∑ᵢ ‖xᵢ − μ‖)(xᵢ − μ)/‖xᵢ − μ‖, as the name given to xᵢ − μ hid its index.

import Derivation
import Expressions
import Findings
import Judging
import Testing

@testable import Answers

@Suite("Sums over families") struct SumsOverFamiliesTests {
  private static let names = """
    x[i], y[i], z[i], a, mu, c[k] : vector(n)
    b[i], p[k] : scalar
    w, u : vector(n)
    S : matrix(n, n) symmetric positive-definite
    T[k] : matrix(n, n) symmetric positive-definite
    W, U : matrix(n, n)
    X, Y : matrix(n, m)
    R : matrix(m, K)

    """

  /// The answers to a question by a method; each holds, and nothing else is said.
  private func answers(_ question: String, _ method: MethodChoice = .differential) -> [Answer] {
    var session = Session()
    var options = AnswerOptions()
    options.method = method
    options.drawsFigures = false
    let result = session.run(cell: Self.names + question, options: options)
    #expect(result.diagnostics.map(\.message) == [], "\(question)")
    let answers = result.outcomes.compactMap { if case .answer(let answer) = $0 { answer } else { nil } }
    #expect(!answers.isEmpty && answers.allSatisfy { $0.verdict == .holds }, "\(question)")
    return answers
  }

  /// Whether a formula is the derivative that a question asks for, by the verifier alone.
  private func holds(_ question: String, _ formula: String) -> Bool {
    var session = Session()
    let result = session.run(cell: Self.names + "claim (\(question)) == \(formula)\n")
    guard case .checked(let statement)? = result.outcomes.last else { return false }
    return statement.verdict == .holds
  }

  /// Losses of samples, what they are derived by, and a formula that is right.
  private static let losses = [
    ("sum(i in 1..m, norm2(x[i] - mu)^2)", "mu", "-2*sum(i in 1..m, x[i] - mu)"),
    ("sum(i in 1..m, norm2(y[i] - W*x[i])^2)", "W", "-2*sum(i in 1..m, (y[i] - W*x[i])*x[i]')"),
    ("sum(i in 1..m, b[i]*norm2(x[i] - mu)^2)", "mu", "-2*sum(i in 1..m, b[i]*(x[i] - mu))"),
    (
      "sum(i in 1..m, exp(-norm2(x[i] - mu)^2/2))", "mu",
      "sum(i in 1..m, exp(-norm2(x[i] - mu)^2/2)*(x[i] - mu))"
    ),
    (
      "sum(i in 1..m, sqrt(1 + norm2(x[i] - mu)^2))", "mu",
      "sum(i in 1..m, (mu - x[i])/sqrt(1 + norm2(x[i] - mu)^2))"
    ),
    (
      "sum(i in 1..m, log(1 + (x[i] - mu)'*inv(S)*(x[i] - mu)))", "mu",
      "-2*sum(i in 1..m, inv(S)*(x[i] - mu)/(1 + (x[i] - mu)'*inv(S)*(x[i] - mu)))"
    ),
    (
      "sum(i in 1..m, norm2(x[i] - U*U'*x[i])^2)", "U",
      "-2*sum(i in 1..m, (x[i] - U*U'*x[i])*x[i]' + x[i]*(x[i] - U*U'*x[i])')*U"
    ),
    ("sum(j in 1..m, norm2(X*basis(m, j) - Y*basis(m, j))^2)", "X", "2*(X - Y)"),
    (
      "sum(i in 1..m, sum(j in 1..m, norm2(X*(basis(m, i) - basis(m, j)))^2))", "X",
      "4*m*X - 4*X*ones(m, m)"
    ),
    (
      "sum(i in 1..m, sum(j in 1..m, norm2(W*x[i] - W*z[j])^2))", "W",
      "2*W*sum(i in 1..m, sum(j in 1..m, (x[i] - z[j])*(x[i] - z[j])'))"
    ),
  ]

  @Test("give every index its place, by each of the three methods", arguments: losses)
  func loss(_ function: String, _ variable: String, _ right: String) throws {
    let question = "gradient \(function) wrt \(variable)"
    #expect(holds(question, right), "\(right)")
    for answer in answers(question, .all) {
      let value = try #require(answer.value?.plain)
      #expect(holds(question, value), "\(answer.method): \(value)")
      #expect(answer.conditions.isEmpty, "\(question) has no kink")
    }
  }

  /// Derivatives by one member, whose index is free.
  private static let members = [
    ("sum(i in 1..m, sum(k in 1..K, R[i, k]*norm2(x[i] - c[k])^2))", "c[k]"),
    ("sum(i in 1..m, log(sum(k in 1..K, p[k]*exp(-(x[i] - c[k])'*inv(S)*(x[i] - c[k])/2))))", "c[k]"),
    ("sum(i in 1..m, log(sum(k in 1..K, p[k]^2*exp(-norm2(x[i] - c[k])^2/2))))", "p[k]"),
    (
      "sum(i in 1..m, log(sum(k in 1..K, exp(-(x[i] - c[k])'*inv(T[k])*(x[i] - c[k])/2 - logdet(T[k])/2))))",
      "T[k]"
    ),
    ("sum(i in 1..m, sum(j in 1..m, exp(-norm2(x[i] - x[j])^2)))", "x[k]"),
    ("sum(i in 1..m, x[i]'*y[i] - log(sum(j in 1..m, exp(x[i]'*y[j]))))", "x[i]"),
    ("sum(i in 1..m, x[i]'*y[i] - log(sum(j in 1..m, exp(x[i]'*y[j]))))", "y[j]"),
    ("sum(i in 1..m, norm2(x[i] - y[i])^2)", "x[2]"),
    ("prod(i in 1..m, x[i]'*mu)", "x[k]"),
  ]

  @Test("have derivatives by one member, of which each method finds the same", arguments: members)
  func member(_ function: String, _ variable: String) throws {
    let answers = answers("gradient \(function) wrt \(variable)", .all)
    #expect(answers.count == 3)
    let values = answers.compactMap(\.value?.plain)
    for value in values {
      // What is printed is read again as what was derived: no letter is bound twice.
      var session = Session()
      let cell = Self.names + "L = \(function)\nclaim gradient L wrt \(variable) == \(value)\n"
      guard case .checked(let statement)? = session.run(cell: cell).outcomes.last else {
        Issue.record("\(value) is not read")
        continue
      }
      #expect(statement.verdict == .holds, "\(value)")
    }
  }

  @Test("have derivatives of second order by a member, and Jacobians")
  func second() {
    _ = answers("hessian sum(i in 1..m, log(sum(k in 1..K, exp(-norm2(x[i] - c[k])^2/2)))) wrt c[k]")
    _ = answers("hessian sum(i in 1..m, sum(j in 1..m, exp(-norm2(x[i] - x[j])^2))) wrt x[k]")
    _ = answers("jacobian sum(i in 1..m, W*x[i]*(x[i]'*x[i])) wrt x[k]", .index)
    #expect(answers("hessian sum(i in 1..m, norm2(x[i] - mu)^2) wrt mu").first?.value?.plain == "2*m*eye(n)")
  }

  @Test("by a whole family are derivatives by each member")
  func family() {
    let function = "sum(i in 1..m, sum(k in 1..K, R[i, k]*norm2(x[i] - c[k])^2))"
    let whole = answers("gradient \(function) wrt c")
    #expect(whole.map(\.wrt?.plain) == ["c[k]"])
    #expect(whole.map(\.conventions) == [["k stands for each member of c, from 1 to K."]])
    #expect(whole.map(\.value?.plain) == answers("gradient \(function) wrt c[k]").map(\.value?.plain))
  }

  @Test("have differentials in which all members of a family move")
  func differential() {
    let loss = "sum(i in 1..m, norm2(x[i] - y[i])^2)"
    let values = answers("differential \(loss) wrt x").map(\.value?.plain)
    #expect(values == ["sum(i in 1..m, 2*(x[i] - y[i]) : dx[i])"])
  }

  @Test("say what is not known of the index of a member")
  func range() {
    var session = Session()
    let result = session.run(cell: "v[i] : vector(n)\ngradient norm2(v[k])^2 wrt v[k]\n")
    #expect(result.diagnostics.map(\.message) == ["nothing says over what the index 'k' of 'v' runs"])
    #expect(result.diagnostics.flatMap(\.hints) == ["declare it: 'k : index(K)'"])
    let declared = session.run(cell: "k : index(K)\ngradient norm2(v[k])^2 wrt v[k]\n")
    guard case .answer(let answer)? = declared.outcomes.last else {
      Issue.record("there is no answer")
      return
    }
    #expect(answer.verdict == .holds)
    #expect(answer.value?.plain == "2*v[k]")
  }

  @Test("by a member of a family are refuted where only one of two sums over it was seen")
  func wrong() {
    let function = "sum(i in 1..m, sum(j in 1..m, norm2(x[i] - x[j])^2))"
    #expect(holds("gradient \(function) wrt x[k]", "4*sum(i in 1..m, x[k] - x[i])"))
    #expect(!holds("gradient \(function) wrt x[k]", "2*sum(i in 1..m, x[k] - x[i])"))
    #expect(!holds("gradient \(function) wrt x[k]", "zeros(n)"))
  }

  @Test("never print a letter that two sums inside one another bind")
  func letters() throws {
    let cell = """
      q[k] : vector(n)
      s[i] = sum(k in 1..K, exp(x[i]'*W*q[k]))
      gradient sum(k in 1..m, log(s[k])) wrt W
      """
    let answer = try #require(answers(cell).last)
    let value = try #require(answer.value?.plain)
    #expect(!value.contains("sum(k in 1..K"), "\(value)")
    let question = "gradient sum(i in 1..m, (x[i]'*mu)*sum(i in 1..m, y[i]'*mu)) wrt mu"
    let nested = try #require(answers(question).last?.value?.plain)
    let sums = [
      "sum(i in 1..m, x[i])*sum(j in 1..m, y[j]'*mu)", "sum(i in 1..m, x[i]'*mu)*sum(j in 1..m, y[j])",
    ]
    #expect(holds(question, sums.joined(separator: " + ")))
    #expect(holds(question, nested), "\(nested)")
  }

  @Test("name a part under a sum as a family")
  func helper() throws {
    let answer = try #require(answers("gradient sum(i in 1..m, norm2(x[i] - mu)^2) wrt mu").first)
    #expect(answer.helpers.map(\.plain) == ["r[i] = x[i] - mu"])
    #expect(answer.helpers.map(\.unicode) == ["rᵢ = xᵢ − μ"])
    #expect(answer.valueInHelpers?.plain == "-2*sum(i in 1..m, r[i])")
  }

  @Test("declare a family beside a name that is none")
  func declaration() {
    #expect(answers("gradient sum(i in 1..m, norm2(x[i] - a)^2) wrt a").count == 1)
  }
}
