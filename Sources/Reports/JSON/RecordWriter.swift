// The record beside a report: what was derived and claimed, by which rules, on which evidence. It changes only when
// the mathematics does: no code, no digits of pictures, no times, no paths.

import Findings
import Diagnostics
import Hashing
package import JSON

/// Writes records.
package struct RecordWriter: Sendable {
  /// The version of the form, not of the program.
  package static let schema = 2

  /// A writer.
  package init() {}

  /// The hash by which a report names its record.
  package func hash(of text: String) -> String { SHA256.digest(of: Array(text.utf8)).hexadecimal }

  /// The hash of some bytes.
  package func hash(ofBytes bytes: [UInt8]) -> String { SHA256.digest(of: bytes).hexadecimal }

  /// The record as a value.
  package func value(of report: Report) -> JSONValue {
    let notebook = report.notebook
    let cells = notebook.cells.map { (start: $0.blockRange.start, part: cell($0, report)) }
    let saying = notebook.displays + notebook.offeredDisplays.filter { !$0.outcomes.isEmpty }
    let displays = saying.map { (start: $0.formulaRange.start, part: display($0, report)) }
    let inline = notebook.inlineResults.map { (start: $0.range.start, part: inlineResult($0)) }
    let parts = (cells + displays + inline).sorted { $0.start < $1.start }.map(\.part)
    return .object([
      "schema": .integer(Self.schema), "notebook": .string(notebook.name), "parts": .array(parts),
      "rules": FindingsJSON.rules(report.rules),
    ])
  }

  private func cell(_ cell: ReportedCell, _ report: Report) -> JSONValue {
    .object([
      "kind": .string("cell"), "label": .optional(cell.label), "source": .string(cell.source),
      "options": options(cell.settings),
      "outcomes": .array(outcomes(cell.outcomes)), "diagnostics": diagnostics(cell.diagnostics),
    ])
  }

  private func display(_ display: ReportedDisplay, _ report: Report) -> JSONValue {
    let bytes = Array(report.notebook.file.text.utf8)
    let start = min(max(display.formulaRange.start, 0), bytes.count)
    let end = min(max(display.formulaRange.end, start), bytes.count)
    return .object([
      "kind": .string("display"), "source": .string(String(decoding: bytes[start..<end], as: UTF8.self)),
      "options": options(display.settings),
      "outcomes": .array(outcomes(display.outcomes)), "diagnostics": diagnostics(display.diagnostics),
    ])
  }

  private func inlineResult(_ result: ReportedInlineResult) -> JSONValue {
    .object([
      "kind": .string("inline"), "source": .string(result.source), "value": .optional(result.value?.plain),
      "options": options(result.settings), "diagnostics": diagnostics(result.diagnostics),
    ])
  }

  private func options(_ settings: PartSettings) -> JSONValue {
    .object(settings.values.mapValues { .string($0) })
  }

  private func diagnostics(_ diagnostics: [Diagnostic]) -> JSONValue {
    .array(
      diagnostics.map { diagnostic in
        .object([
          "code": .string(diagnostic.code), "severity": .string(diagnostic.severity.rawValue),
          "message": .string(diagnostic.message),
        ])
      }
    )
  }

  private func outcomes(_ outcomes: [Outcome]) -> [JSONValue] {
    outcomes.map { outcome in
      switch outcome {
      case .declaration(let formula):
        .object(["kind": .string("declaration"), "plain": .string(formula.plain)])
      case .definition(let formula):
        .object(["kind": .string("definition"), "plain": .string(formula.plain)])
      case .answer(let answer): FindingsJSON.answer(answer, as: .record)
      case .checked(let statement): FindingsJSON.statement(statement, as: .record)
      case .failure: .object(["kind": .string("failure")])
      }
    }
  }
}
