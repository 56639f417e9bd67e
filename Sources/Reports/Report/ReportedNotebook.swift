// What the report writers are given: a notebook as values, and what each of its live parts came back with.

public import Findings
public import Diagnostics
public import Markdown

/// A cell of a notebook with what it came back with.
public struct ReportedCell: Sendable, Hashable {
  /// The place of the cell's block of code in the file, by which the text and the cell find each other.
  public var blockRange: SourceRange
  /// The text of the cell without its options.
  public var source: String
  /// The label, for references.
  public var label: String?
  /// How it is shown.
  public var presentation: Presentation
  /// What the cell came back with, in order.
  public var outcomes: [Outcome]
  /// What is wrong with it; the ranges are those of the file.
  public var diagnostics: [Diagnostic]
  /// What is asked of it besides its text.
  public var settings: PartSettings

  /// A cell with its outcomes.
  public init(
    blockRange: SourceRange,
    source: String,
    label: String? = nil,
    presentation: Presentation = Presentation(),
    outcomes: [Outcome] = [],
    diagnostics: [Diagnostic] = [],
    settings: PartSettings = PartSettings()
  ) {
    self.settings = settings
    self.blockRange = blockRange
    self.source = source
    self.label = label
    self.presentation = presentation
    self.outcomes = outcomes
    self.diagnostics = diagnostics
  }
}

/// A displayed formula with a class that makes it live, and what it came back with.
public struct ReportedDisplay: Sendable, Hashable {
  /// The place of the formula with its delimiters, without attributes, as Markdown gives it.
  public var formulaRange: SourceRange
  /// How it is shown.
  public var presentation: Presentation
  /// What the formula came back with.
  public var outcomes: [Outcome]
  /// What is wrong with it; the ranges are those of the file.
  public var diagnostics: [Diagnostic]
  /// What is asked of it besides its text.
  public var settings: PartSettings

  /// A display with its outcomes.
  public init(
    formulaRange: SourceRange,
    presentation: Presentation = Presentation(),
    outcomes: [Outcome],
    diagnostics: [Diagnostic] = [],
    settings: PartSettings = PartSettings()
  ) {
    self.settings = settings
    self.formulaRange = formulaRange
    self.presentation = presentation
    self.outcomes = outcomes
    self.diagnostics = diagnostics
  }
}

/// The result that stands in the running text for an inline expression.
public struct ReportedInlineResult: Sendable, Hashable {
  /// The place of the code span with its backticks, as Markdown gives it.
  public var range: SourceRange
  /// The result; nil when there is none.
  public var value: Findings.Formula?
  /// What is wrong with it; the ranges are those of the file.
  public var diagnostics: [Diagnostic]
  /// The question or formula.
  public var source: String
  /// What holds for it.
  public var settings: PartSettings

  /// An inline result.
  public init(
    range: SourceRange,
    value: Findings.Formula?,
    diagnostics: [Diagnostic] = [],
    source: String = "",
    settings: PartSettings = PartSettings()
  ) {
    self.source = source
    self.settings = settings
    self.range = range
    self.value = value
    self.diagnostics = diagnostics
  }
}

/// A notebook together with everything its live parts came back with: the input of every report writer.
public struct ReportedNotebook: Sendable {
  /// What becomes of HTML that stands in the notebook.
  public enum RawHTML: Sendable, Hashable {
    /// It is shown as text.
    case escaped
    /// It is passed on.
    case verbatim
  }

  /// The name of the notebook without folder and extension.
  public var name: String
  /// The text of the notebook.
  public var file: SourceFile
  /// The title of the front matter, as Markdown; empty when there is none.
  public var title = ""
  /// What stands below the title, as Markdown; empty when there is nothing.
  public var subtitle = ""
  /// The authors, as text.
  public var authors: [String] = []
  /// The date, as the author wrote it.
  public var date = ""
  /// The language, as a BCP 47 tag; empty when the author does not say.
  public var language = ""
  /// The abstract, as Markdown.
  public var abstract = ""
  /// The block of TeX definitions.
  public var macros = ""
  /// The text.
  public var blocks: [Block]
  /// The notes at the end.
  public var footnotes: [Footnote]
  /// The cells in the order of the text.
  public var cells: [ReportedCell] = []
  /// The live displays in the order of the text.
  public var displays: [ReportedDisplay] = []
  /// The formulas in the order of the text that nobody marked and that declare names all the same.
  public var offeredDisplays: [ReportedDisplay] = []
  /// The inline results in the order of the text.
  public var inlineResults: [ReportedInlineResult] = []
  /// What is wrong outside cells and displays; the ranges are those of the file.
  public var diagnostics: [Diagnostic] = []
  /// What becomes of HTML that stands in the notebook.
  public var rawHTML = RawHTML.escaped
  /// What rules say, as formulas of the cell language, by their names.
  public var ruleStatements: [String: [String]] = [:]
  /// Whether exercises are shown with their solutions.
  public var showsSolutions = false
  /// Whether sections are numbered.
  public var numbersSections = true
  /// Whether the page has a table of contents.
  public var hasContents = true
  /// The images, by the addresses that the text has for them.
  public var images: [String: ReportedImage] = [:]
  /// The works that can be cited; nil when there is no bibliography.
  public var bibliography: Bibliography?
  /// Whether works are cited by numbers in the order of their first mention, as the citation style says.
  public var citesByNumber = false
  /// What was left out of the text.
  public var passedOver: [PassedOver] = []

  /// A notebook of which only the text is known yet.
  public init(name: String, document: MarkdownDocument) {
    self.name = name
    file = document.file
    blocks = document.blocks
    footnotes = document.footnotes
    passedOver = document.passedOver
    diagnostics = document.diagnostics
  }
}
