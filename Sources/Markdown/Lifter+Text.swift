// Running text: the region that a formula may extend over, and what is lifted out of a line.

import Diagnostics

extension Lifter {
  /// The region for the open containers that a line is part of; made when there is none.
  mutating func region(_ line: Int, _ cursor: LineCursor) -> TextRegion {
    let depth = containers.count
    if let known = regions[depth], line < known.firstLine + known.lines.count { return known }
    var region = TextRegion(firstLine: line)
    region.append(source[cursor.contentStart..<cursor.end], interruptsParagraph: false)
    var next = line + 1
    while next < lines.count, let (text, interrupts) = continuation(next, of: line) {
      region.append(source[text], interruptsParagraph: interrupts)
      next += 1
    }
    region.finish()
    regions[depth] = region
    return region
  }

  /// The text of a line that a formula may go on in, and whether CommonMark sees another block there.
  func continuation(_ line: Int, of first: Int) -> (text: Range<Int>, interrupts: Bool)? {
    let (cursor, count) = match(line, upTo: containers.count)
    guard !cursor.isBlank else { return nil }
    let text = cursor.contentStart..<cursor.end
    if beginsFootnote(cursor) || isDivisionLine(cursor) || opensVerbatim(cursor) || label(cursor) != nil {
      return nil
    }
    // A term is one line; a row of a formula may begin with a colon, too.
    if isMeaning(cursor), line == first + 1 || count < containers.count { return nil }
    if markedItem(cursor, count, count == containers.count ? .paragraph : .lazyParagraph) != nil {
      return count == containers.count ? (text, true) : nil
    }
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
  mutating func liftText(
    _ line: Int,
    from start: Int,
    _ cursor: LineCursor,
    _ setting: InlineScanner.Setting
  ) -> Int {
    let text = source[start..<cursor.end]
    if setting == .paragraph, !extensions.contains(.documents) { warnOfBareEnvironment(text) }
    guard text.contains(where: { "$\\`<@[{^~".utf8.contains($0) }) || holdsAddress(text) else { return line }
    let region = region(line, cursor)
    let first = region.lines[line - region.firstLine]
    let offset = first.start + max(start, first.fileStart) - first.fileStart
    guard offset < first.end else { return line }
    var scanner = InlineScanner(
      region,
      from: offset,
      setting: setting,
      extensions: extensions,
      footnoteLabels: footnoteLabels,
      examples: exampleLabels
    )
    let last = scanner.scan()
    diagnostics += scanner.diagnostics
    looseBraces += scanner.looseBraces
    formulaDefinitions += scanner.definitions
    put(scanner.finds, in: region)
    if setting == .heading { liftHeadingAttributes(text) }
    return region.firstLine + last
  }

  /// Lifts the formulas out of a block of raw HTML, which ends at a blank line, when its first line is met.
  mutating func liftFormulas(ofHTML line: Int, _ cursor: LineCursor, _ block: BlockStart.HTMLBlock) {
    guard extensions.contains(.documents), case .untilBlankLine = block, line >= liftedHTML else { return }
    var region = TextRegion(firstLine: line)
    region.append(source[cursor.offset..<cursor.end], interruptsParagraph: false)
    var next = line + 1
    while next < lines.count {
      let (inner, count) = match(next, upTo: containers.count)
      guard count == containers.count, !inner.isBlank, !endsHTML(inner) else { break }
      region.append(source[inner.offset..<inner.end], interruptsParagraph: false)
      next += 1
    }
    liftedHTML = next
    guard region.bytes.contains(where: { "$\\".utf8.contains($0) }) else { return }
    region.finish()
    var index = 0
    while index < region.lines.count {
      guard region.lines[index].start < region.lines[index].end else {
        index += 1
        continue
      }
      var scanner = InlineScanner(
        region,
        from: region.lines[index].start,
        setting: .html,
        extensions: extensions,
        footnoteLabels: []
      )
      index = scanner.scan() + 1
      formulaDefinitions += scanner.definitions
      put(scanner.finds, in: region)
    }
  }

  private func holdsAddress(_ text: ArraySlice<UInt8>) -> Bool {
    guard extensions.contains(.documents) else { return false }
    var rest = text
    while let colon = rest.firstIndex(of: UInt8(ascii: ":")) {
      if source.hasBytes(of: "://", at: colon) { return true }
      rest = rest[(colon + 1)...]
    }
    return false
  }

  mutating func put(_ finds: some Sequence<InlineScanner.Find>, in region: TextRegion) {
    for find in finds {
      copy(upTo: region.fileOffset(find.start))
      let range = region.fileRange(find.start, find.end)
      if case .lifted(let content) = find.kind {
        output.insert(Lifted(content: content, raw: region.text(find.start, find.end), range: range))
      }
      skip(to: range.end)
    }
  }

  mutating func liftHeadingAttributes(_ text: ArraySlice<UInt8>) {
    guard extensions.contains(.references), let brace = text.lastIndex(of: UInt8(ascii: "{")),
      brace >= copied,
      let (attributes, end) = Attributes.read(source, from: brace, to: text.endIndex, place: { $0 }),
      attributes.identifier != nil || extensions.contains(.documents),
      source[end..<text.endIndex].allSatisfy(BlockStart.isBlank)
    else { return }
    copy(upTo: brace)
    let raw = String(decoding: source[brace..<end], as: UTF8.self)
    output.insert(Lifted(content: .headingAttributes(attributes), raw: raw, range: SourceRange(brace, end)))
    skip(to: end)
  }

  mutating func warnOfBareEnvironment(_ text: ArraySlice<UInt8>) {
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
