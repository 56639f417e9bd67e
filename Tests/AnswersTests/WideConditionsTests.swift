// Conditions are as wide as the truth: a result that holds at a point does not exclude it.
//
// X : matrix(n, m)
// gradient nuclear(X) wrt X
// stood under det(XᵀX) ≠ 0, which no wide matrix meets; ‖x‖³ under x ≠ 0, and ∂t²/∂t = 0 under 2 ≠ 0.

import Findings
import Judging
import Testing

@testable import Answers

@Suite("Conditions of results") struct WideConditionsTests {
  private func answer(_ cell: String) -> Answer? {
    var session = Session()
    var options = AnswerOptions()
    options.drawsFigures = false
    guard case .answer(let answer)? = session.run(cell: cell, options: options).outcomes.last else {
      return nil
    }
    return answer
  }

  @Test(
    "leave out what the result does not need",
    arguments: [
      ("x : vector(n)\ngradient norm2(x)^2 wrt x", []), ("x : vector(n)\ngradient norm2(x)^3 wrt x", []),
      ("X : matrix(n, m)\ngradient normF(X)^5 wrt X", []), ("x : vector(n)\nhessian norm2(x)^2 wrt x", []),
      ("t : scalar\nstationary t^2 wrt t", []), ("x : vector(n)\nstationary norm2(x)^2 wrt x", []),
      ("X : matrix(n, m)\ngradient nuclear(X) wrt X", ["X has full rank"]),
      ("A : matrix(n, n)\ngradient det(A) wrt A", []), ("A : matrix(n, n)\ngradient det(A)^2 wrt A", []),
      ("r : vector(n)\ngradient sum(sqrt.(1 .+ r.^2)) wrt r", []),
      ("z : scalar\ng : scalar\np = sigmoid(z)\ngradient (1 - p)^g wrt z", []),
      ("p, z : vector(n)\ngradient p'*z/(norm2(p)*norm2(z)) wrt p", ["p != 0", "z != 0"]),
      (
        "P : matrix(n, n) symmetric positive-definite\na, b : vector(n)\ngradient a'*b/sqrt(a'*P*a) wrt a",
        ["a != 0"]
      ),
      ("A : matrix(n, n) symmetric positive-definite\ngradient tr(sqrtm(A)) wrt A", []),
      ("A, B : matrix(n, n) symmetric positive-definite\ngradient tr(sqrtm(A*B)) wrt A", []),
      (
        "S : matrix(n, n) symmetric positive-definite\ngradient sum(i in 1..n, log(eigval(S, i))) wrt S", []
      ),
    ]
  )
  func needless(_ cell: String, _ conditions: [String]) {
    let found = answer(cell)
    #expect(found?.verdict == .holds)
    #expect(found?.conditions.map(\.plain) == conditions)
  }

  @Test(
    "keep what it needs",
    arguments: [
      ("x : vector(n)\ngradient norm2(x) wrt x", "x != 0"),
      ("x : vector(n)\nhessian norm2(x)^3 wrt x", "x != 0"),
      ("X : matrix(n, n)\ngradient logdet(X)^2 wrt X", "det(X) != 0"),
      ("X : matrix(n, m)\ngradient nuclear(X)^2 wrt X", "X has full rank"),
      ("x : vector(n)\ngradient norm1(x)^2 wrt x", "x != 0"),
      ("S : matrix(n, n) symmetric\ngradient eigval(S, 1) wrt S", "eigenvalue number 1 of S is simple"),
      ("A : matrix(n, n)\ngradient log(det(A)) wrt A", "det(A) > 0"),
      ("A : matrix(n, n)\ngradient tr(sqrtm(A)) wrt A", "A has no eigenvalue that is zero or negative"),
    ]
  )
  func needed(_ cell: String, _ condition: String) {
    let found = answer(cell)
    #expect(found?.verdict == .holds)
    #expect(found?.conditions.map(\.plain).contains(condition) == true, "\(found?.conditions ?? [])")
  }

  @Test("allow wide matrices, square and tall ones", arguments: [(2, 4), (3, 3), (4, 2)])
  func orientations(_ rows: Int, _ columns: Int) {
    let found = answer("X : matrix(\(rows), \(columns))\ngradient nuclear(X) wrt X")
    #expect(found?.verdict == .holds)
    #expect(found?.value?.plain == "polar(X)")
  }
}
