import ArgumentParser
import Diagnostics
import Foundation
import JSON

/// `nabla merge`: the shards of a check as one.
struct MergeCommand: NablaCommand {
  /// What is written.
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, github, sarif, junit }

  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Joins the shards of a check, and ends as the whole check would.",
    discussion: """
      Each file is what 'nabla check --shard i/n --format json' printed. All shards must be there, each once; the \
      JSON is then the same bytes as that of the check without shards.

        nabla check Notebooks --shard 1/2 --format json > 1.json; nabla check Notebooks --shard 2/2 --format json > 2.json
        nabla merge 1.json 2.json
        nabla merge *.json --format sarif > check.sarif
      """
  )

  @Argument(help: ArgumentHelp("The files of all shards.", valueName: "file"))
  var files: [String]

  @Option(help: "text, json, github, sarif or junit.")
  var format = Format.text

  func run(on console: Console) async -> ExitStatus {
    var shards: [(path: String, report: CheckReport)] = []
    var problems: [Diagnostic] = []
    for file in files {
      switch InputFile.read(file) {
      case .failure(let problem): problems.append(problem.diagnostic)
      case .success(let bytes):
        if let value = try? JSONReader.read(bytes), let report = CheckReport(value) {
          shards.append((file, report))
        } else {
          problems.append(.notAReport(file))
        }
      }
    }
    if problems.isEmpty {
      do throws(MergeFailure) {
        let report = try CheckReport.merged(shards)
        return report.write(format, on: console)
      } catch {
        problems.append(.shardsDoNotFit(error.reason))
      }
    }
    let terminal = TerminalRenderer(style: console.errorStyle)
    for problem in problems {
      console.writeError(terminal.long(LocatedDiagnostic(problem, in: SourceFile(path: "merge", text: ""))))
    }
    return .usage
  }
}

extension CheckReport {
  /// Writes the report in a format; returns with what the command ends.
  func write(_ format: MergeCommand.Format, on console: Console) -> ExitStatus {
    switch format {
    case .json: console.write(value.text(indented: true))
    case .sarif: console.write(SARIFLog(self).value.text(indented: true))
    case .junit: console.write(JUnitReport(self).text)
    case .text: console.write(text)
    case .github:
      let annotations = GitHubAnnotations(self)
      console.write(annotations.text)
      guard annotations.writeSummary() else {
        let problem = LocatedDiagnostic(.noSummary, in: SourceFile(path: "GITHUB_STEP_SUMMARY", text: ""))
        console.writeError(TerminalRenderer(style: .plain).long(problem))
        return .usage
      }
    }
    return exit
  }

  /// A line for each notebook, and one for each diagnostic below it.
  private var text: String {
    notebooks.flatMap { notebook in
      let words =
        switch notebook.exit {
        case .asExpected: "✓ \(notebook.path): as expected"
        case .unexpected: "✗ \(notebook.path): not as expected"
        case .usage: "✗ \(notebook.path): not read"
        }
      return [words]
        + notebook.diagnostics.map {
          "  \($0.file):\($0.line):\($0.column): \($0.isError ? "error" : "warning"): "
            + "\($0.lines.joined(separator: "; ")) [\($0.code)]"
        }
    }
    .joined(separator: "\n")
  }
}

extension Diagnostic {
  fileprivate static func notAReport(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "merge.report",
      message: "'\(path)' is no report of a check",
      range: nil,
      hints: ["'nabla check --shard 1/2 --format json' prints one"]
    )
  }

  fileprivate static let noSummary = Diagnostic(
    code: "check.summary",
    message: "the summary of the step cannot be written to the file that GitHub names",
    range: nil
  )

  fileprivate static func shardsDoNotFit(_ reason: String) -> Diagnostic {
    Diagnostic(code: "merge.shards", message: reason, range: nil)
  }
}
