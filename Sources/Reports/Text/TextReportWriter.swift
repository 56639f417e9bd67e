// Results for the terminal in Unicode: lines aligned at their equals signs, reasons and evidence beside them.

package import Findings

/// Writes results as text.
package struct TextReportWriter: Sendable {
  /// A writer.
  package init() {}

  /// Outcomes one after the other, with a blank line between them; declarations and failures give none.
  package func text(of outcomes: [Outcome]) -> String {
    outcomes.compactMap { outcome in
      switch outcome {
      case .answer(let answer): text(of: answer)
      case .checked(let statement): text(of: statement)
      case .declaration, .definition, .failure: nil
      }
    }
    .map { $0 + "\n" }
    .joined(separator: "\n")
  }

  // MARK: - Answers

  /// A question answered.
  package func text(of answer: Answer) -> String {
    let wrt = answer.wrt.map { " wrt \($0.unicode)\(answer.and.map { ", \($0.unicode)" } ?? "")" } ?? ""
    let label = answer.label.map { "  @\($0)" } ?? ""
    var lines = ["\(answer.kind.rawValue) \(answer.of.unicode)\(wrt)\(label)  \(VerdictMark(answer).text)"]
    if !answer.steps.isEmpty {
      lines.append("")
      lines += steps(answer.steps)
      lines.append("")
    }
    if !answer.helpers.isEmpty {
      lines.append("  with \(answer.helpers.map(\.unicode).joined(separator: ", "))")
    }
    if let value = answer.value { lines.append("  \(answer.left.unicode) = \(value.unicode)") }
    if !answer.conditions.isEmpty { lines.append("  " + TrialWords.text(of: answer.conditions)) }
    lines.append("  " + facts(of: answer))
    lines += answer.conventions.map { "  \($0)" }
    lines += checks(answer.checks)
    if !answer.figures.slopeWith.isEmpty {
      lines.append(
        "  Taylor remainder: slope \(answer.figures.slopeWith) with the gradient, "
          + "\(answer.figures.slopeWithout) without"
      )
    }
    return lines.joined(separator: "\n")
  }

  /// The lines with their reasons beside them, or under them when a line is long.
  private func steps(_ steps: [AnswerStep]) -> [String] {
    let isWide = steps.contains { $0.right.unicode.count > Self.widestColumn }
    let rows = table(
      steps.enumerated().map { index, step in
        let formula = ["\(index + 1)", step.left?.unicode ?? "", "= \(step.right.unicode)"]
        return formula + (isWide ? [] : [reason(for: step), VerdictMark(step.verdict, step.evidence).text])
      },
      rightAligned: [0, 1]
    )
    guard isWide else { return rows }
    return zip(rows, steps).flatMap { row, step in
      [row, "         \(VerdictMark(step.verdict, step.evidence).text)  \(reason(for: step))"]
    }
  }

  private func facts(of answer: Answer) -> String {
    var facts = [
      answer.shape.isEmpty ? "scalar" : answer.shape.map(PlainCost.typeset).joined(separator: " × ")
    ]
    if !answer.flops.isEmpty {
      let written = answer.flopsAsWritten
      let isDifferent = !written.isEmpty && written != answer.flops
      facts.append(
        PlainCost.typeset(answer.flops) + " flops"
          + (isDifferent ? " (as written \(PlainCost.typeset(written)))" : "")
      )
    }
    return facts.joined(separator: " · ")
  }

  private func reason(for step: AnswerStep) -> String {
    let rules = step.rules.map { Typography.typeset($0.name) }.joined(separator: "; ")
    let names = step.definitions.map(\.unicode).joined(separator: ", ")
    if names.isEmpty { return rules }
    return rules.isEmpty ? "with \(names)" : "\(rules), with \(names)"
  }

  private func checks(_ checks: [Check]) -> [String] {
    guard !checks.isEmpty else { return [] }
    return ["", "  checks"]
      + table(
        checks.map { check in
          [
            "", Typography.typeset(check.method), TrialWords.place(of: check),
            Typography.typeset(check.finding),
          ]
        },
        rightAligned: []
      )
  }

  // MARK: - Claims

  /// A claim, proof or checked display.
  package func text(of statement: CheckedStatement) -> String {
    let label = statement.label.map { "  @\($0)" } ?? ""
    var lines = [
      "\(statement.kind.rawValue)\(label)  \(VerdictMark(statement).text)"
    ]
    let rows = table(
      statement.lines.enumerated().map { index, line in
        [
          "\(index + 1)", line.plain.isEmpty ? line.latex : line.plain, line.reason ?? "",
          VerdictMark(line).text,
        ]
      },
      rightAligned: [0]
    )
    for (row, line) in zip(rows, statement.lines) {
      lines.append(row)
      lines += explanation(of: line).map { "       \($0)" }
    }
    let sizes = TrialWords.sizes(of: statement)
    if !sizes.isEmpty { lines.append("  \(sizes)") }
    return lines.joined(separator: "\n")
  }

  private func explanation(of line: CheckedLine) -> [String] {
    var lines: [String] = []
    let message = PlainMessage.text(line.message)
    if let fault = line.fault {
      lines.append(message.isEmpty ? fault.rawValue : "\(fault.rawValue): \(message)")
    } else if !message.isEmpty {
      lines.append(message)
    }
    if !line.conditions.isEmpty { lines.append(TrialWords.text(of: line.conditions)) }
    if let example = line.counterexample {
      let details = example.details
      lines.append("counterexample" + (details.isEmpty ? "" : " (\(details))"))
      lines += example.values.map { "  \($0.name) = \(matrix($0.rows))" }
      lines.append("  left side  \(matrix(example.left))")
      lines.append("  right side \(matrix(example.right))")
    }
    lines += line.suggestions.map { "holds: \(PlainMessage.formula($0))" }
    if let reading = ShownReading(line) { lines.append(reading.text) }
    return lines
  }

  private func matrix(_ rows: [[String]]) -> String {
    if rows.count == 1, rows[0].count == 1 { return rows[0][0] }
    return "[" + rows.map { $0.joined(separator: ", ") }.joined(separator: "; ") + "]"
  }

  // MARK: - Columns

  /// A column wider than this moves what follows it, not the other rows.
  private static let widestColumn = 64

  /// Rows in columns two blanks apart.
  private func table(_ rows: [[String]], rightAligned: Set<Int>) -> [String] {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      min(rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0, Self.widestColumn)
    }
    return rows.map { row in
      var line = " "
      for (column, cell) in row.enumerated() where widths[column] > 0 {
        let blanks = String(repeating: " ", count: max(0, widths[column] - cell.count))
        // One blank after a left side, two between columns.
        line += column == 0 || rightAligned.contains(column - 1) && column > 1 ? " " : "  "
        line += rightAligned.contains(column) ? blanks + cell : cell + blanks
      }
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }
}
