// Quotation marks of the language of a text. The reader of Markdown curls them the English way; a text in another language
// gets its own, unless its author typed curled ones.

import Markdown

/// The quotation marks of a language.
struct QuoteStyle: Sendable, Hashable {
  private let marks: [Character]?

  /// The marks for a text of a language, a BCP 47 tag.
  init(language: String, source: String) {
    let tag = language.prefix { $0 != "-" && $0 != "_" }.lowercased()
    let isTyped = source.contains { "“”„‘‚«»".contains($0) }
    marks = isTyped ? nil : Self.styles[tag].map(Array.init)
  }

  /// The text with the marks of its language.
  func quoted(_ text: String) -> String {
    guard let marks, text.contains(where: { "“”‘".contains($0) }) else { return text }
    return String(
      text.flatMap { character -> [Character] in
        switch character {
        case "“": marks[0] == "«" && marks.count == 6 ? ["«", "\u{202f}"] : [marks[0]]
        case "”": marks[0] == "«" && marks.count == 6 ? ["\u{202f}", "»"] : [marks[1]]
        case "‘": [marks[2]]
        default: [character]
        }
      }
    )
  }

  private static let styles = [
    "de": "„“‚‘", "cs": "„“‚‘", "sk": "„“‚‘", "bg": "„“‚‘", "sl": "„“‚‘", "pl": "„”‚’", "hu": "„”»«",
    "ro": "„”«»",
    "fr": "«»‹›--", "it": "«»‹›", "es": "«»“”", "pt": "«»“”", "ru": "«»„“", "uk": "«»„“", "el": "«»“”",
    "no": "«»‹›",
    "nb": "«»‹›", "sv": "””’’", "fi": "””’’", "da": "»«›‹", "ja": "「」『』",
  ]
}
