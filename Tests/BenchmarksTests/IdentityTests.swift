import Foundation
import Testing

@testable import Benchmarks

/// A record from the members of a JSON object.
private func record(_ members: String) throws -> IdentityRecord {
  try JSONDecoder().decode(IdentityRecord.self, from: Data("{\(members)}".utf8))
}

private let square = #""variables": [{"name": "X", "shape": ["n", "n"], "structure": ["positive-definite"]}]"#
private let rectangular =
  #""variables": [{"name": "Y", "shape": ["n", 2], "structure": [], "generator": ["positive"]}]"#

@Suite("Published identities")
struct IdentityTests {
  @Test("Declarations say shape and attributes once, and leave out what a differential declares")
  func declarations() throws {
    let record = try record(
      #"""
      "id": "d", "kind": "differential", "direction": {"X": "dX"}, "plain_lhs": "tr(X)", "plain_rhs": "tr(dX)",
      "variables": [{"name": "X", "shape": ["n", "n"], "structure": ["symmetric", "positive-definite"]},
                    {"name": "dX", "shape": ["n", "n"], "structure": []},
                    {"name": "t", "shape": [], "structure": ["positive"]}]
      """#
    )
    #expect(record.declarations == "X : matrix(n, n) symmetric positive-definite\nt : scalar positive")
    #expect(record.question == "differential tr(X) wrt X")
  }

  @Test("A size may be a number, and the short names of the records are those of the cell language")
  func names() throws {
    let record = try record(
      #""id": "k", "kind": "jacobian", "wrt": "Y", "plain_lhs": "vec(Y')", "plain_rhs": "K(n,2)", \#(rectangular)"#
    )
    #expect(record.declarations == "Y : matrix(n, 2) positive")
    #expect(record.claim == "claim jacobian vec(Y') wrt Y == commutation(n,2)")
  }

  @Test("What no declaration can state is left out, and so are complex variables")
  func leftOut() throws {
    let singular = square.replacingOccurrences(
      of: #""structure""#,
      with: #""generator": ["small"], "structure""#
    )
    let head = #""id": "a", "kind": "gradient", "wrt": "X", "plain_lhs": "tr(X)", "plain_rhs": "eye(n)""#
    #expect(try record("\(head), \(square)").isStatable)
    #expect(try !record("\(head), \(singular)").isStatable)
    #expect(try !record("\(head), \(square), \"complex_derivative\": \"conjugate\"").isStatable)
    #expect(try record("\(head), \(square), \"complex_derivative\": null").isStatable)
  }

  @Test("A right published formula is derived as published, and a wrong one is not")
  func judgement() throws {
    let head = #""id": "a", "kind": "gradient", "wrt": "Y", "plain_lhs": "tr(Y'*Y)", \#(rectangular)"#
    let right = IdentityJudgement(try record(#"\#(head), "plain_rhs": "2*Y""#))
    #expect(right.outcome == .right)
    #expect(right.leavesRatio == 1)
    #expect(right.lines ?? 0 > 0)
    #expect(IdentityJudgement(try record(#"\#(head), "plain_rhs": "3*Y""#)).outcome == .wrong)
    let misprinted = try record(
      #"\#(head), "plain_rhs": "3*Y", "plain_corrected": "2*Y", "published_wrong": true"#
    )
    #expect(IdentityJudgement(misprinted).outcome == .right)
    #expect(IdentityJudgement(try record(#"\#(head), "plain_rhs": null"#)).outcome == .verified)
    let unknown = #""id": "a", "kind": "gradient", "wrt": "Y", "plain_lhs": "rot(Y)", \#(rectangular)"#
    #expect(IdentityJudgement(try record(unknown)).outcome == .unanswered)
  }

  @Test("A structured gradient moves tied entries together")
  func tied() throws {
    let head = #""id": "s", "kind": "structured-gradient", "wrt": "X", "plain_lhs": "tr(A*X)""#
    let variables =
      #""variables": [{"name": "A", "shape": ["n", "n"], "structure": []}, {"name": "X", "shape": ["n", "n"], "structure": ["symmetric"]}]"#
    let judged = IdentityJudgement(try record(#"\#(head), \#(variables), "plain_rhs": "A+A'-A.*eye(n)""#))
    #expect(judged.outcome == .right)
  }

  @Test("Claims are judged by what is known of the printed line")
  func claims() throws {
    let head = #""id": "c", "kind": "identity", "plain_lhs": "tr(Y'*Y)", \#(rectangular)"#
    let right = #"\#(head), "plain_rhs": "tr(Y*Y')""#
    let wrong = #"\#(head), "plain_rhs": "2*tr(Y*Y')""#
    #expect(ClaimJudgement(try record(right)).outcome == .held)
    #expect(ClaimJudgement(try record(wrong)).outcome == .falseAlarm)
    #expect(ClaimJudgement(try record(#"\#(wrong), "published_wrong": true"#)).outcome == .refuted)
    #expect(ClaimJudgement(try record(#"\#(right), "published_wrong": true"#)).outcome == .missed)
  }

  @Test(
    "Leaves are names and numbers, not functions",
    arguments: [("2*X'*norm2(A*x)", 4), ("exp.(X) + 0.5*eye(n)", 3), ("x_1", 1), ("", 0)]
  )
  func leaves(formula: String, count: Int) {
    #expect(LeafCount.of(formula) == count)
  }

  @Test("The report counts each kind and lists what is not right")
  func report() throws {
    let head = #""kind": "gradient", "wrt": "Y", "plain_lhs": "tr(Y'*Y)", \#(rectangular)"#
    let records = [
      try record(#""id": "good", \#(head), "plain_rhs": "2*Y""#),
      try record(#""id": "bad", \#(head), "plain_rhs": "3*Y""#),
    ]
    let report = IdentityReport(
      answers: records.map(IdentityJudgement.init),
      claims: records.map(ClaimJudgement.init),
      isVerbose: true
    )
    #expect(report.text.contains("bad (gradient): wrong"))
    #expect(!report.text.contains("good"))
    #expect(report.text.contains("FALSE ALARM"))
  }
}
