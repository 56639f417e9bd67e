// A notebook as values: its metadata, its blocks, and what in them is to be run.

public import Diagnostics
public import Findings
public import Markdown

/// The text of a cell or formula, with the map from its offsets to those of the file.
public typealias CellText = SourceFragment

/// A notebook.
public struct Notebook: Sendable {
  /// Something that is run, in the order of the file.
  public enum Part: Sendable, Hashable {
    /// A cell.
    case cell(Cell)
    /// A displayed formula that declares, derives or is checked.
    case display(Display)
    /// An expression in the running text.
    case inlineResult(InlineResult)

    /// The place in the file.
    public var range: SourceRange {
      switch self {
      case .cell(let cell): cell.range
      case .display(let display): display.formula.range
      case .inlineResult(let result): result.range
      }
    }
  }

  /// What the front matter says.
  public let metadata: Metadata
  /// The text around and with the cells.
  public let document: MarkdownDocument
  /// What is run, in the order of the file.
  public let parts: [Part]
  /// What can be referred to, in the order of the file.
  public let labels: [Label]

  private let partOfStart: [Int: Int]
  private let labelOfName: [String: Label]

  init(metadata: Metadata, document: MarkdownDocument, parts: [Part], labels: [Label]) {
    self.metadata = metadata
    self.document = document
    self.parts = parts
    self.labels = labels
    labelOfName = Dictionary(labels.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    partOfStart = Dictionary(
      parts.enumerated().map { ($1.range.start, $0) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// The file of the notebook.
  public var file: SourceFile { document.file }

  /// The cell that a block of code is; nil for code that is only shown.
  public func cell(of block: Block) -> Cell? {
    guard let index = partOfStart[block.range.start], case .cell(let cell) = parts[index] else { return nil }
    return cell
  }

  /// What a formula does; nil for formulas that are only shown.
  public func display(of formula: TeXFormula) -> Display? {
    guard let index = partOfStart[formula.range.start], case .display(let display) = parts[index] else {
      return nil
    }
    return display
  }

  /// The index in `parts` of what stands at a place; nil when nothing there is run.
  public func index(ofPartAt start: Int) -> Int? { partOfStart[start] }

  /// What a reference leads to, and the row when it names one as `label-3`; nil when there is no such label.
  public func target(of reference: String) -> (label: Label, row: Int?)? {
    Label.target(of: reference, among: labelOfName)
  }
}

/// A cell of a notebook.
public struct Cell: Sendable, Hashable {
  /// What is run: the text without its option lines.
  public let text: CellText
  /// What the author asks of the cell, completed by the defaults of the front matter.
  public let options: CellOptions
  /// The place of the cell with its fences.
  public let range: SourceRange
}

/// A displayed formula that is more than shown.
public struct Display: Sendable, Hashable {
  /// The formula.
  public let formula: TeXFormula
  /// What the formula is for, in the order written; empty for a formula that only has a label.
  public let roles: [DisplayRole]
  /// The name or expression that is being derived, from `of=`.
  public let of: CellText?
  /// The names that vary, from `wrt=`.
  public let wrt: [CellText]
  /// What the author asks of the formula, completed by the defaults of the front matter.
  public let options: CellOptions
  /// Whether nobody marked the formula: the front matter takes those in the line that declare, and others stay text.
  public let isOffered: Bool
}

/// What the front matter says about a notebook.
public struct Metadata: Sendable, Hashable {
  /// The title, as Markdown.
  public internal(set) var title: String?
  /// The authors, in the order written.
  public internal(set) var authors: [String] = []
  /// The date, as written.
  public internal(set) var date: String?
  /// The language of the text, such as `en`.
  public internal(set) var language: String?
  /// The abstract, as Markdown.
  public internal(set) var abstract: String?
  /// The bibliography files.
  public internal(set) var bibliography: [String] = []
  /// Definitions of TeX commands.
  public internal(set) var macros: SourceFragment?
  /// Whether formulas in the line that declare are definitions without being marked.
  public internal(set) var definesInline = false
  /// Whether each section begins a fresh scope.
  public internal(set) var scopeOfSections = false
  /// The options that all cells and displays have unless they say otherwise.
  public internal(set) var defaults = CellOptions()
}

/// Something that can be referred to.
public struct Label: Sendable, Hashable {
  /// What bears a label.
  public enum Kind: Sendable, Hashable {
    /// A cell and its results.
    case cell
    /// A displayed formula.
    case display
    /// A section.
    case section
  }

  /// The name, without `@` or `#`.
  public let name: String
  /// What bears it.
  public let kind: Kind
  /// Where the name is given.
  public let range: SourceRange

  /// What a reference leads to, and the row when it names one.
  static func target(of reference: String, among labels: [String: Label]) -> (label: Label, row: Int?)? {
    if let label = labels[reference] { return (label, nil) }
    guard let hyphen = reference.lastIndex(of: "-") else { return nil }
    let digits = reference[reference.index(after: hyphen)...]
    guard digits.utf8.count <= 4, digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let row = Int(digits),
      let label = labels[String(reference[..<hyphen])], label.kind != .section
    else { return nil }
    return (label, row)
  }
}
