// Ranges of indices, reductions along an axis, choices, and the functions of space: asked, checked, printed, read back.

import Diagnostics
import Findings
import Judging
import TestSupport
import Testing

@testable import Answers

@Suite("Slices, axes and choices") struct SliceAndAxisTests {
  private static let premises = """
    x, y : vector(n)
    X, A : matrix(n, m)
    v : vector(m)
    a, b, c : vector(3)
    M, N : matrix(3, 3)
    S : matrix(n, n)
    t : scalar
    """

  static let questions = [
    "gradient sum(x[1:2]) wrt x", "gradient sum(X[1:2, 2:m].^2) wrt X", "gradient sum(x[1:k].^2) wrt x",
    "gradient sum(X[1:k, k+1:m]) wrt X", "gradient norm2(x[2:n] - x[1:n-1])^2 wrt x", "jacobian x[2:n] wrt x",
    "jacobian X[:, 1:2] wrt X", "hessian sum(x[2:n].^3) wrt x", "gradient det(M[1:2, 1:2]) wrt M",
    "gradient normF(X[:, 1:k]*X[:, 1:k]') wrt X", "gradient A : softmax(X, rows) wrt X",
    "gradient A : softmax(X, columns) wrt X", "gradient y'*logsumexp(X, rows) wrt X",
    "gradient sum(norm2(X, rows)) wrt X", "gradient v'*norm2(X, columns) wrt X",
    "gradient y'*max(X, rows) wrt X",
    "gradient v'*min(X, columns) wrt X", "gradient y'*var(X, rows) + v'*mean(X, columns) wrt X",
    "gradient log(var(x)) wrt x", "jacobian sum(X, rows) wrt X", "jacobian logsumexp(X, rows) wrt X",
    "hessian sum(logsumexp(X, rows)) wrt X", "hessian var(x) wrt x", "gradient sum((X .+ v').^2) wrt v",
    "gradient sum((X .+ y).^2) wrt y", "gradient sum(where(x > 0, x.^2, -x)) wrt x",
    "gradient where(t < 1, t^2, 2*t - 1) wrt t", "gradient sum(where(X >= A, X.^2, -X)) wrt X",
    "gradient sum(clip(x, -1, 1).^2) wrt x", "gradient c'*cross(a, b) wrt a", "jacobian cross(a, b) wrt b",
    "hessian norm2(cross(a, b))^2 wrt a", "gradient c'*skew(a)*M*skew(a)*b wrt a", "jacobian skew(a) wrt a",
    "gradient c'*axial(M*N) wrt M", "gradient sum(log.(exp.(S)*ones(n))) - tr(S) wrt S",
    "gradient log(sum(exp.(x))) wrt x",
  ]

  /// The Hessian of a variance is I − 𝟏𝟏ᵀ/n, in which nothing tells the length of the ones.
  static let sized = questions.filter { $0 != "hessian var(x) wrt x" }

  private func run(_ line: String, _ method: MethodChoice = .differential) -> (Session, Session.CellResult) {
    var session = Session()
    var options = AnswerOptions()
    options.drawsFigures = false
    options.method = method
    let result = session.run(cell: Self.premises + "\n" + line, options: options)
    return (session, result)
  }

  private func answers(_ result: Session.CellResult) -> [Answer] {
    result.outcomes.compactMap { if case .answer(let answer) = $0 { answer } else { nil } }
  }

  @Test("are derived by all three methods, and every line is checked", arguments: questions)
  func methods(_ question: String) {
    let (_, result) = run(question, .all)
    #expect(result.diagnostics.map(\.message) == [])
    let answers = answers(result)
    #expect(answers.count == 3)
    for answer in answers {
      #expect(answer.verdict == .holds, "\(answer.method): \(answer.value?.plain ?? "")")
      #expect(answer.steps.allSatisfy { $0.rules.allSatisfy { !$0.source.isEmpty } })
    }
  }

  @Test("are read back from their text as the same expression", arguments: questions)
  func plain(_ question: String) throws {
    let value = try #require(answers(run(question).1).first?.value)
    let (_, result) = run("claim \(question) == \(value.plain)")
    guard case .checked(let statement)? = result.outcomes.last else {
      Issue.record("\(value.plain) is not judged: \(result.diagnostics.map(\.message))")
      return
    }
    #expect(statement.verdict == .holds, "\(value.plain)")
  }

  @Test("are read back from their LaTeX as the same expression", arguments: sized)
  func latex(_ question: String) throws {
    let value = try #require(answers(run(question).1).first?.value)
    var (session, first) = run("G = \(value.plain)")
    #expect(first.diagnostics.filter { $0.severity == .error }.isEmpty)
    let request = DisplayRequest(
      text: "G = \(value.latex)",
      roles: [.check],
      subject: nil,
      variables: [],
      macros: ""
    )
    let result = session.run(display: request)
    guard case .checked(let statement)? = result.outcomes.last else {
      Issue.record("\(value.latex) is not judged")
      return
    }
    #expect(statement.verdict == .holds, "\(value.latex): \(result.diagnostics.map(\.message))")
  }

  @Test(
    "are refuted where they are wrong",
    arguments: [
      "claim gradient sum(x[1:2]) wrt x == basis(n, 2)", "claim sum(X, rows) == X'*ones(n)",
      "claim sum(x[1:n-1]) == sum(x[2:n])", "claim where(t > 0, t, 0) == t",
      "claim where(t > 0, 1, 0) == where(t >= 0, 1, 0)", "claim cross(a, b) == cross(b, a)",
      "claim softmax(X, rows) == softmax(X, columns)", "claim var(x) == mean(x.^2)",
      "claim skew(a)*b == cross(b, a)",
      "claim X[1, :]' == X[:, 1]",
    ]
  )
  func wrong(_ claim: String) {
    let (_, result) = run(claim)
    guard case .checked(let statement)? = result.outcomes.last else {
      Issue.record("\(result.diagnostics.map(\.message))")
      return
    }
    #expect([.refuted, .illTyped, .undecided].contains(statement.verdict), "\(claim) \(statement.verdict)")
  }

  @Test(
    "state the sizes that a range needs",
    arguments: [
      ("gradient sum(x[2:4]) wrt x", ["n >= 4"]), ("gradient sum(x[1:n-1]) wrt x", ["n >= 2"]),
      ("gradient sum(x[1:k]) wrt x", ["n >= k"]), ("gradient sum(x[1:n].^2) wrt x", []),
      ("gradient sum(M[1:2, :]) wrt M", []),
    ] as [(String, [String])]
  )
  func sizes(_ question: String, _ conditions: [String]) throws {
    let answer = try #require(answers(run(question).1).first)
    #expect(answer.conditions.map(\.plain) == conditions)
  }

  @Test("give code that stays finite where exponentials would not")
  func stable() throws {
    let question = "gradient sum(log.(exp.(S/t)*ones(n))) - tr(S)/t wrt S"
    let answer = try #require(answers(run(question).1).first)
    let code = try #require(answer.code.first { $0.language == .numpy }?.text)
    let script = """
      import numpy as np
      code = \(PythonInterpreter.literal(code))
      scope = {}
      exec(code, scope)
      function = [v for v in scope.values() if hasattr(v, '__code__')][-1]
      rows = np.random.default_rng(0).normal(size=(5, 8))
      rows /= np.linalg.norm(rows, axis=1)[:, None]
      given = dict(S=rows @ rows.T, t=0.001)
      value = function(**{k: given[k] for k in function.__code__.co_varnames[:function.__code__.co_argcount]})
      print(bool(np.all(np.isfinite(value))), value.shape)
      """
    #expect(try PythonInterpreter.output(of: script) == "True (5, 5)\n")
  }

  @Test(
    "give code that copies no identity to pick entries",
    arguments: ["x[2:4]'*y[2:4]", "sum(X[1:2, 2:m].^2)"]
  )
  func picks(_ formula: String) throws {
    let variable = formula.hasPrefix("x") ? "x" : "X"
    let answer = try #require(answers(run("gradient \(formula) wrt \(variable)").1).first)
    let code = try #require(answer.code.first { $0.language == .numpy }?.text)
    #expect(!code.contains("eye("), "\(code)")
  }
}
