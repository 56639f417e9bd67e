// `Benchmarks questions`: people's own derivations, checked row by row.

import ArgumentParser
import NablaTool

/// `Benchmarks questions`: what the program says of derivations as people wrote them.
struct QuestionsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "questions",
    abstract: "Checks people's own derivations and compares with what is known of each row.",
    discussion: """
      Each record's notebook is run and the rows of its last checked display are compared with the record's \
      judgement of them.
      """
  )

  @Argument(help: "The records, one JSON object a line.")
  var file = "../shared/corpus/questions.jsonl"

  @Flag(name: .shortAndLong, help: "List each record that is not right, row by row.")
  var verbose = false

  func run() async throws {
    let records = try RecordFile(path: file).recordsOrExit(QuestionRecord.self)
    let judged = await Workers.map(records.filter(\.isUsable), count: Workers.standardCount, start: {}) {
      record,
      _ in QuestionJudgement(record)
    }
    print(QuestionReport(judged: judged, isVerbose: verbose).text)
    if judged.contains(where: { $0.outcome == .falseAlarm }) { throw ExitCode(1) }
  }
}
