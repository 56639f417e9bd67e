// The syntax tree of pandoc, in which the live parts are found, run in the order of the text, and replaced by what came out.

import Diagnostics
import Findings
import Foundation
import Markdown
import Notebook
import Reports

struct PandocTree {
  private let tree: [String: Any]
  private let format: String
  /// What of the tree is live, as Markdown, in the order of the text.
  private var parts: [String] = []
  private var fragments: [String] = []
  private var next = 0

  init(_ tree: [String: Any], format: String) {
    self.tree = tree
    self.format = format
  }

  /// The form that raw blocks are for; nil for formats that have none.
  private var rawFormat: String? {
    let base = format.prefix { $0.isLetter || $0.isNumber }
    if ["html", "html4", "html5", "revealjs", "epub", "slidy", "s5"].contains(base) { return "html" }
    return ["latex", "beamer", "pdf", "context"].contains(base) ? "latex" : nil
  }

  /// The tree with results in place of the live parts, how they stand, and what is wrong.
  mutating func filtered() -> (tree: [String: Any], status: ExitStatus, problems: [LocatedDiagnostic]) {
    let blocks = tree["blocks"] as? [Any] ?? []
    collect(blocks)
    guard !parts.isEmpty, let rawFormat else { return (tree, .asExpected, []) }
    let text = parts.joined(separator: "\n\n") + "\n"
    let (notebook, problems) = NotebookReader.read(Array(text.utf8), path: "filter")
    let run = NotebookRun(notebook, readingDiagnostics: problems)
    let report = Report(run.reported(name: "filter", rawHTML: .escaped))
    fragments = report.blocks.map { block in
      rawFormat == "html"
        ? HTMLReportWriter().fragment(of: block, in: report)
        : LaTeXReportWriter().fragment(of: block, in: report)
    }
    var result = tree
    result["blocks"] = replaced(blocks)
    if rawFormat == "latex" { result["meta"] = withHeader(tree["meta"] as? [String: Any] ?? [:]) }
    let isRight =
      run.outcomes.standing != .unexpected && !report.diagnostics.contains { $0.severity == .error }
    return (
      result, isRight ? .asExpected : .unexpected,
      report.diagnostics.map { LocatedDiagnostic($0, in: notebook.file) }
    )
  }

  /// The metadata with what LaTeX needs for results; pandoc's template puts it into the preamble.
  private func withHeader(_ meta: [String: Any]) -> [String: Any] {
    let block: [String: Any] = ["t": "RawBlock", "c": ["latex", LaTeXReportWriter.header]]
    let header: [String: Any] = ["t": "MetaBlocks", "c": [block]]
    var result = meta
    let known = meta["header-includes"] as? [String: Any]
    let list = known?["t"] as? String == "MetaList" ? known?["c"] as? [Any] ?? [] : known.map { [$0] } ?? []
    result["header-includes"] = ["t": "MetaList", "c": list + [header]]
    return result
  }

  // MARK: - What is live

  /// The Markdown of a block that is live; nil for the others.
  private static func live(_ block: Any) -> String? {
    guard let node = block as? [String: Any], let content = node["c"] as? [Any] else { return nil }
    switch node["t"] as? String {
    case "CodeBlock":
      guard content.count == 2, let attributes = content[0] as? [Any], attributes.count == 3,
        let classes = attributes[1] as? [String], classes.contains("nabla") || classes.contains("{nabla}"),
        let text = content[1] as? String
      else { return nil }
      let label = attributes[0] as? String ?? ""
      let options = (attributes[2] as? [[String]] ?? []).filter { $0.count == 2 }.map {
        "#| \($0[0]): \($0[1])\n"
      }
      return
        "~~~~~~~~{nabla}\n\(label.isEmpty ? "" : "#| label: \(label)\n")\(options.joined())\(text)\n~~~~~~~~"
    case "Para", "Plain":
      guard let first = content.first as? [String: Any], first["t"] as? String == "Math",
        let math = first["c"] as? [Any], math.count == 2,
        (math[0] as? [String: Any])?["t"] as? String == "DisplayMath",
        let tex = math[1] as? String
      else { return nil }
      let words = content.dropFirst().map(plain).joined()
      let attributes = words.drop { $0 == " " }
      guard attributes.hasPrefix("{"), attributes.hasSuffix("}"), attributes.contains(".") else { return nil }
      return "$$\n\(tex.split(separator: "\n").joined(separator: "\n"))\n$$ \(attributes)"
    default: return nil
    }
  }

  private static func plain(_ inline: Any) -> String {
    guard let node = inline as? [String: Any] else { return "" }
    switch node["t"] as? String {
    case "Str": return node["c"] as? String ?? ""
    case "Space", "SoftBreak": return " "
    case "Quoted":
      let content = (node["c"] as? [Any])?.last as? [Any] ?? []
      return "\"\(content.map(plain).joined())\""
    default: return ""
    }
  }

  // Pandoc's trees are as deep as its documents are; the reader of JSON bounds them.
  private mutating func collect(_ value: Any) {
    if let live = Self.live(value) {
      parts.append(live)
    } else if let list = value as? [Any] {
      for item in list { collect(item) }
    } else if let node = value as? [String: Any], let content = node["c"] {
      collect(content)
    }
  }

  private mutating func replaced(_ value: Any) -> Any {
    if Self.live(value) != nil {
      defer { next += 1 }
      guard fragments.indices.contains(next), let rawFormat else { return value }
      return ["t": "RawBlock", "c": [rawFormat, fragments[next]]]
    }
    if let list = value as? [Any] { return list.map { replaced($0) } }
    if var node = value as? [String: Any], let content = node["c"] {
      node["c"] = replaced(content)
      return node
    }
    return value
  }
}
