// What paragraphs, headings and table cells are made of, as plain values.

package import Diagnostics

/// A piece of running text.
package enum Inline: Sendable, Hashable {
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
  /// Text above the line, small.
  case superscript([Inline])
  /// Text below the line, small.
  case `subscript`([Inline])
  /// Text that is struck out.
  case strikethrough([Inline])
  /// Text with attributes, or the place of an anchor.
  case span(Span)
  /// A mention of works of the bibliography.
  case citation(Citation)
  /// Source for one form of report.
  case raw(RawSource)
}

/// Text with attributes.
package struct Span: Sendable, Hashable {
  /// What is said of the text.
  package let attributes: Attributes
  /// The text; empty for an anchor.
  package let content: [Inline]
}

/// Source for one form of report, which others leave out.
package struct RawSource: Sendable, Hashable {
  /// The form: `html`, `latex`, `tex` or another word of the author's.
  package let format: String
  /// The source.
  package let source: String
  /// The place of the source in the file.
  package let range: SourceRange
}

/// A mention of works of the bibliography.
package struct Citation: Sendable, Hashable {
  /// How the works are named.
  package enum Style: Sendable, Hashable {
    /// In parentheses.
    case parenthetical
    /// As part of the sentence, `Petersen and Pedersen (2012)`.
    case textual
  }

  /// One of the works.
  package struct Item: Sendable, Hashable {
    /// Its key in the bibliography.
    package let key: String
    /// What stands before it: `see`.
    package let prefix: String
    /// What stands after it: `p. 33`.
    package let suffix: String
    /// Whether a comma stands before that.
    package internal(set) var setsOffSuffix = true
    /// Whether the author's name stands in the sentence already.
    package let omitsAuthor: Bool
  }

  /// How the works are named.
  package let style: Style
  /// The works, in the order written.
  package let items: [Item]
  /// What the author wrote, shown where there is no bibliography.
  package let source: String
  /// The place of the mention.
  package let range: SourceRange
}

/// A link or an image.
package struct Link: Sendable, Hashable {
  /// Where it leads.
  package let destination: String
  /// The title; empty when there is none.
  package let title: String
  /// What is shown.
  package let content: [Inline]
  /// What stands in braces after it.
  package internal(set) var attributes: Attributes?
  /// The place of the address in the file, or of the block that it stands in.
  package let range: SourceRange
}

/// A mention of a footnote.
package struct FootnoteReference: Sendable, Hashable {
  /// What stands between `[^` and `]`.
  package let label: String
  /// The number of the footnote, from 1.
  package let number: Int
  /// Which mention of the footnote this is, from 1.
  package let occurrence: Int
  /// The place of the mention.
  package let range: SourceRange
}

/// A mention of something that has a number: an equation, a cell's result, a section, a figure, a theorem.
package struct Reference: Sendable, Hashable {
  /// What a mention shows.
  package enum Style: Sendable, Hashable {
    /// The kind and the number, `Figure 2`.
    case named
    /// The number alone, as `\\ref` has it.
    case number
    /// The number in parentheses, as `\\eqref` has it.
    case parenthesized
    /// A text of the author's.
    case text(String)
  }

  /// The label: what stands after the `@`.
  package let label: String
  /// What is shown.
  package let style: Style
  /// The place of the mention, with the `@`.
  package let range: SourceRange
}

/// An expression whose result stands in the running text.
package struct InlineResult: Sendable, Hashable {
  /// What stands after `{nabla}`.
  package let expression: SourceFragment
  /// The place of the code span, with its backticks.
  package let range: SourceRange
}

extension [Inline] {
  /// The text without any markup; formulas as TeX.
  package var plainText: String {
    map { inline in
      switch inline {
      case .text(let text), .code(let text), .html(let text): text
      case .softBreak, .lineBreak: " "
      case .emphasis(let content), .strong(let content), .superscript(let content), .subscript(let content),
        .strikethrough(let content):
        content.plainText
      case .span(let span): span.content.plainText
      case .citation(let citation): citation.source
      case .raw: ""
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
