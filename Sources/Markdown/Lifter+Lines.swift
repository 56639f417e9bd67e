// One line of the file: which blocks go on in it, which end and which begin.

import Diagnostics

extension Lifter {
  /// The cursor after the markers of as many open containers as the line has, and their number.
  func match(_ line: Int, upTo bound: Int) -> (cursor: LineCursor, count: Int) {
    var cursor = LineCursor(source, start: lines[line].lowerBound, end: lines[line].upperBound)
    for index in 0..<bound where !Self.match(containers[index], &cursor) { return (cursor, index) }
    return (cursor, bound)
  }

  static func match(_ container: Container, _ cursor: inout LineCursor) -> Bool {
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
    case .indented(let needed):
      if columns >= needed { cursor.skipColumns(needed) } else if !cursor.isBlank { return false }
    }
    return true
  }

  /// Puts one line into the output, and returns the next line to look at.
  mutating func process(_ line: Int) -> Int {
    var cursor = LineCursor(source, start: lines[line].lowerBound, end: lines[line].upperBound)
    var matched = 0
    while matched < containers.count {
      let before = cursor
      guard Self.match(containers[matched], &cursor) else { break }
      if case .indented = containers[matched].kind, !before.isBlank {
        replaceFootnoteIndentation(from: before, to: cursor)
      }
      matched += 1
    }
    let allMatched = matched == containers.count
    if cursor.isBlank { markBlankLine(line, matched) }

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
  mutating func beginBlocks(
    _ line: Int,
    _ start: LineCursor,
    _ matchedCount: Int,
    _ startContext: BlockStart.Context
  ) -> Int {
    var cursor = start
    var matched = matchedCount
    var context = startContext
    while containers.count < Self.containerBound {
      if context == .fresh, let next = liftDrawnTable(line, cursor, matched) { return next }
      if cursor.indentation.columns >= 4, context == .fresh {
        close(downTo: matched)
        leaf = cursor.isBlank ? .none : .indentedCode
        return finishLine(line)
      }
      if opensVerbatim(cursor) {
        close(downTo: matched)
        if let next = takeVerbatim(line, cursor) { return next }
      } else if isDivisionLine(cursor) || beginsDirective(cursor) {
        close(downTo: matched)
        if let next = takeDivisionLine(line, cursor) { return next }
      }
      if label(cursor) != nil {
        close(downTo: matched)
        if let next = takeLabel(line, cursor) { return next }
      }
      if context != .lazyParagraph, let next = takeLongDisplay(line, cursor, matched) { return next }
      if source.hasBytes(of: "<script", at: cursor.contentStart) {
        close(downTo: matched)
        if let next = takeMathScript(line, cursor) { return next }
      }
      if let item = markedItem(cursor, matched, context) {
        close(downTo: matched)
        leaf = .none
        begin(item, &cursor)
        matched = containers.count
        context = .fresh
        continue
      }
      guard let found = BlockStart.find(at: cursor, in: context) else { break }
      let closedFootnote = containers.dropFirst(matched).contains {
        if case .indented = $0.kind { true } else { false }
      }
      let closedMarkedItem = matched < containers.count && containers[matched].numbering != nil
      close(downTo: matched)
      leaf = .none
      switch found {
      case .quote:
        if closedFootnote { separateQuote(at: cursor) }
        push(.quote)
        cursor.skipContent(1)
        cursor.skipColumns(1)
      case .item(let markerLength, let columns, let indentation):
        if closedMarkedItem { separateQuote(at: cursor) }
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
      case .html where isElementOfText(cursor):
        // To CommonMark all up to the next blank line is HTML; those who write so mean the text in it as Markdown.
        copy(upTo: cursor.contentStart)
        output.insert(
          Lifted(content: .text(""), raw: "", range: emptyRange(cursor.contentStart))
        )
        leaf = .paragraph
        let last = liftText(line, from: cursor.contentStart, cursor, .paragraph)
        _ = finishLine(line)
        return last + 1
      case .html(let block):
        let isOver = block.ends(in: source[cursor.contentStart..<cursor.end])
        leaf = isOver ? .none : .html(block)
        liftFormulas(ofHTML: line, cursor, block)
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
    if context != .lazyParagraph, let next = beginMeaning(line, cursor) { return next }
    leaf = .paragraph
    let last = liftText(line, from: cursor.contentStart, cursor, .paragraph)
    termLine = last
    _ = finishLine(line)
    return last + 1
  }

  /// Whether a line is the opening tag of an element of running text and nothing else.
  private func isElementOfText(_ cursor: LineCursor) -> Bool {
    guard extensions.contains(.documents), source.hasBytes(of: "<", at: cursor.contentStart),
      let element = HTMLElement(
        String(decoding: source[cursor.contentStart..<cursor.end], as: UTF8.self).trimmed
      )
    else { return false }
    return element.side == .opening && element.textRole != nil && element.blockRole == nil
  }

  mutating func finishLine(_ line: Int) -> Int {
    if !containers.isEmpty { containers[containers.count - 1].hasContent = true }
    return line + 1
  }

  /// Whether a line goes on with code or raw HTML, in which nothing is lifted.
  mutating func continuesVerbatim(_ cursor: LineCursor) -> Bool {
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
      if case .untilBlankLine = block {
        if cursor.isBlank {
          leaf = .none
          return false
        }
        if endsHTML(cursor) {
          // To libcmark a blank line alone ends the block.
          let start = lines[line(at: cursor.offset)].lowerBound
          copy(upTo: start)
          output.insert(prefix + "\n", for: emptyRange(start))
          leaf = .none
          return false
        }
      }
      if block.ends(in: source[cursor.offset..<cursor.end]) { leaf = .none }
      liftFormulas(ofHTML: line(at: cursor.offset), cursor, block)
      return true
    }
  }

  /// Whether a line of a block of HTML is the end of a division, or a table, which their authors' tools see there.
  func endsHTML(_ cursor: LineCursor) -> Bool {
    guard extensions.contains(.documents), cursor.indentation.columns < 4 else { return false }
    let text = source[cursor.contentStart..<cursor.end]
    if text.first == UInt8(ascii: ":"), let open = divisions.last, open.fence == UInt8(ascii: ":") {
      let colons = text.prefix { $0 == UInt8(ascii: ":") }.count
      return colons >= 3 && text.dropFirst(colons).allSatisfy(BlockStart.isBlank)
    }
    // Cells are taken out of documents before anything else is read in them.
    let ticks = text.prefix { $0 == UInt8(ascii: "`") }.count
    if ticks >= 3, text.dropFirst(ticks).first == UInt8(ascii: "{") { return true }
    return closesDirective(cursor)
      || text.first != UInt8(ascii: "<") && beginsTable(line(at: cursor.offset), cursor)
  }

  /// Whether a line closes a fence; nothing but white space may follow the bytes of the fence.
  static func closes(_ fence: BlockStart.Fence, _ cursor: LineCursor) -> Bool {
    guard let end = endOfFence(fence, cursor) else { return false }
    return cursor.source[end..<cursor.end].allSatisfy(BlockStart.isBlank)
  }

  static func endOfFence(_ fence: BlockStart.Fence, _ cursor: LineCursor) -> Int? {
    let (columns, start) = cursor.indentation
    var end = start
    while end < cursor.end, cursor.source[end] == fence.byte { end += 1 }
    return columns < 4 && end - start >= fence.length ? end : nil
  }

  mutating func push(_ kind: Container.Kind) {
    if !containers.isEmpty { containers[containers.count - 1].hasContent = true }
    containers.append(Container(kind: kind))
    regions.append(nil)
  }

  mutating func close(downTo count: Int) {
    guard containers.count > count else { return }
    if case .paragraph = leaf {} else { leaf = .none }
    containers.removeLast(containers.count - count)
    regions.removeLast(regions.count - count - 1)
  }

  /// The markers of the open containers, for a line that the output gets in addition.
  var prefix: String { prefix(of: containers) }

  func prefix(of containers: some Sequence<Container>) -> String {
    containers.map { container in
      switch container.kind {
      case .quote, .indented: "> "
      case .item(let columns): String(repeating: " ", count: columns)
      }
    }
    .joined()
  }

  func emptyRange(_ offset: Int) -> SourceRange { SourceRange(offset, offset) }
}
