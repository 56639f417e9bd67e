// A block of raw HTML as drafts: tags of harmless elements, and the text between them. A block that holds anything else, a
// script or a drawing, stands as it was written.

import Diagnostics

struct HTMLBlockReader {
  private(set) var drafts: [Draft] = []
  private var text = InlineAssembly()
  private let output: LiftedText
  private let range: SourceRange
  /// Names of elements that nothing closes behind some place.
  private var endless: Set<String> = []

  init(_ html: String, _ output: LiftedText, _ range: SourceRange) {
    self.output = output
    self.range = range
    read(html)
    flush()
  }

  private mutating func read(_ html: String) {
    let bytes = Array(html.utf8)
    var start = 0
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "<"), let end = endOfTag(bytes, at: index) else {
        index += 1
        continue
      }
      add(String(decoding: bytes[start..<index], as: UTF8.self))
      let tag = String(decoding: bytes[index..<end], as: UTF8.self)
      index = end
      start = end
      if tag.hasPrefix("<!--") { continue }
      guard let element = HTMLElement(output.restored(tag)) else {
        text.append(.html(output.restored(tag)))
        continue
      }
      if element.blockRole != nil {
        flush()
        drafts.append(.element(element, range))
      } else if element.textRole != nil {
        take(element, raw: tag)
      } else if element.side == .opening, let close = endOfElement(element.name, bytes, from: end) {
        // What is not read is kept whole, its content with it.
        flush()
        let source = String(decoding: bytes[(end - tag.utf8.count)..<close], as: UTF8.self)
        drafts.append(.block(Block(.htmlBlock(output.restored(source) + "\n"), range: range)))
        index = close
        start = close
      } else {
        text.append(.html(output.restored(tag)))
      }
    }
    add(String(decoding: bytes[start...], as: UTF8.self))
  }

  /// The end of a tag or comment; markup that nothing ends once is not looked for again.
  private mutating func endOfTag(_ bytes: [UInt8], at start: Int) -> Int? {
    let isMarkup = start + 1 < bytes.count && "!?".utf8.contains(bytes[start + 1])
    let key = isMarkup ? String(decoding: bytes[start..<min(start + 3, bytes.count)], as: UTF8.self) : ""
    if isMarkup, endless.contains(key) { return nil }
    let end = HTMLTag.end(bytes, at: start, limit: bytes.count)
    if isMarkup, end == nil { endless.insert(key) }
    return end
  }

  private mutating func take(_ element: HTMLElement, raw: String) {
    switch element.side {
    case .closing: text.close(.element(element), raw: raw)
    case .opening: text.open(.element(element), raw: raw, at: range)
    case .void:
      switch element.textRole {
      case .lineBreak: text.append(.lineBreak)
      case .image: text.append(InlineAssembly.image(element, range))
      default: break
      }
    }
  }

  /// Adds text, its entities resolved, its runs of blanks one blank, and with what was lifted out of it.
  private mutating func add(_ source: String) {
    for part in output.parts(of: source) {
      switch part {
      case .lifted(let piece):
        if case .formula(let formula) = piece.content {
          text.append(.math(formula))
        } else {
          text.append(.text(piece.raw))
        }
      case .text(let plain):
        let words = HTMLText.decoded(plain).split(omittingEmptySubsequences: false) {
          $0 == " " || $0 == "\n" || $0 == "\t"
        }
        let isBlank = words.allSatisfy(\.isEmpty)
        if isBlank {
          if !text.isEmpty, !plain.isEmpty { text.append(.softBreak) }
          continue
        }
        var line = words.filter { !$0.isEmpty }.joined(separator: " ")
        if words.first?.isEmpty == true, !text.isEmpty { line = " " + line }
        if words.last?.isEmpty == true { line += " " }
        text.append(.text(line))
      }
    }
  }

  private mutating func flush() {
    var content = text.resolved { .superscript($0.content) }
    text = InlineAssembly()
    content.trimBreaks()
    guard !content.isEmpty else { return }
    let formulas = content.compactMap { inline -> TeXFormula? in
      if case .math(let formula) = inline, formula.placement == .display { formula } else { nil }
    }
    if formulas.count == content.count {
      for formula in formulas { drafts.append(.block(Block(.displayMath(formula), range: formula.range))) }
    } else {
      drafts.append(.block(Block(.paragraph(content), range: range)))
    }
  }

  private mutating func endOfElement(_ name: String, _ bytes: [UInt8], from start: Int) -> Int? {
    guard !endless.contains(name) else { return nil }
    let wanted = Array("</\(name)".utf8)
    var index = start
    while index + wanted.count <= bytes.count {
      if bytes[index] == UInt8(ascii: "<"),
        zip(wanted, bytes[index...]).allSatisfy({ $0 == $1 || $0 == $1 | 0x20 }),
        let close = bytes[index...].firstIndex(of: UInt8(ascii: ">"))
      {
        return close + 1
      }
      index += 1
    }
    endless.insert(name)
    return nil
  }
}
