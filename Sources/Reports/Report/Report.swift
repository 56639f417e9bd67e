// A report as plain data: the notebook with everything numbered that a reader can refer to. Every writer starts
// from this, so that "Derivation 2" is the same in all of them.

package import Findings
package import Diagnostics
package import Markdown

/// A title of a section with its number and its depth below the title of the report.
package struct NumberedHeading: Sendable, Hashable {
  /// `2.1`.
  package let number: String
  /// From 1; a depth is never skipped, whatever levels the author wrote.
  package let depth: Int
  /// The title.
  package let content: [Inline]
  /// The anchor.
  package let anchor: String
}

/// Something numbered: a derivation, a claim, a proof, or an equation.
package struct NumberedItem: Sendable, Hashable {
  /// What a reader calls it.
  package enum Kind: String, Sendable, Hashable {
    /// Lines from a question to its answer.
    case derivation = "Derivation"
    /// An answer without lines.
    case result = "Result"
    /// An equation that is claimed.
    case claim = "Claim"
    /// A chain of lines that are claimed.
    case proof = "Proof"
    /// A formula with a label.
    case equation = "Equation"
  }

  /// What a reader calls it.
  package let kind: Kind
  /// The number, counted through the whole report.
  package let number: Int
  /// The anchor: the label, or a name made of the number.
  package let anchor: String
  /// The label, when the author gave one.
  package let label: String?
  /// What the author put in place of the number, with `\\tag`.
  package var tag: String?

  /// The number, or what the author put in its place.
  package var mark: String { tag ?? String(number) }

  /// `Derivation 2`, and `(2)` for an equation.
  package var name: String { kind == .equation ? "(\(mark))" : "\(kind.rawValue) \(number)" }

  /// The anchor of a row, counted from 1.
  package func anchor(ofRow row: Int) -> String { "\(anchor)-\(row)" }
}

/// An outcome with the number it has in the report.
package struct NumberedOutcome: Sendable, Hashable {
  /// The number; nil for what is not numbered.
  package let item: NumberedItem?
  /// The outcome.
  package let outcome: Outcome
  /// How it is shown.
  package let presentation: Presentation
}

/// A figure, a table, a listing or a statement with its number.
package struct NumberedObject: Sendable, Hashable {
  /// What a reader calls it: `Figure`, `Theorem`.
  package let kind: String
  /// The number, counted for each kind.
  package let number: Int
  /// The anchor.
  package let anchor: String

  /// `Figure 2`.
  package var name: String { "\(kind) \(number)" }
}

/// Where a label leads.
package struct ReferenceTarget: Sendable, Hashable {
  /// What a reference shows.
  package enum Kind: Sendable, Hashable {
    /// A section.
    case section
    /// An equation, shown as its number in parentheses.
    case equation
    /// A derivation, claim or proof.
    case item
    /// A row of one.
    case row
    /// A figure, a table, a listing or a statement.
    case object
    /// A place without a number.
    case place
    /// Another document as a whole.
    case whole
  }

  /// The page of another document.
  package struct Page: Sendable, Hashable {
    /// The title of the document.
    package let title: String
    /// The address of the page.
    package let address: String
  }

  /// What a reference shows.
  package let kind: Kind
  /// The text of the reference: `Derivation 2, line 3`.
  package let text: String
  /// The anchor.
  package let anchor: String
  /// What stands there in a line of text, for those who point at the reference; nil where that is nothing short.
  package var hover: String?
  /// The document that it stands in; nil for the one at hand.
  package var chapter: Page?

  /// The address of the place, from the page at hand.
  package var address: String { (chapter?.address ?? "") + (anchor.isEmpty ? "" : "#" + anchor) }
}

/// What the verdicts of a report come to.
package struct ReportSummary: Sendable, Hashable {
  /// The answers, claims, proofs and displays that hold, and are expected to.
  package var holding = 0
  /// Those that are refuted, as expected.
  package var refutedAsExpected = 0
  /// Those with another verdict, as expected.
  package var otherAsExpected = 0
  /// How many are open in a draft.
  package var openInDraft = 0
  /// Those that are not as expected.
  package var unexpected = 0
  /// The lines that were checked.
  package var lines = 0
}

/// A report as plain data.
package struct Report: Sendable {
  /// The notebook and its outcomes.
  package let notebook: ReportedNotebook
  /// The title: that of the front matter, else the one heading of the first level, else the notebook's name.
  package let title: [Inline]
  /// The authors.
  package let authors: [[Inline]]
  /// The abstract.
  package let abstract: [Block]
  /// The text without the title.
  package let blocks: [Block]
  /// The headings in order.
  package let headings: [NumberedHeading]
  /// The verdicts in numbers.
  package let summary: ReportSummary
  /// The rules used, each once, in the order of their first use.
  package let rules: [RuleName]
  /// What is declared and defined, each once, in the order of the text.
  package let symbols: [Findings.Formula]
  /// Everything that is wrong, in the order of the file.
  package let diagnostics: [Diagnostic]

  let headingsByStart: [Int: NumberedHeading]
  let cellsByStart: [Int: NumberedPart]
  let displaysByStart: [Int: NumberedPart]
  let equationsByStart: [Int: NumberedItem]
  let rowItemsByStart: [Int: [NumberedItem?]]
  let inlineResultsByStart: [Int: ReportedInlineResult]
  let targets: [String: ReferenceTarget]
  let objects: [String: NumberedObject]
  /// The anchors of these.
  let objectAnchors: Set<String>
  /// The works of the bibliography that are cited.
  let citations: CitationList
  /// The quotation marks of the text.
  let typography: QuoteStyle

  /// Where a label leads; nil when nothing has it.
  package func target(of label: String) -> ReferenceTarget? { targets[label] }

  /// Where a reference leads; nil when nothing has its label.
  func target(of reference: Reference) -> ReferenceTarget? {
    for label in [reference.label, reference.chunkName] {
      if let target = targets[label] { return target }
    }
    for chapter in notebook.chapters {
      if let target = chapter.target(of: reference.label) ?? chapter.target(of: reference.chunkName) {
        return target
      }
    }
    return nil
  }

  /// What a reference shows.
  func text(of reference: Reference, _ target: ReferenceTarget) -> String {
    let words = words(of: reference, target)
    guard let chapter = target.chapter else { return words }
    if case .text = reference.style { return words }
    return words.isEmpty ? chapter.title : "\(words) in \(chapter.title)"
  }

  private func words(of reference: Reference, _ target: ReferenceTarget) -> String {
    switch reference.style {
    case .named: return target.text
    case .text(let text): return text
    case .number, .parenthesized:
      if target.text.isEmpty { return "" }
      let words = target.text.split(separator: " ")
      let isNumbered = target.kind == .section || target.kind == .object
      let number = isNumbered ? words.last.map(String.init) ?? target.text : target.text
      if reference.style == .number {
        return number.hasPrefix("(") ? String(number.dropFirst().dropLast()) : number
      }
      return number.hasPrefix("(") ? number : "(\(number))"
    }
  }
}

/// A live part of the notebook with its numbered outcomes.
struct NumberedPart: Sendable, Hashable {
  /// The cell; nil for a display.
  let cell: ReportedCell?
  let outcomes: [NumberedOutcome]
  let diagnostics: [Diagnostic]

  /// What the rows of a claim or display do not say already with their verdicts.
  var unsaidDiagnostics: [Diagnostic] {
    let isChecked = outcomes.contains { if case .checked = $0.outcome { true } else { false } }
    guard isChecked else { return diagnostics }
    let said = Set(Verdict.allCases.flatMap { ["display.\($0.rawValue)", "claim.\($0.rawValue)"] })
    return diagnostics.filter { !said.contains($0.code) }
  }
}

extension Report {
  /// Numbers a notebook.
  package init(_ cited: ReportedNotebook) {
    let citations = CitationList(cited)
    let notebook = cited.withStyledCitations()
    var numbering = ReportNumbering(notebook)
    let (title, blocks) = Self.titleAndText(of: notebook)
    numbering.visit(blocks)
    for footnote in notebook.footnotes { numbering.visit(footnote.blocks) }
    self.notebook = notebook
    self.title = title
    self.blocks = blocks
    authors = notebook.authors.map(Self.inlines)
    abstract =
      MarkdownDocument(
        SourceFile(path: notebook.file.path, text: notebook.abstract),
        extensions: [.mathematics, .documents]
      ).blocks
    headings = numbering.headings
    headingsByStart = numbering.headingsByStart
    cellsByStart = numbering.cellsByStart
    displaysByStart = numbering.displaysByStart
    equationsByStart = numbering.equationsByStart
    rowItemsByStart = numbering.rowItemsByStart
    inlineResultsByStart = numbering.inlineResults
    targets = numbering.targets
    objects = numbering.objects
    objectAnchors = Set(numbering.objects.values.map(\.anchor))
    self.citations = citations
    typography = QuoteStyle(language: notebook.language, source: notebook.file.text)
    summary = numbering.summary
    rules = numbering.rules
    symbols = numbering.symbols
    let all =
      notebook.diagnostics + notebook.cells.flatMap(\.diagnostics) + notebook.displays.flatMap(\.diagnostics)
      + notebook.inlineResults.flatMap(\.diagnostics)
    diagnostics = (all + numbering.unknownReferences(besides: all, notebook.chapters) + citations.diagnostics)
      .map { (plain: $0, located: LocatedDiagnostic($0, in: notebook.file)) }
      .sorted { LocatedDiagnostic.precedes($0.located, $1.located) }
      .map(\.plain)
  }

  private static func titleAndText(of notebook: ReportedNotebook) -> ([Inline], [Block]) {
    if !notebook.title.isEmpty {
      let title = inlines(notebook.title)
      return (
        notebook.subtitle.isEmpty ? title : title + [.text(": ")] + inlines(notebook.subtitle),
        notebook.blocks
      )
    }
    guard let place = titlePlace(of: notebook), case .heading(let heading) = notebook.blocks[place].content
    else { return ([.text(notebook.name)], notebook.blocks) }
    var rest = notebook.blocks
    rest.remove(at: place)
    return (heading.content, rest)
  }

  /// The place of the heading that is the title: the only one of the first level, with nothing but ornaments before it.
  static func titlePlace(of notebook: ReportedNotebook) -> Int? {
    guard notebook.title.isEmpty else { return nil }
    let places = notebook.blocks.indices.filter {
      if case .heading(let heading) = notebook.blocks[$0].content { heading.level == 1 } else { false }
    }
    guard places.count == 1, notebook.blocks[..<places[0]].allSatisfy(\.isOrnament) else { return nil }
    return places[0]
  }

  /// A line of Markdown from the front matter.
  private static func inlines(_ text: String) -> [Inline] {
    let document = MarkdownDocument(
      SourceFile(path: "-", text: text),
      extensions: [.mathematics, .documents]
    )
    guard document.blocks.count == 1, case .paragraph(let content) = document.blocks[0].content else {
      return [.text(text)]
    }
    return content
  }
}
