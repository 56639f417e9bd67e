// The text that libcmark is given: what it must not touch is lifted out behind placeholders, and every byte
// knows its place in the file.
//
// A placeholder is a private-use character, a number, letters, and a second private-use character. To CommonMark
// it is a word. The number stands for what was lifted, so two equal formulas in the labels of a link and of its
// definition still match; the letters say which of them it is, by their case, which labels ignore.

import Diagnostics

/// Something that was taken out of the text before libcmark saw it.
struct Lifted {
  enum Content {
    case formula(TeXFormula)
    case inlineResult(InlineResult)
    case reference(Reference)
    /// Several references in one pair of brackets.
    case references([Reference])
    case footnoteReference(label: String, range: SourceRange)
    case headingAttributes(Attributes)
    case tableStart([Table.Alignment])
    case tableCell(SourceRange)
    case mathFence(TeXFormula)
    case footnoteDefinition(label: String, range: SourceRange)
    /// Keeps two quotations apart that are not one.
    case separator
    case citation(Citation)
    /// A definition of a TeX command, which holds for the whole document.
    case definition(SourceFragment)
    /// What stands in braces behind a link, an image or code.
    case attributes(Attributes)
    /// A beginning or an end inside running text.
    case mark(InlineMark, isOpening: Bool)
    /// A bare address.
    case link(String)
    case image(Link)
    case raw(RawSource)
    /// Characters that mean nothing more than themselves.
    case text(String)
    case divisionStart(Attributes)
    case divisionTitle
    case divisionEnd
    /// The mark before what a term means.
    case meaning
    /// A place that can be referred to.
    case anchor(Attributes)
    case tableCaption(Attributes?)
    /// How the list behind is counted.
    case numbering(ListNumbering)
    /// A mention of an example.
    case example(label: String, number: Int)
    case passedOver(PassedOver)
  }

  let content: Content
  /// What the author wrote, without quote markers; put back where the text turns out to be code or HTML.
  let raw: String
  let range: SourceRange
}

/// The text for libcmark while it is being put together.
struct LiftedText {
  private struct Segment {
    let start: Int
    let fileStart: Int
    let fileEnd: Int
    let isCopy: Bool
  }

  private(set) var bytes: [UInt8] = []
  private var segments: [Segment] = []
  private var lifted: [Lifted] = []
  private var numbers: [String: Int] = [:]
  private let brackets: (open: [UInt8], close: [UInt8])?

  /// A text whose placeholders use characters that `source` does not hold.
  init(for source: [UInt8]) {
    brackets = Self.unusedCharacters(in: source)
  }

  /// Whether two private-use characters were left for placeholders.
  var canLift: Bool { brackets != nil }

  // MARK: - Building

  mutating func copy(_ source: [UInt8], _ range: Range<Int>) {
    guard !range.isEmpty else { return }
    segments.append(
      Segment(start: bytes.count, fileStart: range.lowerBound, fileEnd: range.upperBound, isCopy: true)
    )
    bytes.append(contentsOf: source[range])
  }

  mutating func insert(_ text: String, for range: SourceRange) {
    insert(Array(text.utf8), for: range)
  }

  mutating func insert(_ added: [UInt8], for range: SourceRange) {
    segments.append(Segment(start: bytes.count, fileStart: range.start, fileEnd: range.end, isCopy: false))
    bytes.append(contentsOf: added)
  }

  mutating func insert(_ piece: Lifted) {
    guard let brackets else { return insert(piece.raw, for: piece.range) }
    // Only what can stand in a label needs a number by content.
    let key = piece.raw
    let number = numbers[key] ?? numbers.count
    numbers[key] = number
    var placeholder = brackets.open + Array(String(number).utf8)
    for bit in 0..<Self.placeBits {
      placeholder.append(lifted.count >> bit & 1 == 0 ? UInt8(ascii: "a") : UInt8(ascii: "A"))
    }
    lifted.append(piece)
    insert(placeholder + brackets.close, for: piece.range)
  }

  private static let placeBits = 24

  /// The identifiers that authors gave to headings.
  var headingIdentifiers: [String] {
    lifted.compactMap { piece in
      if case .headingAttributes(let attributes) = piece.content { attributes.identifier?.text } else { nil }
    }
  }

  // MARK: - Places

  /// The offset in the file of the byte at an offset of this text.
  func fileStart(_ offset: Int) -> Int {
    guard let segment = segment(at: offset) else { return 0 }
    return segment.isCopy
      ? min(segment.fileStart + offset - segment.start, segment.fileEnd) : segment.fileStart
  }

  /// The offset in the file after the byte before an offset of this text.
  func fileEnd(_ offset: Int) -> Int {
    guard offset > 0, let segment = segment(at: offset - 1) else { return fileStart(offset) }
    return segment.isCopy ? min(segment.fileStart + offset - segment.start, segment.fileEnd) : segment.fileEnd
  }

  private func segment(at offset: Int) -> Segment? {
    segments.place(ofPartAt: offset, beginning: \.start).map { segments[$0] }
  }

  // MARK: - Putting back

  /// A run of text, or something that was lifted.
  enum Part {
    case text(String)
    case lifted(Lifted)
  }

  /// The parts of a text that libcmark returned.
  func parts(of text: String) -> [Part] {
    guard let brackets else { return [.text(text)] }
    var text = text
    return text.withUTF8 { buffer -> [Part] in
      // Most texts hold no placeholder, and are passed on as they are.
      guard let found = Self.index(of: brackets.open, in: buffer, from: 0) else {
        return [.text(String(decoding: buffer, as: UTF8.self))]
      }
      var parts: [Part] = []
      var copied = 0
      var next: Int? = found
      while let start = next {
        if let (piece, end) = self.piece(in: buffer, at: start + brackets.open.count, brackets.close) {
          if copied < start { parts.append(.text(String(decoding: buffer[copied..<start], as: UTF8.self))) }
          parts.append(.lifted(piece))
          copied = end
          next = Self.index(of: brackets.open, in: buffer, from: end)
        } else {
          next = Self.index(of: brackets.open, in: buffer, from: start + brackets.open.count)
        }
      }
      if copied < buffer.count { parts.append(.text(String(decoding: buffer[copied...], as: UTF8.self))) }
      return parts
    }
  }

  /// A text with everything that was lifted put back as the author wrote it.
  func restored(_ text: String) -> String {
    parts(of: text).map { part in
      switch part {
      case .text(let text): text
      case .lifted(let piece): piece.raw
      }
    }
    .joined()
  }

  private func piece(
    in buffer: UnsafeBufferPointer<UInt8>,
    at start: Int,
    _ close: [UInt8]
  ) -> (Lifted, Int)? {
    var position = start
    while position < buffer.count, isDigit(buffer[position]) { position += 1 }
    guard position + Self.placeBits + close.count <= buffer.count else { return nil }
    var place = 0
    for bit in 0..<Self.placeBits where buffer[position + bit] == UInt8(ascii: "A") { place |= 1 << bit }
    position += Self.placeBits
    guard lifted.indices.contains(place), buffer[position..<position + close.count].elementsEqual(close)
    else {
      return nil
    }
    return (lifted[place], position + close.count)
  }

  private static func index(
    of pattern: [UInt8],
    in buffer: UnsafeBufferPointer<UInt8>,
    from start: Int
  ) -> Int? {
    var index = start
    while index + pattern.count <= buffer.count {
      if buffer[index] == pattern[0], buffer[index..<index + pattern.count].elementsEqual(pattern) {
        return index
      }
      index += 1
    }
    return nil
  }

  // MARK: - Characters for placeholders

  /// Two private-use characters that the text holds neither as such nor as a numeric character reference.
  private static func unusedCharacters(in source: [UInt8]) -> (open: [UInt8], close: [UInt8])? {
    let first: UInt32 = 0xE000
    let count = 0x1900
    var isUsed = [Bool](repeating: false, count: count)
    func use(_ scalar: UInt32) {
      if scalar >= first, scalar < first + UInt32(count) { isUsed[Int(scalar - first)] = true }
    }
    var index = 0
    while index < source.count {
      if source[index] & 0xF0 == 0xE0, index + 2 < source.count {
        let high = UInt32(source[index] & 0x0F) << 12
        use(high | UInt32(source[index + 1] & 0x3F) << 6 | UInt32(source[index + 2] & 0x3F))
      } else if source.hasBytes(of: "&#", at: index) {
        use(numericReference(in: source, at: index + 2))
      }
      index += 1
    }
    var characters: [[UInt8]] = []
    for index in isUsed.indices where !isUsed[index] && characters.count < 2 {
      if let scalar = Unicode.Scalar(first + UInt32(index)) { characters.append(Array(String(scalar).utf8)) }
    }
    return characters.count == 2 ? (characters[0], characters[1]) : nil
  }

  private static func numericReference(in source: [UInt8], at start: Int) -> UInt32 {
    let isHexadecimal = start < source.count && source[start] | 0x20 == UInt8(ascii: "x")
    var value: UInt32 = 0
    for byte in source.dropFirst(isHexadecimal ? start + 1 : start).prefix(8) {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, isHexadecimal || digit < 10 else {
        break
      }
      value = min(value &* (isHexadecimal ? 16 : 10) &+ UInt32(digit), 0xFF_FFFF)
    }
    return value
  }
}
