// One walk over the text that gives every heading, derivation, claim and labelled equation its number, and
// collects what references, the contents and the summary need.

import Findings
import Diagnostics
import Markdown

struct ReportNumbering {
  private(set) var headings: [NumberedHeading] = []
  private(set) var headingsByStart: [Int: NumberedHeading] = [:]
  private(set) var cellsByStart: [Int: NumberedPart] = [:]
  private(set) var displaysByStart: [Int: NumberedPart] = [:]
  private(set) var equationsByStart: [Int: NumberedItem] = [:]
  /// The numbers of the rows of a display, where they have some of their own.
  private(set) var rowItemsByStart: [Int: [NumberedItem?]] = [:]
  private(set) var inlineResults: [Int: ReportedInlineResult] = [:]
  /// The numbers of figures, tables, listings and statements, by the keys of their blocks.
  private(set) var objects: [String: NumberedObject] = [:]
  private var objectCounts: [String: Int] = [:]
  private(set) var targets: [String: ReferenceTarget] = [:]
  private(set) var summary = ReportSummary()
  private(set) var rules: [RuleName] = []
  private(set) var symbols: [Findings.Formula] = []

  private let showsSolutions: Bool
  private var cells: [Int: ReportedCell] = [:]
  private var displays: [Int: ReportedDisplay] = [:]
  private var references: [Reference] = []
  /// The labels that displayed formulas mention.
  private var formulaReferences: [(label: String, range: SourceRange)] = []
  private var levels: [Int] = []
  private var counters: [Int] = []
  private var lastNumber = 0
  private var knownRules: Set<RuleName> = []
  private var knownSymbols: Set<String> = []

  init(_ notebook: ReportedNotebook) {
    showsSolutions = notebook.showsSolutions
    for cell in notebook.cells { cells[cell.blockRange.start] = cell }
    for display in notebook.displays { displays[display.formulaRange.start] = display }
    for result in notebook.inlineResults { inlineResults[result.range.start] = result }
  }

  /// Numbers what stands in some blocks; Markdown bounds how deep they are nested.
  mutating func visit(_ blocks: [Block]) {
    for block in blocks {
      switch block.content {
      case .paragraph(let content): visit(content)
      case .heading(let heading):
        number(heading, at: block.range)
        visit(heading.content)
      case .blockQuote(let blocks): visit(blocks)
      case .list(let list): for item in list.items { visit(item.blocks) }
      case .codeBlock(let code):
        if let cell = cells[block.range.start] { number(cell) } else { number(code, block) }
      case .htmlBlock, .thematicBreak, .raw: continue
      case .division(let division):
        if case .theorem(let name) = division.role {
          number(block, name, division.attributes.identifier?.text)
        } else {
          register(division.attributes.identifier?.text, division.title)
        }
        visit(division.title)
        visit(division.blocks)
      case .figure(let figure):
        let label = figure.attributes.identifier?.text
        if label != nil || !figure.caption.isEmpty { number(block, "Figure", label) }
        visit(figure.blocks)
        visit(figure.caption)
      case .definitionList(let definitions):
        for definition in definitions {
          visit(definition.term)
          for meaning in definition.meanings { visit(meaning) }
        }
      case .table(let table):
        let label = table.attributes?.identifier?.text
        if label != nil || !table.caption.isEmpty { number(block, "Table", label) }
        visit(table.caption)
        for cell in table.header + table.rows.joined() { visit(cell.content) }
      case .displayMath(let formula): visit(formula)
      }
    }
  }

  private mutating func visit(_ inlines: [Inline]) {
    for inline in inlines {
      switch inline {
      case .emphasis(let content), .strong(let content), .superscript(let content), .subscript(let content),
        .strikethrough(let content):
        visit(content)
      case .span(let span):
        register(span.attributes.identifier?.text, span.content)
        visit(span.content)
      case .link(let link), .image(let link): visit(link.content)
      case .math(let formula): if formula.placement == .display { visit(formula) }
      case .reference(let reference): references.append(reference)
      case .text, .softBreak, .lineBreak, .code, .html, .footnoteReference, .inlineResult, .citation, .raw:
        continue
      }
    }
  }

  // MARK: - Numbers

  /// Gives a figure, table, listing or statement its number within its kind.
  private mutating func number(_ block: Block, _ kind: String, _ label: String?) {
    objectCounts[kind, default: 0] += 1
    let number = objectCounts[kind, default: 1]
    let anchor = label.flatMap { targets[$0] == nil ? $0 : nil } ?? "\(kind.lowercased())-\(number)"
    objects[block.key] = NumberedObject(kind: kind, number: number, anchor: anchor)
    targets[anchor] = ReferenceTarget(kind: .object, text: "\(kind) \(number)", anchor: anchor)
  }

  /// A cell of another tool is a figure, a table or a listing by its label and caption.
  private mutating func number(_ code: CodeBlock, _ block: Block) {
    guard
      !code.caption.isEmpty || code.label?.hasPrefix("fig-") == true || code.label?.hasPrefix("tbl-") == true
    else {
      if let label = code.label, targets[label] == nil {
        targets[label] = ReferenceTarget(kind: .place, text: "here", anchor: label)
      }
      return
    }
    let label = code.label
    let isTable = label?.hasPrefix("tbl") == true
    let isListing = label?.hasPrefix("lst") == true || label == nil
    number(block, isTable ? "Table" : isListing ? "Listing" : "Figure", label)
    visit(code.caption)
  }

  /// A place that can be referred to and has no number: it is called by its text.
  private mutating func register(_ label: String?, _ text: [Inline]) {
    guard let label, targets[label] == nil else { return }
    let words = text.plainText
    targets[label] = ReferenceTarget(
      kind: .place,
      text: words.isEmpty ? pendingTitle ?? "here" : words,
      anchor: label
    )
  }

  /// The title of the section at hand, by which a place without text is called.
  private var pendingTitle: String? { headings.last.map { "Section \($0.number)" } }

  private mutating func number(_ heading: Heading, at range: SourceRange) {
    guard !heading.classes.contains("unnumbered") else {
      let numbered = NumberedHeading(
        number: "",
        depth: max(levels.count, 1),
        content: heading.content,
        anchor: heading.identifier
      )
      headings.append(numbered)
      headingsByStart[range.start] = numbered
      register(heading.identifier, heading.content)
      return
    }
    while let last = levels.last, last >= heading.level { levels.removeLast() }
    levels.append(heading.level)
    // A deeper counter begins again under every new title.
    counters = Array(counters.prefix(levels.count))
    while counters.count < levels.count { counters.append(0) }
    counters[levels.count - 1] += 1
    let number = counters.map(String.init).joined(separator: ".")
    let numbered = NumberedHeading(
      number: number,
      depth: levels.count,
      content: heading.content,
      anchor: heading.identifier
    )
    headings.append(numbered)
    headingsByStart[range.start] = numbered
    if targets[heading.identifier] == nil {
      targets[heading.identifier] = ReferenceTarget(
        kind: .section,
        text: "Section \(number)",
        anchor: heading.identifier
      )
    }
  }

  private mutating func number(_ cell: ReportedCell) {
    cellsByStart[cell.blockRange.start] = NumberedPart(
      cell: cell,
      outcomes: number(cell.outcomes, label: cell.label, cell.presentation),
      diagnostics: cell.diagnostics
    )
  }

  private mutating func visit(_ formula: TeXFormula) {
    for label in LaTeXText.references(of: formula.tex.text) {
      formulaReferences.append((label, formula.range))
    }
    let label = formula.label?.text
    if let display = displays[formula.range.start] {
      let numbered = number(display.outcomes, label: label, display.presentation)
      displaysByStart[formula.range.start] = NumberedPart(
        cell: nil,
        outcomes: numbered,
        diagnostics: display.diagnostics
      )
      if let item = numbered.compactMap(\.item).first { return registerRows(of: formula, item) }
    }
    guard let label else { return }
    if formula.attributes?.identifier == nil, let rows = NumberedRows(formula.tex.text) {
      return number(rows, of: formula)
    }
    var item = nextItem(.equation, label: label)
    item.tag = LaTeXText.tag(of: formula.tex.text)
    equationsByStart[formula.range.start] = item
    register(item, rows: [])
    // Further labels are those of rows, which have the number of their display.
    for other in formula.labels where targets[other.text] == nil {
      targets[other.text] = ReferenceTarget(kind: .equation, text: item.name, anchor: item.anchor)
    }
  }

  /// Gives every row with a label its number.
  private mutating func number(_ rows: NumberedRows, of formula: TeXFormula) {
    rowItemsByStart[formula.range.start] = rows.rows.map { row in
      guard let label = row.labels.first else { return nil }
      var item = nextItem(.equation, label: label)
      item.tag = row.tag
      register(item, rows: [])
      for other in row.labels.dropFirst() where targets[other] == nil {
        targets[other] = ReferenceTarget(kind: .equation, text: item.name, anchor: item.anchor)
      }
      return item
    }
  }

  /// Labels in the rows of a live display lead to its lines.
  private mutating func registerRows(of formula: TeXFormula, _ item: NumberedItem) {
    guard let rows = NumberedRows(formula.tex.text) else { return }
    for (place, row) in rows.rows.enumerated() {
      guard let line = targets[item.anchor(ofRow: place + 1)] else { continue }
      for label in row.labels where targets[label] == nil {
        targets[label] = ReferenceTarget(kind: .row, text: line.text, anchor: line.anchor)
      }
    }
  }

  private mutating func number(_ outcomes: [Outcome], label: String?, _ shown: Presentation)
    -> [NumberedOutcome]
  {
    var unnamed = label
    let presentation = showsSolutions ? shown.solved : shown
    return outcomes.map { outcome in
      switch outcome {
      case .declaration(let formula), .definition(let formula):
        if knownSymbols.insert(formula.latex).inserted { symbols.append(formula) }
        return NumberedOutcome(item: nil, outcome: outcome, presentation: presentation)
      case .failure:
        return NumberedOutcome(item: nil, outcome: outcome, presentation: presentation)
      case .answer(let answer):
        let item = nextItem(answer.steps.isEmpty ? .result : .derivation, label: answer.label ?? unnamed)
        unnamed = nil
        register(item, rows: Self.rows(of: answer))
        count(answer)
        return NumberedOutcome(item: item, outcome: outcome, presentation: presentation)
      case .checked(let statement):
        let kind: NumberedItem.Kind =
          switch statement.kind {
          case .claim: .claim
          case .proof: .proof
          case .display: statement.lines.count > 1 ? .derivation : .claim
          }
        let item = nextItem(kind, label: statement.label ?? unnamed)
        unnamed = nil
        register(
          item,
          rows: statement.lines.map { PlainMessage.formula($0.plain.isEmpty ? $0.latex : $0.plain) }
        )
        count(statement)
        return NumberedOutcome(item: item, outcome: outcome, presentation: presentation)
      }
    }
  }

  private mutating func nextItem(_ kind: NumberedItem.Kind, label: String?) -> NumberedItem {
    lastNumber += 1
    // Several results of one cell share its label; the first is it.
    let anchor = label.flatMap { targets[$0] == nil ? $0 : nil } ?? "item-\(lastNumber)"
    return NumberedItem(
      kind: kind,
      number: lastNumber,
      anchor: anchor,
      label: anchor == label ? label : nil
    )
  }

  private mutating func register(_ item: NumberedItem, rows: [String]) {
    targets[item.anchor] = ReferenceTarget(
      kind: item.kind == .equation ? .equation : .item,
      text: item.name,
      anchor: item.anchor,
      hover: rows.last
    )
    for (index, row) in rows.enumerated() {
      let anchor = item.anchor(ofRow: index + 1)
      guard targets[anchor] == nil else { continue }
      targets[anchor] = ReferenceTarget(
        kind: .row,
        text: "\(item.name), line \(index + 1)",
        anchor: anchor,
        hover: row
      )
    }
  }

  /// The lines of an answer as text, each with the left side that it states.
  private static func rows(of answer: Answer) -> [String] {
    var left = answer.left.unicode
    return answer.steps.map { step in
      left = step.left?.unicode ?? left
      return "\(left) = \(step.right.unicode)"
    }
  }

  // MARK: - Summary

  private mutating func count(_ answer: Answer) {
    summary.lines += answer.steps.count
    switch answer.standing {
    case .asExpected: summary.holding += 1
    case .openInDraft: summary.openInDraft += 1
    case .unexpected: summary.unexpected += 1
    }
    for step in answer.steps {
      for rule in step.rules where knownRules.insert(rule).inserted { rules.append(rule) }
    }
  }

  private mutating func count(_ statement: CheckedStatement) {
    summary.lines += statement.lines.count
    switch statement.standing {
    case .openInDraft: summary.openInDraft += 1
    case .unexpected: summary.unexpected += 1
    case .asExpected:
      switch statement.expected {
      case .holds: summary.holding += 1
      case .refuted, .illTyped: summary.refutedAsExpected += 1
      case .undecided, .unread: summary.otherAsExpected += 1
      // What only names something counts as nothing.
      case .definition: break
      }
    }
  }

  /// References to labels that nothing has, where nobody has said so yet.
  func unknownReferences(besides diagnostics: [Diagnostic], _ chapters: [Chapter]) -> [Diagnostic] {
    let said = Set(diagnostics.compactMap(\.range))
    let known = targets.keys.sorted()
    let inFormulas = formulaReferences.filter { reference in
      targets[reference.label] == nil && !chapters.contains { $0.has(reference.label) }
    }
    return inFormulas.map { .unknownReference($0.label, at: $0.range, known: known, isInFormula: true) }
      + references.filter { reference in
        let names = [reference.label, reference.chunkName]
        return !said.contains(reference.range) && names.allSatisfy { targets[$0] == nil }
          && !chapters.contains { names.contains(where: $0.has) }
      }
      .map { .unknownReference($0.label, at: $0.range, known: known) }
  }
}

extension Diagnostic {
  /// In a formula the label stands for the number, which is no error of the document's text.
  fileprivate static func unknownReference(
    _ label: String,
    at range: SourceRange,
    known: [String],
    isInFormula: Bool = false
  ) -> Diagnostic {
    let nearest = nearestNames(to: label, among: known)
    return Diagnostic(
      code: "reference.unknown",
      severity: isInFormula ? .warning : .error,
      message: "nothing has the label '\(label)'",
      range: range,
      hints: nearest.isEmpty ? [] : ["did you mean \(nearest.map { "'@\($0)'" }.joined(separator: ", "))?"]
    )
  }
}
