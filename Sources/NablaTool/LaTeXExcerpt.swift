// Results as LaTeX to be pasted into a paper that loads amsmath: the lines in an `align*`, then the result.

import Findings
import Reports

/// Results without a document around them.
struct LaTeXExcerpt {
  private let outcomes: [Outcome]

  init(_ outcomes: [Outcome]) { self.outcomes = outcomes }

  /// All results, a blank line between them; declarations and failures give none.
  var text: String {
    outcomes.compactMap { outcome in
      switch outcome {
      case .answer(let answer): Self.text(of: answer)
      case .checked(let statement): Self.text(of: statement)
      case .declaration, .definition, .failure: nil
      }
    }
    .joined(separator: "\n\n")
  }

  private static func text(of answer: Answer) -> String {
    var rows: [String] = []
    for helper in answer.helpers { rows.append("  & \(helper.latex)") }
    for step in answer.steps {
      let reason = step.rules.first.map { " && \\text{\(text($0.name))}" } ?? ""
      rows.append("  \(step.left.map { $0.latex + " " } ?? "")&= \(step.right.latex)\(reason)")
    }
    if let value = answer.value, !repeats(answer) { rows.append("  \(answer.left.latex) &= \(value.latex)") }
    var lines = ["% \(comment("\(answer.left.plain): \(answer.verdict.rawValue)"))"]
    if !answer.conditions.isEmpty { lines.append("% \(comment(TrialWords.text(of: answer.conditions)))") }
    return (lines + [environment(rows)]).joined(separator: "\n")
  }

  /// Whether the last line is the result itself.
  private static func repeats(_ answer: Answer) -> Bool {
    var left: String?
    for step in answer.steps { left = step.left?.latex ?? left }
    return left == answer.left.latex && answer.steps.last?.right.latex == answer.value?.latex
  }

  private static func text(of statement: CheckedStatement) -> String {
    let rows = statement.lines.enumerated().map { place, line in
      "  & \(line.latex) && \\text{\(text(line.verdict.rawValue))}"
    }
    let isOne = statement.lines.count == 1
    var comments = ["\(statement.kind.rawValue): \(statement.verdict.rawValue)"]
    for (place, line) in statement.lines.enumerated() where !line.conditions.isEmpty {
      comments.append((isOne ? "" : "row \(place + 1) ") + TrialWords.text(of: line.conditions))
    }
    comments.append(TrialWords.sizes(of: statement))
    let lines = comments.filter { !$0.isEmpty }.map { "% \(comment($0))" }
    return (lines + [environment(rows)]).joined(separator: "\n")
  }

  private static func environment(_ rows: [String]) -> String {
    "\\begin{align*}\n" + rows.joined(separator: " \\\\\n") + "\n\\end{align*}"
  }

  /// A comment ends with its line.
  private static func comment(_ text: String) -> String {
    String(text.map { $0.isNewline ? " " : $0 })
  }

  /// Words of this program inside `\text`.
  private static func text(_ words: String) -> String {
    words.map { "%&#_$".contains($0) ? "\\\($0)" : String($0) }.joined()
  }
}
