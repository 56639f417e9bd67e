// TeX's first reading of a text: characters, commands, braces and scripts, each with its place.

import Diagnostics

/// One token of TeX.
struct Token: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    /// `\name`, or `\,` with a single sign.
    case command
    /// A single character.
    case character
    case open
    case close
    case superscript
    case `subscript`
    case alignment
  }

  let kind: Kind
  /// The command's name without its backslash, or the character.
  let text: String
  /// Where it stands; for a token that a macro made, where the macro was called.
  let range: SourceRange
  /// Whether white space stands before it.
  let isSpaced: Bool
  /// The expansion it came from, an index into the expander's frames, or −1.
  var frame = -1

  func isCommand(_ name: String) -> Bool { kind == .command && text == name }
  func isCharacter(_ character: String) -> Bool { kind == .character && text == character }
}

/// Reads a text into tokens; never fails.
struct Tokenizer {
  private let scalars: [Unicode.Scalar]
  private var index = 0
  private var offset = 0
  private var isSpaced = false
  private var tokens: [Token] = []

  private init(_ text: some StringProtocol) { scalars = Array(text.unicodeScalars) }

  /// The tokens of `text`, with offsets counted from `start`; at most `limit` of them.
  static func tokens(of text: some StringProtocol, from start: Int = 0, limit: Int) -> (
    tokens: [Token], isComplete: Bool
  ) {
    var tokenizer = Tokenizer(text)
    tokenizer.offset = start
    while tokenizer.index < tokenizer.scalars.count, tokenizer.tokens.count < limit { tokenizer.readToken() }
    return (tokenizer.tokens, tokenizer.index >= tokenizer.scalars.count)
  }

  private mutating func readToken() {
    let start = offset
    let scalar = advance()
    switch scalar {
    case " ", "\t", "\n", "\r", "\u{A0}", "\u{2009}", "\u{200A}", "\u{202F}", "\u{3000}": isSpaced = true
    case "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{2061}", "\u{2062}", "\u{FEFF}": break
    case "%": while let next = peek, next != "\n" { _ = next; advance() }
    case "\\": readCommand(from: start)
    case "{": append(.open, "{", start)
    case "}": append(.close, "}", start)
    case "^": append(.superscript, "^", start)
    case "_": append(.subscript, "_", start)
    case "&": append(.alignment, "&", start)
    case "~": isSpaced = true
    default: readCharacter(scalar, from: start)
    }
  }

  private mutating func readCommand(from start: Int) {
    guard let first = peek else {
      append(.command, "", start)
      return
    }
    guard first.isASCII, first.properties.isAlphabetic else {
      advance()
      append(.command, String(Character(first)), start)
      return
    }
    var name = ""
    while let next = peek, next.isASCII, next.properties.isAlphabetic || next == "@" {
      name.unicodeScalars.append(next)
      advance()
    }
    if peek == "*", Tokenizer.starred.contains(name) { advance() }
    append(.command, name, start)
  }

  /// Commands whose star changes nothing in what is said.
  private static let starred: Set<String> = [
    "operatorname", "tag", "newcommand", "renewcommand", "DeclareMathOperator", "hspace",
  ]

  private mutating func readCharacter(_ scalar: Unicode.Scalar, from start: Int) {
    if let (_, isSuper) = LaTeXSymbols.script(scalar) {
      readScripts(from: start, first: scalar, isSuper: isSuper)
      return
    }
    if scalar == "\u{2016}" || scalar == "\u{2225}" {
      append(.command, "Vert", start)
    } else if let command = LaTeXSymbols.unicodeCommands[scalar] {
      append(.command, command, start)
    } else if let (font, letter) = LaTeXSymbols.mathematicalLetter(scalar) {
      append(.command, font, start)
      append(.open, "{", start)
      append(.character, letter, start)
      append(.close, "}", start)
    } else if let plain = LaTeXSymbols.unicodeCharacters[scalar] {
      append(.character, plain, start)
    } else {
      append(.character, String(Character(scalar)), start)
    }
  }

  /// `x²`, `A⁻¹`, `x₁₂`: a run of raised or lowered characters is one script.
  private mutating func readScripts(from start: Int, first: Unicode.Scalar, isSuper: Bool) {
    append(isSuper ? .superscript : .subscript, isSuper ? "^" : "_", start)
    append(.open, "{", start)
    var scalar: Unicode.Scalar? = first
    var place = start
    while let current = scalar, let (plain, raised) = LaTeXSymbols.script(current), raised == isSuper {
      if current != first || place != start {
        place = offset
        advance()
      }
      for character in plain { append(.character, String(character), place) }
      place = -1
      scalar = peek
    }
    append(.close, "}", start)
  }

  private var peek: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  @discardableResult
  private mutating func advance() -> Unicode.Scalar {
    let scalar = scalars[index]
    index += 1
    offset += UTF8.width(scalar)
    return scalar
  }

  private mutating func append(_ kind: Token.Kind, _ text: String, _ start: Int) {
    tokens.append(Token(kind: kind, text: text, range: SourceRange(start, offset), isSpaced: isSpaced))
    isSpaced = false
  }
}

extension UTF8 {
  /// The number of bytes of a scalar.
  fileprivate static func width(_ scalar: Unicode.Scalar) -> Int { UTF8.encode(scalar)?.count ?? 1 }
}
