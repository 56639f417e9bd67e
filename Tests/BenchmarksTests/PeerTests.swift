import Answers
import Findings
import Foundation
import Testing

@testable import Benchmarks

/// A line of the script's output.
private func result(_ outcome: String, _ milliseconds: Double?) throws -> PeerResult {
  let members: [String: Any] = [
    "case": "1", "outcome": outcome, "detail": "", "milliseconds": milliseconds.map { $0 as Any } ?? NSNull(),
  ]
  return try JSONDecoder().decode(PeerResult.self, from: JSONSerialization.data(withJSONObject: members))
}

private let own = OwnDerivative(value: "2*X", isVerified: true, code: "", derivation: 0.1, answer: 2)

@Suite("Derivatives beside other systems")
struct PeerTests {
  private func comparison(_ peers: PeerResult?..., judgement: String = "right") throws -> PeerComparison {
    PeerComparison(
      function: PeerFunction.all[0],
      own: own,
      judgement: try result(judgement, nil),
      peers: peers
    )
  }

  @Test("A peer that is wrong is no rival, however fast it is")
  func rivals() throws {
    let row = try comparison(result("wrong", 0.01), result("right", 5), result("error", nil), nil)
    #expect(row.fastestPeer == 5)
    #expect(row.derivationRatio == 50)
    #expect(row.answerRatio == 2.5)
    #expect(row.isKept)
  }

  @Test("The promise is ten times the speed, checked within the peer's time, and right")
  func promise() throws {
    #expect(try !comparison(result("right", 0.9)).isKept)
    #expect(try !comparison(result("right", 1.5)).isKept)
    #expect(try !comparison(result("right", 5), judgement: "wrong").isKept)
    #expect(try comparison(result("not expressible", nil)).isKept)
  }

  @Test("The table has every function once, with times where a peer is right")
  func table() throws {
    let table = PeerComparison.table(
      [try comparison(result("right", 1.5), result("wrong", 1), result("not expressible", nil))],
      names: ["a", "b", "c"]
    )
    #expect(table.contains("1.50  wrong  -"))
    #expect(table.contains("(1)  gradient x'*W^2*(W^2)'*x wrt W = 2*X"))
    #expect(table.contains("0 of 1 as promised"))
    #expect(Set(PeerFunction.all.map(\.number)).count == PeerFunction.all.count)
  }

  @Test("Every function is one cell that is read without a complaint")
  func functions() {
    for function in PeerFunction.all {
      var session = Session()
      let result = session.run(cell: "\(function.declarations)\nvalue0 = \(function.function)\n")
      #expect(result.diagnostics.isEmpty, "\(function.question)")
    }
  }
}

@Suite("Hessians beside JAX")
struct HessianTests {
  @Test("Equal and not slower is kept; what JAX cannot hold is not compared")
  func kept() throws {
    func times(_ jax: String, _ outcome: String) throws -> HessianTimes {
      let text =
        #"{"problem": "p", "size": 10, "own": 2.0, "jax": \#(jax), "outcome": "\#(outcome)", "detail": "d"}"#
      return try JSONDecoder().decode(HessianTimes.self, from: Data(text.utf8))
    }
    let rows = [
      try times("3.0", "equal"), try times("1.0", "equal"), try times("3.0", "different"),
      try times("null", "not compared"),
    ]
    #expect(rows.map(\.isKept) == [true, false, false, true])
    #expect(HessianTimes.table(rows).contains("2 of 4 equal and not slower"))
  }

  @Test("Both Hessians have code")
  func code() {
    for function in PeerFunction.all where function.kind == "hessian" {
      #expect(function.emittedCode?.contains("def hessian_\(function.variable)(") == true)
    }
  }
}
