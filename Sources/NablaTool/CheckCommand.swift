import Findings
import ArgumentParser
import Diagnostics
import Foundation
import JSON
import Notebook
import Reports

/// `nabla check`: whether notebooks are as their authors say.
struct CheckCommand: NablaCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, short, json, github, sarif, junit }

  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Checks every line of notebooks, and writes nothing.",
    discussion: """
      Ends with 0 when every derivation, claim and row is as its author says, with 1 when one is not or a \
      notebook has an error, and with 2 when a file cannot be read.

        nabla check Notebooks
        nabla check notes.md --format short      a line for each diagnostic, for editors and build logs
        nabla check notes.md --format json       one object, for programs
        nabla check notes --format github        messages at the lines of a change; sarif and junit for other services
        nabla check notes --shard 2/8 --format json > 2.json      a share of the notebooks, for 'nabla merge'
      """
  )

  @Argument(help: ArgumentHelp("Notebooks, or folders that hold them.", valueName: "path"))
  var paths: [String]

  @Option(help: "text, short, json, github, sarif or junit.")
  var format = Format.text

  @Option(help: ArgumentHelp("One share of so many, by the hash of each path.", valueName: "i/n"))
  var shard: ShardArgument?

  @Flag(help: "Warnings count as errors, and what is open in a draft does.")
  var strict = false

  @OptionGroup var clock: ClockOptions

  func run(on console: Console) async -> ExitStatus {
    var (inputs, problems) = InputFile.notebooks(at: paths)
    if let shard {
      inputs.removeAll { !shard.holds($0.path) }
      problems.removeAll { !shard.holds($0.file.path) }
    }
    let isStrict = strict
    let time = clock.time
    let results = await Workers.map(inputs, count: Workers.standardCount, start: {}) { input, _ in
      CheckedNotebook(input.path, isStrict: isStrict, within: time)
    }
    let all = results + problems.map { CheckedNotebook(problem: $0) }
    switch format {
    case .json: return report(all).write(.json, on: console)
    case .github: return report(all).write(.github, on: console)
    case .sarif: return report(all).write(.sarif, on: console)
    case .junit: return report(all).write(.junit, on: console)
    case .short:
      let renderer = TerminalRenderer(style: console.style)
      for diagnostic in all.flatMap(\.shortDiagnostics) { console.write(renderer.short(diagnostic)) }
    case .text:
      for notebook in all { console.write(CheckText(notebook, console.style).text) }
    }
    return all.map(\.status).max() ?? .asExpected
  }

  /// What programs read, sorted by path, so that shards join to the same.
  private func report(_ notebooks: [CheckedNotebook]) -> CheckReport {
    CheckReport(
      notebooks.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) },
      shard: shard?.shard
    )
  }
}

/// One notebook, checked.
struct CheckedNotebook: Sendable {
  /// The path of the notebook.
  let path: String
  /// What its parts came back with; nil when it cannot be read.
  let run: NotebookRun?
  /// Everything there is to say, in the order of the file.
  let diagnostics: [LocatedDiagnostic]
  /// All is as expected, something is not, or the file is at fault.
  let status: ExitStatus

  /// Reads and runs a notebook.
  init(_ path: String, isStrict: Bool, within time: Duration? = nil) {
    self.path = path
    switch DocumentFile.read(path) {
    case .failure(let problem):
      run = nil
      diagnostics = [LocatedDiagnostic(problem.diagnostic, in: SourceFile(path: path, text: ""))]
      status = .usage
    case .success(let bytes):
      let reading = DocumentFile.checkable(bytes, path: path)
      let notebook = reading.notebook
      let run = NotebookRun(notebook, readingDiagnostics: reading.diagnostics, within: time)
      self.run = run
      // A report knows all labels, and with them which references lead nowhere.
      let companions = NotebookCompanions(
        notebook,
        in: reading.chapters,
        path: path,
        name: "check",
        embedding: .none,
        needsFiles: false
      )
      var said = Report(companions.completed(run.reported(name: path, rawHTML: .escaped))).diagnostics
      if run.checksNothing, !said.contains(where: { $0.severity == .error }) {
        said.insert(.nothingToCheck, at: 0)
      }
      diagnostics = said.map { LocatedDiagnostic($0, in: notebook.file) }
      let isRight =
        switch run.outcomes.standing {
        case .asExpected: !diagnostics.contains { $0.diagnostic.severity.fails(isStrict) }
        case .openInDraft: !isStrict && !diagnostics.contains { $0.diagnostic.severity.fails(isStrict) }
        case .unexpected: false
        }
      status = isRight ? .asExpected : .unexpected
    }
  }

  /// A notebook that cannot be read.
  init(problem: LocatedDiagnostic) {
    path = problem.file.path
    run = nil
    diagnostics = [problem]
    status = .usage
  }
}

extension Diagnostic.Severity {
  /// Whether a diagnostic of this severity ends the check with 1.
  fileprivate func fails(_ isStrict: Bool) -> Bool {
    switch self {
    case .error: true
    case .warning: isStrict
    }
  }
}

extension Diagnostic {
  /// A notebook in which nothing came out that could be right or wrong.
  fileprivate static let nothingToCheck = Diagnostic(
    code: "notebook.nothing-to-check",
    severity: .warning,
    message: "there is nothing to check: no derivation, claim or row came out of this notebook",
    range: nil,
    hints: ["put '{.check}' behind a displayed formula, or a claim into a cell that begins with '```{nabla}'"]
  )
}
