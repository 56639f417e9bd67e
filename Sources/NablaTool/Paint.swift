// The colours of results on a terminal. Colour never says more than the words and signs do.

import Diagnostics

/// Colours texts, or leaves them as they are.
struct Paint {
  /// What a colour is for.
  enum Tone: String {
    case good = "32"
    case bad = "31"
    case open = "33"
    case faint = "2"
    case strong = "1"
  }

  private let style: TerminalRenderer.Style

  init(_ style: TerminalRenderer.Style) { self.style = style }

  /// A text in a colour.
  func text(_ text: String, _ tone: Tone) -> String {
    switch style {
    case .plain: text
    case .coloured: "\u{1b}[\(tone.rawValue)m\(text)\u{1b}[0m"
    }
  }

  /// The sign that a line begins with.
  func mark(_ mark: String) -> String {
    switch mark {
    case "✓": text(mark, .good)
    case "✗", "!": text(mark, .bad)
    case "?": text(mark, .open)
    default: text(mark, .faint)
    }
  }
}
