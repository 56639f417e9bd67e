/// A text the user wrote, with the table that turns offsets into lines and columns.
///
/// Offsets are UTF-8 bytes from 0; lines and columns are for the edge of the program only.
package struct SourceFile: Sendable, Hashable {
  /// The path as the user gave it, or `-` for standard input.
  package let path: String
  /// The whole text.
  package let text: String
  /// The offset of the first byte of each line.
  private let lineStarts: [Int]
  private let byteCount: Int
  /// The parts of a text that was put together from several files; empty for a text as it was written.
  private let parts: [Part]

  /// A source file of the given path and text.
  package init(path: String, text: String) { self.init(path: path, text: text, parts: []) }

  private init(path: String, text: String, parts: [Part]) {
    self.path = path
    self.parts = parts
    self.text = text
    var starts = [0]
    var offset = 0
    for byte in text.utf8 {
      offset += 1
      if byte == UInt8(ascii: "\n") { starts.append(offset) }
    }
    lineStarts = starts
    byteCount = offset
  }

  /// The number of lines, at least 1.
  package var lineCount: Int { lineStarts.count }

  /// The offset of the first byte of a line, counted from 1; clamped to the file.
  package func offset(ofLine line: Int) -> Int {
    guard line >= 1 else { return 0 }
    return line <= lineStarts.count ? lineStarts[line - 1] : byteCount
  }

  /// The line and the column in UTF-8 bytes, both from 1, of an offset; clamped to the file.
  ///
  /// What comes from another file has the place at which it is included.
  package func position(at offset: Int) -> SourcePosition {
    if let part = part(at: offset) {
      return part.main.position(at: part.place ?? part.range.start + offset - part.start)
    }
    let offset = min(max(offset, 0), byteCount)
    let line = lineStarts.place(ofPartAt: offset) { $0 } ?? 0
    return SourcePosition(line: line + 1, column: offset - lineStarts[line] + 1)
  }

  /// The text of a line, counted from 1, without its line break.
  package func line(_ line: Int) -> String {
    withBytes(ofLine: line) { String(decoding: $0, as: UTF8.self) }
  }

  /// What is made of the bytes of a line, counted from 1, without its line break; they are not copied.
  func withBytes<Value>(ofLine line: Int, _ body: (Substring.UTF8View) -> Value) -> Value {
    if let main = parts.first?.main { return main.withBytes(ofLine: line, body) }
    guard line >= 1, line <= lineStarts.count else { return body(Substring().utf8) }
    let bytes = text.utf8
    let start = bytes.index(bytes.startIndex, offsetBy: lineStarts[line - 1])
    var end = bytes.index(
      bytes.startIndex,
      offsetBy: line < lineStarts.count ? lineStarts[line] : byteCount
    )
    while end > start, case let last = bytes.index(before: end),
      bytes[last] == UInt8(ascii: "\n") || bytes[last] == UInt8(ascii: "\r")
    {
      end = last
    }
    return body(bytes[start..<end])
  }
}

// MARK: - Texts of several files

extension SourceFile {
  /// A piece of a text that was put together.
  package struct Part: Sendable, Hashable {
    /// The file that the piece comes from, as it was written.
    package let file: SourceFile
    /// The piece, by offsets of that file.
    package let range: SourceRange
    /// Where the piece is included, as an offset of the file that the text is named after; nil for pieces of that file itself.
    package let place: Int?
    fileprivate var start = 0
    fileprivate var mainFile: [SourceFile] = []

    fileprivate var main: SourceFile { place == nil ? file : mainFile.first ?? file }

    /// A piece of a file.
    package init(of file: SourceFile, _ range: SourceRange, includedAt place: Int? = nil) {
      self.file = file
      self.range = range
      self.place = place
    }

    /// The text of the piece.
    package var text: String {
      String(
        decoding: Array(file.text.utf8.dropFirst(range.start).prefix(range.end - range.start)),
        as: UTF8.self
      )
    }
  }

  /// The text of several pieces, one after the other, which is named after the file that includes the others.
  package init(_ main: SourceFile, of parts: [Part]) {
    var text = ""
    var placed: [Part] = []
    var start = 0
    for var part in parts {
      part.start = start
      part.mainFile = [main]
      placed.append(part)
      text += part.text
      start += part.range.end - part.range.start
    }
    self.init(path: main.path, text: text, parts: placed)
  }

  /// The file that a range comes from, with the range there; the file itself for a text as it was written.
  package func origin(of range: SourceRange) -> (file: SourceFile, range: SourceRange) {
    guard let part = part(at: range.start) else { return (self, range) }
    let start = part.range.start + range.start - part.start
    return (part.file, SourceRange(start, min(start + range.end - range.start, part.file.byteCount)))
  }

  private func part(at offset: Int) -> Part? {
    parts.place(ofPartAt: offset, beginning: \.start).map { parts[$0] }
  }
}

/// A line and a column, both counted from 1; columns count UTF-8 bytes.
package struct SourcePosition: Sendable, Hashable, Comparable {
  /// The line, from 1.
  package let line: Int
  /// The column in UTF-8 bytes, from 1.
  package let column: Int

  /// A position at the given line and column.
  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// Positions are ordered as they stand in the text.
  package static func < (left: SourcePosition, right: SourcePosition) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// A half-open range of UTF-8 offsets in one source file.
package struct SourceRange: Sendable, Hashable {
  /// The offset of the first byte.
  package let start: Int
  /// The offset after the last byte.
  package let end: Int

  /// The range from `start` up to, but not including, `end`.
  package init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = max(start, end)
  }

  /// Whether the other range lies inside this one.
  package func contains(_ other: SourceRange) -> Bool { start <= other.start && other.end <= end }

  /// The smallest range that holds both.
  package func union(_ other: SourceRange) -> SourceRange {
    SourceRange(min(start, other.start), max(end, other.end))
  }
}
