// The lines a formula may extend over: one paragraph's worth of text without quote markers and indentation, with
// tables of what closes what, so that looking for the end of a formula never takes a second walk over the text.

import Diagnostics

struct TextRegion {
  /// A line of the region.
  struct Line {
    /// The offset of its text in the region and in the file.
    let start: Int
    let fileStart: Int
    /// The offset after its text in the region.
    let end: Int
    /// Whether CommonMark lets another block begin here: code spans and tags end before it, formulas need not.
    let interruptsParagraph: Bool
  }

  /// The texts of the lines, separated by `\n`.
  private(set) var bytes: [UInt8] = []
  private(set) var lines: [Line] = []
  /// The number of the first line in the file, from 0.
  let firstLine: Int

  /// For each offset, the next dollar or pair of dollars in the same braces, or `none`.
  private var dollars: [Int32] = []
  private var doubleDollars: [Int32] = []
  private var closingParentheses: [Int] = []
  private var closingBrackets: [Int] = []
  private var closingTicks: [Int] = []
  /// The runs of backticks: offset, length, and the offset of the next run of that length.
  private var runs: [(start: Int, length: Int, next: Int?)] = []

  /// The closing bracket of each opening one.
  private var brackets: [Int: Int] = [:]

  /// For each line, the offset before the next line that another block may begin in.
  private var paragraphEnds: [Int] = []

  private static let none: Int32 = -1

  init(firstLine: Int) {
    self.firstLine = firstLine
  }

  mutating func append(_ text: ArraySlice<UInt8>, interruptsParagraph: Bool) {
    if !lines.isEmpty { bytes.append(UInt8(ascii: "\n")) }
    lines.append(
      Line(
        start: bytes.count,
        fileStart: text.startIndex,
        end: bytes.count + text.count,
        interruptsParagraph: interruptsParagraph
      )
    )
    bytes.append(contentsOf: text)
  }

  /// Makes the tables, when all lines are there.
  mutating func finish() {
    let escaped = escapedBytes()
    if bytes.contains(UInt8(ascii: "$")) { pairDollars(escaped) }
    for index in bytes.indices.dropLast() {
      let isEscape = bytes[index] == UInt8(ascii: "\\") && !escaped[index]
      if isEscape, bytes[index + 1] == UInt8(ascii: ")") { closingParentheses.append(index) }
      if isEscape, bytes[index + 1] == UInt8(ascii: "]") { closingBrackets.append(index) }
      if bytes.hasBytes(of: "`$", at: index) { closingTicks.append(index) }
    }
    pairRuns()
    if bytes.contains(UInt8(ascii: "[")) { pairBrackets(escaped) }
    var paragraphEnd = bytes.count
    for line in lines.reversed() {
      paragraphEnds.append(paragraphEnd)
      if line.interruptsParagraph { paragraphEnd = max(line.start - 1, 0) }
    }
    paragraphEnds.reverse()
  }

  /// The offset before the next line, after the one an offset stands in, that another block may begin in.
  func paragraphEnd(from offset: Int) -> Int { paragraphEnds[lineIndex(at: offset)] }

  private func escapedBytes() -> [Bool] {
    var escaped = [Bool](repeating: false, count: bytes.count)
    for index in bytes.indices.dropFirst() {
      escaped[index] = bytes[index - 1] == UInt8(ascii: "\\") && !escaped[index - 1]
    }
    return escaped
  }

  /// From right to left: a closing brace hides what is right of it until its opening brace.
  private mutating func pairDollars(_ escaped: [Bool]) {
    dollars = [Int32](repeating: Self.none, count: bytes.count + 1)
    doubleDollars = dollars
    var hidden: [(dollar: Int32, double: Int32)] = []
    var dollar = Self.none
    var double = Self.none
    for index in bytes.indices.reversed() {
      if !escaped[index] {
        switch bytes[index] {
        case UInt8(ascii: "}"):
          hidden.append((dollar, double))
          (dollar, double) = (Self.none, Self.none)
        case UInt8(ascii: "{"):
          (dollar, double) = hidden.popLast() ?? (Self.none, Self.none)
        case UInt8(ascii: "$"):
          dollar = Int32(index)
          if bytes.hasBytes(of: "$$", at: index) { double = Int32(index) }
        default: break
        }
      }
      dollars[index] = dollar
      doubleDollars[index] = double
    }
  }

  private mutating func pairBrackets(_ escaped: [Bool]) {
    var open: [Int] = []
    for index in bytes.indices where !escaped[index] {
      if bytes[index] == UInt8(ascii: "[") {
        open.append(index)
      } else if bytes[index] == UInt8(ascii: "]"), let start = open.popLast() {
        brackets[start] = index
      }
    }
  }

  private mutating func pairRuns() {
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "`") else {
        index += 1
        continue
      }
      let start = index
      while index < bytes.count, bytes[index] == UInt8(ascii: "`") { index += 1 }
      runs.append((start, index - start, nil))
    }
    var nextOfLength: [Int: Int] = [:]
    for position in runs.indices.reversed() {
      runs[position].next = nextOfLength[runs[position].length]
      nextOfLength[runs[position].length] = runs[position].start
    }
  }
}

// MARK: - What closes what

extension TextRegion {
  /// The bracket that closes the one at an offset.
  func closingBracket(of offset: Int) -> Int? { brackets[offset] }

  /// The next dollar from an offset that stands in the same braces.
  func dollar(from offset: Int) -> Int? { Self.entry(of: dollars, offset) }

  /// The next pair of dollars from an offset that stands in the same braces.
  func doubleDollar(from offset: Int) -> Int? { Self.entry(of: doubleDollars, offset) }

  private static func entry(of table: [Int32], _ offset: Int) -> Int? {
    table.indices.contains(offset) && table[offset] != none ? Int(table[offset]) : nil
  }

  /// The next `\)` from an offset.
  func closingParenthesis(from offset: Int) -> Int? { Self.first(in: closingParentheses, from: offset) }

  /// The next `\]` from an offset.
  func closingBracket(from offset: Int) -> Int? { Self.first(in: closingBrackets, from: offset) }

  /// The next backtick before a dollar from an offset.
  func closingTick(from offset: Int) -> Int? { Self.first(in: closingTicks, from: offset) }

  /// The run of backticks that an offset stands in or before, from that offset on.
  func run(at offset: Int) -> (length: Int, next: Int?) {
    guard let place = runs.place(ofPartAt: offset, beginning: \.start), runs[place].start == offset else {
      return (1, nil)
    }
    return (runs[place].length, runs[place].next)
  }

  private static func first(in offsets: [Int], from offset: Int) -> Int? {
    var low = 0
    var high = offsets.count
    while low < high {
      let middle = (low + high) / 2
      if offsets[middle] < offset { low = middle + 1 } else { high = middle }
    }
    return low < offsets.count ? offsets[low] : nil
  }
}

// MARK: - Places

extension TextRegion {
  /// The index of the line an offset stands in.
  func lineIndex(at offset: Int) -> Int {
    lines.place(ofPartAt: offset, beginning: \.start) ?? 0
  }

  /// The offset in the file of an offset of the region.
  func fileOffset(_ offset: Int) -> Int {
    let line = lines[lineIndex(at: offset)]
    return line.fileStart + min(offset, line.end) - line.start
  }

  /// The range in the file of a range of the region.
  func fileRange(_ start: Int, _ end: Int) -> SourceRange {
    SourceRange(fileOffset(start), end > start ? fileOffset(end - 1) + 1 : fileOffset(start))
  }

  /// The text of a range, with line breaks written as `separator`.
  func fragment(_ start: Int, _ end: Int, lineBreaks separator: String = "\n") -> SourceFragment {
    var result = SourceFragment(at: fileOffset(start))
    var position = start
    while position < end {
      let line = lines[lineIndex(at: position)]
      let stop = min(end, line.end)
      let text = String(decoding: bytes[position..<stop], as: UTF8.self)
      let ends = stop == line.end && stop < end
      result.append(ends ? text + separator : text, fileStart: line.fileStart + position - line.start)
      position = ends ? stop + 1 : stop
    }
    return result
  }

  /// The text of a range as it stands.
  func text(_ start: Int, _ end: Int) -> String {
    String(decoding: bytes[start..<end], as: UTF8.self)
  }
}
