import Answers
import ArgumentParser
import Diagnostics
import Foundation
import Notebook
import Reports

/// `nabla check`: whether notebooks are as their authors say.
struct CheckCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, short, json }

  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Checks every line of notebooks, and writes nothing."
  )

  @Argument(help: "Notebooks, or folders that hold them.")
  var paths: [String]

  @Option(help: "text, short or json.")
  var format = Format.text

  mutating func run() throws {
    let (files, problems) = InputFile.notebooks(at: paths)
    var missing = problems
    var checked: [(path: String, outcomes: [Outcome], diagnostics: [LocatedDiagnostic])] = []
    var isRight = true
    for file in files {
      switch InputFile.read(file) {
      case .failure(let problem):
        missing.append(LocatedDiagnostic(problem.diagnostic, in: SourceFile(path: file, text: "")))
      case .success(let bytes):
        let (notebook, diagnostics) = NotebookReader.read(bytes, path: file)
        let run = NotebookRun(notebook, readingDiagnostics: diagnostics)
        checked.append((file, run.outcomes, run.diagnostics))
        isRight = isRight && run.isAsExpected
      }
    }
    for problem in missing { checked.append((problem.file.path, [], [problem])) }
    Output.print(AnswersJSON.check(checked).text(indented: true))
    if !missing.isEmpty { throw ExitCode.usage }
    if !isRight { throw ExitCode.unexpected }
  }
}
