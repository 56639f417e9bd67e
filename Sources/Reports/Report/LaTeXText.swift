// Small changes to LaTeX that others wrote: rows are split at their relation, parts of them marked. Nothing is
// understood beyond groups, fences and environments; what does not fit is left as it is.

import Findings
import Markdown
import Notation

enum LaTeXText {
  /// A row in two parts around its first relation.
  struct Split: Sendable, Hashable {
    let left: String
    let relation: String
    let right: String
  }

  /// A piece of LaTeX at a depth of groups, fences and environments.
  struct Token {
    let text: Substring
    let depth: Int
  }

  /// `W = …`, the value of a name in a counterexample: a differential has its d, a member of a family its index.
  static func value(_ value: Counterexample.NamedValue, in letters: AuthorsLetters) -> String {
    let parts = (value.isDifferential ? value.name.dropFirst() : value.name[...]).split(separator: "[")
    var name = Layout.name(String(parts.first ?? ""), in: letters).latex()
    if parts.count == 2 { name = "{\(name)}_{\(parts[1].dropLast())}" }
    return "\(value.isDifferential ? "\\mathrm d" : "")\(name) = \(matrix(value.rows))"
  }

  /// A matrix of exact numbers.
  static func matrix(_ rows: [[String]]) -> String {
    if rows.count == 1, rows[0].count == 1 { return number(rows[0][0]) }
    let body = rows.map { $0.map(number).joined(separator: " & ") }.joined(separator: " \\\\ ")
    return "\\begin{bmatrix} \(body) \\end{bmatrix}"
  }

  /// A fraction such as `-1/2` as LaTeX.
  private static func number(_ text: String) -> String {
    let parts = text.split(separator: "/")
    guard parts.count == 2, let first = parts.first, let last = parts.last else { return text }
    let sign = first.hasPrefix("-") ? "-" : ""
    return "\(sign)\\tfrac{\(first.drop { $0 == "-" })}{\(last)}"
  }

  /// A fraction that is the whole formula, on one line: ∂φ/∂W.
  static func onOneLine(_ latex: String) -> String {
    guard latex.hasPrefix("\\frac{") else { return latex }
    let tokens = self.tokens(latex)
    let closing = tokens.indices.filter { tokens[$0].depth == 0 && tokens[$0].text == "}" }
    guard closing.count == 2, closing[1] == tokens.count - 1, tokens.count > closing[0] + 1,
      tokens[closing[0] + 1].text == "{"
    else { return latex }
    let upper = tokens[2..<closing[0]].map(\.text).joined()
    let lower = tokens[(closing[0] + 2)..<closing[1]].map(\.text).joined()
    return "\(upper) / \(lower)"
  }

  /// The row without alignment marks, tags and labels.
  static func withoutAlignment(_ latex: String) -> String {
    var result = ""
    var skipsGroup = false
    for token in tokens(latex) {
      if skipsGroup {
        if token.text == "}", token.depth == 0 { skipsGroup = false }
        continue
      }
      switch token.text {
      case "&" where token.depth == 0: continue
      case "\\tag", "\\label": skipsGroup = true
      case "\\nonumber", "\\notag": continue
      case "\\\\" where token.depth == 0: continue
      default: result += token.text
      }
    }
    return result
  }

  /// The row around its first relation outside of groups; nil when it has none.
  static func splitAtRelation(_ latex: String) -> Split? {
    let tokens = self.tokens(latex)
    guard let place = tokens.firstIndex(where: { $0.depth == 0 && relations.contains($0.text) }) else {
      return nil
    }
    return Split(
      left: trimmed(tokens[..<place].map(\.text).joined()),
      relation: String(tokens[place].text),
      right: trimmed(tokens[(place + 1)...].map(\.text).joined())
    )
  }

  /// The row with its faulty part in `\nablafaulty{…}`, where it can be found.
  static func marking(_ part: String?, in latex: String) -> String {
    guard let part, !part.isEmpty else { return latex }
    let row = tokens(latex)
    let wanted = tokens(part).map(\.text)
    guard !wanted.isEmpty, wanted.count <= row.count else { return latex }
    for start in 0...(row.count - wanted.count) {
      let window = row[start..<start + wanted.count]
      guard window.map(\.text) == wanted else { continue }
      let before = row[..<start].map(\.text).joined()
      let after = row[(start + wanted.count)...].map(\.text).joined()
      return "\(before)\\nablafaulty{\(part)}\(after)"
    }
    return latex
  }

  private static let relations: Set<Substring> = [
    "=", "\\implies", "\\Rightarrow", "\\iff", "\\Leftrightarrow", "\\equiv", "\\approx", "\\leq", "\\geq",
    "\\le",
    "\\ge", "\\to", "\\Longrightarrow", "\\coloneqq",
  ]

  private static func trimmed(_ text: String) -> String {
    String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }

  /// Control words, escaped characters and single characters; braces have the depth outside of them.
  static func tokens(_ latex: String) -> [Token] {
    var tokens: [Token] = []
    var depth = 0
    var rest = latex[...]
    while let first = rest.first {
      let name = first == "\\" ? rest.dropFirst().prefix { $0.isASCII && $0.isLetter } : ""
      let length = first == "\\" ? max(name.count + 1, min(2, rest.count)) : 1
      let text = rest.prefix(length)
      if text == "}" || text == "\\right" || text == "\\end" { depth = max(0, depth - 1) }
      tokens.append(Token(text: text, depth: depth))
      if text == "{" || text == "\\left" || text == "\\begin" { depth += 1 }
      rest = rest.dropFirst(length)
    }
    return tokens
  }
}

extension LaTeXText {
  /// How a display is built outside of groups and environments.
  enum RowStructure: Sendable, Hashable {
    case single
    case rows
    case aligned
  }

  /// The rows of the content of an environment.
  static func rows(of latex: String) -> [String] {
    tokens(latex).split(omittingEmptySubsequences: false) { $0.depth == 0 && $0.text == "\\\\" }
      .map { $0.map(\.text).joined() }
  }

  /// The labels in some TeX, `\label{eq-a}` or bookdown's `(\#eq:a)`.
  static func labels(of latex: String) -> [String] {
    TeXFormula.labels(in: latex)
  }

  /// Whether a display has rows or alignment marks of its own.
  static func rowStructure(of latex: String) -> RowStructure {
    let outer = tokens(latex).filter { $0.depth == 0 }.map(\.text)
    if outer.contains("&") { return .aligned }
    return outer.contains("\\\\") ? .rows : .single
  }
}
