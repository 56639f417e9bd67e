import Answers
import ArgumentParser
import Diagnostics
import Foundation
import Markdown
import Notebook
import Reports

/// `nabla derive`: the text of one cell, without Markdown.
struct DeriveCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, latex, json }

  static let configuration = CommandConfiguration(
    commandName: "derive",
    abstract: "Answers the questions of one cell."
  )

  @Argument(help: "A file with the text of a cell, or - for standard input.")
  var file = "-"

  @Option(help: "How derivations are made: differential, index, vectorization or all.")
  var method: String?

  @Option(help: "text, latex or json.")
  var format = Format.text

  mutating func run() throws {
    let bytes: [UInt8]
    switch InputFile.read(file) {
    case .success(let read): bytes = read
    case .failure(let problem):
      let located = LocatedDiagnostic(problem.diagnostic, in: SourceFile(path: file, text: ""))
      report([], [located])
      throw ExitCode.usage
    }
    let (source, problems) = SourceFile.decoding(bytes, path: file)
    let (cell, cellProblems) = NotebookReader.cell(source)
    var options = AnswerOptions(cell.options)
    if let method {
      guard let known = AnswerOptions.Method(rawValue: method) else {
        throw ValidationError(
          "'\(method)' is not a method; the methods are \(AnswerOptions.Method.allCases.map(\.rawValue).joined(separator: ", "))"
        )
      }
      options.method = known
    }
    var session = Session()
    let line = source.position(at: cell.text.fileOffset(0)).line
    let result = session.run(cell: cell.text.text, options: options, firstLine: line)
    let diagnostics = (problems + cellProblems + NotebookRun.located(result.diagnostics, cell.text))
      .map { LocatedDiagnostic($0, in: source) }.sorted(by: LocatedDiagnostic.precedes)
    report(result.outcomes, diagnostics)
    let isRight =
      result.outcomes.allSatisfy(\.isAsExpected) && !diagnostics.contains { $0.diagnostic.severity == .error }
    if !isRight { throw ExitCode.unexpected }
  }

  private func report(_ outcomes: [Outcome], _ diagnostics: [LocatedDiagnostic]) {
    switch format {
    case .json: Output.print(AnswersJSON.derive(outcomes, diagnostics).text(indented: true))
    case .text, .latex:
      Output.print(AnswersJSON.derive(outcomes, diagnostics).text(indented: true))
    }
  }
}
