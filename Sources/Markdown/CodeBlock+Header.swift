// What the head of a block of code says: the language, a label, a caption. Quarto and knitr write it in braces and in lines
// `#| key: value`, MyST as the options of a directive, pandoc as attributes.

import Diagnostics

extension CodeBlock {
  /// The language; empty when none is named.
  package var language: String {
    guard style != .indented else { return "" }
    let info = info.trimmed
    guard info.hasPrefix("{") else {
      return String(info.prefix { !$0.isWhitespace && $0 != "{" && $0 != "," })
    }
    let inside = info.dropFirst().prefix { $0 != "}" }
    if inside.hasPrefix("code") || inside == "sourcecode" {
      let argument = info.drop { $0 != "}" }.dropFirst().trimmed
      return argument.hasPrefix("ipython") ? "python" : String(argument.prefix { !$0.isWhitespace })
    }
    let words = inside.split { $0 == " " || $0 == "," }
    let name =
      words.first { $0.hasPrefix(".") }?.dropFirst() ?? words.first {
        !$0.hasPrefix("#") && !$0.contains("=")
      } ?? ""
    return String(name)
  }

  /// The label that a reference names; nil when there is none.
  package var label: String? {
    if let label = option("label") { return label }
    guard info.hasPrefix("{") else { return nil }
    if let start = info.firstRange(of: "#") {
      let name = info[start.upperBound...].prefix { !$0.isWhitespace && $0 != "}" }
      return name.isEmpty ? nil : String(name)
    }
    // The name of a chunk of knitr: `{r name, echo=FALSE}`.
    let words = info.dropFirst().prefix { $0 != "}" && $0 != "," }.split(separator: " ")
    guard words.count == 2, words[0] == "r" || words[0] == "python", !words[1].contains("=") else {
      return nil
    }
    return String(words[1])
  }

  /// The caption; empty when there is none.
  package var caption: [Inline] {
    for key in ["fig-cap", "tbl-cap", "lst-cap", "caption", "fig.cap"] {
      if let caption = option(key) { return MarkdownDocument.inlines(of: caption) }
    }
    return []
  }

  /// The code without the lines that are options.
  package var shownText: String {
    guard info.hasPrefix("{") else { return code.text }
    let lines = code.text.split(separator: "\n", omittingEmptySubsequences: false)
    let count = lines.prefix { Self.isOption($0) }.count
    // The options of a directive may stand between two lines of hyphens.
    if count == 0, lines.first?.trimmed == "---",
      let end = lines.dropFirst().firstIndex(where: { $0.trimmed == "---" })
    {
      return lines[(end + 1)...].joined(separator: "\n")
    }
    return count == 0 ? code.text : lines.dropFirst(count).drop { $0.isEmpty }.joined(separator: "\n")
  }

  private static func isOption(_ line: Substring) -> Bool {
    line.hasPrefix("#|") || line.hasPrefix("//|") || line.hasPrefix("%%|")
      || line.hasPrefix(":") && line.dropFirst().contains(":") && !line.hasPrefix("::")
  }

  /// The value of an option, from the lines at the head or the braces.
  private func option(_ key: String) -> String? {
    guard info.hasPrefix("{") else { return nil }
    for line in code.text.split(separator: "\n").prefix(while: Self.isOption) {
      let text = line.drop { "#|/%: ".contains($0) }
      guard text.hasPrefix(key), text.dropFirst(key.count).first == ":" else { continue }
      return text.dropFirst(key.count + 1).trimmed.withoutQuotes
    }
    for separator in ["=", " = "] {
      guard let start = info.firstRange(of: key + separator) else { continue }
      let rest = info[start.upperBound...]
      guard let quote = rest.first, quote == "\"" || quote == "'" else { continue }
      return String(rest.dropFirst().prefix { $0 != quote })
    }
    return nil
  }
}

extension String {
  fileprivate var withoutQuotes: String {
    guard count > 1, let first, first == "\"" || first == "'", last == first else { return self }
    return String(dropFirst().dropLast())
  }
}

extension TeXFormula {
  /// The labels that stand in the TeX, `\label{eq-a}` or bookdown's `(\#eq:a)`, in the order written.
  package var labels: [Attributes.Word] {
    guard tex.text.contains("\\label") || tex.text.contains("(\\#") else { return [] }
    let bytes = Array(tex.text.utf8)
    var labels: [Attributes.Word] = []
    var index = 0
    while index < bytes.count {
      let isLabel = bytes.hasBytes(of: "\\label{", at: index)
      guard isLabel || bytes.hasBytes(of: "(\\#", at: index) else {
        index += 1
        continue
      }
      let start = index + (isLabel ? 7 : 3)
      let closer = UInt8(ascii: isLabel ? "}" : ")")
      guard let end = bytes[start...].firstIndex(of: closer), end > start else { break }
      let text = String(decoding: bytes[start..<end], as: UTF8.self)
      labels.append(Attributes.Word(text: text, range: tex.fileRange(SourceRange(start, end))))
      index = end
    }
    return labels
  }

  /// The labels that stand in some TeX, in the order written.
  package static func labels(in tex: String) -> [String] {
    let range = SourceRange(0, tex.utf8.count)
    let fragment = SourceFragment(text: tex, fileStart: 0)
    return TeXFormula(tex: fragment, placement: .display, range: range, attributes: nil).labels.map(\.text)
  }

  /// The label by which references find the formula; nil when it has none.
  package var label: Attributes.Word? { attributes?.identifier ?? labels.first }
}
