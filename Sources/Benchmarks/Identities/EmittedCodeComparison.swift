// The emitted code beside the derivatives that JAX computes: a judge that shares nothing with this program.

import ArgumentParser
import Foundation

/// Runs the emitted NumPy code of answers beside JAX's derivatives of the records' own functions.
struct EmittedCodeComparison {
  /// The Python interpreter.
  let python: String
  /// The file of the records.
  let records: String

  private struct Request: Encodable {
    let id: String
    let code: String
  }

  private struct Reply: Decodable {
    let id: String
    let outcome: String
    let reason: String
  }

  /// The judgements with what the comparison found, and a summary: how many agree, differ, and cannot be run.
  func compare(_ answers: [IdentityJudgement]) throws -> (judgements: [IdentityJudgement], summary: String) {
    let requests = try answers.compactMap { answer in
      try answer.code.map { try JSONEncoder().encode(Request(id: answer.record.id, code: $0)) }
    }
    let input = requests.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
    let child = ChildProcess(path: python, arguments: [BenchmarkScript.emittedCode.path, records])
    guard let output = child.run(input: input) else {
      FileHandle.standardError.write(
        Data("error: '\(python)' cannot run '\(BenchmarkScript.emittedCode.path)'\n".utf8)
      )
      throw ExitCode(2)
    }
    let replies = try output.split(separator: "\n").map {
      try JSONDecoder().decode(Reply.self, from: Data($0.utf8))
    }
    let byRecord = Dictionary(replies.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let judged = answers.map { answer in
      guard let reply = byRecord[answer.record.id], reply.outcome == "differs" else { return answer }
      var answer = answer
      answer.outcome = .wrong
      answer.reason = "the emitted code differs from JAX: \(reply.reason)"
      return answer
    }
    func count(_ outcome: String) -> Int { replies.count { $0.outcome == outcome } }
    var summary =
      "\(count("agrees")) agree, \(count("differs")) differ, \(count("fails")) fail, "
      + "\(answers.count - requests.count) have no code"
    for reply in replies where reply.outcome == "fails" { summary += "\n    \(reply.id): \(reply.reason)" }
    return (judged, summary)
  }
}
