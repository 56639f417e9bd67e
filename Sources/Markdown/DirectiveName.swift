// Directives of MyST by their names.

/// The name of a directive, and what that says of its content.
struct DirectiveName {
  enum End { case fence, opens, closes }

  /// The name without its domain and without `-start` or `-end`.
  let kind: String
  let end: End

  init(_ name: String) {
    var kind = name.split(separator: ":").last.map(String.init) ?? name
    if kind.hasSuffix("-start") {
      end = .opens
      kind = String(kind.dropLast(6))
    } else if kind.hasSuffix("-end") {
      end = .closes
      kind = String(kind.dropLast(4))
    } else {
      end = .fence
    }
    self.kind = kind
  }

  /// Whether the argument is the path of a picture.
  var takesPath: Bool { kind == "figure" || kind == "image" }

  /// Whether the argument is no title.
  var ignoresArgument: Bool {
    ["solution", "bibliography", "grid", "contents", "toctree", "margin", "div", "only", "container"]
      .contains(kind)
  }

  /// Whether what stands in a fence of backticks with this name is Markdown.
  static func holdsMarkdown(_ name: String) -> Bool {
    if name.hasPrefix("prf:") || name.hasPrefix("proof:") { return true }
    return markdown.contains(DirectiveName(name).kind)
  }

  /// Whether what stands between colons with this name is no Markdown.
  static func holdsSource(_ name: String) -> Bool { sources.contains(name) }

  /// The name of a directive that speaks to a tool and shows nothing; nil for all that a reader sees.
  static func ofTools(_ info: String) -> String? {
    guard info.first == "{", let close = info.firstIndex(of: "}") else { return nil }
    let name = String(info[..<close].dropFirst())
    return ["index", "highlight", "currentmodule", "tableofcontents", "default-domain"].contains(name)
      ? name : nil
  }

  private static let sources: Set<String> = [
    "raw", "math", "code", "code-block", "code-cell", "sourcecode", "literalinclude", "mermaid", "eval-rst",
    "parsed-literal", "bibtex",
  ]

  private static let markdown: Set<String> = [
    "note", "tip", "hint", "important", "warning", "caution", "danger", "error", "attention", "seealso",
    "admonition",
    "todo", "dropdown", "margin", "sidebar", "topic", "epigraph", "pull-quote", "highlights", "figure",
    "image",
    "theorem", "lemma", "corollary", "proposition", "definition", "proof", "example", "remark", "property",
    "axiom",
    "conjecture", "algorithm", "criterion", "observation", "assumption", "exercise", "solution", "table",
    "list-table",
    "grid", "grid-item", "grid-item-card", "card", "tab-set", "tab-item", "bibliography", "contents",
    "toctree",
    "div", "only", "container", "versionadded", "deprecated", "rubric", "centered",
  ]
}
