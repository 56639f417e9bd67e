// `Benchmarks identities`: the published identities derived, and stated as claims.

import ArgumentParser
import Foundation
import NablaTool

/// `Benchmarks identities`: how many published identities are derived, verified, and right.
struct IdentitiesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "identities",
    abstract: "Derives published identities and compares with what is published.",
    discussion: """
      An answer is right when it is verified and equal to the published formula (corrected, where the printed one is \
      wrong); the two are compared as a claim, which knows nothing of the derivation. Each published line is then \
      stated as a claim as it is printed. With '--python' the emitted NumPy code of every answer is run beside the \
      derivative that JAX computes from the record's own function.
      """
  )

  @Argument(help: "The records, one JSON object a line.")
  var file = "../shared/corpus/identities.jsonl"

  @Flag(name: .shortAndLong, help: "List each record that is not right, and why.")
  var verbose = false

  @Option(help: "A Python with NumPy, SciPy and JAX, to run the emitted code beside JAX's derivatives.")
  var python: String?

  func run() async throws {
    let records = try RecordFile(path: file).recordsOrExit(IdentityRecord.self)
    let clock = ContinuousClock()
    let start = clock.now
    var answers = await Workers.map(records.filter(\.isDerivative), count: Workers.standardCount, start: {}) {
      record,
      _ in IdentityJudgement(record)
    }
    let claims = await Workers.map(records.filter(\.isClaim), count: Workers.standardCount, start: {}) {
      record,
      _ in ClaimJudgement(record)
    }
    let seconds = Double((clock.now - start).components.seconds)
    if let python {
      let comparison = try EmittedCodeComparison(python: python, records: file).compare(answers)
      answers = comparison.judgements
      print("emitted NumPy code beside JAX: \(comparison.summary)\n")
    }
    print(IdentityReport(answers: answers, claims: claims, isVerbose: verbose).text)
    print("\n\(records.count) records, \(Int(seconds)) s")
    let isWrong = answers.contains { $0.outcome == .wrong }
    let isFalse = claims.contains { $0.outcome == .falseAlarm || $0.outcome == .missed }
    if isWrong || isFalse { throw ExitCode(1) }
  }
}
