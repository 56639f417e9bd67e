// A derivative by an expression moves all that the expression determines, and leaves nothing of its names over.
//
// S : matrix(n, n) symmetric positive-definite; ∂ ln|S| / ∂S^{-1} = 0
// held with exact evidence, and the right derivative of a Gaussian log-likelihood by the precision was refuted.

import Diagnostics
import Expressions
import Findings
import Testing

@testable import Answers

@Suite("Derivatives by expressions") struct DerivativesByExpressionsTests {
  private static let names = """
    S : matrix(n, n) symmetric positive-definite
    P = inv(S)
    W, X, A : matrix(n, n)
    C : matrix(n, n) constant
    c, x : vector(n)
    z = 2*x
    s : scalar positive
    t : scalar

    """

  private func verdict(_ line: String) -> Verdict? {
    var session = Session()
    switch session.run(cell: Self.names + line).outcomes.last {
    case .checked(let statement): return statement.verdict
    case .answer(let answer): return answer.verdict
    case .declaration, .definition, .failure, nil: return nil
    }
  }

  @Test(
    "hold where all that the expression determines moves",
    arguments: [
      ("logdet(S)", "inv(S)", "-S"), ("-logdet(S) - c'*inv(S)*c", "inv(S)", "S - c*c'"),
      ("-logdet(S) - c'*P*c", "P", "S - c*c'"), ("tr(A*X)", "X'", "A"), ("tr(A*X)", "(2*X)", "1/2*A'"),
      ("tr(X'*X)", "(-X)", "-2*X"), ("tr(X'*X)", "(X + C)", "2*X"), ("tr(X)", "inv(X)", "-X'*X'"),
      ("tr(A*inv(X))", "inv(X')", "A"), ("z'*z + x'*x", "z", "5/2*z"),
      ("log(s) + t/s^2", "s^2", "1/(2*s^2) - t/s^4"),
      ("t^4", "t^2", "2*t^2"), ("x'*W^2*x", "W^2", "x*x'"), ("x'*A*X*c", "(A*X)", "x*c'"),
    ]
  )
  func right(_ function: String, _ variable: String, _ value: String) {
    #expect(verdict("claim (gradient \(function) wrt \(variable)) == \(value)") == .holds)
  }

  @Test(
    "do not hold where something that moves is held constant",
    arguments: [
      ("logdet(S)", "inv(S)", "zeros(n, n)"), ("-logdet(S) - c'*inv(S)*c", "inv(S)", "-c*c'"),
      ("-logdet(S) - c'*P*c", "P", "-c*c'"), ("z'*z + x'*x", "z", "2*z"), ("log(s) + t/s^2", "s^2", "-t/s^4"),
      ("x'*W^2*W*x", "W^2", "x*x'*W'"), ("x'*A*x", "(A*X)", "zeros(n, n)"),
    ]
  )
  func wrong(_ function: String, _ variable: String, _ value: String) {
    let found = verdict("claim (gradient \(function) wrt \(variable)) == \(value)")
    #expect(
      found == .refuted || found == .illTyped,
      "\(function) by \(variable): \(String(describing: found))"
    )
  }

  @Test(
    "are derived in a new name and answered in the author's",
    arguments: [
      ("gradient -logdet(S) - c'*inv(S)*c wrt inv(S)", "S - c*c'"), ("gradient tr(A*X) wrt X'", "A"),
      ("gradient log(s) wrt s^2", "1/2/s^2"), ("gradient x'*W^2*x wrt W^2", "x*x'"),
      ("gradient tr(X'*X) wrt X + C", "2*X"), ("hessian log(s) wrt s^2", "-1/2/s^4"),
    ]
  )
  func answered(_ question: String, _ value: String) {
    var session = Session()
    guard case .answer(let answer)? = session.run(cell: Self.names + question).outcomes.last else {
      Issue.record("\(question) has no answer")
      return
    }
    #expect(answer.verdict == .holds)
    #expect(answer.value?.plain == value)
    #expect(!answer.helpers.isEmpty)
  }

  @Test(
    "are an error where a name is left over, or the set is none of the list",
    arguments: [
      ("gradient x'*W^2*W*x wrt W^2", "question.left-over"), ("gradient log(t) wrt t^2", "derivation.sign"),
    ]
  )
  func refused(_ question: String, _ code: String) {
    var session = Session()
    let result = session.run(cell: Self.names + question)
    #expect(result.diagnostics.map(\.code) == [code])
  }

  @Test("by a defined name that the function is written in hold the rest constant")
  func partial() {
    #expect(verdict("y = W*x\nclaim gradient y'*y + x'*x wrt y == 2*y") == .holds)
  }
}
