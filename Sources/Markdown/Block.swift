// The blocks of a Markdown text as plain values. Nothing here knows libcmark; positions are those of the file.

public import Diagnostics

/// A block of a Markdown document, and where it stands in the file.
public struct Block: Sendable, Hashable {
  /// What the block is.
  public enum Content: Sendable, Hashable {
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
  public let content: Content
  /// The place in the file, from the first byte of the block to the end of its last line.
  public let range: SourceRange

  /// A block at a place of the file.
  public init(_ content: Content, range: SourceRange) {
    self.content = content
    self.range = range
  }
}

/// The title of a section.
public struct Heading: Sendable, Hashable {
  /// From 1 to 6.
  public let level: Int
  /// The title.
  public let content: [Inline]
  /// The anchor: what the author wrote as `{#sec-…}`, or a slug of the title that occurs once in the document.
  public let identifier: String
  /// Where the author wrote the identifier; nil for a slug.
  public let identifierRange: SourceRange?
  /// What the author wrote as `.class`.
  public let classes: [String]
}

/// A bullet list or a numbered list.
public struct List: Sendable, Hashable {
  /// How the items are marked.
  public enum Marker: Sendable, Hashable {
    /// Bullets.
    case bullet
    /// Numbers from `start`.
    case ordered(start: Int)
  }

  /// How far apart the items stand.
  public enum Spacing: Sendable, Hashable {
    /// Paragraphs of items are shown without space between them.
    case tight
    /// Paragraphs of items are shown as paragraphs.
    case loose
  }

  /// How the items are marked.
  public let marker: Marker
  /// How far apart the items stand.
  public let spacing: Spacing
  /// The blocks of each item.
  public let items: [Item]

  /// One item of a list.
  public struct Item: Sendable, Hashable {
    /// Whether something that was to be done is done.
    public enum Task: Sendable, Hashable {
      /// `[ ]`
      case open
      /// `[x]`
      case done
    }

    /// What the item holds.
    public let blocks: [Block]
    /// Its box; nil for an item without one.
    public let task: Task?
    /// The place of the item in the file.
    public let range: SourceRange
  }
}

/// A block of code, fenced or indented.
public struct CodeBlock: Sendable, Hashable {
  /// How the code is set off.
  public enum Style: Sendable, Hashable {
    /// Between two fences.
    case fenced
    /// After an opening fence that nothing closes.
    case unclosedFence
    /// By four columns of indentation.
    case indented
  }

  /// How the code is set off.
  public let style: Style
  /// What stands after the opening fence, as libcmark gives it: entities and escapes resolved.
  public let info: String
  /// The place of what stands after the opening fence; empty when there is nothing.
  public let infoRange: SourceRange
  /// The code without fences, quote markers and indentation, with the map back to the file.
  public let code: SourceFragment
}

/// A pipe table.
public struct Table: Sendable, Hashable {
  /// How a column is set.
  public enum Alignment: Sendable, Hashable {
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
  public struct Cell: Sendable, Hashable {
    /// What the cell shows.
    public let content: [Inline]
    /// The place of the cell's text in the file.
    public let range: SourceRange
  }

  /// One entry a column.
  public let alignments: [Alignment]
  /// The titles, one a column.
  public let header: [Cell]
  /// The rows, each with one cell a column.
  public let rows: [[Cell]]
  /// What stands above or below it; empty when there is nothing.
  public internal(set) var caption: [Inline] = []
  /// What stands in braces after the caption.
  public internal(set) var attributes: Attributes?
}

extension Table {
  /// Takes the caption away, for those who show it elsewhere.
  public mutating func removeCaption() {
    caption = []
    attributes = nil
  }
}

/// Blocks between two lines of colons, in a directive or in an element of HTML.
public struct Division: Sendable, Hashable {
  /// What the author says of it.
  public let attributes: Attributes
  /// The title, where one is given.
  public let title: [Inline]
  /// What it holds.
  public let blocks: [Block]
}

/// A picture, or several, with a caption.
public struct Figure: Sendable, Hashable {
  /// What is shown.
  public let blocks: [Block]
  /// The caption; empty when there is none.
  public let caption: [Inline]
  /// What the author says of it.
  public let attributes: Attributes
}

/// Terms with what they mean.
public struct Definition: Sendable, Hashable {
  /// What is defined.
  public let term: [Inline]
  /// Its meanings.
  public let meanings: [[Block]]
}

/// A footnote, defined anywhere in the document and shown at its end.
public struct Footnote: Sendable, Hashable {
  /// What stands between `[^` and `]`.
  public let label: String
  /// The number by first reference, from 1.
  public let number: Int
  /// What the note says.
  public let blocks: [Block]
  /// The place of the definition's label.
  public let range: SourceRange
}
