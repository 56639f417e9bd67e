// What paragraphs, headings and table cells are made of, as plain values.

public import Diagnostics

/// A piece of running text.
public enum Inline: Sendable, Hashable {
  /// Text, with entities and escapes resolved.
  case text(String)
  /// A line end in the source that means no more than a space.
  case softBreak
  /// A line end the author asked for.
  case lineBreak
  /// Code between backticks.
  case code(String)
  /// A raw HTML tag as written.
  case html(String)
  /// Emphasis.
  case emphasis([Inline])
  /// Strong emphasis.
  case strong([Inline])
  /// A link.
  case link(Link)
  /// An image; the content is its description.
  case image(Link)
  /// TeX, in the line or displayed.
  case math(TeXFormula)
  /// A reference to a footnote of the document.
  case footnoteReference(FootnoteReference)
  /// A reference such as `@eq-loss` or `@sec-method`.
  case reference(Reference)
  /// An expression to be replaced by its result, written as a code span that begins with `{nabla}`.
  case inlineResult(InlineResult)
}

/// A link or an image.
public struct Link: Sendable, Hashable {
  /// Where it leads.
  public let destination: String
  /// The title; empty when there is none.
  public let title: String
  /// What is shown.
  public let content: [Inline]
}

/// A mention of a footnote.
public struct FootnoteReference: Sendable, Hashable {
  /// What stands between `[^` and `]`.
  public let label: String
  /// The number of the footnote, from 1.
  public let number: Int
  /// Which mention of the footnote this is, from 1.
  public let occurrence: Int
  /// The place of the mention.
  public let range: SourceRange
}

/// A mention of a numbered equation, a cell's result or a section.
public struct Reference: Sendable, Hashable {
  /// What stands after the `@`.
  public let label: String
  /// The place of the mention, with the `@`.
  public let range: SourceRange
}

/// An expression whose result stands in the running text.
public struct InlineResult: Sendable, Hashable {
  /// What stands after `{nabla}`.
  public let expression: SourceFragment
  /// The place of the code span, with its backticks.
  public let range: SourceRange
}

extension [Inline] {
  /// The text without any markup; formulas as TeX.
  public var plainText: String {
    map { inline in
      switch inline {
      case .text(let text), .code(let text), .html(let text): text
      case .softBreak, .lineBreak: " "
      case .emphasis(let content), .strong(let content): content.plainText
      case .link(let link), .image(let link): link.content.plainText
      case .math(let formula): formula.tex.text
      case .footnoteReference: ""
      case .reference(let reference): "@" + reference.label
      case .inlineResult(let result): result.expression.text
      }
    }
    .joined()
  }
}
