import Answers
import Judging
import Findings
import ArgumentParser
import Diagnostics
import Foundation
import JSON
import Markdown
import Notebook
import Reports

/// `nabla derive`: the text of one cell, without Markdown.
struct DeriveCommand: NablaCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, latex, json }

  static let configuration = CommandConfiguration(
    commandName: "derive",
    abstract: "Answers the questions of one cell.",
    discussion: """
      The cell is a file or standard input, without the fence and without Markdown around it.

        printf 'x : vector(n)\\nA : matrix(m, n)\\nb : vector(m)\\ngradient norm2(A*x - b)^2 wrt x\\n' | nabla derive
        nabla derive cell.txt --format latex     the lines as LaTeX, to be pasted
        nabla derive cell.txt --format json      everything, with NumPy code, for programs
      """
  )

  @Argument(help: "A file with the text of a cell, or - for standard input.")
  var file = "-"

  @Option(help: "How derivations are made: differential, index, vectorization or all.")
  var method: MethodArgument?

  @Option(help: "text, latex or json.")
  var format = Format.text

  @OptionGroup var clock: ClockOptions

  func run(on console: Console) async -> ExitStatus {
    let bytes: [UInt8]
    switch InputFile.read(file) {
    case .success(let read): bytes = read
    case .failure(let problem):
      let located = LocatedDiagnostic(problem.diagnostic, in: SourceFile(path: file, text: ""))
      report([], [located], on: console)
      return .usage
    }
    let run = CellRun(bytes, path: file, method: method?.method, within: clock.time)
    report(run.outcomes, run.diagnostics, on: console)
    return run.isAsExpected ? .asExpected : .unexpected
  }

  private func report(_ outcomes: [Outcome], _ diagnostics: [LocatedDiagnostic], on console: Console) {
    switch format {
    case .json:
      console.write(AnswersJSON.derive(outcomes, diagnostics).text(indented: true))
      return
    case .text: write(TextReportWriter().text(of: outcomes), on: console)
    case .latex: write(LaTeXExcerpt(outcomes).text, on: console)
    }
    let terminal = TerminalRenderer(style: console.errorStyle)
    for diagnostic in diagnostics { console.writeError(terminal.long(diagnostic.inPlainText)) }
  }

  private func write(_ text: String, on console: Console) {
    if !text.isEmpty { console.write(text) }
  }
}

/// The method of a derivation as an argument.
struct MethodArgument: ExpressibleByArgument, Hashable {
  let method: MethodChoice

  init?(argument: String) {
    guard let method = MethodChoice(rawValue: argument) else { return nil }
    self.method = method
  }

  static var allValueStrings: [String] { MethodChoice.allCases.map(\.rawValue) }
}

/// One cell, run by itself.
struct CellRun {
  let outcomes: [Outcome]
  let diagnostics: [LocatedDiagnostic]

  /// Runs the bytes of a cell; a given method goes before the one of the cell's options.
  init(_ bytes: [UInt8], path: String, method: MethodChoice? = nil, within time: Duration? = nil) {
    let (source, problems) = SourceFile.decoding(bytes, path: path)
    let (cell, cellProblems) = NotebookReader.cell(source)
    var options = AnswerOptions(cell.options, within: time)
    if let method { options.method = method }
    var session = Session()
    let line = source.position(at: cell.text.fileOffset(0)).line
    let result = session.run(cell: cell.text.text, options: options, firstLine: line)
      .completed(as: cell.options)
    outcomes = result.outcomes
    diagnostics = (problems + cellProblems + NotebookRun.located(result.diagnostics, cell.text))
      .map { LocatedDiagnostic($0, in: source) }.sorted(by: LocatedDiagnostic.precedes)
  }

  /// Whether everything is as expected or open in a draft, without an error.
  var isAsExpected: Bool {
    outcomes.standing != .unexpected && !diagnostics.contains { $0.diagnostic.severity == .error }
  }
}
