// The blocks of a Markdown text as plain values. Nothing here knows libcmark; positions are those of the file.

package import Diagnostics

/// A block of a Markdown document, and where it stands in the file.
package struct Block: Sendable, Hashable {
  /// What the block is.
  package enum Content: Sendable, Hashable {
    /// Running text.
    case paragraph([Inline])
    /// A section's title.
    case heading(Heading)
    /// A quotation.
    case blockQuote([Block])
    /// A bullet list or a numbered list.
    case list(List)
    /// A fenced or indented block of code.
    case codeBlock(CodeBlock)
    /// Raw HTML as written.
    case htmlBlock(String)
    /// A horizontal rule.
    case thematicBreak
    /// A pipe table.
    case table(Table)
    /// A displayed formula that stands alone.
    case displayMath(TeXFormula)
    /// Blocks that belong together: a callout, a theorem, columns.
    case division(Division)
    /// A picture with its caption.
    case figure(Figure)
    /// Terms with what they mean.
    case definitionList([Definition])
    /// Source for one form of report.
    case raw(RawSource)
  }

  /// What the block is.
  package let content: Content
  /// The place in the file, from the first byte of the block to the end of its last line.
  package let range: SourceRange

  /// A block at a place of the file.
  package init(_ content: Content, range: SourceRange) {
    self.content = content
    self.range = range
  }
}

/// The title of a section.
package struct Heading: Sendable, Hashable {
  /// From 1 to 6.
  package let level: Int
  /// The title.
  package let content: [Inline]
  /// The anchor: what the author wrote as `{#sec-…}`, or a slug of the title that occurs once in the document.
  package let identifier: String
  /// Where the author wrote the identifier; nil for a slug.
  package let identifierRange: SourceRange?
  /// What the author wrote as `.class`.
  package let classes: [String]
}

/// A bullet list or a numbered list.
package struct List: Sendable, Hashable {
  /// How the items are marked.
  package enum Marker: Sendable, Hashable {
    /// Bullets.
    case bullet
    /// Numbers from `start`.
    case ordered(start: Int)
    /// Letters, Roman numbers, or numbers in parentheses.
    case numbered(ListNumbering)
  }

  /// How far apart the items stand.
  package enum Spacing: Sendable, Hashable {
    /// Paragraphs of items are shown without space between them.
    case tight
    /// Paragraphs of items are shown as paragraphs.
    case loose
  }

  /// How the items are marked.
  package let marker: Marker
  /// How far apart the items stand.
  package let spacing: Spacing
  /// The blocks of each item.
  package let items: [Item]

  /// One item of a list.
  package struct Item: Sendable, Hashable {
    /// Whether something that was to be done is done.
    package enum Task: Sendable, Hashable {
      /// `[ ]`
      case open
      /// `[x]`
      case done
    }

    /// What the item holds.
    package let blocks: [Block]
    /// Its box; nil for an item without one.
    package let task: Task?
    /// The place of the item in the file.
    package let range: SourceRange
  }
}

/// A block of code, fenced or indented.
package struct CodeBlock: Sendable, Hashable {
  /// How the code is set off.
  package enum Style: Sendable, Hashable {
    /// Between two fences.
    case fenced
    /// After an opening fence that nothing closes.
    case unclosedFence
    /// By four columns of indentation.
    case indented
  }

  /// How the code is set off.
  package let style: Style
  /// What stands after the opening fence, as libcmark gives it: entities and escapes resolved.
  package let info: String
  /// The place of what stands after the opening fence; empty when there is nothing.
  package let infoRange: SourceRange
  /// The code without fences, quote markers and indentation, with the map back to the file.
  package let code: SourceFragment
}

/// A pipe table.
package struct Table: Sendable, Hashable {
  /// How a column is set.
  package enum Alignment: Sendable, Hashable {
    /// Not said.
    case natural
    /// To the left.
    case left
    /// In the middle.
    case center
    /// To the right.
    case right
  }

  /// One cell.
  package struct Cell: Sendable, Hashable {
    /// What the cell shows.
    package let content: [Inline]
    /// The place of the cell's text in the file.
    package let range: SourceRange
  }

  /// One entry a column.
  package let alignments: [Alignment]
  /// The titles, one a column.
  package let header: [Cell]
  /// The rows, each with one cell a column.
  package let rows: [[Cell]]
  /// What stands above or below it; empty when there is nothing.
  package internal(set) var caption: [Inline] = []
  /// What stands in braces after the caption.
  package internal(set) var attributes: Attributes?
}

extension Table {
  /// Takes the caption away, for those who show it elsewhere.
  package mutating func removeCaption() {
    caption = []
    attributes = nil
  }
}

/// Blocks between two lines of colons, in a directive or in an element of HTML.
package struct Division: Sendable, Hashable {
  /// What the author says of it.
  package let attributes: Attributes
  /// The title, where one is given.
  package let title: [Inline]
  /// What it holds.
  package let blocks: [Block]
}

/// A picture, or several, with a caption.
package struct Figure: Sendable, Hashable {
  /// What is shown.
  package let blocks: [Block]
  /// The caption; empty when there is none.
  package let caption: [Inline]
  /// What the author says of it.
  package let attributes: Attributes
}

/// Terms with what they mean.
package struct Definition: Sendable, Hashable {
  /// What is defined.
  package let term: [Inline]
  /// Its meanings.
  package let meanings: [[Block]]
}

/// A footnote, defined anywhere in the document and shown at its end.
package struct Footnote: Sendable, Hashable {
  /// What stands between `[^` and `]`.
  package let label: String
  /// The number by first reference, from 1.
  package let number: Int
  /// What the note says.
  package let blocks: [Block]
  /// The place of the definition's label.
  package let range: SourceRange
}
