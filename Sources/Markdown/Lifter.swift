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
      /// A footnote or what a term means, whose further lines are indented; to libcmark it is a quotation.
      case indented(columns: Int)
    }

    let kind: Kind
    /// Whether something stands in it already; an empty item ends at a blank line.
    var hasContent = false
    /// How the list of an item is counted that CommonMark does not know.
    var numbering: OpenNumbering?
  }

  /// What the last line stood in.
  enum Leaf {
    case none, paragraph, indentedCode
    case fence(BlockStart.Fence)
    case html(BlockStart.HTMLBlock)
  }

  /// More containers than this are left to libcmark.
  static let containerBound = 512
  /// Rows that lack cells are filled up, but not without end: a wide table of empty rows would outgrow its source.
  static let fillingBound = 50_000

  let source: [UInt8]
  let extensions: MarkdownExtensions
  /// The text of each line without its line break.
  let lines: [Range<Int>]
  private(set) var frontMatter: SourceFragment?
  var output: LiftedText
  var diagnostics: [Diagnostic] = []
  /// A line that is looked at twice gives its braces twice.
  var looseBraces: [LooseBraces] = []
  /// The fences that open a block of code, by their offsets, and whether a fence closes it.
  var fences: [Int: FenceState] = [:]

  /// Whether a fenced block of code is closed.
  enum FenceState {
    case open, closed
  }

  /// The divisions whose ends are still to come.
  var divisions: [OpenDivision] = []
  /// The line after the last block of HTML whose formulas were lifted.
  var liftedHTML = 0
  /// For what ends a block that was looked for in vain, the line before which it is not there.
  var hopelessUntil: [String: Int] = [:]
  /// The definitions of TeX commands in formulas.
  var formulaDefinitions: [SourceFragment] = []
  /// The last line of a paragraph that may be a term, when nothing but a blank line stood behind it.
  var termLine: Int?
  var containers: [Container] = []
  var leaf = Leaf.none
  /// The text that formulas may extend over, one for each number of open containers.
  var regions: [TextRegion?] = [nil]
  /// Everything before this offset is in the output.
  var copied = 0
  var footnoteLabels: Set<String> = []
  var filledCells = 0
  /// The last number of each kind of list that CommonMark does not know.
  var lastNumbers: [String: Int] = [:]
  /// The numbers of examples by the offsets of their marks, and by their labels.
  var exampleNumbers: [Int: Int] = [:]
  var exampleLabels: [String: Int] = [:]

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
      collectExamples()
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

  mutating func copy(upTo end: Int) {
    guard end > copied else { return }
    output.copy(source, copied..<end)
    copied = end
  }

  /// Goes on after `end` without copying.
  mutating func skip(to end: Int) { copied = max(copied, end) }

  // MARK: - The top of the file

  /// Takes off the front matter, and returns the first line after it.
  mutating func skipFrontMatter() -> Int {
    guard let first = lines.first else { return 0 }
    let mark = source.hasBytes(of: "\u{FEFF}", at: 0) ? 3 : 0
    if isFrontMatterFence(mark..<first.upperBound, "+++") { return skipTOML() }
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

  /// Takes off front matter in TOML, as Hugo has it: up to its first table, `key = value` is `key: value`.
  private mutating func skipTOML() -> Int {
    guard lines.count > 1,
      let closing = lines.indices.dropFirst().first(where: { isFrontMatterFence(lines[$0], "+++") })
    else { return 0 }
    let content = lines[1..<closing]
    guard content.allSatisfy({ !looksLikeKey($0) }), content.contains(where: { tomlKey($0) != nil }) else {
      return 0
    }
    var fragment = SourceFragment(at: content.first?.lowerBound ?? 0)
    for line in content {
      if source.hasBytes(of: "[", at: line.lowerBound) { break }
      guard let sign = tomlKey(line) else { continue }
      let key = source[line.lowerBound..<sign].filter { !BlockStart.isBlank($0) }
      fragment.append(String(decoding: key, as: UTF8.self) + ":", fileStart: line.lowerBound)
      fragment.append(
        String(decoding: source[(sign + 1)..<line.upperBound], as: UTF8.self) + "\n",
        fileStart: sign + 1
      )
    }
    frontMatter = fragment
    copied = closing + 1 < lines.count ? lines[closing + 1].lowerBound : source.count
    return closing + 1
  }

  /// The place of the equals sign behind a key of TOML.
  private func tomlKey(_ line: Range<Int>) -> Int? {
    var index = line.lowerBound
    while index < line.upperBound, Attributes.isNameByte(source[index]) { index += 1 }
    guard index > line.lowerBound else { return nil }
    while index < line.upperBound, BlockStart.isBlank(source[index]) { index += 1 }
    return index < line.upperBound && source[index] == UInt8(ascii: "=") ? index : nil
  }

  func isFrontMatterFence(_ line: Range<Int>, _ fence: StaticString) -> Bool {
    source.hasBytes(of: fence, at: line.lowerBound) && line.count >= 3
      && source[(line.lowerBound + 3)..<line.upperBound].allSatisfy(BlockStart.isBlank)
  }

  func looksLikeKey(_ line: Range<Int>) -> Bool {
    let key = source[line].prefix { Attributes.isNameByte($0) && $0 != UInt8(ascii: ":") }
    return !key.isEmpty && source.hasBytes(of: ":", at: key.endIndex)
  }

  mutating func collectFootnoteLabels() {
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

  func footnoteDefinition(at start: Int, to end: Int) -> (label: String, labelEnd: Int)? {
    guard source.hasBytes(of: "[^", at: start),
      let close = Footnote.endOfLabel(source, from: start + 2, to: end),
      source.hasBytes(of: "]:", at: close), close + 2 <= end
    else { return nil }
    return (String(decoding: source[(start + 2)..<close], as: UTF8.self), close + 2)
  }
}
