// The commands: what the program promises, measured.

import ArgumentParser
import Foundation

/// The command `Benchmarks`; without a subcommand it measures times.
@main
struct BenchmarksCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "Benchmarks",
    abstract: "Measures what the program promises: times, and right answers on files of records.",
    discussion: """
      The commands end with 0 when every promise is kept, with 1 when one is not, and with 2 when a file is missing \
      or cannot be read.
      """,
    subcommands: [
      TimingsCommand.self, IdentitiesCommand.self, QuestionsCommand.self, PeersCommand.self,
      HessiansCommand.self, DocumentsCommand.self, BuildsCommand.self,
    ],
    defaultSubcommand: TimingsCommand.self
  )
}

/// `Benchmarks timings`: medians of durations beside their bounds.
struct TimingsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "timings",
    abstract: "Times deriving, checking, the command as a process, and a whole report."
  )

  @Argument(help: "The folder that holds Notebooks.")
  var folder = FileManager.default.currentDirectoryPath

  func run() async throws {
    guard BenchmarkSuite(root: folder).run() else { throw ExitCode(1) }
  }
}
