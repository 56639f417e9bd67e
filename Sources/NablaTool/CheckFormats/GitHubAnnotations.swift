// Messages that GitHub shows at the lines of a change, and the summary of a step.
//
// A step shows ten errors and ten warnings and drops the rest without a word, so the ten worst are written and the rest
// is counted; all of them stand in the summary. The form of the messages: GitHub, Workflow commands for GitHub Actions.

import Foundation

/// Writes annotations and the summary of a step.
struct GitHubAnnotations {
  /// The most that are written.
  static let bound = 10
  /// The most bytes of a summary; GitHub refuses more than a mebibyte.
  private static let summaryBound = 1_000_000

  private let report: CheckReport

  init(_ report: CheckReport) { self.report = report }

  /// The annotations, one a line, and a line for each notebook.
  var text: String {
    var columns = LineColumns()
    let worst = report.diagnostics.filter(\.isError) + report.diagnostics.filter { !$0.isError }
    var lines: [String] = []
    for entry in worst.prefix(Self.bound) {
      var properties = [
        "file=\(Self.property(entry.file))", "line=\(entry.line)", "endLine=\(entry.endLine)",
      ]
      if let start = columns.codePoints(entry.column, line: entry.line, of: entry.file),
        let end = columns.codePoints(entry.endColumn, line: entry.endLine, of: entry.file),
        entry.line == entry.endLine
      {
        properties += ["col=\(start)", "endColumn=\(end)"]
      }
      properties.append("title=\(Self.property(entry.code))")
      let command = entry.isError ? "error" : "warning"
      lines.append(
        "::\(command) \(properties.joined(separator: ","))::\(Self.data(entry.lines.joined(separator: "\n")))"
      )
    }
    if worst.count > Self.bound {
      lines.append("\(worst.count - Self.bound) more are in the summary of this step")
    }
    lines += report.notebooks.map { "\(Self.mark($0)) \($0.path)" }
    return lines.joined(separator: "\n")
  }

  /// The summary of the step, in Markdown.
  var summary: String {
    var lines = ["### Nabla", "", "| notebook | rows | not as expected |", "| --- | ---: | ---: |"]
    for notebook in report.notebooks {
      let wrong = notebook.rows.filter { !$0.isAsExpected }.count
      lines.append(
        "| \(Self.mark(notebook)) \(Self.cell(notebook.path)) | \(notebook.rows.count) | \(wrong) |"
      )
    }
    lines.append("")
    var size = lines.reduce(0) { $0 + $1.utf8.count + 1 }
    for (place, entry) in report.diagnostics.enumerated() {
      let line =
        "- \(entry.isError ? "**error**" : "warning") `\(entry.file):\(entry.line):\(entry.column)` "
        + "\(Self.cell(entry.lines.joined(separator: "; "))) (`\(entry.code)`)"
      size += line.utf8.count + 1
      guard size < Self.summaryBound else {
        lines.append("- … and \(report.diagnostics.count - place) more")
        break
      }
      lines.append(line)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Adds the summary to the file that GitHub names; false where that cannot be written.
  func writeSummary() -> Bool {
    guard let path = ProcessInfo.processInfo.environment["GITHUB_STEP_SUMMARY"], !path.isEmpty else {
      return true
    }
    let before = FileManager.default.contents(atPath: path) ?? Data()
    return (try? (before + Data(summary.utf8)).write(to: URL(fileURLWithPath: path))) != nil
  }

  private static func mark(_ notebook: CheckReport.Notebook) -> String {
    notebook.exit == .asExpected ? "✓" : "✗"
  }

  private static func cell(_ text: String) -> String {
    text.replacingOccurrences(of: "|", with: "\\|").replacingOccurrences(of: "\n", with: " ")
  }

  private static func data(_ text: String) -> String {
    text.replacingOccurrences(of: "%", with: "%25").replacingOccurrences(of: "\r", with: "%0D")
      .replacingOccurrences(of: "\n", with: "%0A")
  }

  private static func property(_ text: String) -> String {
    data(text).replacingOccurrences(of: ":", with: "%3A").replacingOccurrences(of: ",", with: "%2C")
  }
}
