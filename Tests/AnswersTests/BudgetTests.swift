// What a cell asks for may be more than any machine has: it ends, says so, and leaves the rest of the notebook as it is.

import Diagnostics
import Expressions
import Findings
import Judging
import Testing

@testable import Answers

@Suite("A cell that takes more than it may", .timeLimit(.minutes(10))) struct BudgetTests {
  /// A question of a few words that would take for ever, and what its end is about.
  struct Demand: CustomTestStringConvertible {
    let testDescription: String
    let cell: String
    var occasion = ""
  }

  private static func sums(_ count: Int, _ body: String) -> String {
    let letters = "abcdefghijkl".prefix(count)
    return letters.map { "sum(\($0) in 1..n, " }.joined() + body + String(repeating: ")", count: count)
  }

  private static func product(_ count: Int) -> String {
    "abcdefghijkl".prefix(count).map { "x[\($0)]" }.joined(separator: "*")
  }

  static let demands: [Demand] = [
    Demand(
      testDescription: "millions of numbers added up",
      cell: "evaluate sum(i in 1..4096, sum(j in 1..4096, i*j))",
      occasion: "16777216 times over in sums and derivatives"
    ),
    Demand(
      testDescription: "a gradient of a million terms",
      cell: "x : vector(1000)\ngradient sum(i in 1..1000, sum(j in 1..1000, x[i]*x[j])) wrt x",
      occasion: "times over in sums and derivatives"
    ),
    Demand(
      testDescription: "numbers whose digits double in each line",
      cell: "x0 : scalar\n" + (0..<40).map { "x\($0 + 1) = x\($0)*x\($0)\n" }.joined()
        + "evaluate x40 at x0 = 7",
      occasion: "digits"
    ),
    Demand(
      testDescription: "exponentials of exponentials twice differentiated",
      cell: "X : matrix(n, n)\nhessian tr(expm(expm(X))*expm(X)) wrt X"
    ),
    Demand(
      testDescription: "products whose factors double in each line",
      cell: "A0 : matrix(n, n)\n" + (0..<60).map { "A\($0 + 1) = A\($0)*A\($0)\n" }.joined()
        + "gradient tr(A60) wrt A0"
    ),
    Demand(
      testDescription: "a Hessian of many sums inside one another",
      cell: "x : vector(n)\nhessian \(sums(8, product(8))) wrt x"
    ),
    Demand(
      testDescription: "a Jacobian whose terms double with each function inside another",
      cell: "x : vector(n)\nA : matrix(n, n)\njacobian "
        + String(repeating: "softmax(A*", count: 20) + "x" + String(repeating: ")", count: 20) + " wrt x"
    ),
    Demand(
      testDescription: "a claim about many sums inside one another",
      cell: "x : vector(n)\nclaim \(sums(12, product(12))) == sum(x)^12"
    ),
    Demand(
      testDescription: "a logarithm of the determinant of a matrix of products of sizes",
      cell: "A : matrix(n*m*k*l, n*m*k*l)\nhessian logdet(A) wrt A"
    ),
  ]

  private func result(_ cell: String, _ options: AnswerOptions) -> Session.CellResult {
    var session = Session()
    return session.run(cell: cell, options: options)
  }

  /// Steps of which the first question of a lecture takes a tenth.
  private var few: AnswerOptions {
    var options = AnswerOptions()
    options.steps = 3_000_000
    return options
  }

  @Test("ends with one error that names what used it up, and gives nothing", arguments: demands)
  func ends(_ demand: Demand) throws {
    let result = result(demand.cell, few)
    let errors = result.diagnostics.filter { $0.severity == .error }
    #expect(errors.map(\.code) == ["bound.work"])
    let error = try #require(errors.first)
    #expect(error.message.hasPrefix("this takes more than 3 million steps of work, used up by "))
    #expect(demand.occasion.isEmpty || error.message.contains(demand.occasion), "\(error.message)")
    #expect(error.hints.contains { $0.contains("limit: 10x") })
    #expect(result.outcomes.standing == .unexpected)
    for outcome in result.outcomes {
      switch outcome {
      case .answer, .checked: Issue.record("a half-done answer is given")
      case .declaration, .definition, .failure: continue
      }
    }
  }

  @Test("ends at the same place each time") func isDeterministic() {
    for demand in BudgetTests.demands {
      let results = (0..<2).map { _ in result(demand.cell, few).diagnostics }
      #expect(results[0] == results[1], "\(demand.testDescription)")
    }
  }

  @Test("ends soon: what is done after the last step is no more than the work before it")
  func endsSoon() {
    let clock = ContinuousClock()
    let yardstick = clock.measure { _ = result("evaluate sum(i in 1..4096, sum(j in 1..4096, i*j))", few) }
    for demand in BudgetTests.demands {
      let time = clock.measure { _ = result(demand.cell, few) }
      // Steps of unlike kinds differ, and the machine may be busy: a loop without a bound would take minutes.
      #expect(time < yardstick * 40 + .seconds(5), "\(demand.testDescription)")
    }
  }

  @Test("says once that it ended, and leaves the names and the cells after it")
  func leavesTheRest() {
    var session = Session()
    let first = session.run(
      cell: "x : vector(n)\ny = 2*x\nhessian \(Self.sums(8, Self.product(8))) wrt x\ngradient x'*x wrt x",
      options: few
    )
    #expect(first.diagnostics.map(\.code) == ["bound.work"])
    #expect(first.outcomes.count == 4)
    let second = session.run(cell: "gradient y'*y wrt x\nclaim y == x + x", options: few)
    #expect(second.diagnostics.isEmpty)
    #expect(second.outcomes.standing == .asExpected)
  }

  @Test("is let go on by a larger limit") func largerLimit() {
    let cell = "x : vector(n)\nA : matrix(n, n)\ngradient log(1 + exp(x'*A*x)) wrt x"
    var options = AnswerOptions()
    options.steps = 20_000
    #expect(result(cell, options).diagnostics.map(\.code) == ["bound.work"])
    options.allow(times: 1000)
    #expect(result(cell, options).diagnostics.isEmpty)
  }

  @Test("takes memory, too, and says how much") func memory() {
    var options = AnswerOptions()
    options.bytes = 1 << 20
    let result = result("t : scalar\nevaluate sum(t*ones(200, 200)) at t = 2", options)
    #expect(result.diagnostics.map(\.code) == ["bound.memory"])
    #expect(result.diagnostics.first?.message.contains("more than 1 MiB of memory") == true)
  }

  @Test("is a row of a display alone: the rows beside it are judged, and none goes on from it") func rows() {
    var session = Session()
    #expect(session.run(cell: "x : vector(n)\nA : matrix(n, n)").diagnostics.isEmpty)
    let sum =
      "\\sum_{a, b, c, d, e, f, g, h, k, l} A_{ab} A_{bc} A_{cd} A_{de} A_{ef} A_{fg} A_{gh} A_{hk} A_{kl} A_{la}"
    let result = session.run(
      display: DisplayRequest(
        text: "x + x &= 2x \\\\ \(sum) &= \\operatorname{tr}(A^{10}) \\\\ x^\\top x &= \\|x\\|_2^2",
        roles: [.check],
        subject: nil,
        variables: [],
        macros: ""
      ),
      options: few
    )
    guard case .checked(let statement)? = result.outcomes.first else {
      Issue.record("the display is not judged")
      return
    }
    #expect(statement.lines.map(\.verdict) == [.holds, .undecided, .holds])
    #expect(result.diagnostics.map(\.code) == ["bound.work"])
    #expect(statement.lines[1].message.contains("more than 3 million steps"))
  }

  @Test("says that it was the clock, where the clock was asked") func clock() {
    var options = AnswerOptions()
    options.time = .zero
    let result = result(BudgetTests.demands[0].cell, options)
    #expect(result.diagnostics.map(\.code) == ["bound.time"])
    #expect(result.diagnostics.first?.message.hasPrefix("the clock ended this after 0 s") == true)
  }

  @Test("shows a number of a million digits by its first ones") func longNumbers() throws {
    let result = result("x : scalar\nevaluate x^64 at x = 1e-4000", AnswerOptions())
    #expect(result.diagnostics.isEmpty)
    guard case .answer(let answer)? = result.outcomes.last else {
      Issue.record("there is no answer")
      return
    }
    #expect(answer.value?.plain == "1e-256000")
  }
}
