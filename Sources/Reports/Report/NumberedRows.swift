// A display whose rows have labels of their own: each such row has a number, the same in pages and on paper.

import Diagnostics
import Markdown

/// The rows of an environment that numbers them.
struct NumberedRows: Sendable, Hashable {
  /// A row as it was written, with what labels it and what its author put in place of a number.
  struct Row: Sendable, Hashable {
    let tex: String
    let labels: [String]
    let tag: String?
  }

  /// The environment without its star: `align`, `gather` or `alignat`.
  let environment: String
  /// The number of columns that `alignat` takes, in braces; empty for others.
  let argument: String
  let rows: [Row]

  /// The rows of a display that is one such environment, where at least two of them have labels; nil for any other.
  init?(_ tex: String) {
    let trimmed = tex.drop(while: \.isWhitespace)
    guard trimmed.hasPrefix("\\begin{"), tex.contains("\\label") || tex.contains("(\\#") else { return nil }
    let name = trimmed.dropFirst(7).prefix { $0 != "}" }
    let plain = name.hasSuffix("*") ? String(name.dropLast()) : String(name)
    guard let environment = Self.environments[plain],
      let end = trimmed.firstRange(of: "\\end{\(name)}"),
      trimmed[end.upperBound...].allSatisfy(\.isWhitespace)
    else { return nil }
    var body = trimmed[..<end.lowerBound].dropFirst(8 + name.count)
    var argument = ""
    if environment == "alignat" {
      guard body.first == "{", let close = body.firstIndex(of: "}") else { return nil }
      argument = String(body[...close])
      body = body[body.index(after: close)...]
    }
    self.environment = environment
    self.argument = argument
    rows = LaTeXText.rows(of: String(body)).map { row in
      Row(tex: row, labels: LaTeXText.labels(of: row), tag: LaTeXText.tag(of: row))
    }
    guard rows.count(where: { !$0.labels.isEmpty }) > 1 else { return nil }
  }

  private static let environments = [
    "align": "align", "gather": "gather", "alignat": "alignat", "flalign": "align", "eqnarray": "align",
  ]

  /// The environment with some rows, which have their numbers already.
  func tex(_ rows: [String]) -> String {
    var rows = rows
    // A line break at the end begins no row, and a blank line would end the formula.
    while rows.last?.allSatisfy(\.isWhitespace) == true { rows.removeLast() }
    return "\\begin{\(environment)*}\(argument)\n\(rows.joined(separator: "\\\\\n"))\n\\end{\(environment)*}"
  }
}

extension Report {
  /// A display with the numbers of its rows; nil for one that has a single number or none.
  func numberedRows(of formula: TeXFormula, as written: (String) -> String, label: (String) -> String)
    -> String?
  {
    guard let items = rowItemsByStart[formula.range.start], let rows = NumberedRows(formula.tex.text) else {
      return nil
    }
    return rows.tex(
      zip(rows.rows, items).map { row, item in
        let tex = written(shown(row.tex, isNumbered: item != nil))
        return item.map { "\(tex)\\tag{\($0.mark)}\(label($0.anchor))" } ?? tex
      }
    )
  }
}
