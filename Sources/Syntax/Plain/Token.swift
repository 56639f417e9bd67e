// The words of a cell.

import Diagnostics
import Expressions

/// A word of a cell with its place.
struct Token: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    /// A name in canonical form.
    case name(String)
    /// An exact number.
    case number(Rational, text: String)
    /// An operator or bracket, in its ASCII form where it has one.
    case mark(String)
    /// An exponent in raised digits.
    case superscript(Int)
    /// The end of a line.
    case newline
    /// A place that is no word; a diagnostic has been given.
    case invalid
    /// The end of the text.
    case end
  }

  let kind: Kind
  let range: SourceRange
  /// Whether white space stands before it.
  let isSpaced: Bool

  /// The mark, if it is one.
  var mark: String? {
    if case .mark(let text) = kind { text } else { nil }
  }

  /// The name, if it is one.
  var name: String? {
    if case .name(let text) = kind { text } else { nil }
  }

  /// How the word is called in a diagnostic.
  var description: String {
    switch kind {
    case .name(let text), .mark(let text), .number(_, let text): "'\(text)'"
    case .superscript(let value): "the exponent \(value)"
    case .newline: "the end of the line"
    case .invalid: "an unreadable character"
    case .end: "the end of the text"
    }
  }
}
