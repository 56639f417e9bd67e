// Which block begins at a place of a line. libcmark decides what the blocks of a text are; this reader follows
// the same rules one line at a time, so that nothing is lifted out of code, and no formula swallows a fence.

/// A block that begins in a line.
enum BlockStart {
  case quote
  /// An ATX heading whose text begins at an offset.
  case heading(contentStart: Int)
  case fence(Fence)
  case html(HTMLBlock)
  case setextUnderline
  case thematicBreak
  /// A list item: the bytes of its marker, and the columns its further lines are indented by.
  case item(markerLength: Int, contentColumns: Int, indentation: Int)

  /// The opening of a fenced block.
  struct Fence {
    let byte: UInt8
    let length: Int
    let indentation: Int
    /// Where the fence begins, and where its info string does.
    let start: Int
    let infoStart: Int
  }

  /// What ends a block of raw HTML.
  enum HTMLBlock {
    /// The first line that holds one of these texts, whatever its case.
    case until([StaticString])
    /// The first blank line.
    case untilBlankLine
  }

  /// What a line stands in, as far as that decides what can begin.
  enum Context {
    case fresh
    /// A paragraph goes on in this line, with all its quote markers and indentation.
    case paragraph
    /// A paragraph is open, but this line lacks some of its markers.
    case lazyParagraph
  }

  /// The block that begins at the cursor; nil for text, indented code and blank lines.
  static func find(at cursor: LineCursor, in context: Context) -> BlockStart? {
    let (columns, start) = cursor.indentation
    guard columns < 4, start < cursor.end else { return nil }
    let source = cursor.source
    switch source[start] {
    case UInt8(ascii: ">"):
      return .quote
    case UInt8(ascii: "#"):
      return heading(source, start, cursor.end)
    case UInt8(ascii: "`"), UInt8(ascii: "~"):
      return fence(source, start, cursor.end, columns)
    case UInt8(ascii: "<"):
      return htmlBlock(source, start, cursor.end, context).map { .html($0) }
    case UInt8(ascii: "="):
      return context == .paragraph && isSetextUnderline(source, start, cursor.end) ? .setextUnderline : nil
    case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "*"), UInt8(ascii: "+"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      if context == .paragraph, isSetextUnderline(source, start, cursor.end) { return .setextUnderline }
      if isThematicBreak(source, start, cursor.end) { return .thematicBreak }
      return item(source, start, cursor, columns, context)
    default:
      return nil
    }
  }

  private static func heading(_ source: [UInt8], _ start: Int, _ end: Int) -> BlockStart? {
    var index = start
    while index < end, source[index] == UInt8(ascii: "#") { index += 1 }
    guard index - start <= 6, index == end || isBlank(source[index]) else { return nil }
    while index < end, isBlank(source[index]) { index += 1 }
    return .heading(contentStart: index)
  }

  private static func fence(_ source: [UInt8], _ start: Int, _ end: Int, _ columns: Int) -> BlockStart? {
    let byte = source[start]
    var index = start
    while index < end, source[index] == byte { index += 1 }
    let length = index - start
    guard length >= 3 else { return nil }
    if byte == UInt8(ascii: "`"), source[index..<end].contains(byte) { return nil }
    return .fence(Fence(byte: byte, length: length, indentation: columns, start: start, infoStart: index))
  }

  private static func isSetextUnderline(_ source: [UInt8], _ start: Int, _ end: Int) -> Bool {
    let byte = source[start]
    guard byte == UInt8(ascii: "=") || byte == UInt8(ascii: "-") else { return false }
    var index = start
    while index < end, source[index] == byte { index += 1 }
    return source[index..<end].allSatisfy(isBlank)
  }

  private static func isThematicBreak(_ source: [UInt8], _ start: Int, _ end: Int) -> Bool {
    let byte = source[start]
    guard byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "*") else {
      return false
    }
    var count = 0
    for other in source[start..<end] {
      if other == byte { count += 1 } else if !isBlank(other) { return false }
    }
    return count >= 3
  }

  private static func item(
    _ source: [UInt8],
    _ start: Int,
    _ cursor: LineCursor,
    _ columns: Int,
    _ context: Context
  ) -> BlockStart? {
    var index = start
    var number = 0
    let isOrdered = isDigit(source[start])
    if isOrdered {
      while index < cursor.end, isDigit(source[index]), index - start < 9 {
        number = number * 10 + Int(source[index] - UInt8(ascii: "0"))
        index += 1
      }
      guard index < cursor.end, source[index] == UInt8(ascii: ".") || source[index] == UInt8(ascii: ")")
      else {
        return nil
      }
    } else if source[start] == UInt8(ascii: "_") {
      return nil
    }
    index += 1
    guard index == cursor.end || isBlank(source[index]) else { return nil }
    let markerLength = index - start
    var rest = cursor
    rest.skipContent(markerLength)
    let isEmpty = rest.isBlank
    if context == .paragraph, isEmpty || (isOrdered && number != 1) { return nil }
    let padding = rest.indentation.columns
    let columnsAfter = isEmpty || padding > 4 ? 1 : padding
    return .item(
      markerLength: markerLength,
      contentColumns: columns + markerLength + columnsAfter,
      indentation: columnsAfter
    )
  }

  static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
}

// MARK: - Raw HTML

extension BlockStart {
  private static let literalElements: [StaticString] = ["script", "pre", "style", "textarea"]
  private static let blockElements: [StaticString] = [
    "address", "article", "aside", "base", "basefont", "blockquote", "body", "caption", "center", "col",
    "colgroup",
    "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
    "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "iframe",
    "legend", "li",
    "link", "main", "menu", "menuitem", "nav", "noframes", "ol", "optgroup", "option", "p", "param",
    "section",
    "source", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "track", "ul",
  ]

  private static func htmlBlock(
    _ source: [UInt8],
    _ start: Int,
    _ end: Int,
    _ context: Context
  ) -> HTMLBlock? {
    if source.hasBytes(of: "<!--", at: start) { return .until(["-->"]) }
    if source.hasBytes(of: "<?", at: start) { return .until(["?>"]) }
    if source.hasBytes(of: "<![CDATA[", at: start) { return .until(["]]>"]) }
    if source.hasBytes(of: "<!", at: start), start + 2 < end, isLetter(source[start + 2]) {
      return .until([">"])
    }
    let isClosing = start + 1 < end && source[start + 1] == UInt8(ascii: "/")
    let nameStart = start + (isClosing ? 2 : 1)
    var nameEnd = nameStart
    while nameEnd < end, isLetterOrDigit(source[nameEnd]) { nameEnd += 1 }
    let name = source[nameStart..<nameEnd].map { $0 | 0x20 }
    let isDelimited = nameEnd == end || isBlank(source[nameEnd]) || source[nameEnd] == UInt8(ascii: ">")
    if !isClosing, isDelimited, contains(name, literalElements) {
      return .until(["</script>", "</pre>", "</style>", "</textarea>"])
    }
    let isShort = source.hasBytes(of: "/>", at: nameEnd)
    if isDelimited || isShort, contains(name, blockElements) { return .untilBlankLine }
    guard context == .fresh, let tagEnd = HTMLTag.endOfElementTag(source, at: start, limit: end) else {
      return nil
    }
    return source[tagEnd..<end].allSatisfy(isBlank) ? .untilBlankLine : nil
  }

  private static func contains(_ name: [UInt8], _ names: [StaticString]) -> Bool {
    names.contains { $0.utf8CodeUnitCount == name.count && name.hasBytes(of: $0, at: 0) }
  }
}

extension BlockStart.HTMLBlock {
  /// Whether a line of the block is its last.
  func ends(in line: ArraySlice<UInt8>) -> Bool {
    switch self {
    case .untilBlankLine: return line.allSatisfy(BlockStart.isBlank)
    case .until(let endings):
      let lowered = line.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
      return endings.contains { ending in lowered.indices.contains { lowered.hasBytes(of: ending, at: $0) } }
    }
  }
}
