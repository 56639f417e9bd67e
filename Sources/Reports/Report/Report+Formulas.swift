// The TeX of an author's formula as it is shown: without the labels that only say where references lead, and with numbers in
// place of references.

import Diagnostics
import Markdown

extension Report {
  /// The TeX of a formula as it is shown.
  func tex(of formula: TeXFormula) -> String {
    shown(formula.tex.text, isNumbered: equationsByStart[formula.range.start] != nil)
  }

  /// Some TeX as it is shown; a tag in what has a number is that number.
  func shown(_ tex: String, isNumbered: Bool) -> String {
    guard
      tex.contains("\\label") || tex.contains("ref{") || tex.contains("(\\#") || tex.contains("\\tag")
        || tex.contains("$")
    else { return tex }
    var result = ""
    var rest = tex[...]
    while let start = rest.firstIndex(where: { $0 == "\\" || $0 == "(" }) {
      result += rest[..<start]
      rest = rest[start...]
      if let (label, after) = Self.argument(of: ["\\label"], in: rest) ?? Self.bookdownLabel(rest) {
        _ = label
        rest = after
      } else if isNumbered, let (_, after) = Self.argument(of: ["\\tag*", "\\tag"], in: rest) {
        rest = after
      } else if let (label, after) = Self.argument(of: ["\\eqref"], in: rest) {
        let number = number(of: label) ?? "(\(label))"
        result += "\\text{\(number.hasPrefix("(") ? number : "(\(number))")}"
        rest = after
      } else if let (label, after) = Self.argument(of: ["\\ref"], in: rest) {
        let number = number(of: label).map { $0.filter { !"()".contains($0) } } ?? label
        result += "\\text{\(number)}"
        rest = after
      } else {
        result += rest.prefix(rest.first == "\\" ? 2 : 1)
        rest = rest.dropFirst(rest.first == "\\" ? 2 : 1)
      }
    }
    result += rest
    return Self.withoutDollars(result)
  }

  private func number(of label: String) -> String? {
    if let target = targets[label] { return target.text }
    for chapter in notebook.chapters {
      if let target = chapter.target(of: label) { return target.text }
    }
    return nil
  }

  private static func argument(of names: [String], in text: Substring) -> (String, Substring)? {
    for name in names where text.hasPrefix(name + "{") {
      let rest = text.dropFirst(name.count + 1)
      guard let close = rest.firstIndex(of: "}") else { return nil }
      return (String(rest[..<close]), rest[rest.index(after: close)...])
    }
    return nil
  }

  private static func bookdownLabel(_ text: Substring) -> (String, Substring)? {
    guard text.hasPrefix("(\\#"), let close = text.firstIndex(of: ")") else { return nil }
    return (String(text[..<close].dropFirst(3)), text[text.index(after: close)...])
  }

  /// `$$ $x$ $$` is a formula in a formula, which MathJax takes as one.
  private static func withoutDollars(_ tex: String) -> String {
    let inner = tex.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
    let text = String(inner)
    guard text.count > 2, text.first == "$", text.last == "$",
      text.dropFirst().dropLast().allSatisfy({ $0 != "$" })
    else {
      return tex
    }
    return String(text.dropFirst().dropLast())
  }
}

extension LaTeXText {
  /// The labels that references in a formula name.
  static func references(of tex: String) -> [String] {
    var labels: [String] = []
    var rest = tex[...]
    while let found = rest.firstRange(of: "ref{") {
      let before = rest[..<found.lowerBound]
      rest = rest[found.upperBound...]
      guard before.hasSuffix("\\") || before.hasSuffix("\\eq"), let close = rest.firstIndex(of: "}") else {
        continue
      }
      labels.append(String(rest[..<close]))
    }
    return labels
  }

  /// What the author put in place of a number; nil when there is no `\tag`.
  static func tag(of tex: String) -> String? {
    guard let start = tex.firstRange(of: "\\tag{") else { return nil }
    let words = tex[start.upperBound...].prefix { $0 != "}" }.filter { $0 != "$" && $0 != "\\" }
    return words.isEmpty ? nil : String(words)
  }
}
