// HTML under construction. Text and attributes are escaped where they enter, so that nothing a notebook says can
// become an element; `trusted` is for what this program and KaTeX wrote.

import Markdown

/// A piece of HTML.
struct HTML: Sendable {
  /// The attributes of an element in the order written; one whose value is nil is left out.
  typealias Attributes = KeyValuePairs<String, String?>

  private(set) var source: String

  private init(source: String) { self.source = source }

  /// Nothing.
  static let empty = HTML(source: "")

  /// Text, escaped.
  static func text(_ text: String) -> HTML { HTML(source: text.escapedForHTML) }

  /// HTML of this program or of KaTeX.
  static func trusted(_ source: String) -> HTML { HTML(source: source) }

  /// An element with its content.
  static func element(_ name: String, _ attributes: Attributes = [:], _ content: [HTML] = []) -> HTML {
    var source = "<\(name)"
    for (name, value) in attributes {
      guard let value else { continue }
      source += " \(name)=\"\(value.escapedForHTML)\""
    }
    source += ">"
    for part in content { source += part.source }
    if !voidElements.contains(name) { source += "</\(name)>" }
    return HTML(source: source)
  }

  /// An element with text in it.
  static func element(_ name: String, _ attributes: Attributes = [:], text: String) -> HTML {
    element(name, attributes, [.text(text)])
  }

  /// Pieces one after the other, each on its own line.
  static func lines(_ parts: [HTML]) -> HTML {
    HTML(source: parts.filter { !$0.source.isEmpty }.map(\.source).joined(separator: "\n"))
  }

  /// Pieces one after the other.
  static func joined(_ parts: [HTML], by separator: HTML = .empty) -> HTML {
    HTML(source: parts.map(\.source).joined(separator: separator.source))
  }

  var isEmpty: Bool { source.isEmpty }

  private static let voidElements: Set<String> = ["meta", "link", "br", "hr", "img", "input", "col"]
}
