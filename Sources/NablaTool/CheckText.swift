// A checked notebook for the terminal: a line for each derivation, claim and display, then what is wrong.

import Findings
import Diagnostics
import Markdown
import Notebook
import Reports

/// The text of a checked notebook.
struct CheckText {
  private let notebook: CheckedNotebook
  private let renderer: TerminalRenderer
  private let paint: Paint

  init(_ notebook: CheckedNotebook, _ style: TerminalRenderer.Style) {
    self.notebook = notebook
    renderer = TerminalRenderer(style: style)
    paint = Paint(style)
  }

  /// All of it.
  var text: String {
    var parts: [String] = []
    let rows = notebook.run?.verdicts ?? []
    let number = rows.map { "\($0.line)".count }.max() ?? 0
    let subject = min(rows.map(\.subject.count).max() ?? 0, 60)
    let lines = rows.flatMap { row in
      let line = String(repeating: " ", count: number - "\(row.line)".count) + "\(row.line)"
      let gap = String(repeating: " ", count: max(0, subject - row.subject.count))
      let indent = String(repeating: " ", count: number + 6)
      return ["  \(line)  \(row.subject)\(gap)  \(row.verdict)"] + row.remarks.map { indent + $0 }
    }
    parts.append(([heading] + lines).joined(separator: "\n"))
    parts += notebook.diagnostics.map { renderer.long($0.inPlainText) }
    return parts.joined(separator: "\n\n") + (parts.count > 1 ? "\n" : "")
  }

  private var heading: String {
    let isEmpty = notebook.run?.checksNothing ?? true
    let standing = notebook.run?.outcomes.standing ?? .asExpected
    let words =
      switch notebook.status {
      case .asExpected:
        standing == .openInDraft ? "open in a draft" : isEmpty ? "nothing to check" : "all as expected"
      case .unexpected: "not as expected"
      case .usage: "not read"
      }
    let mark = paint.mark(notebook.status.mark(standing, checksNothing: isEmpty))
    return "\(mark) \(notebook.path.escapingControls): \(words)"
  }
}

extension NotebookRun {
  /// The verdict on one derivation, claim, proof or display.
  struct VerdictRow: Sendable, Hashable {
    /// The line of the file, from 1.
    let line: Int
    /// What was asked or claimed.
    let subject: String
    /// The verdict and its evidence in words.
    let verdict: String
    /// The conditions and sizes it was tried under, and what rows were read as where a habit of writing was used.
    let remarks: [String]
  }

  /// A row for each outcome that has a verdict, in the order of the file.
  var verdicts: [VerdictRow] {
    zip(notebook.parts, results).flatMap { part, result in
      result.outcomes.compactMap { outcome in
        switch outcome {
        case .declaration, .definition, .failure: nil
        case .answer(let answer):
          VerdictRow(
            line: line(of: answer.range, in: part),
            subject: answer.kind.rawValue + " \(answer.of.unicode)"
              + (answer.wrt.map { " wrt \($0.unicode)" } ?? "")
              + (answer.and.map { ", \($0.unicode)" } ?? ""),
            verdict: Self.words(answer),
            remarks: [TrialWords.text(of: answer.conditions), TrialWords.sizes(of: answer)]
              .filter { !$0.isEmpty }
          )
        case .checked(let statement):
          VerdictRow(
            line: line(of: statement.range, in: part),
            subject: statement.label.map { "\(statement.kind.rawValue) @\($0)" } ?? statement.kind.rawValue,
            verdict: Self.words(statement),
            remarks: Self.remarks(statement)
          )
        }
      }
    }
  }

  private func line(of range: SourceRange, in part: Notebook.Part) -> Int {
    let offset =
      switch part {
      case .cell(let cell): cell.text.fileOffset(range.start)
      case .display(let display): display.formula.tex.fileOffset(range.start)
      case .inlineResult(let inline): inline.expression.fileOffset(range.start)
      }
    return notebook.file.position(at: offset).line
  }

  private static func sign(_ standing: Standing) -> String {
    switch standing {
    case .asExpected: "✓"
    case .openInDraft: "?"
    case .unexpected: "✗"
    }
  }

  private static func counted(_ lines: Int) -> String {
    lines == 0 ? "" : lines == 1 ? " (1 line)" : " (\(lines) lines)"
  }

  private static func words(_ answer: Answer) -> String {
    "\(sign(answer.standing)) \(VerdictMark(answer).word)\(counted(answer.steps.count))"
  }

  private static func remarks(_ statement: CheckedStatement) -> [String] {
    let rows = statement.lines.enumerated().flatMap { place, line in
      [TrialWords.text(of: line.conditions), ShownReading(line)?.text ?? ""].filter { !$0.isEmpty }
        .map { (statement.lines.count > 1 ? "row \(place + 1) " : "") + $0 }
    }
    return rows + [TrialWords.sizes(of: statement)].filter { !$0.isEmpty }
  }

  private static func words(_ statement: CheckedStatement) -> String {
    let lines = statement.verdict == .holds && statement.expected == .holds ? statement.lines.count : 0
    return "\(sign(statement.standing)) \(VerdictMark(statement).word)\(counted(lines))"
  }
}
