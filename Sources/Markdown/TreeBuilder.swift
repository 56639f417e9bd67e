// From the events of libcmark's tree to the values of this module: puts back what was lifted, cuts tables and
// footnotes out of the headings they were hidden in, and finds the place in the file of every block.

import Diagnostics

struct TreeBuilder {
  /// A block, or a mark that later becomes part of one.
  private enum Draft {
    case block(Block)
    case tableStart([Table.Alignment], SourceRange)
    case cell(Table.Cell)
    case footnote(label: String, SourceRange)
    case separator
  }

  /// A container that is open, with what it holds so far.
  private struct Frame {
    let container: CommonMarkTree.Container
    let place: CommonMarkTree.Place
    var drafts: [Draft] = []
    var inlines: [Inline] = []
    var items: [List.Item] = []
    /// What was lifted to say what this heading really is.
    var mark: Lifted?
  }

  private let lifter: Lifter
  /// The offset in the lifted text of each line, as libcmark counts lines, and of its end.
  private let liftedLines: [Range<Int>]
  private var frames: [Frame] = []
  /// For each open container, whether it has a frame; one that is nested too deep has none.
  private var hasFrame: [Bool] = []
  private var slugs: Slugs
  private var notes: [Footnote] = []
  private var numbers: [String: (number: Int, occurrences: Int)] = [:]
  private var definitions: [String: (blocks: [Block], range: SourceRange)] = [:]
  private var definedLabels: [String] = []

  private(set) var diagnostics: [Diagnostic] = []
  private(set) var blocks: [Block] = []

  init(_ tree: CommonMarkTree, _ lifter: Lifter) {
    self.lifter = lifter
    liftedLines = Lifter.lines(of: lifter.output.bytes)
    slugs = Slugs(taken: lifter.output.headingIdentifiers)
    for event in tree.events {
      switch event {
      case .open(let container, let place): open(container, place)
      case .leaf(let leaf, let place): add(leaf, place)
      case .close: close()
      }
    }
  }

  /// The footnotes that something refers to, by number.
  var footnotes: [Footnote] {
    definedLabels.compactMap { label -> Footnote? in
      guard let definition = definitions[label], let (number, _) = numbers[label] else { return nil }
      return Footnote(label: label, number: number, blocks: definition.blocks, range: definition.range)
    }
    .sorted { $0.number < $1.number }
  }

  /// What can be said when the whole text is read.
  func unusedFootnotes() -> [Diagnostic] {
    definedLabels.compactMap { label in
      guard numbers[label] == nil, let definition = definitions[label] else { return nil }
      return .unusedFootnote(label, at: definition.range)
    }
  }

  // MARK: - Containers

  private mutating func open(_ container: CommonMarkTree.Container, _ place: CommonMarkTree.Place) {
    let isDeep =
      switch container {
      case .document, .paragraph, .heading: false
      // An item goes with its list.
      case .item: hasFrame.last == false
      default: frames.count >= MarkdownDocument.nestingBound
      }
    if isDeep, !diagnostics.contains(where: { $0.code == "markdown.too-deep" }) {
      let inline = place.startLine < 1
      diagnostics.append(.tooDeep(at: range(inline ? frames.last?.place ?? place : place)))
    }
    hasFrame.append(!isDeep)
    if !isDeep { frames.append(Frame(container: container, place: place)) }
  }

  private mutating func close() {
    guard hasFrame.popLast() == true, let frame = frames.popLast() else { return }
    switch frame.container {
    case .document: blocks = assemble(frame.drafts)
    case .blockQuote: add(.blockQuote(assemble(frame.drafts)), frame.place)
    case .item:
      let item = List.Item(blocks: assemble(frame.drafts), range: range(frame.place))
      if !frames.isEmpty { frames[frames.count - 1].items.append(item) }
    case .list(let marker, let spacing):
      add(.list(List(marker: marker, spacing: spacing, items: frame.items)), frame.place)
    case .paragraph: closeParagraph(frame)
    case .heading(let level): closeHeading(frame, level)
    case .emphasis: add(.emphasis(frame.inlines))
    case .strong: add(.strong(frame.inlines))
    case .link(let destination, let title): add(.link(link(destination, title, frame)))
    case .image(let destination, let title): add(.image(link(destination, title, frame)))
    }
  }

  private func link(_ destination: String, _ title: String, _ frame: Frame) -> Link {
    Link(
      destination: lifter.output.restored(destination),
      title: lifter.output.restored(title),
      content: frame.inlines
    )
  }

  private mutating func closeParagraph(_ frame: Frame) {
    // Displayed formulas with nothing but line breaks around them are blocks.
    let formulas = frame.inlines.compactMap { inline -> TeXFormula? in
      if case .math(let formula) = inline, formula.placement == .display { formula } else { nil }
    }
    let breaks = frame.inlines.count { $0 == .softBreak }
    guard !formulas.isEmpty, formulas.count + breaks == frame.inlines.count else {
      return add(.paragraph(frame.inlines), frame.place)
    }
    for formula in formulas { add(formula) }
  }

  private mutating func add(_ formula: TeXFormula) {
    let range = formula.attributes.map { formula.range.union($0.range) } ?? formula.range
    add(.block(Block(.displayMath(formula), range: range)))
  }

  private mutating func closeHeading(_ frame: Frame, _ level: Int) {
    var content = frame.inlines
    if frame.mark != nil { content.trimTrailingSpace() }
    switch frame.mark?.content {
    case .mathFence(let formula): add(formula)
    case .tableStart(let alignments): add(.tableStart(alignments, range(frame.place)))
    case .tableCell(let range): add(.cell(Table.Cell(content: content, range: range)))
    case .footnoteDefinition(let label, let range): add(.footnote(label: label, range))
    case .separator: add(.separator)
    case .headingAttributes(let attributes):
      addHeading(level, content, attributes.identifier, frame.place)
    case .formula, .inlineResult, .reference, .footnoteReference, nil:
      addHeading(level, content, nil, frame.place)
    }
  }

  private mutating func addHeading(
    _ level: Int,
    _ content: [Inline],
    _ identifier: Attributes.Word?,
    _ place: CommonMarkTree.Place
  ) {
    let heading = Heading(
      level: level,
      content: content,
      identifier: identifier?.text ?? slugs.slug(of: content.plainText),
      identifierRange: identifier?.range
    )
    add(.block(Block(.heading(heading), range: range(trueEndOfHeading(place)))))
  }

  private mutating func add(_ draft: Draft) {
    if !frames.isEmpty { frames[frames.count - 1].drafts.append(draft) }
  }

  private mutating func add(_ content: Block.Content, _ place: CommonMarkTree.Place) {
    add(.block(Block(content, range: range(place))))
  }

  /// Joins the cells of tables, and takes out the footnotes.
  private mutating func assemble(_ drafts: [Draft]) -> [Block] {
    var blocks: [Block] = []
    var index = 0
    while index < drafts.count {
      let draft = drafts[index]
      index += 1
      switch draft {
      case .block(let block): blocks.append(block)
      case .separator, .cell: break
      case .tableStart(let alignments, let start):
        var cells: [Table.Cell] = []
        while index < drafts.count, case .cell(let cell) = drafts[index] {
          cells.append(cell)
          index += 1
        }
        blocks.append(Self.table(alignments, cells, start))
      case .footnote(let label, let range):
        guard index < drafts.count, case .block(let block) = drafts[index],
          case .blockQuote(let content) = block.content
        else { continue }
        index += 1
        define(label, content, range)
      }
    }
    return blocks
  }

  private static func table(
    _ alignments: [Table.Alignment],
    _ cells: [Table.Cell],
    _ start: SourceRange
  ) -> Block {
    let width = alignments.count
    let rows = stride(from: 0, to: cells.count, by: width).map {
      Array(cells[$0..<min($0 + width, cells.count)])
    }
    let range = cells.last.map { start.union($0.range) } ?? start
    let table = Table(alignments: alignments, header: rows.first ?? [], rows: Array(rows.dropFirst()))
    return Block(.table(table), range: range)
  }

  private mutating func define(_ label: String, _ blocks: [Block], _ range: SourceRange) {
    if definitions[label] == nil {
      definitions[label] = (blocks, range)
      definedLabels.append(label)
    } else {
      diagnostics.append(.repeatedFootnote(label, at: range))
    }
  }

  // MARK: - Leaves

  private mutating func add(_ leaf: CommonMarkTree.Leaf, _ place: CommonMarkTree.Place) {
    switch leaf {
    case .codeBlock(let info, let literal): add(codeBlock(info, literal, place))
    case .htmlBlock(let html): add(Block.Content.htmlBlock(lifter.output.restored(html)), place)
    case .thematicBreak: add(Block.Content.thematicBreak, place)
    case .text(let text): addText(text)
    case .code(let code): addCode(code)
    case .html(let html): add(.html(lifter.output.restored(html)))
    case .softBreak: add(.softBreak)
    case .lineBreak: add(.lineBreak)
    }
  }

  private mutating func add(_ inline: Inline) {
    guard !frames.isEmpty else { return }
    let last = frames.count - 1
    if case .text(let text) = inline, case .text(let before)? = frames[last].inlines.last {
      frames[last].inlines[frames[last].inlines.count - 1] = .text(before + text)
    } else {
      frames[last].inlines.append(inline)
    }
  }

  private mutating func addText(_ text: String) {
    for part in lifter.output.parts(of: text) {
      switch part {
      case .text(let text): add(.text(text))
      case .lifted(let piece): add(piece)
      }
    }
  }

  private mutating func addCode(_ code: String) {
    let parts = lifter.output.parts(of: code)
    if parts.count == 1, case .lifted(let piece) = parts[0], case .inlineResult(let result) = piece.content {
      add(.inlineResult(result))
    } else {
      // A line break in a code span is a space; one that comes back with a formula is so too.
      add(.code(lifter.output.restored(code).replacingLineBreaks()))
    }
  }

  private mutating func add(_ piece: Lifted) {
    switch piece.content {
    case .formula(let formula): add(.math(formula))
    case .inlineResult(let result): add(.inlineResult(result))
    case .reference(let reference): add(.reference(reference))
    case .footnoteReference(let label, let range):
      let known = numbers[label] ?? (numbers.count + 1, 0)
      numbers[label] = (known.number, known.occurrences + 1)
      add(
        .footnoteReference(
          FootnoteReference(
            label: label,
            number: known.number,
            occurrence: known.occurrences + 1,
            range: range
          )
        )
      )
    case .headingAttributes, .tableStart, .tableCell, .mathFence, .footnoteDefinition, .separator:
      if !frames.isEmpty { frames[frames.count - 1].mark = piece }
    }
  }

  // MARK: - Places

  /// The place of a heading; libcmark lets one with an underline end a line late.
  private func trueEndOfHeading(_ place: CommonMarkTree.Place) -> CommonMarkTree.Place {
    let bytes = lifter.output.bytes
    let last = min(place.endLine, liftedLines.count)
    guard place.startLine < last else { return place }
    let underline = (place.startLine..<last).first { index in
      let text = bytes[liftedLines[index]].filter { !BlockStart.isBlank($0) && $0 != UInt8(ascii: ">") }
      return text.allSatisfy { $0 == UInt8(ascii: "=") } || text.allSatisfy { $0 == UInt8(ascii: "-") }
    }
    guard let underline else { return place }
    return CommonMarkTree.Place(
      startLine: place.startLine,
      startColumn: place.startColumn,
      endLine: underline + 1
    )
  }

  private func range(_ place: CommonMarkTree.Place) -> SourceRange {
    guard liftedLines.indices.contains(place.startLine - 1) else { return SourceRange(0, 0) }
    let start = liftedLines[place.startLine - 1].lowerBound + max(place.startColumn, 1) - 1
    let endLine = min(max(place.endLine, place.startLine), liftedLines.count)
    let end = liftedLines[endLine - 1].upperBound
    return SourceRange(lifter.output.fileStart(start), lifter.output.fileEnd(max(start, end)))
  }

  private func codeBlock(_ info: String, _ literal: String, _ place: CommonMarkTree.Place) -> Draft {
    let start = range(place).start
    let startLine = lifter.line(at: start)
    let text = lifter.output.restored(literal)
    let style: CodeBlock.Style =
      switch lifter.fences[start] {
      case .open: .unclosedFence
      case .closed: .fenced
      case nil: info.isEmpty ? .indented : .fenced
      }
    let firstLine = style == .indented ? startLine : startLine + 1
    let (code, lineCount) = lifter.fragment(ofCode: text, firstLine: firstLine)
    let lastLine = firstLine + lineCount - (style == .fenced ? 0 : 1)
    let end =
      lifter.lines.indices.contains(lastLine) ? lifter.lines[lastLine].upperBound : lifter.source.count
    let block = CodeBlock(
      style: style,
      info: lifter.output.restored(info),
      infoRange: style == .indented ? SourceRange(start, start) : lifter.infoRange(ofFenceAt: start),
      code: code
    )
    return .block(Block(.codeBlock(block), range: SourceRange(start, end)))
  }
}

extension [Inline] {
  fileprivate mutating func trimTrailingSpace() {
    guard case .text(let text)? = last else { return }
    var bytes = Array<UInt8>(text.utf8)
    while let byte = bytes.last, isSpace(byte) { bytes.removeLast() }
    removeLast()
    if !bytes.isEmpty { append(.text(String(decoding: bytes, as: UTF8.self))) }
  }
}

extension String {
  fileprivate func replacingLineBreaks() -> String {
    utf8.contains(UInt8(ascii: "\n"))
      ? String(decoding: utf8.map { $0 == UInt8(ascii: "\n") ? UInt8(ascii: " ") : $0 }, as: UTF8.self) : self
  }
}
