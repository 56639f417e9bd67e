// The walk over the lines of a file that prepares it for libcmark: keeps track of quotations, lists, code and raw
// HTML, lifts what stands in text, and rewrites tables and footnotes into blocks that libcmark knows.
//
// Every cell of a table becomes a heading of one line, and a footnote becomes a quotation after such a heading:
// headings need no blank lines around them, so a list stays as tight as its author wrote it.

import Diagnostics

struct Lifter {
  /// A quotation, list item or footnote that is open.
  struct Container {
    enum Kind {
      case quote
      case item(columns: Int)
      case footnote
    }

    let kind: Kind
    /// Whether something stands in it already; an empty item ends at a blank line.
    var hasContent = false
  }

  /// What the last line stood in.
  private enum Leaf {
    case none, paragraph, indentedCode
    case fence(BlockStart.Fence)
    case html(BlockStart.HTMLBlock)
  }

  /// More containers than this are left to libcmark.
  private static let containerBound = 512
  /// Rows that lack cells are filled up, but not without end: a wide table of empty rows would outgrow its source.
  private static let fillingBound = 50_000

  let source: [UInt8]
  let extensions: MarkdownExtensions
  /// The text of each line without its line break.
  let lines: [Range<Int>]
  private(set) var frontMatter: SourceFragment?
  private(set) var output: LiftedText
  private(set) var diagnostics: [Diagnostic] = []
  /// The fences that open a block of code, by their offsets, and whether a fence closes it.
  private(set) var fences: [Int: FenceState] = [:]

  /// Whether a fenced block of code is closed.
  enum FenceState {
    case open, closed
  }

  private var containers: [Container] = []
  private var leaf = Leaf.none
  /// The text that formulas may extend over, one for each number of open containers.
  private var regions: [TextRegion?] = [nil]
  /// Everything before this offset is in the output.
  private var copied = 0
  private var footnoteLabels: Set<String> = []
  private var filledCells = 0

  init(_ source: [UInt8], extensions: MarkdownExtensions) {
    self.source = source
    self.extensions = extensions
    lines = Self.lines(of: source)
    output = LiftedText(for: source)
  }

  /// Prepares the whole text.
  mutating func lift() {
    var line = extensions.contains(.frontMatter) ? skipFrontMatter() : 0
    if output.canLift {
      if extensions.contains(.footnotes) { collectFootnoteLabels() }
      while line < lines.count { line = process(line) }
    } else if !extensions.subtracting(.frontMatter).isEmpty {
      diagnostics.append(.noPlaceholder(at: SourceRange(0, 0)))
    }
    copy(upTo: source.count)
  }

  /// The lines as libcmark counts them: a line ends at `\n`, `\r` or both.
  static func lines(of source: [UInt8]) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    var index = 0
    while index < source.count {
      let byte = source[index]
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        lines.append(start..<index)
        if source.hasBytes(of: "\r\n", at: index) { index += 1 }
        start = index + 1
      }
      index += 1
    }
    if start < source.count { lines.append(start..<source.count) }
    return lines
  }

  // MARK: - Output

  private mutating func copy(upTo end: Int) {
    guard end > copied else { return }
    output.copy(source, copied..<end)
    copied = end
  }

  /// Goes on after `end` without copying.
  private mutating func skip(to end: Int) { copied = max(copied, end) }

  // MARK: - The top of the file

  /// Takes off the front matter, and returns the first line after it.
  private mutating func skipFrontMatter() -> Int {
    guard let first = lines.first else { return 0 }
    let mark = source.hasBytes(of: "\u{FEFF}", at: 0) ? 3 : 0
    guard isFrontMatterFence(mark..<first.upperBound, "---") else { return 0 }
    let closing = lines.indices.dropFirst().first {
      isFrontMatterFence(lines[$0], "---") || isFrontMatterFence(lines[$0], "...")
    }
    guard let closing else {
      // A line `---` alone is a rule; one before `key:` was meant to open front matter.
      if lines.count > 1, looksLikeKey(lines[1]) {
        diagnostics.append(.unclosedFrontMatter(at: SourceRange(mark, first.upperBound)))
      }
      return 0
    }
    var fragment = SourceFragment(at: closing > 1 ? lines[1].lowerBound : lines[closing].lowerBound)
    for line in lines[1..<closing] {
      fragment.append(String(decoding: source[line], as: UTF8.self) + "\n", fileStart: line.lowerBound)
    }
    frontMatter = fragment
    copied = closing + 1 < lines.count ? lines[closing + 1].lowerBound : source.count
    return closing + 1
  }

  private func isFrontMatterFence(_ line: Range<Int>, _ fence: StaticString) -> Bool {
    source.hasBytes(of: fence, at: line.lowerBound) && line.count >= 3
      && source[(line.lowerBound + 3)..<line.upperBound].allSatisfy(BlockStart.isBlank)
  }

  private func looksLikeKey(_ line: Range<Int>) -> Bool {
    let key = source[line].prefix { Attributes.isNameByte($0) && $0 != UInt8(ascii: ":") }
    return !key.isEmpty && source.hasBytes(of: ":", at: key.endIndex)
  }

  private mutating func collectFootnoteLabels() {
    for line in lines {
      var index = line.lowerBound
      while index < line.upperBound, BlockStart.isBlank(source[index]) || source[index] == UInt8(ascii: ">") {
        index += 1
      }
      if let definition = footnoteDefinition(at: index, to: line.upperBound) {
        footnoteLabels.insert(definition.label)
      }
    }
  }

  private func footnoteDefinition(at start: Int, to end: Int) -> (label: String, labelEnd: Int)? {
    guard source.hasBytes(of: "[^", at: start),
      let close = Footnote.endOfLabel(source, from: start + 2, to: end),
      source.hasBytes(of: "]:", at: close), close + 2 <= end
    else { return nil }
    return (String(decoding: source[(start + 2)..<close], as: UTF8.self), close + 2)
  }
}

// MARK: - One line

extension Lifter {
  /// The cursor after the markers of as many open containers as the line has, and their number.
  private func match(_ line: Int, upTo bound: Int) -> (cursor: LineCursor, count: Int) {
    var cursor = LineCursor(source, start: lines[line].lowerBound, end: lines[line].upperBound)
    for index in 0..<bound where !Self.match(containers[index], &cursor) { return (cursor, index) }
    return (cursor, bound)
  }

  private static func match(_ container: Container, _ cursor: inout LineCursor) -> Bool {
    let (columns, next) = cursor.indentation
    switch container.kind {
    case .quote:
      guard columns < 4, next < cursor.end, cursor.source[next] == UInt8(ascii: ">") else { return false }
      cursor.skipContent(1)
      cursor.skipColumns(1)
    case .item(let needed):
      if columns >= needed {
        cursor.skipColumns(needed)
      } else if cursor.isBlank, container.hasContent {
        cursor.skipColumns(columns)
      } else {
        return false
      }
    case .footnote:
      if columns >= 4 { cursor.skipColumns(4) } else if !cursor.isBlank { return false }
    }
    return true
  }

  /// Puts one line into the output, and returns the next line to look at.
  private mutating func process(_ line: Int) -> Int {
    var cursor = LineCursor(source, start: lines[line].lowerBound, end: lines[line].upperBound)
    var matched = 0
    while matched < containers.count {
      let before = cursor
      guard Self.match(containers[matched], &cursor) else { break }
      if case .footnote = containers[matched].kind { replaceFootnoteIndentation(from: before, to: cursor) }
      matched += 1
    }
    let allMatched = matched == containers.count

    if allMatched, continuesVerbatim(cursor) { return line + 1 }
    if cursor.isBlank {
      close(downTo: matched)
      leaf = .none
      return line + 1
    }

    var context: BlockStart.Context = .fresh
    if case .paragraph = leaf { context = allMatched ? .paragraph : .lazyParagraph }
    return beginBlocks(line, cursor, matched, context)
  }

  /// Opens the containers that begin in a line, and deals with what stands in them.
  private mutating func beginBlocks(
    _ line: Int,
    _ start: LineCursor,
    _ matchedCount: Int,
    _ startContext: BlockStart.Context
  ) -> Int {
    var cursor = start
    var matched = matchedCount
    var context = startContext
    while containers.count < Self.containerBound {
      if cursor.indentation.columns >= 4, context == .fresh {
        close(downTo: matched)
        leaf = cursor.isBlank ? .none : .indentedCode
        return finishLine(line)
      }
      guard let found = BlockStart.find(at: cursor, in: context) else { break }
      let closedFootnote = containers.dropFirst(matched).contains {
        if case .footnote = $0.kind { true } else { false }
      }
      close(downTo: matched)
      leaf = .none
      switch found {
      case .quote:
        if closedFootnote { separateQuote(at: cursor) }
        push(.quote)
        cursor.skipContent(1)
        cursor.skipColumns(1)
      case .item(let markerLength, let columns, let indentation):
        push(.item(columns: columns))
        cursor.skipContent(markerLength)
        cursor.skipColumns(indentation)
      case .heading(let contentStart):
        liftText(line, from: contentStart, cursor, .heading)
        return finishLine(line)
      case .fence(let fence):
        if let next = liftMathFence(line, fence) { return next }
        leaf = .fence(fence)
        fences[fence.start] = .open
        return finishLine(line)
      case .html(let block):
        let isOver = block.ends(in: source[cursor.contentStart..<cursor.end])
        leaf = isOver ? .none : .html(block)
        return finishLine(line)
      case .setextUnderline, .thematicBreak:
        return finishLine(line)
      }
      matched = containers.count
      context = .fresh
      if cursor.isBlank { return line + 1 }
    }
    if context == .lazyParagraph, beginsFootnote(cursor) { context = .fresh }
    if context != .lazyParagraph { close(downTo: matched) }
    if context != .lazyParagraph, let next = beginFootnoteOrTable(line, cursor) { return next }
    leaf = .paragraph
    let last = liftText(line, from: cursor.contentStart, cursor, .paragraph)
    _ = finishLine(line)
    return last + 1
  }

  private mutating func finishLine(_ line: Int) -> Int {
    if !containers.isEmpty { containers[containers.count - 1].hasContent = true }
    return line + 1
  }

  /// Whether a line goes on with code or raw HTML, in which nothing is lifted.
  private mutating func continuesVerbatim(_ cursor: LineCursor) -> Bool {
    switch leaf {
    case .none, .paragraph: return false
    case .indentedCode:
      if cursor.indentation.columns >= 4 { return true }
      if !cursor.isBlank { leaf = .none }
      return cursor.isBlank
    case .fence(let fence):
      if Self.closes(fence, cursor) {
        fences[fence.start] = .closed
        leaf = .none
      }
      return true
    case .html(let block):
      if case .untilBlankLine = block, cursor.isBlank {
        leaf = .none
        return false
      }
      if block.ends(in: source[cursor.offset..<cursor.end]) { leaf = .none }
      return true
    }
  }

  /// Whether a line closes a fence; nothing but white space may follow the bytes of the fence.
  private static func closes(_ fence: BlockStart.Fence, _ cursor: LineCursor) -> Bool {
    guard let end = endOfFence(fence, cursor) else { return false }
    return cursor.source[end..<cursor.end].allSatisfy(BlockStart.isBlank)
  }

  private static func endOfFence(_ fence: BlockStart.Fence, _ cursor: LineCursor) -> Int? {
    let (columns, start) = cursor.indentation
    var end = start
    while end < cursor.end, cursor.source[end] == fence.byte { end += 1 }
    return columns < 4 && end - start >= fence.length ? end : nil
  }

  private mutating func push(_ kind: Container.Kind) {
    if !containers.isEmpty { containers[containers.count - 1].hasContent = true }
    containers.append(Container(kind: kind))
    regions.append(nil)
  }

  private mutating func close(downTo count: Int) {
    guard containers.count > count else { return }
    if case .paragraph = leaf {} else { leaf = .none }
    containers.removeLast(containers.count - count)
    regions.removeLast(regions.count - count - 1)
  }

  /// The markers of the open containers, for a line that the output gets in addition.
  private var prefix: String {
    containers.map { container in
      switch container.kind {
      case .quote, .footnote: "> "
      case .item(let columns): String(repeating: " ", count: columns)
      }
    }
    .joined()
  }

  private func emptyRange(_ offset: Int) -> SourceRange { SourceRange(offset, offset) }
}

// MARK: - Text

extension Lifter {
  /// The region for the open containers that a line is part of; made when there is none.
  private mutating func region(_ line: Int, _ cursor: LineCursor) -> TextRegion {
    let depth = containers.count
    if let known = regions[depth], line < known.firstLine + known.lines.count { return known }
    var region = TextRegion(firstLine: line)
    region.append(source[cursor.contentStart..<cursor.end], interruptsParagraph: false)
    var next = line + 1
    while next < lines.count, let (text, interrupts) = continuation(next) {
      region.append(source[text], interruptsParagraph: interrupts)
      next += 1
    }
    region.finish()
    regions[depth] = region
    return region
  }

  /// The text of a line that a formula may go on in, and whether CommonMark sees another block there.
  private func continuation(_ line: Int) -> (text: Range<Int>, interrupts: Bool)? {
    let (cursor, count) = match(line, upTo: containers.count)
    guard !cursor.isBlank else { return nil }
    let text = cursor.contentStart..<cursor.end
    if beginsFootnote(cursor) { return nil }
    guard count == containers.count else {
      // A line without all the markers goes on as text only when no block begins in it.
      return BlockStart.find(at: cursor, in: .lazyParagraph) == nil ? (text, false) : nil
    }
    switch BlockStart.find(at: cursor, in: .paragraph) {
    case nil: return (text, false)
    case .fence, .heading: return nil
    case .quote, .html, .setextUnderline, .thematicBreak, .item: return (text, true)
    }
  }

  /// Lifts out of one line, and returns the last line that a formula or code span of it reaches.
  @discardableResult
  private mutating func liftText(
    _ line: Int,
    from start: Int,
    _ cursor: LineCursor,
    _ setting: InlineScanner.Setting
  ) -> Int {
    let text = source[start..<cursor.end]
    if setting == .paragraph { warnOfBareEnvironment(text) }
    guard text.contains(where: { "$\\`<@[{".utf8.contains($0) }) else { return line }
    let region = region(line, cursor)
    let first = region.lines[line - region.firstLine]
    let offset = first.start + max(start, first.fileStart) - first.fileStart
    guard offset < first.end else { return line }
    var scanner = InlineScanner(
      region,
      from: offset,
      setting: setting,
      extensions: extensions,
      footnoteLabels: footnoteLabels
    )
    let last = scanner.scan()
    diagnostics += scanner.diagnostics
    put(scanner.finds, in: region)
    if setting == .heading { liftHeadingAttributes(text) }
    return region.firstLine + last
  }

  private mutating func put(_ finds: some Sequence<InlineScanner.Find>, in region: TextRegion) {
    for find in finds {
      copy(upTo: region.fileOffset(find.start))
      let range = region.fileRange(find.start, find.end)
      if case .lifted(let content) = find.kind {
        output.insert(Lifted(content: content, raw: region.text(find.start, find.end), range: range))
      }
      skip(to: range.end)
    }
  }

  private mutating func liftHeadingAttributes(_ text: ArraySlice<UInt8>) {
    guard extensions.contains(.references), let brace = text.lastIndex(of: UInt8(ascii: "{")),
      brace >= copied,
      let (attributes, end) = Attributes.read(source, from: brace, to: text.endIndex, place: { $0 }),
      attributes.identifier != nil, source[end..<text.endIndex].allSatisfy(BlockStart.isBlank)
    else { return }
    copy(upTo: brace)
    let raw = String(decoding: source[brace..<end], as: UTF8.self)
    output.insert(Lifted(content: .headingAttributes(attributes), raw: raw, range: SourceRange(brace, end)))
    skip(to: end)
  }

  private mutating func warnOfBareEnvironment(_ text: ArraySlice<UInt8>) {
    guard extensions.contains(.mathematics), source.hasBytes(of: "\\begin{", at: text.startIndex) else {
      return
    }
    let name = source[(text.startIndex + 7)..<text.endIndex].prefix {
      isLetter($0) || $0 == UInt8(ascii: "*")
    }
    guard source.hasBytes(of: "}", at: name.endIndex) else { return }
    diagnostics.append(
      .bareEnvironment(
        String(decoding: name, as: UTF8.self),
        at: SourceRange(text.startIndex, name.endIndex + 1)
      )
    )
  }
}

// MARK: - Fences of mathematics

extension Lifter {
  /// Replaces a fence of the language `math` by its formula, and returns the line after it.
  private mutating func liftMathFence(_ line: Int, _ fence: BlockStart.Fence) -> Int? {
    guard extensions.contains(.mathematics) else { return nil }
    let end = lines[line].upperBound
    var info = fence.infoStart
    while info < end, BlockStart.isBlank(source[info]) { info += 1 }
    guard source.hasBytes(of: "math", at: info), info + 4 == end || !Attributes.isNameByte(source[info + 4])
    else {
      return nil
    }
    var attributes = attributes(from: info + 4, to: end)
    var tex = SourceFragment(at: line + 1 < lines.count ? lines[line + 1].lowerBound : end)
    var next = line + 1
    while next < lines.count {
      let (start, count) = match(next, upTo: containers.count)
      guard count == containers.count else { break }
      if let fenceEnd = Self.endOfFence(fence, start) {
        let rest = source[fenceEnd..<start.end]
        let closing = self.attributes(from: fenceEnd, to: start.end)
        if rest.allSatisfy(BlockStart.isBlank) || closing != nil {
          attributes = closing ?? attributes
          let range = SourceRange(fence.start, fenceEnd)
          put(
            TeXFormula(tex: tex, placement: .display, range: range, attributes: attributes),
            upTo: start.end
          )
          return next + 1
        }
      }
      var cursor = start
      cursor.skipColumns(min(fence.indentation, cursor.indentation.columns))
      let text = String(decoding: source[cursor.offset..<cursor.end], as: UTF8.self)
      tex.append(text + "\n", fileStart: cursor.offset)
      next += 1
    }
    diagnostics.append(
      .unclosedMath("```", closer: "```", at: SourceRange(fence.start, fence.infoStart), .error)
    )
    return nil
  }

  private func attributes(from start: Int, to end: Int) -> Attributes? {
    var brace = start
    while brace < end, BlockStart.isBlank(source[brace]) { brace += 1 }
    guard let (attributes, after) = Attributes.read(source, from: brace, to: end, place: { $0 }),
      source[after..<end].allSatisfy(BlockStart.isBlank)
    else { return nil }
    return attributes
  }

  private mutating func put(_ formula: TeXFormula, upTo end: Int) {
    copy(upTo: formula.range.start)
    let raw = String(decoding: source[formula.range.start..<end], as: UTF8.self)
    let range = SourceRange(formula.range.start, end)
    output.insert("###### ", for: emptyRange(range.start))
    output.insert(Lifted(content: .mathFence(formula), raw: raw, range: range))
    skip(to: end)
    leaf = .none
    _ = finishLine(0)
  }
}

// MARK: - Footnotes

extension Lifter {
  private mutating func beginFootnoteOrTable(_ line: Int, _ cursor: LineCursor) -> Int? {
    if extensions.contains(.footnotes), let next = beginFootnote(line, cursor) { return next }
    if extensions.contains(.tables), let next = liftTable(line, cursor) { return next }
    return nil
  }

  private func beginsFootnote(_ cursor: LineCursor) -> Bool {
    extensions.contains(.footnotes) && cursor.indentation.columns < 4
      && footnoteDefinition(at: cursor.contentStart, to: cursor.end) != nil
  }

  /// Turns the marker of a footnote into a heading and the beginning of a quotation.
  private mutating func beginFootnote(_ line: Int, _ cursor: LineCursor) -> Int? {
    let start = cursor.contentStart
    guard cursor.indentation.columns < 4, containers.count < Self.containerBound,
      let (label, labelEnd) = footnoteDefinition(at: start, to: cursor.end)
    else { return nil }
    copy(upTo: start)
    let range = SourceRange(start, labelEnd)
    let raw = String(decoding: source[start..<labelEnd], as: UTF8.self)
    output.insert("###### ", for: range)
    output.insert(Lifted(content: .footnoteDefinition(label: label, range: range), raw: raw, range: range))
    output.insert("\n" + prefix + "> ", for: emptyRange(labelEnd))
    var rest = cursor
    rest.skipContent(labelEnd - start)
    rest.skipColumns(rest.indentation.columns)
    skip(to: rest.offset)
    push(.footnote)
    leaf = .none
    return rest.isBlank ? line + 1 : beginBlocks(line, rest, containers.count, .fresh)
  }

  /// Turns the indentation of a line inside a footnote into the marker of a quotation.
  private mutating func replaceFootnoteIndentation(from start: LineCursor, to end: LineCursor) {
    copy(upTo: start.offset)
    let spaces = String(repeating: " ", count: end.tabRemainder)
    output.insert("> " + spaces, for: SourceRange(start.offset, end.offset))
    skip(to: end.tabRemainder > 0 ? end.offset + 1 : end.offset)
  }

  /// Keeps a quotation after a footnote from becoming part of the footnote's.
  private mutating func separateQuote(at cursor: LineCursor) {
    copy(upTo: cursor.contentStart)
    let range = emptyRange(cursor.contentStart)
    output.insert("###### ", for: range)
    output.insert(Lifted(content: .separator, raw: "", range: range))
    output.insert("\n" + prefix, for: range)
  }
}

// MARK: - Tables

extension Lifter {
  /// Turns a table into headings, one a cell, and returns the line after it.
  private mutating func liftTable(_ line: Int, _ cursor: LineCursor) -> Int? {
    guard line + 1 < lines.count, cursor.indentation.columns < 4,
      source[cursor.contentStart..<cursor.end].contains(UInt8(ascii: "|"))
    else { return nil }
    let (second, count) = match(line + 1, upTo: containers.count)
    guard count == containers.count, second.indentation.columns < 4,
      let alignments = TableRow.alignments(source[second.contentStart..<second.end])
    else { return nil }
    if case .item = BlockStart.find(at: second, in: .fresh) { return nil }
    let header = TableRow(scanRow(line, cursor))
    guard header.cells.count == alignments.count else { return nil }

    copy(upTo: cursor.contentStart)
    leaf = .none
    _ = finishLine(line)
    let marker = SourceRange(cursor.contentStart, cursor.contentStart)
    output.insert("###### ", for: marker)
    output.insert(Lifted(content: .tableStart(alignments), raw: "", range: marker))
    put(header, columns: alignments.count)
    var next = line + 2
    var end = second.end
    while next < lines.count {
      let (row, count) = match(next, upTo: containers.count)
      guard count == containers.count, !row.isBlank, row.indentation.columns < 4,
        BlockStart.find(at: row, in: .paragraph) == nil,
        footnoteDefinition(at: row.contentStart, to: row.end) == nil, filledCells < Self.fillingBound
      else { break }
      put(TableRow(scanRow(next, row)), columns: alignments.count)
      end = row.end
      next += 1
    }
    skip(to: end)
    return next
  }

  /// The row of a line, which is a region of its own: nothing goes on in the next row.
  private mutating func scanRow(
    _ line: Int,
    _ cursor: LineCursor
  ) -> (region: TextRegion, finds: [InlineScanner.Find]) {
    var region = TextRegion(firstLine: line)
    region.append(source[cursor.contentStart..<cursor.end], interruptsParagraph: false)
    region.finish()
    var scanner = InlineScanner(
      region,
      from: 0,
      setting: .tableRow,
      extensions: extensions,
      footnoteLabels: footnoteLabels
    )
    _ = scanner.scan()
    diagnostics += scanner.diagnostics
    return (region, scanner.finds)
  }

  private mutating func put(_ row: TableRow, columns: Int) {
    if row.cells.count > columns {
      let range = row.region.fileRange(0, row.region.bytes.count)
      diagnostics.append(.lostCells(row.cells.count, columns: columns, at: range))
    }
    filledCells += max(0, columns - row.cells.count)
    var find = row.finds.startIndex
    for column in 0..<columns {
      let cell = column < row.cells.count ? row.cells[column] : row.emptyCell
      let range = row.region.fileRange(cell.lowerBound, cell.upperBound)
      output.insert("\n" + prefix + "###### ", for: emptyRange(range.start))
      copied = range.start
      while find < row.finds.endIndex, row.finds[find].start < cell.lowerBound { find += 1 }
      let first = find
      while find < row.finds.endIndex, row.finds[find].start < cell.upperBound { find += 1 }
      put(row.finds[first..<find], in: row.region)
      copy(upTo: range.end)
      output.insert(" ", for: emptyRange(range.end))
      output.insert(Lifted(content: .tableCell(range), raw: "", range: range))
    }
  }
}
