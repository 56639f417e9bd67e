// The entries of a .bib file: fields in braces, in quotes, as numbers or names of strings, put together with `#`.

/// A work of a bibliography.
package struct BibliographyEntry: Sendable, Hashable {
  /// The key by which it is cited.
  package let key: String
  /// `article`, `book` and the like, in small letters.
  package let kind: String
  /// The fields by their names in small letters, as plain text.
  package let fields: [String: String]
}

/// The works that a notebook can cite.
package struct Bibliography: Sendable, Hashable {
  /// The works in the order of the files.
  package let entries: [BibliographyEntry]

  /// The works of some .bib files.
  package init(bibTeX texts: [String], and others: [BibliographyEntry] = []) {
    var strings: [String: String] = [:]
    let read = texts.flatMap { text in
      var reader = BibTeXReader(text, strings)
      let entries = reader.entries()
      strings = reader.strings
      return entries
    }
    entries = read + others
  }
}

struct BibTeXReader {
  private let bytes: [UInt8]
  private var position = 0
  /// What `@string` defined.
  private(set) var strings: [String: String]

  init(_ text: String, _ strings: [String: String]) {
    bytes = Array(text.utf8)
    self.strings = strings
  }

  mutating func entries() -> [BibliographyEntry] {
    var entries: [BibliographyEntry] = []
    while let at = bytes[position...].firstIndex(of: UInt8(ascii: "@")) {
      position = at + 1
      let kind = word().lowercased()
      skipSpace()
      guard position < bytes.count,
        bytes[position] == UInt8(ascii: "{") || bytes[position] == UInt8(ascii: "(")
      else {
        continue
      }
      position += 1
      if kind == "comment" || kind == "preamble" { continue }
      skipSpace()
      if kind == "string" {
        for (name, value) in fields() { strings[name] = value }
        continue
      }
      let start = position
      while position < bytes.count, !",}\n".utf8.contains(bytes[position]) { position += 1 }
      let key = String(decoding: bytes[start..<position], as: UTF8.self).filter { !$0.isWhitespace }
      if position < bytes.count, bytes[position] == UInt8(ascii: ",") { position += 1 }
      let fields = Dictionary(fields(), uniquingKeysWith: { first, _ in first })
      if !key.isEmpty { entries.append(BibliographyEntry(key: key, kind: kind, fields: fields)) }
    }
    return entries
  }

  private mutating func fields() -> [(String, String)] {
    var fields: [(String, String)] = []
    while true {
      skipSpace()
      let name = word().lowercased()
      skipSpace()
      guard !name.isEmpty, position < bytes.count, bytes[position] == UInt8(ascii: "=") else { return fields }
      position += 1
      var value = ""
      repeat {
        if position < bytes.count, bytes[position] == UInt8(ascii: "#") { position += 1 }
        value += piece()
        skipSpace()
      } while position < bytes.count && bytes[position] == UInt8(ascii: "#")
      fields.append((name, BibTeXText.plain(value)))
      guard position < bytes.count, bytes[position] == UInt8(ascii: ",") else { return fields }
      position += 1
    }
  }

  /// A value in braces or quotes, a number, or the name of a string.
  private mutating func piece() -> String {
    skipSpace()
    guard position < bytes.count else { return "" }
    let opener = bytes[position]
    guard opener == UInt8(ascii: "{") || opener == UInt8(ascii: "\"") else {
      let name = word()
      return strings[name.lowercased()] ?? name
    }
    position += 1
    let start = position
    var depth = 0
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\\") {
        position += 2
        continue
      }
      if byte == UInt8(ascii: "{") { depth += 1 }
      if byte == UInt8(ascii: "}") {
        if depth == 0, opener == UInt8(ascii: "{") { break }
        depth -= 1
      }
      if byte == UInt8(ascii: "\""), depth == 0, opener == byte { break }
      position += 1
    }
    let end = min(position, bytes.count)
    position = min(end + 1, bytes.count)
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  private mutating func word() -> String {
    let start = position
    while position < bytes.count, !" \t\r\n={}(),#\"%'".utf8.contains(bytes[position]) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func skipSpace() {
    while position < bytes.count, " \t\r\n".utf8.contains(bytes[position]) { position += 1 }
  }
}

/// Text of BibTeX without its TeX.
enum BibTeXText {
  /// The text with accents as letters and without braces and commands.
  static func plain(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let character = rest.popFirst() {
      switch character {
      case "{", "}": continue
      case "~": result.append(" ")
      case "\\":
        guard let next = rest.first else { continue }
        if let mark = accents[next], let letter = letterBehind(&rest, isWord: next.isLetter) {
          result += String(letter) + mark
        } else if next.isLetter {
          let name = rest.prefix(while: \.isLetter)
          rest = rest.dropFirst(name.count)
          if rest.first == " " { rest = rest.dropFirst() }
          result += letters[String(name)] ?? ""
        } else {
          rest = rest.dropFirst()
          result.append(next)
        }
      case "-" where rest.hasPrefix("-"):
        rest = rest.drop { $0 == "-" }
        result += "–"
      case "\n", "\t", "\r\n", " ":
        if result.last != " " { result.append(" ") }
      case "$": continue
      default: result.append(character)
      }
    }
    return result
  }

  /// Takes the letter that an accent stands over: `\"o`, `\"{o}`, `\'\i`.
  private static func letterBehind(_ rest: inout Substring, isWord: Bool) -> Character? {
    var after = rest.dropFirst()
    if isWord, after.first != "{", after.first != " " { return nil }
    after = after.drop { $0 == " " || $0 == "{" || $0 == "\\" }
    guard let letter = after.first, letter.isLetter else { return nil }
    after = after.dropFirst()
    rest = after.first == "}" ? after.dropFirst() : after
    return letter
  }

  private static let accents: [Character: String] = [
    "\"": "\u{308}", "'": "\u{301}", "`": "\u{300}", "^": "\u{302}", "~": "\u{303}", "=": "\u{304}",
    ".": "\u{307}",
    "c": "\u{327}", "v": "\u{30C}", "u": "\u{306}", "H": "\u{30B}", "k": "\u{328}", "r": "\u{30A}",
  ]

  private static let letters = [
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å",
    "AA": "Å",
    "i": "ı", "j": "ȷ", "textendash": "–", "textemdash": "—",
  ]
}
