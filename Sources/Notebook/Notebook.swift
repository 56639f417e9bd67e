// A notebook as values: its metadata, its blocks, and what in them is to be run.

package import Diagnostics
package import Findings
package import Markdown

/// The text of a cell or formula, with the map from its offsets to those of the file.
package typealias CellText = SourceFragment

/// A notebook.
package struct Notebook: Sendable {
  /// Something that is run, in the order of the file.
  package enum Part: Sendable, Hashable {
    /// A cell.
    case cell(Cell)
    /// A displayed formula that declares, derives or is checked.
    case display(Display)
    /// An expression in the running text.
    case inlineResult(InlineResult)

    /// The place in the file.
    package var range: SourceRange {
      switch self {
      case .cell(let cell): cell.range
      case .display(let display): display.formula.range
      case .inlineResult(let result): result.range
      }
    }
  }

  /// What the front matter says.
  package let metadata: Metadata
  /// The text around and with the cells.
  package let document: MarkdownDocument
  /// What is run, in the order of the file.
  package let parts: [Part]
  /// What can be referred to, in the order of the file.
  package let labels: [Label]
  /// What was left out: keys and tags that speak to other tools.
  package let passedOver: [PassedOver]

  private let partOfStart: [Int: Int]
  private let labelOfName: [String: Label]

  init(
    metadata: Metadata,
    document: MarkdownDocument,
    parts: [Part],
    labels: [Label],
    passedOver: [PassedOver] = []
  ) {
    self.passedOver = passedOver
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
  package var file: SourceFile { document.file }

  /// The cell that a block of code is; nil for code that is only shown.
  package func cell(of block: Block) -> Cell? {
    guard let index = partOfStart[block.range.start], case .cell(let cell) = parts[index] else { return nil }
    return cell
  }

  /// What a formula does; nil for formulas that are only shown.
  package func display(of formula: TeXFormula) -> Display? {
    guard let index = partOfStart[formula.range.start], case .display(let display) = parts[index] else {
      return nil
    }
    return display
  }

  /// The index in `parts` of what stands at a place; nil when nothing there is run.
  package func index(ofPartAt start: Int) -> Int? { partOfStart[start] }

  /// What a reference leads to, and the row when it names one as `label-3`; nil when there is no such label.
  package func target(of reference: String) -> (label: Label, row: Int?)? {
    Label.target(of: reference, among: labelOfName)
  }
}

/// A cell of a notebook.
package struct Cell: Sendable, Hashable {
  /// What is run: the text without its option lines.
  package let text: CellText
  /// What the author asks of the cell, completed by the defaults of the front matter.
  package let options: CellOptions
  /// The place of the cell with its fences.
  package let range: SourceRange
}

/// A displayed formula that is more than shown.
package struct Display: Sendable, Hashable {
  /// The formula.
  package let formula: TeXFormula
  /// What the formula is for, in the order written; empty for a formula that only has a label.
  package let roles: [DisplayRole]
  /// The name or expression that is being derived, from `of=`.
  package let of: CellText?
  /// The names that vary, from `wrt=`.
  package let wrt: [CellText]
  /// What the author asks of the formula, completed by the defaults of the front matter.
  package let options: CellOptions
  /// Whether nobody marked the formula: the front matter takes those in the line that declare, and others stay text.
  package let isOffered: Bool
}

/// What the front matter says about a notebook.
package struct Metadata: Sendable, Hashable {
  /// The title, as Markdown.
  package internal(set) var title: String?
  /// What stands below the title, as Markdown.
  package internal(set) var subtitle: String?
  /// The authors, in the order written.
  package internal(set) var authors: [String] = []
  /// The date, as written.
  package internal(set) var date: String?
  /// The language of the text, such as `en`.
  package internal(set) var language: String?
  /// The abstract, as Markdown.
  package internal(set) var abstract: String?
  /// The bibliography files.
  package internal(set) var bibliography: [String] = []
  /// The file of the citation style.
  package internal(set) var citationStyle: String?
  /// The keys of works that are listed without being cited; `*` is for all.
  package internal(set) var listedWorks: [String] = []
  /// Files that the front matter includes for their definitions.
  package internal(set) var included: [String] = []
  /// Definitions of TeX commands: those of the front matter, then those that stand in the text, which hold everywhere.
  package internal(set) var macros: SourceFragment?
  /// Whether formulas in the line that declare are definitions without being marked.
  package internal(set) var definesInline = false
  /// Whether each section begins a fresh scope.
  package internal(set) var scopeOfSections = false
  /// Whether sections are numbered; nil when the author does not say.
  package internal(set) var numbersSections: Bool?
  /// Whether there is a table of contents; nil when the author does not say.
  package internal(set) var hasContents: Bool?
  /// The options that all cells and displays have unless they say otherwise.
  package internal(set) var defaults = CellOptions()
}

extension Metadata {
  /// Adds definitions that do not stand in the file.
  mutating func addDefinitions(_ texts: [String], at place: Int) {
    addDefinitions(
      texts.filter { CommandDefinition.inKernelWords($0).map(CommandDefinition.isPlain) ?? false }.map {
        text in
        var fragment = SourceFragment(at: place)
        fragment.append(text, fileStart: place, length: 0)
        return fragment
      }
    )
  }

  /// Adds definitions that stand in the text.
  mutating func addDefinitions(_ definitions: [SourceFragment]) {
    for definition in definitions {
      guard let command = CommandDefinition.inKernelWords(definition.text) else { continue }
      var all = macros ?? SourceFragment(at: definition.fileOffset(0))
      if !all.text.isEmpty, !all.text.hasSuffix("\n") {
        all.append("\n", fileStart: definition.fileOffset(0), length: 0)
      }
      all.append(
        command,
        fileStart: definition.fileOffset(0),
        length: definition.text.utf8.count
      )
      macros = all
    }
  }
}

/// Something that can be referred to.
package struct Label: Sendable, Hashable {
  /// What bears a label.
  package enum Kind: Sendable, Hashable {
    /// A cell and its results.
    case cell
    /// A displayed formula.
    case display
    /// A section.
    case section
    /// A figure, a table, a listing, a theorem, or a place.
    case object
  }

  /// The name, without `@` or `#`.
  package let name: String
  /// What bears it.
  package let kind: Kind
  /// Where the name is given.
  package let range: SourceRange

  /// What a reference leads to, and the row when it names one.
  static func target(of reference: String, among labels: [String: Label]) -> (label: Label, row: Int?)? {
    if let label = labels[reference] { return (label, nil) }
    guard let hyphen = reference.lastIndex(of: "-") else { return nil }
    let digits = reference[reference.index(after: hyphen)...]
    guard digits.utf8.count <= 4, digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let row = Int(digits),
      let label = labels[String(reference[..<hyphen])], label.kind != .section, label.kind != .object
    else { return nil }
    return (label, row)
  }
}
