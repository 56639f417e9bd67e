// `Benchmarks documents`: what documents of other tools lose, beside pandoc's reading of them.

import ArgumentParser
import Foundation

/// `Benchmarks documents`: text, formulas, images, links, tables and references of documents, beside pandoc.
struct DocumentsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "documents",
    abstract: "Says what documents lose on their way into a report, beside pandoc's reading of them.",
    discussion: """
      Every .md, .qmd, .Rmd, .tex and .ipynb file below the folder is built, and its page compared with pandoc's reading \
      of the same file. What is lost, shown as markup or refused is printed for each, and the figures of all at the end.
      """
  )

  @Argument(help: "The folder of the documents.")
  var folder: String

  @Option(help: "A Python; nothing but its standard library is needed.")
  var python = "python3"

  @Option(help: "The program that builds the documents; the one beside this one.")
  var nabla: String?

  @Flag(help: "Compile every LaTeX report, too.")
  var latex = false

  @Flag(help: "Print everything that is lost.")
  var verbose = false

  func run() async throws {
    let beside = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appendingPathComponent("nabla").path
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      [python, BenchmarkScript.documents.path, nabla ?? beside, folder] + (latex ? ["--latex"] : [])
      + (verbose ? ["--verbose"] : [])
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw ExitCode(process.terminationStatus) }
  }
}
