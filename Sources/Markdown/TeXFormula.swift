// A formula of the author's, as TeX, with the attributes that can follow a displayed one.

package import Diagnostics

/// A formula written as TeX.
package struct TeXFormula: Sendable, Hashable {
  /// Where a formula stands.
  package enum Placement: Sendable, Hashable {
    /// In the line.
    case inline
    /// On lines of its own.
    case display
  }

  /// The TeX between the delimiters, with the map back to the file.
  package let tex: SourceFragment
  /// Where the formula stands.
  package let placement: Placement
  /// The place of the formula with its delimiters, without attributes.
  package let range: SourceRange
  /// What stands in braces after a displayed formula, and after one in the line that defines.
  package let attributes: Attributes?
}

/// Attributes as pandoc and Quarto write them: `{#identifier .class key=value}`.
package struct Attributes: Sendable, Hashable {
  /// A word of the attributes and its place.
  package struct Word: Sendable, Hashable {
    /// The word, without `#`, `.` or quotes.
    package let text: String
    /// Its place in the file, without `#`, `.` or quotes.
    package let range: SourceRange

    /// A word at a place.
    package init(text: String, range: SourceRange) {
      self.text = text
      self.range = range
    }
  }

  /// A setting such as `expect=refuted`.
  package struct Setting: Sendable, Hashable {
    /// What stands before the `=`.
    package let key: Word
    /// What stands after it.
    package let value: Word
  }

  /// What follows `#`; the last one counts.
  package internal(set) var identifier: Word?
  /// What follows each `.`.
  package internal(set) var classes: [Word] = []
  /// The settings in the order written.
  package internal(set) var settings: [Setting] = []
  /// The place of the attributes, with their braces.
  package internal(set) var range: SourceRange
}

extension Attributes {
  /// Attributes that are put together from elsewhere, such as a tag of HTML or the head of a directive.
  init(
    identifier: Word? = nil,
    classes: [String] = [],
    settings: KeyValuePairs<String, String?> = [:],
    at range: SourceRange
  ) {
    self.identifier = identifier
    self.classes = classes.map { Word(text: $0, range: range) }
    self.settings = settings.compactMap { key, value in
      value.map { Setting(key: Word(text: key, range: range), value: Word(text: $0, range: range)) }
    }
    self.range = range
  }

  /// The value of a setting; nil when the author gave none.
  package subscript(key: String) -> String? { settings.last { $0.key.text == key }?.value.text }

  /// Whether a class is given.
  package func has(_ name: String) -> Bool { classes.contains { $0.text == name } }
}

extension Attributes {
  /// Reads attributes that begin with a brace at `start`, and says where they end; nil when they are none.
  ///
  /// `place` maps an offset of `bytes` to the file.
  static func read(
    _ bytes: [UInt8],
    from start: Int,
    to limit: Int,
    place: (Int) -> Int
  ) -> (attributes: Attributes, end: Int)? {
    guard start < limit, bytes[start] == UInt8(ascii: "{") else { return nil }
    var position = start + 1
    // kramdown begins its attributes with a colon.
    if position < limit, bytes[position] == UInt8(ascii: ":") { position += 1 }
    var result = Attributes(range: SourceRange(place(start), place(start)))

    func word(_ from: Int, _ to: Int) -> Word {
      Word(
        text: String(decoding: bytes[from..<to], as: UTF8.self),
        range: SourceRange(place(from), place(to - 1) + 1)
      )
    }
    func endOfName(_ from: Int) -> Int {
      var end = from
      while end < limit, isNameByte(bytes[end]) { end += 1 }
      return end
    }

    while position < limit {
      switch bytes[position] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"):
        position += 1
      case UInt8(ascii: "}"):
        let isEmpty = result.identifier == nil && result.classes.isEmpty && result.settings.isEmpty
        guard !isEmpty else { return nil }
        result.range = SourceRange(place(start), place(position) + 1)
        return (result, position + 1)
      case UInt8(ascii: "-") where position + 1 < limit && " }".utf8.contains(bytes[position + 1]):
        result.classes.append(Word(text: "unnumbered", range: word(position, position + 1).range))
        position += 1
      case UInt8(ascii: "#"), UInt8(ascii: "."):
        let end = endOfName(position + 1)
        guard end > position + 1 else { return nil }
        if bytes[position] == UInt8(ascii: "#") {
          result.identifier = word(position + 1, end)
        } else {
          result.classes.append(word(position + 1, end))
        }
        position = end
      default:
        let end = endOfName(position)
        guard end > position, end < limit, bytes[end] == UInt8(ascii: "=") else { return nil }
        let key = word(position, end)
        guard let value = settingValue(bytes, from: end + 1, to: limit) else { return nil }
        let text = String(decoding: value.bytes, as: UTF8.self)
        let range = SourceRange(place(value.start), max(place(value.start), place(value.end - 1) + 1))
        result.settings.append(Setting(key: key, value: Word(text: text, range: range)))
        position = value.next
      }
    }
    return nil
  }

  /// The value after an equals sign, bare or in quotes, in which a backslash takes a quote or a backslash.
  private static func settingValue(
    _ bytes: [UInt8],
    from start: Int,
    to limit: Int
  ) -> (bytes: [UInt8], start: Int, end: Int, next: Int)? {
    guard start < limit else { return nil }
    let quote = bytes[start]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      var end = start
      while end < limit, !isSpace(bytes[end]), bytes[end] != UInt8(ascii: "}") { end += 1 }
      return end > start ? (Array(bytes[start..<end]), start, end, end) : nil
    }
    var position = start + 1
    var value: [UInt8] = []
    while position < limit, bytes[position] != quote {
      if bytes[position] == UInt8(ascii: "\\"), position + 1 < limit,
        bytes[position + 1] == quote || bytes[position + 1] == UInt8(ascii: "\\")
      {
        position += 1
      }
      value.append(bytes[position])
      position += 1
    }
    guard position < limit else { return nil }
    return (value, start + 1, position, position + 1)
  }

  /// Whether a byte can be part of an identifier, a class or a key.
  static func isNameByte(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || byte >= 0x80 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: ":")
  }
}
