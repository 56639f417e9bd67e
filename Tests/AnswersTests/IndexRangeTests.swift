// Neighbours in a sum, and sums that begin elsewhere than at 1.
//
// x : vector(n)
// gradient sum(i in 1..n-1, (x[i+1] - x[i])^2) wrt x
// said "'i' runs to n - 1, but 'x' has indices up to n".

import Findings
import Judging
import Testing

@testable import Answers

@Suite("Ranges of indices") struct IndexRangeTests {
  private func run(_ cell: String) -> Session.CellResult {
    var session = Session()
    var options = AnswerOptions()
    options.drawsFigures = false
    return session.run(cell: cell, options: options)
  }

  @Test(
    "of neighbours say what slices say",
    arguments: [
      ("sum(i in 1..n-1, (x[i+1] - x[i])^2)", "norm2(x[2:n] - x[1:n-1])^2"),
      ("sum(i in 2..n, (x[i] - x[i-1])^2)", "norm2(x[2:n] - x[1:n-1])^2"),
      ("sum(i in 2..n-1, (x[i+1] - 2*x[i] + x[i-1])^2)", "norm2(x[3:n] - 2*x[2:n-1] + x[1:n-2])^2"),
      ("sum(i in 1..n-1, sum(j in 1..m, (X[i+1, j] - X[i, j])^2))", "normF(X[2:n, :] - X[1:n-1, :])^2"),
      ("sum(i in 1..3, x[i]^2)", "norm2(x[1:3])^2"), ("sum(k in 0..2, t^k)", "1 + t + t^2"),
      ("sum(k in 3..4, k)", "7"), ("sum(i in 2..4, sum(i in 1..n, x[i]))", "3*sum(x)"),
      ("prod(k in 2..4, k)", "24"),
    ]
  )
  func neighbours(_ sum: String, _ expected: String) {
    let names = "x : vector(n)\nX : matrix(n, m)\nt : scalar positive\n"
    let result = run(names + "claim \(sum) == \(expected)\n")
    #expect(result.diagnostics.map(\.message) == [])
    guard case .checked(let statement)? = result.outcomes.last else {
      Issue.record("\(sum) is not judged")
      return
    }
    #expect(statement.verdict == .holds)
  }

  @Test(
    "of families are as long as the largest index needs, by all that is asked",
    arguments: [
      "gradient sum(t in 1..T-1, norm2(x[t+1] - A*x[t])^2) wrt A",
      "gradient sum(t in 1..T-1, norm2(x[t+1] - A*x[t])^2) wrt x[k]",
      "gradient sum(t in 2..T, norm2(x[t] - A*x[t-1])^2) wrt x[k]",
      "gradient sum(t in 1..T-1, norm2(x[t+1] - A*x[t])^2) + sum(t in 1..T, norm2(x[t])^2) wrt x[k]",
    ]
  )
  func families(_ question: String) {
    let result = run("x[t] : vector(n)\nA : matrix(n, n)\n\(question)\n")
    #expect(result.diagnostics.map(\.message) == [])
    guard case .answer(let answer)? = result.outcomes.last else {
      Issue.record("\(question) is not answered")
      return
    }
    #expect(answer.verdict == .holds)
  }

  @Test(
    "past the end are named",
    arguments: [
      ("sum(i in 1..n, x[i+1])", "'i + 1' runs to n + 1, but 'x' has indices up to n"),
      ("sum(i in 1..m, x[i])", "'i' runs to m, but 'x' has indices up to n"),
      ("sum(i in 0..n, x[i])", "indices are integers from 1, found 0"),
      ("sum(i, 1, n, x[i])", "'sum' takes 1 argument, found 4"),
    ]
  )
  func pastTheEnd(_ sum: String, _ message: String) {
    let result = run("x : vector(n)\ny : vector(m)\ngradient \(sum) wrt x\n")
    #expect(result.diagnostics.map(\.message) == [message])
  }
}
