// Answers as a person writes them.
//
// A, B : matrix(n, n) symmetric positive-definite
// gradient tr(A) + tr(B) - 2*tr(sqrtm(sqrtm(A)*B*sqrtm(A))) wrt A
// was a Sylvester equation with five roots of one product; −log(eᵃ/(eᵃ + Σ)) went through the quotient; the gradient of a
// cross product written out had a row [0, 1, 0] for every e₂ᵀ, and DPO had the author's difference the other way round.

import Findings
import Judging
import Testing

@testable import Answers

@Suite("Short answers") struct ShortAnswersTests {
  private static let names = """
    A, B : matrix(n, n) symmetric positive-definite
    M : matrix(n, n)
    Z : matrix(n, d)
    X, Y : matrix(n, m)
    x, y : vector(n)
    a, b, w : vector(3)
    u : vector(2)
    p, q, r, s, t : scalar
    W : matrix(m, n)
    c : vector(m)
    C = (Z - ones(n)*mean(Z, columns)')'*(Z - ones(n)*mean(Z, columns)')

    """

  private func answer(_ question: String) -> Answer? {
    var session = Session()
    var options = AnswerOptions()
    options.drawsFigures = false
    let result = session.run(cell: Self.names + question, options: options)
    #expect(result.diagnostics.map(\.message) == [], "\(question)")
    guard case .answer(let answer)? = result.outcomes.last else { return nil }
    return answer
  }

  private static let answers = [
    ("gradient tr(A) + tr(B) - 2*tr(sqrtm(sqrtm(A)*B*sqrtm(A))) wrt A", "eye(n) - B*inv(sqrtm(A*B))"),
    ("gradient tr(A) + tr(B) - 2*tr(sqrtm(sqrtm(A)*B*sqrtm(A))) wrt B", "eye(n) - inv(sqrtm(A*B))*A"),
    ("gradient normF(C - diag(diag(C)))^2 wrt Z", "4*(Z - ones(n)*ones(1, n)*Z/n)*(C - diag(diag(C)))"),
    (
      "gradient a'*[0, -w[3], w[2]; w[3], 0, -w[1]; -w[2], w[1], 0]*b wrt w",
      "[a[3]*b[2] - a[2]*b[3]; a[1]*b[3] - a[3]*b[1]; a[2]*b[1] - a[1]*b[2]]"
    ),
    ("gradient u'*inv([1, r; r, 1])*u wrt r", "-2*(inv([1, r; r, 1])*u)[1]*(inv([1, r; r, 1])*u)[2]"),
    (
      "gradient -(1 - sigmoid(t))^p*log(sigmoid(t)) wrt t",
      "(1 - sigmoid(t))^p*(sigmoid(t)*p*log(sigmoid(t)) - 1 + sigmoid(t))"
    ),
    ("gradient x'*ones(n, n)*(x .+ t) wrt x", "ones(n, n)*(2*x + t*ones(n))"),
    ("gradient det([p, q; r, s]) wrt p", "s"), ("simplify det([p, q; r, s])", "p*s - q*r"),
    ("gradient log(det([p, q; q, s])) wrt q", "-2*q/(p*s - q^2)"),
    ("gradient u[1]^2*u[2] wrt u", "[2*u[1]*u[2]; u[1]^2]"),
    ("gradient sum((x .- mean(x)).^2) wrt x", "2*(x - mean(x)*ones(n))"),
    ("gradient sum(2.^X) wrt X", "log(2)*2.^X"),
    (
      "gradient t/2*(1 + erf(t/sqrt(2))) wrt t", "1/2*(1 + erf(t/sqrt(2))) + t*exp(-1/2*t^2)/sqrt(pi)/sqrt(2)"
    ),
    ("gradient -y'*log.(exp.(x)/sum(exp.(x))) wrt x", "sum(y)*softmax(x) - y"),
    (
      "gradient sum(Y .* log.(exp.(X) ./ (exp.(X)*ones(m)*ones(m)'))) wrt X",
      "Y - diag(Y*ones(m))*softmax(X, rows)"
    ),
    (
      "gradient -log(exp(x'*y)/(exp(x'*y) + sum(exp.(M*x)))) wrt x",
      "softmax([x'*y; M*x])[1]*y - y + M'*softmax([x'*y; M*x])[2:n + 1]"
    ),
    ("gradient -log(exp(p)/(exp(p) + exp(q))) wrt q", "exp(q)/(exp(p) + exp(q))"),
    ("gradient -log(sigmoid(t*((p - q) - (r - s)))) wrt p", "-t*sigmoid(-t*(p - q - (r - s)))"),
    ("gradient det(M) wrt M", "adj(M)'"), ("gradient logdet(M) wrt M", "inv(M)'"),
    ("gradient log(det(M)) wrt M", "inv(M)'"), ("gradient det(A) wrt A", "det(A)*inv(A)"),
    (
      "hessian sum(c .* sigmoid.(W*x)) wrt x",
      "W'*diag(c .* sigmoid.(W*x) .* (ones(m) - sigmoid.(W*x)) .* (ones(m) - 2*sigmoid.(W*x)))*W"
    ),
    (
      "gradient sum(i in 1..n-1, (x[i+1] - x[i])^2) wrt x",
      "2*(eye(n)[2:n, :] - eye(n)[1:n - 1, :])'*(x[2:n] - x[1:n - 1])"
    ),
  ]

  @Test("are short", arguments: answers)
  func short(_ question: String, _ expected: String) {
    let found = answer(question)
    #expect(found?.verdict == .holds)
    #expect(found?.value?.plain == expected)
  }

  @Test("are read back as what they are", arguments: answers.map { $0.0 })
  func readBack(_ question: String) throws {
    guard !question.hasPrefix("simplify") else { return }
    let value = try #require(answer(question)?.value?.plain)
    var session = Session()
    let result = session.run(cell: Self.names + "claim (\(question)) == \(value)\n")
    guard case .checked(let statement)? = result.outcomes.last else {
      Issue.record("\(value) is not read: \(result.diagnostics.map(\.message))")
      return
    }
    #expect(statement.verdict == .holds)
  }

  @Test(
    "name what was done in a line of its own",
    arguments: [
      ("gradient c'*W*x wrt W", "factors cross the colon, transposed"),
      (
        "gradient x'*A*y wrt A",
        "only the part with the structure of the variable counts"
      ),
      ("gradient tr(M'*A*M) wrt M[i, j]", "one entry moves: the differential is a unit matrix"),
      ("gradient norm2(A*x)^2 wrt x", "a symmetric matrix is its own transpose"),
      ("hessian x'*M*x wrt x along y", "the differential is the direction"),
    ]
  )
  func reasons(_ question: String, _ rule: String) throws {
    let found = try #require(answer(question))
    #expect(found.verdict == .holds)
    #expect(
      found.steps.contains { $0.rules.contains { $0.name == rule } },
      "\(found.steps.flatMap(\.rules).map(\.name))"
    )
  }

  @Test("of a name are those of what it stands for") func named() {
    #expect(answer("f = x + x\nsimplify f")?.value?.plain == "2*x")
  }
}
