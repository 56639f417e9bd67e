// What the report writers are given: a notebook as values, and what each of its live parts came back with.

package import Findings
package import Diagnostics
package import Markdown

/// A cell of a notebook with what it came back with.
package struct ReportedCell: Sendable, Hashable {
  /// The place of the cell's block of code in the file, by which the text and the cell find each other.
  package var blockRange: SourceRange
  /// The text of the cell without its options.
  package var source: String
  /// The label, for references.
  package var label: String?
  /// How it is shown.
  package var presentation: Presentation
  /// What the cell came back with, in order.
  package var outcomes: [Outcome]
  /// What is wrong with it; the ranges are those of the file.
  package var diagnostics: [Diagnostic]
  /// What is asked of it besides its text.
  package var settings: PartSettings

  /// A cell with its outcomes.
  package init(
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
package struct ReportedDisplay: Sendable, Hashable {
  /// The place of the formula with its delimiters, without attributes, as Markdown gives it.
  package var formulaRange: SourceRange
  /// How it is shown.
  package var presentation: Presentation
  /// What the formula came back with.
  package var outcomes: [Outcome]
  /// What is wrong with it; the ranges are those of the file.
  package var diagnostics: [Diagnostic]
  /// What is asked of it besides its text.
  package var settings: PartSettings

  /// A display with its outcomes.
  package init(
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
package struct ReportedInlineResult: Sendable, Hashable {
  /// The place of the code span with its backticks, as Markdown gives it.
  package var range: SourceRange
  /// The result; nil when there is none.
  package var value: Findings.Formula?
  /// What is wrong with it; the ranges are those of the file.
  package var diagnostics: [Diagnostic]
  /// The question or formula.
  package var source: String
  /// What holds for it.
  package var settings: PartSettings

  /// An inline result.
  package init(
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
package struct ReportedNotebook: Sendable {
  /// What becomes of HTML that stands in the notebook.
  package enum RawHTML: Sendable, Hashable {
    /// It is shown as text.
    case escaped
    /// It is passed on.
    case verbatim
  }

  /// The name of the notebook without folder and extension.
  package var name: String
  /// The text of the notebook.
  package var file: SourceFile
  /// The title of the front matter, as Markdown; empty when there is none.
  package var title = ""
  /// What stands below the title, as Markdown; empty when there is nothing.
  package var subtitle = ""
  /// The authors, as text.
  package var authors: [String] = []
  /// The date, as the author wrote it.
  package var date = ""
  /// The language, as a BCP 47 tag; empty when the author does not say.
  package var language = ""
  /// The abstract, as Markdown.
  package var abstract = ""
  /// The block of TeX definitions.
  package var macros = ""
  /// The text.
  package var blocks: [Block]
  /// The notes at the end.
  package var footnotes: [Footnote]
  /// The cells in the order of the text.
  package var cells: [ReportedCell] = []
  /// The live displays in the order of the text.
  package var displays: [ReportedDisplay] = []
  /// The formulas in the order of the text that nobody marked and that declare names all the same.
  package var offeredDisplays: [ReportedDisplay] = []
  /// The inline results in the order of the text.
  package var inlineResults: [ReportedInlineResult] = []
  /// What is wrong outside cells and displays; the ranges are those of the file.
  package var diagnostics: [Diagnostic] = []
  /// What becomes of HTML that stands in the notebook.
  package var rawHTML = RawHTML.escaped
  /// What rules say, as formulas of the cell language, by their names.
  package var ruleStatements: [String: [String]] = [:]
  /// Whether exercises are shown with their solutions.
  package var showsSolutions = false
  /// Whether sections are numbered.
  package var numbersSections = true
  /// Whether the page has a table of contents.
  package var hasContents = true
  /// The images, by the addresses that the text has for them.
  package var images: [String: ReportedImage] = [:]
  /// The works that can be cited; nil when there is no bibliography.
  package var bibliography: Bibliography?
  /// Whether works are cited by numbers in the order of their first mention, as the citation style says.
  package var citesByNumber = false
  /// The citations as their style has them; nil where they are set here.
  package var styledCitations: StyledCitations?
  /// The keys of works that are listed without being cited; `*` is for all.
  package var listedWorks: [String] = []
  /// The other documents of its project, where it refers to them.
  package var chapters: [Chapter] = []
  /// The addresses of the pages of the project's documents, by the paths to these.
  package var chapterPages: [String: String] = [:]
  /// What was left out of the text.
  package var passedOver: [PassedOver] = []

  /// A notebook of which only the text is known yet.
  package init(name: String, document: MarkdownDocument) {
    self.name = name
    file = document.file
    blocks = document.blocks
    footnotes = document.footnotes
    passedOver = document.passedOver
    diagnostics = document.diagnostics
  }
}
