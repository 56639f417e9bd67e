import ArgumentParser
import Diagnostics
import Findings
import Foundation
import Reports

/// `nabla build`: notebooks to reports.
struct BuildCommand: NablaCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Writes the reports of notebooks.",
    discussion: """
      Every notebook becomes NAME.html, NAME.tex and NAME.record.json in the output folder, in sub-folders as the \
      notebooks are. Nothing is written anywhere else. A notebook with errors is written too, with its errors in \
      it; the command then ends with 1.

        nabla build Notebooks
        nabla build Notebooks/quartic-form.md -o /tmp/reports --to html,pdf
      """
  )

  @Argument(help: ArgumentHelp("Notebooks, or folders that hold them.", valueName: "path"))
  var paths: [String]

  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp("The output folder.", valueName: "folder")
  )
  var output = "Output"

  @Option(
    name: .customLong("to"),
    help: ArgumentHelp("What to write: html, latex, record, pdf, with commas between.", valueName: "formats"),
    transform: ReportFormats.init(list:)
  )
  var formats = ReportFormats(.html, .latex, .record)

  @Option(
    help: ArgumentHelp("How many notebooks at once; as many as the machine has processors.", valueName: "n")
  )
  var jobs: Int?

  @Flag(help: "Build also what the cache calls up to date.")
  var force = false

  @Flag(
    name: .customLong("allow-html"),
    help: "Pass on the HTML that stands in notebooks, instead of showing it."
  )
  var allowHTML = false

  @Option(
    name: .customLong("embed"),
    help:
      "Which pictures stand in the page itself: all, small (up to 150 kB) or none; the others are copied beside it.",
    transform: Self.embedding
  )
  var embedding = ImageEmbedding.small

  @Option(
    help: ArgumentHelp(
      "A folder that remembers what was built, to be skipped next time.",
      valueName: "folder"
    )
  )
  var cache: String?

  private static func embedding(_ word: String) throws -> ImageEmbedding {
    guard let embedding = ImageEmbedding(rawValue: word) else {
      throw ValidationError("'--embed' takes all, small or none, not '\(word)'.")
    }
    return embedding
  }

  func validate() throws {
    if let jobs, !(1...256).contains(jobs) {
      throw ValidationError("'--jobs' takes a number from 1 to 256, not \(jobs).")
    }
    if output.isEmpty { throw ValidationError("'-o' needs the name of a folder.") }
  }

  func run(on console: Console) async -> ExitStatus {
    let (inputs, problems) = InputFile.notebooks(at: paths)
    let terminal = TerminalRenderer(style: console.isTerminal ? .coloured : .plain)
    let clashes = Self.clashes(inputs)
    for problem in problems + clashes { console.writeError(terminal.long(problem)) }
    guard clashes.isEmpty else { return .usage }
    let settings = BuildSettings(
      folder: OutputFolder(output),
      formats: formats.formats,
      rawHTML: allowHTML ? .verbatim : .escaped,
      cache: force ? nil : cache.flatMap { BuildCache($0) },
      embedding: embedding
    )
    let results = await Workers.map(
      inputs,
      count: jobs ?? Workers.standardCount,
      start: HTMLReportWriter.init
    ) {
      NotebookBuild($0, settings, $1)
    }
    for result in results {
      for diagnostic in result.diagnostics {
        console.writeError(terminal.long(diagnostic.inPlainText) + "\n")
      }
      console.write("\(result.mark) \(result.path): \(result.summary)")
    }
    return (results.map(\.status) + [problems.isEmpty ? .asExpected : .usage]).max() ?? .asExpected
  }

  /// Notebooks of one name, whose reports would be the same files.
  private static func clashes(_ inputs: [InputFile.Notebook]) -> [LocatedDiagnostic] {
    var first: [String: String] = [:]
    return inputs.compactMap { input in
      guard let other = first[input.name] else {
        first[input.name] = input.path
        return nil
      }
      let diagnostic = Diagnostic(
        code: "output.clash",
        message: "the reports of '\(input.path)' would be those of '\(other)', '\(input.name)'",
        range: nil,
        hints: ["build them with different '-o', or name the folder that holds both"]
      )
      return LocatedDiagnostic(diagnostic, in: SourceFile(path: input.path, text: ""))
    }
  }
}

extension ReportFormats {
  /// The given forms.
  init(_ formats: ReportFormat...) { self.formats = formats }
}

extension ExitStatus {
  /// How a line for the terminal begins; what is open in a draft gets no tick, and neither does what checks nothing.
  func mark(_ standing: Standing, checksNothing: Bool) -> String {
    switch self {
    case .asExpected: standing == .asExpected ? checksNothing ? "–" : "✓" : "?"
    case .unexpected: "✗"
    case .usage: "!"
    }
  }
}
