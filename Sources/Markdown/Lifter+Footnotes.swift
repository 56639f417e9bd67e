// Footnotes, each of which becomes a quotation after a heading that bears its label.

import Diagnostics

extension Lifter {
  mutating func beginFootnoteOrTable(_ line: Int, _ cursor: LineCursor) -> Int? {
    if extensions.contains(.footnotes), let next = beginFootnote(line, cursor) { return next }
    if extensions.contains(.tables), let next = liftTable(line, cursor) { return next }
    return nil
  }

  func beginsFootnote(_ cursor: LineCursor) -> Bool {
    extensions.contains(.footnotes) && cursor.indentation.columns < 4
      && footnoteDefinition(at: cursor.contentStart, to: cursor.end) != nil
  }

  /// How deep footnotes stand in footnotes; each is read by a call in that of the one around it.
  private static let footnoteBound = 16

  /// Turns the marker of a footnote into a heading and the beginning of a quotation.
  mutating func beginFootnote(_ line: Int, _ cursor: LineCursor) -> Int? {
    let start = cursor.contentStart
    guard cursor.indentation.columns < 4, containers.count < Self.containerBound,
      containers.count(where: { if case .indented = $0.kind { true } else { false } }) < Self.footnoteBound,
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
    push(.indented(columns: 4))
    leaf = .none
    return rest.isBlank ? line + 1 : beginBlocks(line, rest, containers.count, .fresh)
  }

  /// Turns the colon before what a term means into a heading and the beginning of a quotation.
  mutating func beginMeaning(_ line: Int, _ cursor: LineCursor) -> Int? {
    let start = cursor.contentStart
    guard isMeaning(cursor), let termLine, line - termLine <= 2, containers.count < Self.containerBound else {
      return nil
    }
    copy(upTo: start)
    let range = SourceRange(start, start + 1)
    output.insert("###### ", for: range)
    output.insert(Lifted(content: .meaning, raw: ":", range: range))
    output.insert("\n" + prefix + "> ", for: emptyRange(start + 1))
    var rest = cursor
    rest.skipContent(1)
    let columns = min(rest.indentation.columns, 4)
    rest.skipColumns(rest.indentation.columns)
    skip(to: rest.offset)
    push(.indented(columns: min(cursor.indentation.columns + 1 + columns, 4)))
    leaf = .none
    return beginBlocks(line, rest, containers.count, .fresh)
  }

  /// Whether a line begins with a colon and a blank.
  func isMeaning(_ cursor: LineCursor) -> Bool {
    extensions.contains(.documents) && cursor.indentation.columns < 3
      && (source.hasBytes(of: ": ", at: cursor.contentStart)
        || source.hasBytes(of: ":\t", at: cursor.contentStart))
      && cursor.contentStart + 2 < cursor.end
  }

  /// Turns the indentation of a line inside a footnote into the marker of a quotation.
  mutating func replaceFootnoteIndentation(from start: LineCursor, to end: LineCursor) {
    copy(upTo: start.offset)
    let spaces = String(repeating: " ", count: end.tabRemainder)
    output.insert("> " + spaces, for: SourceRange(start.offset, end.offset))
    skip(to: end.tabRemainder > 0 ? end.offset + 1 : end.offset)
  }

  /// Gives a blank line inside of a footnote the marker of its quotation, and of what that stands in.
  mutating func markBlankLine(_ line: Int, _ matched: Int) {
    let last = containers.prefix(matched).lastIndex { if case .indented = $0.kind { true } else { false } }
    guard let last else { return }
    let range = SourceRange(lines[line].lowerBound, lines[line].upperBound)
    copy(upTo: range.start)
    output.insert(prefix(of: containers[...last]), for: range)
    skip(to: range.end)
  }

  /// Keeps a quotation after a footnote from becoming part of the footnote's.
  mutating func separateQuote(at cursor: LineCursor) {
    copy(upTo: cursor.contentStart)
    let range = emptyRange(cursor.contentStart)
    output.insert("###### ", for: range)
    output.insert(Lifted(content: .separator, raw: "", range: range))
    output.insert("\n" + prefix, for: range)
  }
}
