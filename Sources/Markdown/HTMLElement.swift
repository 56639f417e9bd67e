// Tags of raw HTML as values. What documents use HTML for (breaks, images, anchors, small and raised text, boxes) is read
// into the values of this module, so that paper has it too; whatever else a tag says is left out.

/// A tag of HTML.
struct HTMLElement: Sendable, Hashable {
  /// Which of the tags of an element this is.
  enum Side: Sendable, Hashable {
    case opening, closing
    /// The element has no content.
    case void
  }

  /// The name in small letters.
  let name: String
  let side: Side
  private let attributes: [String: String]

  /// The value of an attribute, entities resolved; nil when the tag has none of that name.
  subscript(name: String) -> String? { attributes[name] }

  /// The opening tag of an element that is written otherwise.
  init(name: String, attributes: [String: String]) {
    self.name = name
    self.attributes = attributes
    side = .opening
  }

  /// A tag such as `<img src="a.png" width=50%>`; nil for comments, declarations and what is no tag.
  init?(_ tag: some StringProtocol) {
    let bytes = Array(tag.utf8)
    guard bytes.first == UInt8(ascii: "<"), bytes.last == UInt8(ascii: ">"), bytes.count > 2 else {
      return nil
    }
    let isClosing = bytes[1] == UInt8(ascii: "/")
    var index = isClosing ? 2 : 1
    let nameStart = index
    while index < bytes.count, isLetterOrDigit(bytes[index]) || bytes[index] == UInt8(ascii: "-") {
      index += 1
    }
    guard index > nameStart, isLetter(bytes[nameStart]) else { return nil }
    name = String(decoding: bytes[nameStart..<index], as: UTF8.self).lowercased()
    let isShort = bytes[bytes.count - 2] == UInt8(ascii: "/")
    side = isClosing ? .closing : isShort || Self.voidNames.contains(name) ? .void : .opening
    attributes = Self.attributes(bytes[index..<(bytes.count - (isShort ? 2 : 1))])
  }

  private static func attributes(_ bytes: ArraySlice<UInt8>) -> [String: String] {
    var result: [String: String] = [:]
    var rest = bytes.drop(while: isSpace)
    while !rest.isEmpty {
      let name = rest.prefix { !isSpace($0) && $0 != UInt8(ascii: "=") }
      guard !name.isEmpty else { break }
      rest = rest.dropFirst(name.count).drop(while: isSpace)
      var value: ArraySlice<UInt8> = []
      if rest.first == UInt8(ascii: "=") {
        rest = rest.dropFirst().drop(while: isSpace)
        if let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
          value = rest.dropFirst().prefix { $0 != quote }
          rest = rest.dropFirst(value.count + 2)
        } else {
          value = rest.prefix { !isSpace($0) }
          rest = rest.dropFirst(value.count)
        }
      }
      let key = String(decoding: name, as: UTF8.self).lowercased()
      if result[key] == nil { result[key] = HTMLText.decoded(String(decoding: value, as: UTF8.self)) }
      rest = rest.drop(while: isSpace)
    }
    return result
  }

  private static let voidNames: Set = ["br", "hr", "img", "input", "col", "wbr", "link", "meta", "source"]
}

// MARK: - What elements mean

extension HTMLElement {
  /// What an element does to the text in it.
  enum TextRole: Sendable, Hashable {
    case emphasis, strong, superscript, `subscript`, strikethrough, code, span, link
    case lineBreak, image
    /// It does nothing to a reader.
    case nothing
  }

  /// What the element does to text; nil for elements that are not read.
  var textRole: TextRole? {
    switch name {
    case "em", "i", "cite", "dfn", "var", "address": .emphasis
    case "strong", "b": .strong
    case "sup": .superscript
    case "sub": .subscript
    case "s", "del", "strike": .strikethrough
    case "code", "tt", "samp", "kbd": .code
    case "a": .link
    case "br": .lineBreak
    case "img": .image
    case "u", "ins", "span", "mark", "small", "big", "font", "abbr", "q", "label", "time", "bdi", "bdo": .span
    case "wbr", "nobr": .nothing
    default: blockRole == nil ? nil : .nothing
    }
  }

  /// What an element makes of the blocks in it.
  enum BlockRole: Sendable, Hashable {
    case paragraph, division, details, summary, quotation, figure, caption, rule, code
    case heading(Int)
    case list, numberedList, item
    case definitionList, term, meaning
    case table, row, cell, headerCell
    /// A part of a table that only groups rows.
    case group
  }

  /// What the element makes of its blocks; nil for elements of running text and those that are not read.
  var blockRole: BlockRole? {
    switch name {
    case "p": .paragraph
    case "div", "center", "section", "article", "aside", "main", "header", "footer", "nav", "fieldset":
      .division
    case "details": .details
    case "summary": .summary
    case "blockquote": .quotation
    case "figure": .figure
    case "figcaption", "caption", "legend": .caption
    case "hr": .rule
    case "pre": .code
    case "h1", "h2", "h3", "h4", "h5", "h6": name.last?.wholeNumberValue.map { .heading($0) }
    case "ul", "menu": .list
    case "ol": .numberedList
    case "li": .item
    case "dl": .definitionList
    case "dt": .term
    case "dd": .meaning
    case "table": .table
    case "tr": .row
    case "td": .cell
    case "th": .headerCell
    case "thead", "tbody", "tfoot", "colgroup", "col": .group
    default: nil
    }
  }

  /// A width that a style sheet or an attribute gives.
  var width: String? {
    if let width = self["width"] { return width }
    for declaration in (self["style"] ?? "").split(separator: ";") {
      let parts = declaration.split(separator: ":", maxSplits: 1).map { $0.filter { !$0.isWhitespace } }
      if parts.count == 2, parts[0].lowercased() == "width" || parts[0].lowercased() == "max-width" {
        return parts[1]
      }
    }
    return nil
  }
}

/// Text of HTML.
enum HTMLText {
  /// The text with its entities resolved: the numeric ones, and those that people write by hand.
  static func decoded(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    var result = ""
    var rest = text[...]
    while let ampersand = rest.firstIndex(of: "&") {
      result += rest[..<ampersand]
      let name = rest[rest.index(after: ampersand)...].prefix(12).prefix {
        $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "#")
      }
      guard name.endIndex < rest.endIndex, rest[name.endIndex] == ";", let character = character(String(name))
      else {
        result += "&"
        rest = rest[rest.index(after: ampersand)...]
        continue
      }
      result.append(character)
      rest = rest[rest.index(after: name.endIndex)...]
    }
    return result + rest
  }

  private static func character(_ name: String) -> Character? {
    if name.hasPrefix("#") {
      let digits = name.dropFirst()
      let value =
        digits.first == "x" || digits.first == "X" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      return value.flatMap(Unicode.Scalar.init).map(Character.init)
    }
    return named[name]
  }

  private static let named: [String: Character] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{a0}", "ensp": "\u{2002}",
    "emsp": "\u{2003}", "thinsp": "\u{2009}", "ndash": "–", "mdash": "—", "hellip": "…", "lsquo": "‘",
    "rsquo": "’",
    "ldquo": "“", "rdquo": "”", "laquo": "«", "raquo": "»", "copy": "©", "reg": "®", "trade": "™", "deg": "°",
    "times": "×", "middot": "·", "bull": "•", "larr": "←", "rarr": "→", "uarr": "↑", "darr": "↓", "harr": "↔",
    "le": "≤", "ge": "≥", "ne": "≠", "plusmn": "±", "minus": "−", "infin": "∞", "sum": "∑", "prod": "∏",
    "part": "∂",
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "theta": "θ", "lambda": "λ",
    "mu": "μ",
    "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "omega": "ω", "Delta": "Δ", "Sigma": "Σ",
    "Omega": "Ω",
    "euro": "€", "pound": "£", "sect": "§", "para": "¶", "szlig": "ß", "auml": "ä", "ouml": "ö", "uuml": "ü",
    "eacute": "é", "egrave": "è", "agrave": "à", "ccedil": "ç", "ntilde": "ñ",
  ]
}
