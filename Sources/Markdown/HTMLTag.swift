// Where a raw HTML tag or an autolink of the running text ends. A dollar inside of one opens no formula.

enum HTMLTag {
  /// The offset after a tag, comment, instruction, declaration or autolink that begins at `start`.
  static func end(_ bytes: [UInt8], at start: Int, limit: Int) -> Int? {
    guard start + 1 < limit else { return nil }
    if bytes[start + 1] == UInt8(ascii: "!") || bytes[start + 1] == UInt8(ascii: "?") {
      return endOfMarkup(bytes, at: start, limit: limit)
    }
    return endOfElementTag(bytes, at: start, limit: limit) ?? endOfAutolink(bytes, at: start, limit: limit)
  }

  /// The offset after an opening or closing tag.
  static func endOfElementTag(_ bytes: [UInt8], at start: Int, limit: Int) -> Int? {
    var index = start + 1
    let isClosing = index < limit && bytes[index] == UInt8(ascii: "/")
    if isClosing { index += 1 }
    guard index < limit, isLetter(bytes[index]) else { return nil }
    while index < limit, isLetterOrDigit(bytes[index]) || bytes[index] == UInt8(ascii: "-") { index += 1 }
    if isClosing {
      index = skipSpace(bytes, index, limit)
      return index < limit && bytes[index] == UInt8(ascii: ">") ? index + 1 : nil
    }
    while true {
      let next = skipSpace(bytes, index, limit)
      guard next < limit else { return nil }
      if bytes[next] == UInt8(ascii: ">") { return next + 1 }
      if bytes.hasBytes(of: "/>", at: next) { return next + 2 }
      guard next > index, let end = endOfAttribute(bytes, at: next, limit: limit) else { return nil }
      index = end
    }
  }

  private static func endOfAttribute(_ bytes: [UInt8], at start: Int, limit: Int) -> Int? {
    guard isLetter(bytes[start]) || bytes[start] == UInt8(ascii: "_") || bytes[start] == UInt8(ascii: ":")
    else {
      return nil
    }
    var index = start + 1
    while index < limit, isLetterOrDigit(bytes[index]) || "_.:-".utf8.contains(bytes[index]) { index += 1 }
    let equals = skipSpace(bytes, index, limit)
    guard equals < limit, bytes[equals] == UInt8(ascii: "=") else { return index }
    let value = skipSpace(bytes, equals + 1, limit)
    guard value < limit else { return nil }
    let quote = bytes[value]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      guard let close = bytes[(value + 1)..<limit].firstIndex(of: quote) else { return nil }
      return close + 1
    }
    index = value
    while index < limit, !isSpace(bytes[index]), !"\"'=<>`".utf8.contains(bytes[index]) { index += 1 }
    return index > value ? index : nil
  }

  private static func endOfAutolink(_ bytes: [UInt8], at start: Int, limit: Int) -> Int? {
    var index = start + 1
    // An address of the web has a scheme before a colon; one of a person has an `@`.
    var isAddress = false
    while index < limit, bytes[index] != UInt8(ascii: ">") {
      let byte = bytes[index]
      guard byte > 0x20, byte != UInt8(ascii: "<"), byte != 0x7F else { return nil }
      if byte == UInt8(ascii: ":"), index - start > 2, index - start <= 33, isLetter(bytes[start + 1]) {
        isAddress = true
      }
      if byte == UInt8(ascii: "@") { isAddress = true }
      index += 1
    }
    return index < limit && isAddress ? index + 1 : nil
  }

  private static func endOfMarkup(_ bytes: [UInt8], at start: Int, limit: Int) -> Int? {
    func end(after text: StaticString, from: Int) -> Int? {
      var index = from
      while index + text.utf8CodeUnitCount <= limit {
        if bytes.hasBytes(of: text, at: index) { return index + text.utf8CodeUnitCount }
        index += 1
      }
      return nil
    }
    if bytes.hasBytes(of: "<!--", at: start) { return end(after: "-->", from: start + 4) }
    if bytes.hasBytes(of: "<?", at: start) { return end(after: "?>", from: start + 2) }
    if bytes.hasBytes(of: "<![CDATA[", at: start) { return end(after: "]]>", from: start + 9) }
    guard start + 2 < limit, isLetter(bytes[start + 2]) else { return nil }
    return end(after: ">", from: start + 3)
  }

  private static func skipSpace(_ bytes: [UInt8], _ start: Int, _ limit: Int) -> Int {
    var index = start
    while index < limit, isSpace(bytes[index]) { index += 1 }
    return index
  }
}
