// Blocks out of the marks that were met on the way: cells become tables, terms and meanings lists of definitions, what
// stands between two lines of colons or in an element of HTML a division. Nothing recurses; what is open is a stack.

import Diagnostics

/// A block, or a mark that later becomes part of one.
enum Draft {
  case block(Block)
  case tableStart([Table.Alignment], SourceRange)
  case cell(Table.Cell)
  case caption([Inline], Attributes?)
  case footnote(label: String, SourceRange)
  case separator
  /// How the list behind is counted.
  case numbering(ListNumbering)
  case divisionStart(Attributes, SourceRange)
  case divisionTitle([Inline])
  case divisionEnd(SourceRange)
  /// What a term means stands in the quotation behind.
  case meaning
  /// A place that links can lead to.
  case anchor(Attributes)
  case element(HTMLElement, SourceRange)
}

/// Puts the drafts of one container together.
struct BlockAssembly {
  /// Something that is open, with what it holds so far.
  struct Part {
    enum Kind {
      case root
      case division(Attributes)
      case element(HTMLElement, HTMLElement.BlockRole)
    }

    let kind: Kind
    let range: SourceRange
    var blocks: [Block] = []
    var title: [Inline] = []
    var caption: [Inline] = []
    var items: [List.Item] = []
    var cells: [Table.Cell] = []
    var rows: [[Table.Cell]] = []
    var definitions: [Definition] = []
  }

  /// Elements and divisions inside one another; what is nested deeper loses its wrapping.
  private static let nestingBound = 64

  /// The footnotes that were defined.
  private(set) var notes: [(label: String, blocks: [Block], range: SourceRange)] = []
  private var parts = [Part(kind: .root, range: SourceRange(0, 0))]
  /// Openings that were passed over since too much was open.
  private var ignored = 0
  /// The anchors that were given out.
  private(set) var slugs: Slugs

  /// An assembly that names headings of HTML by anchors that are not given out yet.
  init(_ slugs: Slugs) { self.slugs = slugs }

  /// The blocks of some drafts.
  mutating func blocks(of drafts: [Draft]) -> [Block] {
    var index = 0
    while index < drafts.count {
      index = take(drafts, index)
    }
    while parts.count > 1 { closeLast() }
    return parts[0].blocks
  }

  private mutating func take(_ drafts: [Draft], _ index: Int) -> Int {
    switch drafts[index] {
    case .block(let block): add(block)
    case .separator, .cell: break
    case .tableStart(let alignments, let start):
      var next = index + 1
      var cells: [Table.Cell] = []
      while next < drafts.count, case .cell(let cell) = drafts[next] {
        cells.append(cell)
        next += 1
      }
      add(Self.table(alignments, cells, start))
      return next
    case .caption(let text, let attributes): addCaption(text, attributes)
    case .footnote(let label, let range):
      guard let content = Self.quotation(drafts, index + 1) else { return index + 1 }
      notes.append((label, content, range))
      return index + 2
    case .meaning:
      guard let content = Self.quotation(drafts, index + 1) else { return index + 1 }
      addMeaning(content)
      return index + 2
    case .numbering(let numbering):
      guard index + 1 < drafts.count, case .block(let block) = drafts[index + 1],
        case .list(let list) = block.content
      else { break }
      add(
        Block(
          .list(List(marker: .numbered(numbering), spacing: list.spacing, items: list.items)),
          range: block.range
        )
      )
      return index + 2
    case .divisionStart(let attributes, let range):
      open(Part(kind: .division(attributes), range: range))
    case .divisionTitle(let title): parts[parts.count - 1].title = title
    case .divisionEnd:
      if ignored > 0 {
        ignored -= 1
      } else if let place = parts.lastIndex(where: \.isDivision) {
        while parts.count > place { closeLast() }
      }
    case .anchor(let attributes): return addAnchor(attributes, drafts, index)
    case .element(let element, let range): take(element, range)
    }
    return index + 1
  }

  private static func quotation(_ drafts: [Draft], _ index: Int) -> [Block]? {
    guard index < drafts.count, case .block(let block) = drafts[index],
      case .blockQuote(let content) = block.content
    else { return nil }
    return content
  }

  mutating func add(_ block: Block) { parts[parts.count - 1].blocks.append(block) }

  private mutating func open(_ part: Part) {
    if parts.count < Self.nestingBound { parts.append(part) } else { ignored += 1 }
  }

  // MARK: - Parts of blocks

  private mutating func addCaption(_ text: [Inline], _ attributes: Attributes?) {
    let last = parts.count - 1
    if let block = parts[last].blocks.last, case .table(var table) = block.content, table.caption.isEmpty {
      table.caption = text
      table.attributes = attributes
      parts[last].blocks[parts[last].blocks.count - 1] = Block(.table(table), range: block.range)
    }
  }

  private mutating func addMeaning(_ content: [Block]) {
    let last = parts.count - 1
    guard let before = parts[last].blocks.popLast() else { return parts[last].blocks += content }
    let range = content.last.map { before.range.union($0.range) } ?? before.range
    switch before.content {
    case .paragraph(let term):
      let definition = Definition(term: term, meanings: [content])
      if let list = parts[last].blocks.last, case .definitionList(let known) = list.content {
        parts[last].blocks[parts[last].blocks.count - 1] = Block(
          .definitionList(known + [definition]),
          range: list.range.union(range)
        )
      } else {
        add(Block(.definitionList([definition]), range: range))
      }
    case .definitionList(var known):
      guard let final = known.popLast() else { return }
      known.append(Definition(term: final.term, meanings: final.meanings + [content]))
      add(Block(.definitionList(known), range: range))
    default:
      parts[last].blocks += [before] + content
    }
  }

  /// An anchor names the heading behind it, and is a place of its own before anything else; the index after what was taken.
  private mutating func addAnchor(_ attributes: Attributes, _ drafts: [Draft], _ index: Int) -> Int {
    if index + 1 < drafts.count, case .block(let block) = drafts[index + 1],
      case .heading(let heading) = block.content, heading.identifierRange == nil,
      let name = attributes.identifier
    {
      let named = Heading(
        level: heading.level,
        content: heading.content,
        identifier: name.text,
        identifierRange: name.range,
        classes: heading.classes
      )
      add(Block(.heading(named), range: block.range))
      return index + 2
    }
    add(Block(.paragraph([.span(Span(attributes: attributes, content: []))]), range: attributes.range))
    return index + 1
  }

  private static func table(_ alignments: [Table.Alignment], _ cells: [Table.Cell], _ start: SourceRange)
    -> Block
  {
    let rows = stride(from: 0, to: cells.count, by: alignments.count).map {
      Array(cells[$0..<min($0 + alignments.count, cells.count)])
    }
    let range = cells.last.map { start.union($0.range) } ?? start
    let table = Table(alignments: alignments, header: rows.first ?? [], rows: Array(rows.dropFirst()))
    return Block(.table(table), range: range)
  }

  // MARK: - Elements of HTML

  private mutating func take(_ element: HTMLElement, _ range: SourceRange) {
    guard let role = element.blockRole else { return }
    switch element.side {
    case .void:
      if case .rule = role { add(Block(.thematicBreak, range: range)) }
    case .closing:
      let place = parts.lastIndex {
        if case .element(let open, _) = $0.kind { open.name == element.name } else { false }
      }
      guard let place, !parts[(place + 1)...].contains(where: \.isDivision) else { return }
      while parts.count > place { closeLast() }
    case .opening:
      // A new item, row or cell ends the one before it.
      let ended = Self.endedBy[element.name] ?? []
      while case .element(let open, _) = parts[parts.count - 1].kind, ended.contains(open.name) {
        closeLast()
      }
      open(Part(kind: .element(element, role), range: range))
    }
  }

  private static let endedBy: [String: Set<String>] = [
    "li": ["li", "p"], "dt": ["dt", "dd", "p"], "dd": ["dt", "dd", "p"], "tr": ["td", "th", "tr"],
    "td": ["td", "th"], "th": ["td", "th"], "p": ["p"], "tbody": ["thead", "tr", "td", "th"],
  ]

  private mutating func closeLast() {
    guard let part = parts.popLast() else { return }
    let range = part.blocks.last.map { part.range.union($0.range) } ?? part.range
    switch part.kind {
    case .root: break
    case .division(let attributes): closeDivision(part, attributes, range)
    case .element(let element, let role): close(part, element, role, range)
    }
  }

  private mutating func close(
    _ part: Part,
    _ element: HTMLElement,
    _ role: HTMLElement.BlockRole,
    _ range: SourceRange
  ) {
    let last = parts.count - 1
    let identifier = element["id"].map { Attributes.Word(text: $0, range: part.range) }
    switch role {
    case .division:
      let classes = (element["class"] ?? "").split(separator: " ").map(String.init)
      let attributes = Attributes(identifier: identifier, classes: classes, at: part.range)
      guard identifier != nil || !classes.isEmpty else { return splice(part) }
      add(
        Block(
          .division(Division(attributes: attributes, title: part.title, blocks: part.blocks)),
          range: range
        )
      )
    case .details:
      let attributes = Attributes(identifier: identifier, classes: ["details"], at: part.range)
      add(
        Block(
          .division(Division(attributes: attributes, title: part.title, blocks: part.blocks)),
          range: range
        )
      )
    case .summary: parts[last].title = part.blocks.flattened
    case .quotation: add(Block(.blockQuote(part.blocks), range: range))
    case .figure:
      let figure = Figure(
        blocks: part.blocks,
        caption: part.caption,
        attributes: Attributes(identifier: identifier, at: part.range)
      )
      add(Block(.figure(figure), range: range))
    case .caption:
      switch parts[last].kind {
      case .element(_, .figure), .element(_, .table): parts[last].caption = part.blocks.flattened
      default: splice(part)
      }
    case .code:
      let code = SourceFragment(text: part.blocks.flattened.plainText, fileStart: part.range.start)
      add(
        Block(
          .codeBlock(
            CodeBlock(
              style: .indented,
              info: "",
              infoRange: SourceRange(part.range.start, part.range.start),
              code: code
            )
          ),
          range: range
        )
      )
    case .heading(let level):
      let content = part.blocks.flattened
      let heading = Heading(
        level: level,
        content: content,
        identifier: identifier?.text ?? slugs.slug(of: content.plainText),
        identifierRange: nil,
        classes: []
      )
      add(Block(.heading(heading), range: range))
    case .list, .numberedList:
      guard !part.items.isEmpty else { return splice(part) }
      let start = element["start"].flatMap { Int($0) } ?? 1
      let marker: List.Marker =
        role == .list
        ? .bullet
        : ListNumbering(type: element["type"], start: start).map { .numbered($0) } ?? .ordered(start: start)
      add(Block(.list(List(marker: marker, spacing: .tight, items: part.items)), range: range))
    case .item:
      parts[last].items.append(List.Item(blocks: part.blocks, task: nil, range: range))
    case .definitionList:
      guard !part.definitions.isEmpty else { return splice(part) }
      add(Block(.definitionList(part.definitions), range: range))
    case .term: parts[last].definitions.append(Definition(term: part.blocks.flattened, meanings: []))
    case .meaning:
      let known = parts[last].definitions.popLast()
      parts[last].definitions.append(
        Definition(term: known?.term ?? [], meanings: (known?.meanings ?? []) + [part.blocks])
      )
    case .table: closeTable(part, range)
    case .row: parts[last].rows.append(part.cells)
    case .cell, .headerCell:
      let span = min(max(element["colspan"].flatMap { Int($0) } ?? 1, 1), 64)
      parts[last].cells.append(Table.Cell(content: part.blocks.flattened, range: range))
      for _ in 1..<span { parts[last].cells.append(Table.Cell(content: [], range: range)) }
    case .group:
      parts[last].rows += part.rows
      splice(part)
    case .paragraph, .rule: splice(part)
    }
  }

  /// Leaves what an element holds without the element.
  private mutating func splice(_ part: Part) {
    let last = parts.count - 1
    parts[last].blocks += part.blocks
    if !part.title.isEmpty { parts[last].title = part.title }
    if !part.caption.isEmpty { parts[last].caption = part.caption }
  }

  private mutating func closeTable(_ part: Part, _ range: SourceRange) {
    let width = part.rows.map(\.count).max() ?? 0
    guard width > 0 else { return splice(part) }
    let rows = part.rows.map {
      $0 + Array(repeating: Table.Cell(content: [], range: range), count: width - $0.count)
    }
    var table = Table(
      alignments: Array(repeating: .natural, count: width),
      header: rows[0],
      rows: Array(rows.dropFirst())
    )
    table.caption = part.caption
    add(Block(.table(table), range: range))
  }
}

extension BlockAssembly.Part {
  fileprivate var isDivision: Bool { if case .division = kind { true } else { false } }
}
