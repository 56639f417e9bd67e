/// A text the user wrote, with the table that turns offsets into lines and columns.
///
/// Offsets are UTF-8 bytes from 0; lines and columns are for the edge of the program only.
public struct SourceFile: Sendable, Hashable {
  /// The path as the user gave it, or `-` for standard input.
  public let path: String
  /// The whole text.
  public let text: String
  /// The offset of the first byte of each line.
  private let lineStarts: [Int]
  private let byteCount: Int

  /// A source file of the given path and text.
  public init(path: String, text: String) {
    self.path = path
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
  public var lineCount: Int { lineStarts.count }

  /// The offset of the first byte of a line, counted from 1; clamped to the file.
  public func offset(ofLine line: Int) -> Int {
    guard line >= 1 else { return 0 }
    return line <= lineStarts.count ? lineStarts[line - 1] : byteCount
  }

  /// The line and the column in UTF-8 bytes, both from 1, of an offset; clamped to the file.
  public func position(at offset: Int) -> SourcePosition {
    let offset = min(max(offset, 0), byteCount)
    var low = 0
    var high = lineStarts.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle - 1 }
    }
    return SourcePosition(line: low + 1, column: offset - lineStarts[low] + 1)
  }

  /// The text of a line, counted from 1, without its line break.
  public func line(_ line: Int) -> String {
    guard line >= 1, line <= lineStarts.count else { return "" }
    let start = lineStarts[line - 1]
    let end = line < lineStarts.count ? lineStarts[line] : byteCount
    var bytes = Array(text.utf8.dropFirst(start).prefix(end - start))
    while let last = bytes.last, last == UInt8(ascii: "\n") || last == UInt8(ascii: "\r") {
      bytes.removeLast()
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// A line and a column, both counted from 1; columns count UTF-8 bytes.
public struct SourcePosition: Sendable, Hashable, Comparable {
  /// The line, from 1.
  public let line: Int
  /// The column in UTF-8 bytes, from 1.
  public let column: Int

  /// A position at the given line and column.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// Positions are ordered as they stand in the text.
  public static func < (left: SourcePosition, right: SourcePosition) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// A half-open range of UTF-8 offsets in one source file.
public struct SourceRange: Sendable, Hashable {
  /// The offset of the first byte.
  public let start: Int
  /// The offset after the last byte.
  public let end: Int

  /// The range from `start` up to, but not including, `end`.
  public init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = max(start, end)
  }

  /// Whether the other range lies inside this one.
  public func contains(_ other: SourceRange) -> Bool { start <= other.start && other.end <= end }

  /// The smallest range that holds both.
  public func union(_ other: SourceRange) -> SourceRange {
    SourceRange(min(start, other.start), max(end, other.end))
  }
}
