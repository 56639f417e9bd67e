// Marks of running text that CommonMark does not know: raised, lowered and struck text, spans with attributes, footnotes
// in their place, bare addresses, roles of MyST, and what other tools are told in braces.

import Diagnostics

extension InlineScanner {
  /// A beginning here and an end further on, which may stand in a later line of the paragraph.
  private mutating func begin(_ mark: InlineMark, length: Int, closer: Int, end: Int) {
    closers.append(Find(kind: .lifted(.mark(mark, isOpening: false)), start: closer, end: end))
    find(.lifted(.mark(mark, isOpening: true)), to: position + length)
    extend(to: end)
  }

  /// `x^2^` and `^[a note]`.
  mutating func scanCaret() {
    guard extensions.contains(.documents) else { return position += 1 }
    if bytes.hasBytes(of: "[", at: position + 1), let close = region.closingBracket(of: position + 1),
      close < paragraphEnd(), close > position + 2
    {
      let range = region.fileRange(position, close + 1)
      return begin(.footnote(range), length: 2, closer: close, end: close + 1)
    }
    guard let close = endOfWord(before: UInt8(ascii: "^")) else { return position += 1 }
    begin(.superscript, length: 1, closer: close, end: close + 1)
  }

  /// `~~struck~~` and `H~2~O`.
  mutating func scanTilde() {
    var length = 0
    while position + length < lineEnd, bytes[position + length] == UInt8(ascii: "~") { length += 1 }
    guard extensions.contains(.documents), length <= 2 else { return position += length }
    if length == 2 {
      guard let close = endOfStruckText() else { return position += 2 }
      return begin(.strikethrough, length: 2, closer: close, end: close + 2)
    }
    guard let close = endOfWord(before: UInt8(ascii: "~")) else { return position += 1 }
    begin(.subscript, length: 1, closer: close, end: close + 1)
  }

  /// Where a mark closes a text without blanks that begins behind the same mark.
  private func endOfWord(before mark: UInt8) -> Int? {
    var index = position + 1
    while index < lineEnd, !isSpace(bytes[index]), bytes[index] != mark {
      // What could hide the end, or is no word, is left alone.
      if "`$<|".utf8.contains(bytes[index]) { return nil }
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return index < lineEnd && bytes[index] == mark && index > position + 1 ? index : nil
  }

  private mutating func endOfStruckText() -> Int? {
    guard position + 2 < lineEnd, !isSpace(bytes[position + 2]), !hopeless.contains("~~") else { return nil }
    let end = paragraphEnd()
    var index = position + 3
    while index + 1 < end {
      if bytes.hasBytes(of: "~~", at: index), !isSpace(bytes[index - 1]) { return index }
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    if end == limit { hopeless.insert("~~") }
    return nil
  }

  /// `[text]{.class}` and citations in brackets.
  mutating func scanBracket() {
    guard extensions.contains(.documents), let close = region.closingBracket(of: position),
      close < paragraphEnd()
    else {
      return position += 1
    }
    let isImage = position > 0 && bytes[position - 1] == UInt8(ascii: "!")
    if isImage, let (image, end) = imageWithBlanks(close) {
      finds.append(Find(kind: .lifted(.image(image)), start: position - 1, end: end))
      return move(to: end)
    }
    if !isImage, bytes.hasBytes(of: "{", at: close + 1), let (attributes, end) = attributes(at: close + 1) {
      return begin(.span(attributes), length: 1, closer: close, end: end)
    }
    if !isImage, !bytes.hasBytes(of: "(", at: close + 1), !bytes.hasBytes(of: "[", at: close + 1),
      let content = mention(position + 1, close)
    {
      return find(.lifted(content), to: close + 1)
    }
    position += 1
  }

  /// An image whose address holds blanks, as editors write it; CommonMark wants angles around it.
  private func imageWithBlanks(_ bracket: Int) -> (image: Link, end: Int)? {
    let start = bracket + 2
    guard bytes.hasBytes(of: "](", at: bracket), start < lineEnd, !isSpace(bytes[start]),
      let close = bytes[start..<lineEnd].firstIndex(of: UInt8(ascii: ")"))
    else { return nil }
    let address = region.text(start, close).trimmed
    guard address.contains(" "), !address.contains(where: { "<>\"'(".contains($0) }),
      address.pathExtensionIsPicture
    else { return nil }
    var attributes: Attributes?
    var end = close + 1
    if bytes.hasBytes(of: "{", at: end), let (found, after) = self.attributes(at: end) {
      (attributes, end) = (found, after)
    }
    let text = region.text(position + 1, bracket).replacingBreaks()
    let image = Link(
      destination: address.replacing(" ", with: "%20"),
      title: "",
      content: text.isEmpty ? [] : MarkdownDocument.inlines(of: text),
      attributes: attributes,
      range: region.fileRange(start, close)
    )
    return (image, end)
  }

  /// Attributes that begin at an offset and end in their line.
  func attributes(at start: Int) -> (attributes: Attributes, end: Int)? {
    let end = region.lines[region.lineIndex(at: start)].end
    let region = region
    return Attributes.read(bytes, from: start, to: min(end, limit), place: { region.fileOffset($0) })
  }

  /// `https://…` with nothing around it.
  mutating func scanAddress() {
    guard extensions.contains(.documents), bytes.hasBytes(of: "http", at: position),
      bytes.hasBytes(of: "://", at: position + 4) || bytes.hasBytes(of: "s://", at: position + 4),
      position == 0 || !isLetterOrDigit(bytes[position - 1])
    else { return position += 1 }
    let scheme = bytes[position + 4] == UInt8(ascii: "s") ? 8 : 7
    var end = position + scheme
    var depth = 0
    while end < lineEnd, !isSpace(bytes[end]), !"<>`|\"\\".utf8.contains(bytes[end]) {
      if bytes[end] == UInt8(ascii: "(") { depth += 1 }
      if bytes[end] == UInt8(ascii: ")") {
        depth -= 1
        if depth < 0 { break }
      }
      if bytes[end] == UInt8(ascii: "]") || bytes[end] == UInt8(ascii: "[") { break }
      end += 1
    }
    while end > position + scheme, ".,;:!?*_~'\"".utf8.contains(bytes[end - 1]) { end -= 1 }
    // A character is not cut.
    while end < lineEnd, bytes[end] & 0xC0 == 0x80 { end += 1 }
    guard end > position + scheme else { return position += scheme }
    find(.lifted(.link(region.text(position, end))), to: end)
  }

  /// A code span for one form of report, `` `\newpage`{=latex} ``.
  func rawSource(from start: Int, to contentEnd: Int, end: Int) -> (source: RawSource, end: Int)? {
    guard extensions.contains(.documents), bytes.hasBytes(of: "{=", at: end),
      let close = bytes[end..<limit].firstIndex(of: UInt8(ascii: "}"))
    else { return nil }
    let format = region.text(end + 2, close)
    guard !format.isEmpty, format.utf8.allSatisfy({ isLetterOrDigit($0) }) else { return nil }
    let source = region.text(start, contentEnd)
    return (
      RawSource(format: format, source: source, range: region.fileRange(position, close + 1)), close + 1
    )
  }

  // MARK: - Braces

  /// What stands in braces and is no text: attributes behind a link, a role of MyST, a tag for another tool.
  mutating func scanMarkupInBraces(behind before: UInt8) -> Bool {
    guard extensions.contains(.documents), setting != .html else { return false }
    if ")]`".utf8.contains(before), let (attributes, end) = attributes(at: position) {
      find(.lifted(.attributes(attributes)), to: end)
      return true
    }
    if scanRole() { return true }
    guard isForeignMarkup(position), !isOfAFormula(), let end = endOfForeignMarkup() else { return false }
    let text = region.text(position, end)
    let what =
      "\(text.hasPrefix("{:") ? "attributes of kramdown" : "a tag of a template") '\(text.prefix(60))'"
    find(.lifted(.passedOver(PassedOver(what: what, range: region.fileRange(position, end)))), to: end)
    return true
  }

  /// Whether the braces hold words that only a formula has, which kramdown's colon before them makes no others.
  private func isOfAFormula() -> Bool {
    guard bytes.hasBytes(of: "{:", at: position), let (attributes, _) = attributes(at: position) else {
      return false
    }
    return attributes.classes.contains { ["check", "define", "derive"].contains($0.text) }
      || attributes.identifier?.text.hasPrefix("eq-") == true
  }

  /// Whether braces at an offset speak to another tool: kramdown's `{:`, Liquid's `{%`, shortcodes' `{{<` and `{{%`.
  func isForeignMarkup(_ start: Int) -> Bool {
    bytes.hasBytes(of: "{:", at: start) || bytes.hasBytes(of: "{%", at: start)
      || bytes.hasBytes(of: "{{<", at: start)
      || bytes.hasBytes(of: "{{%", at: start) || bytes.hasBytes(of: "{{ site.", at: start)
      || bytes.hasBytes(of: "{{ page.", at: start) || bytes.hasBytes(of: "{{site.", at: start)
  }

  private func endOfForeignMarkup() -> Int? {
    let closer: StaticString =
      bytes.hasBytes(of: "{{", at: position) ? "}}" : bytes.hasBytes(of: "{%", at: position) ? "%}" : "}"
    var index = position + 2
    while index < lineEnd {
      if bytes.hasBytes(of: closer, at: index) { return index + closer.utf8CodeUnitCount }
      index += 1
    }
    return nil
  }

  /// A role of MyST, `` {eq}`label` ``.
  private mutating func scanRole() -> Bool {
    var nameEnd = position + 1
    while nameEnd < lineEnd, Attributes.isNameByte(bytes[nameEnd]) || bytes[nameEnd] == UInt8(ascii: ".") {
      nameEnd += 1
    }
    guard nameEnd > position + 1, bytes.hasBytes(of: "}`", at: nameEnd) else { return false }
    let (length, next) = region.run(at: nameEnd + 1)
    guard let next, next + length <= paragraphEnd() else { return false }
    let start = nameEnd + 1 + length
    let end = next + length
    let range = region.fileRange(position, end)
    let name = region.text(position + 1, nameEnd)
    let content = region.text(start, next).replacingBreaks()
    switch name {
    case "math":
      let formula = TeXFormula(
        tex: region.fragment(start, next),
        placement: .inline,
        range: range,
        attributes: nil
      )
      find(.lifted(.formula(formula)), to: end)
    case "eq":
      find(.lifted(.reference(Reference(label: content, style: .parenthesized, range: range))), to: end)
    case "ref", "numref", "prf:ref", "proof:ref", "exercise:ref":
      let (text, target) = Self.titleAndTarget(content)
      let style: Reference.Style =
        text.map { $0.contains("%") || $0.contains("{") ? .named : .text($0) } ?? .named
      find(.lifted(.reference(Reference(label: target, style: style, range: range))), to: end)
    case _ where name == "cite" || name.hasPrefix("cite:"):
      let items = content.split(separator: ",").map {
        Citation.Item(key: $0.trimmed, prefix: "", suffix: "", omitsAuthor: false)
      }
      let style: Citation.Style = name.hasSuffix(":t") || name.hasSuffix(":ts") ? .textual : .parenthetical
      find(.lifted(.citation(Citation(style: style, items: items, source: content, range: range))), to: end)
    case "sub", "sup":
      begin(name == "sub" ? .subscript : .superscript, length: start - position, closer: next, end: end)
    case "download" where isAddress(of: content):
      let (text, target) = Self.titleAndTarget(content)
      let link = HTMLElement(name: "a", attributes: ["href": target])
      guard text?.isEmpty == false, let open = bytes[start..<next].lastIndex(of: UInt8(ascii: "<")) else {
        find(.lifted(.link(target)), to: end)
        return true
      }
      let last = bytes[start..<open].lastIndex { !isSpace($0) } ?? start
      begin(.element(link), length: start - position, closer: last + 1, end: end)
    case "doc", "download", "term", "abbr", "index", "any", "obj", "guilabel", "menuselection", "dfn",
      "strong", "emphasis":
      find(.lifted(.text(Self.titleAndTarget(content).text ?? content)), to: end)
    case "code", "file", "kbd", "command", "program", "literal", "samp", "option", "envvar":
      find(.lifted(.text("")), to: nameEnd + 1)
    default: return false
    }
    return true
  }

  /// Whether a role leads to an address of the web.
  private func isAddress(of content: String) -> Bool {
    let target = Self.titleAndTarget(content).target
    return target.hasPrefix("https://") || target.hasPrefix("http://")
  }

  /// The two parts of `text <target>`.
  private static func titleAndTarget(_ content: String) -> (text: String?, target: String) {
    guard content.hasSuffix(">"), let open = content.lastIndex(of: "<") else { return (nil, content) }
    return (content[..<open].trimmed, String(content[content.index(after: open)...].dropLast()))
  }
}

extension StringProtocol {
  /// The text without white space at its ends.
  var trimmed: String {
    let start = drop(while: \.isWhitespace)
    return String(start.reversed().drop(while: \.isWhitespace).reversed())
  }

  /// Whether an address ends as those of pictures do.
  fileprivate var pathExtensionIsPicture: Bool {
    let kinds = [".png", ".jpg", ".jpeg", ".gif", ".svg", ".pdf", ".webp", ".bmp"]
    return kinds.contains { lowercased().hasSuffix($0) }
  }

  /// The text in one line.
  func replacingBreaks() -> String { String(map { $0.isNewline ? " " : $0 }) }
}
