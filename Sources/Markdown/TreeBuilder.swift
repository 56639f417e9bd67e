// From the events of libcmark's tree to the values of this module: puts back what was lifted, cuts tables and
// footnotes out of the headings they were hidden in, and finds the place in the file of every block.

import Diagnostics

struct TreeBuilder {
  /// A container that is open, with what it holds so far.
  private struct Frame {
    let container: CommonMarkTree.Container
    let place: CommonMarkTree.Place
    var drafts: [Draft] = []
    var text = InlineAssembly()
    var items: [List.Item] = []
    /// What was lifted to say what this heading really is.
    var mark: Lifted?
    /// Whether something was taken out that leaves nothing to a reader, such as a definition of a command.
    var isThinned = false
    /// Whether a table of contents stands in place of this list.
    var isContents = false

    var isHeading: Bool { if case .heading = container { true } else { false } }
  }

  let lifter: Lifter
  /// The offset in the lifted text of each line, as libcmark counts lines, and of its end.
  let liftedLines: [Range<Int>]
  private var frames: [Frame] = []
  /// For each open container, whether it has a frame; one that is nested too deep has none.
  private var hasFrame: [Bool] = []
  private var slugs: Slugs
  private var notes: [Footnote] = []
  private var numbers: [String: (number: Int, occurrences: Int)] = [:]
  private var noteDefinitions: [String: (blocks: [Block], range: SourceRange)] = [:]
  private var definedLabels: [String] = []

  /// Addresses stand in the file in the order in which they are met; each is looked for after the last.
  var searchStart = 0

  private(set) var diagnostics: [Diagnostic] = []
  private(set) var blocks: [Block] = []
  /// The definitions of TeX commands, in the order of the file.
  private(set) var definitions: [SourceFragment] = []
  /// Markup that was passed over.
  private(set) var passedOver: [PassedOver] = []

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
      guard let definition = noteDefinitions[label], let (number, _) = numbers[label] else { return nil }
      return Footnote(label: label, number: number, blocks: definition.blocks, range: definition.range)
    }
    .sorted { $0.number < $1.number }
  }

  /// What can be said when the whole text is read.
  func unusedFootnotes() -> [Diagnostic] {
    definedLabels.compactMap { label in
      guard numbers[label] == nil, let definition = noteDefinitions[label] else { return nil }
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
    case .blockQuote: add(quotation(assemble(frame.drafts), range(frame.place)), frame.place)
    case .item:
      let (blocks, task) = task(of: assemble(frame.drafts))
      let item = List.Item(blocks: blocks, task: task, range: range(frame.place))
      if !frames.isEmpty { frames[frames.count - 1].items.append(item) }
    case .list where frame.isContents && frame.items.count == 1: break
    case .list(let marker, let spacing):
      add(.list(List(marker: marker, spacing: spacing, items: frame.items)), frame.place)
    case .paragraph: closeParagraph(frame)
    case .heading(let level): closeHeading(frame, level)
    case .emphasis: add(.emphasis(inlines(of: frame)))
    case .strong: add(.strong(inlines(of: frame)))
    case .link(let destination, let title): add(.link(link(destination, title, frame)))
    case .image(let destination, let title): add(.image(link(destination, title, frame)))
    }
  }

  private mutating func link(_ destination: String, _ title: String, _ frame: Frame) -> Link {
    let address = lifter.output.restored(destination)
    return Link(
      destination: address,
      title: lifter.output.restored(title),
      content: inlines(of: frame),
      range: place(of: address, in: frames.last { $0.place.startLine > 0 }.map { range($0.place) })
    )
  }

  /// The text of a container, its marks paired.
  private mutating func inlines(of frame: Frame) -> [Inline] {
    var notes: [(note: InlineAssembly.Note, mention: FootnoteReference)] = []
    let known = numbers.count
    let inlines = frame.text.resolved { note in
      let mention = FootnoteReference(
        label: "^\(note.range.start)",
        number: known + notes.count + 1,
        occurrence: 1,
        range: note.range
      )
      notes.append((note, mention))
      return .footnoteReference(mention)
    }
    for (note, mention) in notes {
      numbers[mention.label] = (mention.number, 1)
      define(mention.label, [Block(.paragraph(note.content), range: note.range)], note.range)
    }
    return inlines
  }

  private mutating func closeParagraph(_ frame: Frame) {
    var content = inlines(of: frame)
    if frame.isThinned {
      content.trimBreaks()
      if content.isEmpty { return }
    }
    if case .image(let image)? = content.first, content.count == 1, frame.text.isOneInline, image.isFigure,
      lifter.extensions.contains(.documents)
    {
      return add(.figure(Figure(image, range(frame.place))), frame.place)
    }
    // Displayed formulas with nothing but line breaks around them are blocks.
    let formulas = content.compactMap { inline -> TeXFormula? in
      if case .math(let formula) = inline, formula.placement == .display { formula } else { nil }
    }
    let breaks = content.count { $0 == .softBreak }
    guard !formulas.isEmpty, formulas.count + breaks == content.count else {
      return add(.paragraph(content), frame.place)
    }
    for formula in formulas { add(formula) }
  }

  private mutating func add(_ formula: TeXFormula) {
    let range = formula.attributes.map { formula.range.union($0.range) } ?? formula.range
    add(.block(Block(.displayMath(formula), range: range)))
  }

  private mutating func closeHeading(_ frame: Frame, _ level: Int) {
    var content = inlines(of: frame)
    if frame.mark != nil { content.trimTrailingSpace() }
    switch frame.mark?.content {
    case .divisionStart(let attributes):
      add(.divisionStart(attributes, frame.mark?.range ?? range(frame.place)))
    case .divisionTitle: add(.divisionTitle(content))
    case .divisionEnd: add(.divisionEnd(range(frame.place)))
    case .meaning: add(.meaning)
    case .anchor(let attributes): add(.anchor(attributes))
    case .tableCaption(let attributes): add(.caption(content, attributes))
    case .passedOver(let markup): passedOver.append(markup)
    case .mathFence(let formula): add(formula)
    case .tableStart(let alignments): add(.tableStart(alignments, range(frame.place)))
    case .tableCell(let range): add(.cell(Table.Cell(content: content, range: range)))
    case .footnoteDefinition(let label, let range): add(.footnote(label: label, range))
    case .separator: add(.separator)
    case .numbering(let numbering): add(.numbering(numbering))
    case .headingAttributes(let attributes):
      addHeading(level, content, attributes, frame.place)
    case .formula, .inlineResult, .reference, .references, .footnoteReference, .citation, .definition,
      .attributes, .mark, .link, .image,
      .raw, .text, .example, nil:
      addHeading(level, content, nil, frame.place)
    }
  }

  private mutating func addHeading(
    _ level: Int,
    _ content: [Inline],
    _ attributes: Attributes?,
    _ place: CommonMarkTree.Place
  ) {
    let identifier = attributes?.identifier
    let heading = Heading(
      level: level,
      content: content,
      identifier: identifier?.text ?? slugs.slug(of: content.plainText),
      identifierRange: identifier?.range,
      classes: attributes?.classes.map(\.text) ?? []
    )
    add(.block(Block(.heading(heading), range: range(trueEndOfHeading(place)))))
  }

  private mutating func add(_ draft: Draft) {
    if !frames.isEmpty { frames[frames.count - 1].drafts.append(draft) }
  }

  private mutating func add(_ content: Block.Content, _ place: CommonMarkTree.Place) {
    add(.block(Block(content, range: range(place))))
  }

  /// Puts marks together to blocks, and takes out the footnotes.
  private mutating func assemble(_ drafts: [Draft]) -> [Block] {
    var assembly = BlockAssembly(slugs)
    let blocks = assembly.blocks(of: drafts)
    slugs = assembly.slugs
    for note in assembly.notes { define(note.label, note.blocks, note.range) }
    return blocks
  }

  private mutating func define(_ label: String, _ blocks: [Block], _ range: SourceRange) {
    if noteDefinitions[label] == nil {
      noteDefinitions[label] = (blocks, range)
      definedLabels.append(label)
    } else {
      diagnostics.append(.repeatedFootnote(label, at: range))
    }
  }

  // MARK: - Leaves

  private mutating func add(_ leaf: CommonMarkTree.Leaf, _ place: CommonMarkTree.Place) {
    switch leaf {
    case .codeBlock(let info, let literal):
      let format = Self.rawFormat(info)
      if lifter.extensions.contains(.documents), format == "html" || format == "jupyter" {
        // HTML for pages alone is read like other HTML, so that paper has what it says, too.
        addHTMLBlock(literal, place)
      } else if lifter.extensions.contains(.documents), let name = DirectiveName.ofTools(info) {
        passedOver.append(PassedOver(what: "{\(name)}", range: range(place)))
      } else {
        add(codeBlock(info, literal, place))
      }
    case .htmlBlock(let html): addHTMLBlock(html, place)
    case .thematicBreak: add(Block.Content.thematicBreak, place)
    case .text(let text): addText(text)
    case .code(let code): addCode(code)
    case .html(let html): addHTML(lifter.output.restored(html))
    case .softBreak: add(.softBreak)
    case .lineBreak: add(.lineBreak)
    }
  }

  private mutating func add(_ inline: Inline) {
    if !frames.isEmpty { frames[frames.count - 1].text.append(inline) }
  }

  /// A tag or comment in running text.
  private mutating func addHTML(_ html: String) {
    guard lifter.extensions.contains(.documents), !frames.isEmpty else { return add(.html(html)) }
    if html.hasPrefix("<!--") { return frames[frames.count - 1].isThinned = true }
    guard let element = HTMLElement(html), element.textRole != nil else { return add(.html(html)) }
    let range = frames.last { $0.place.startLine > 0 }.map { self.range($0.place) } ?? SourceRange(0, 0)
    let last = frames.count - 1
    switch element.side {
    case .closing: frames[last].text.close(.element(element), raw: html)
    case .opening: frames[last].text.open(.element(element), raw: html, at: range)
    case .void:
      switch element.textRole {
      case .lineBreak: add(.lineBreak)
      case .image:
        let place = place(of: element["src"] ?? "", in: range)
        frames[last].text.append(InlineAssembly.image(element, place))
      default: frames[last].text.open(.element(element), raw: html, at: range)
      }
    }
  }

  /// The drafts of a block of raw HTML; what is no harmless element stands as it was written.
  private mutating func addHTMLBlock(_ html: String, _ place: CommonMarkTree.Place) {
    guard lifter.extensions.contains(.documents) else {
      return add(Block.Content.htmlBlock(lifter.output.restored(html)), place)
    }
    for draft in HTMLBlockReader(html, lifter.output, range(place)).drafts { add(draft) }
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
    case .references(let references):
      for (place, reference) in references.enumerated() {
        if place > 0 { add(.text(place == references.count - 1 ? " and " : ", ")) }
        add(.reference(reference))
      }
    case .citation(let citation): add(.citation(citation))
    case .raw(let source): add(.raw(source))
    case .image(let image): add(.image(image))
    case .text(let text): add(.text(text))
    case .example(let label, let number):
      add(.link(to: "#" + Lifter.anchor(ofExample: label), [.text(String(number))], at: piece.range))
    case .link(let address):
      // A bare address in the text of a link is that text.
      let isInLink = frames.contains { if case .link = $0.container { true } else { false } }
      let shown = Inline.text(piece.raw)
      add(
        isInLink ? shown : .link(Link(destination: address, title: "", content: [shown], range: piece.range))
      )
    case .definition(let definition):
      definitions.append(definition)
      if !frames.isEmpty { frames[frames.count - 1].isThinned = true }
    case .attributes(let attributes):
      guard !frames.isEmpty else { return }
      if !frames[frames.count - 1].text.attach(attributes) { add(.text(piece.raw)) }
    case .mark(let mark, let isOpening):
      guard !frames.isEmpty else { return }
      if isOpening {
        frames[frames.count - 1].text.open(mark, raw: piece.raw, at: piece.range)
      } else {
        frames[frames.count - 1].text.close(mark, raw: piece.raw)
      }
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
    case .anchor(let attributes) where !frames.isEmpty && !frames[frames.count - 1].isHeading:
      add(.span(Span(attributes: attributes, content: [])))
    case .passedOver(let markup) where !frames.isEmpty && !frames[frames.count - 1].isHeading:
      // Kramdown puts a table of contents in place of a list with this mark; pages have one.
      if piece.raw == "{:toc}",
        let list = frames.lastIndex(where: { if case .list = $0.container { true } else { false } })
      {
        frames[list].isContents = true
      }
      passedOver.append(markup)
      frames[frames.count - 1].isThinned = true
    case .headingAttributes, .tableStart, .tableCell, .mathFence, .footnoteDefinition, .separator,
      .divisionStart,
      .divisionTitle, .divisionEnd, .meaning, .anchor, .tableCaption, .passedOver, .numbering:
      if !frames.isEmpty { frames[frames.count - 1].mark = piece }
    }
  }
}

extension TreeBuilder {
  /// The form that a block of code is source for, `{=latex}` or MyST's `{raw} latex`.
  static func rawFormat(_ info: String) -> String? {
    if info.hasPrefix("{="), info.hasSuffix("}") { return String(info.dropFirst(2).dropLast()) }
    return info.hasPrefix("{raw}") ? info.dropFirst(5).trimmed : nil
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
