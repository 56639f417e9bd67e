// Mentions of what has a number, and of works of the bibliography: `@fig-x`, `[see @key, p. 3]`.

import Diagnostics

extension Reference {
  /// What labels of things with numbers begin with, as Quarto, pandoc-crossref and bookdown have it.
  private static let prefixes: Set<String> = [
    "eq", "sec", "fig", "tbl", "tab", "lst", "thm", "lem", "cor", "prp", "prop", "cnj", "def", "exm", "ex",
    "exr", "exercise",
    "rem", "sol", "alg", "nte", "tip", "wrn", "imp", "cau", "thr",
  ]

  /// Whether a key can only be the label of something with a number.
  package static func isLabel(_ key: String) -> Bool {
    guard let end = key.firstIndex(where: { $0 == "-" || $0 == ":" }) else { return false }
    return prefixes.contains(key[..<end].lowercased())
  }

  /// The label that a key means: pandoc-crossref takes a capital at the beginning of a sentence.
  static func label(_ key: String) -> String {
    guard let first = key.first, first.isUppercase,
      let end = key.firstIndex(where: { $0 == "-" || $0 == ":" })
    else { return key }
    return key[..<end].lowercased() + key[end...]
  }
}

extension InlineScanner {
  /// `@label` and `@key`.
  mutating func scanReference() {
    let start = position + 1
    // Chinese and Japanese have no blanks between words.
    let followsIdeograph =
      position >= 3 && (0xE3...0xE9).contains(bytes[position - 3])
      || position >= 3 && bytes[position - 3] == 0xEF
    let followsWord =
      position > 0
      && (isLetterOrDigit(bytes[position - 1]) || bytes[position - 1] >= 0x80 && !followsIdeograph)
    guard extensions.contains(.references), !followsWord, let end = endOfKey(start, lineEnd) else {
      return position += 1
    }
    let key = region.text(start, end)
    let isPlain = key.hasPrefix("eq-") || key.hasPrefix("sec-")
    guard isPlain || extensions.contains(.documents) else { return position += 1 }
    if Reference.isLabel(key) {
      return find(
        .lifted(
          .reference(
            Reference(label: Reference.label(key), style: .named, range: region.fileRange(position, end))
          )
        ),
        to: end
      )
    }
    guard extensions.contains(.documents) else { return position += 1 }
    if let number = examples[key] { return find(.lifted(.example(label: key, number: number)), to: end) }
    var suffix = ""
    var after = end
    // `@key [p. 33]` says where in the work.
    if bytes.hasBytes(of: " [", at: end), let close = region.closingBracket(of: end + 1),
      close < paragraphEnd(),
      !bytes.hasBytes(of: "(", at: close + 1), !region.text(end + 2, close).contains("@"), close - end < 80
    {
      suffix = region.text(end + 2, close).replacingBreaks()
      after = close + 1
    }
    let item = Citation.Item(key: key, prefix: "", suffix: suffix, omitsAuthor: false)
    let source = region.text(position, after)
    let citation = Citation(
      style: .textual,
      items: [item],
      source: source,
      range: region.fileRange(position, after)
    )
    find(.lifted(.citation(citation)), to: after)
  }

  /// The end of a key that begins at an offset: a letter, digit or underscore, and what keys of bibliographies hold.
  private func endOfKey(_ start: Int, _ limit: Int) -> Int? {
    guard start < limit, isLetterOrDigit(bytes[start]) || bytes[start] == UInt8(ascii: "_") else {
      return nil
    }
    var end = start
    while end < limit, Attributes.isNameByte(bytes[end]) || ".+/".utf8.contains(bytes[end]) {
      // Chinese and Japanese marks end a key, as Latin ones do.
      if bytes.hasBytes(of: "\u{3000}", at: end)
        || bytes[end] == 0xE3 && end + 1 < limit && bytes[end + 1] == 0x80
        || bytes[end] == 0xEF && end + 1 < limit && bytes[end + 1] == 0xBC
      {
        break
      }
      end += 1
    }
    while end > start, "-_:.+/".utf8.contains(bytes[end - 1]) { end -= 1 }
    // `@eq-` alone is text.
    let isBare = bytes[start..<end].count < 4 && end < limit && bytes[end] == UInt8(ascii: "-")
    return end > start && !isBare ? end : nil
  }

  /// The mention that a text in brackets is: each part between semicolons holds one `@key`.
  func mention(_ start: Int, _ close: Int) -> Lifted.Content? {
    guard bytes[start..<close].contains(UInt8(ascii: "@")) else { return nil }
    let range = region.fileRange(start - 1, close + 1)
    var items: [Citation.Item] = []
    for part in region.text(start, close).replacingBreaks().split(
      separator: ";",
      omittingEmptySubsequences: false
    ) {
      guard let item = Self.item(part) else { return nil }
      items.append(item)
    }
    if items.allSatisfy({ Reference.isLabel($0.key) }) {
      return .references(
        items.map {
          Reference(label: Reference.label($0.key), style: $0.omitsAuthor ? .number : .named, range: range)
        }
      )
    }
    return .citation(
      Citation(style: .parenthetical, items: items, source: region.text(start - 1, close + 1), range: range)
    )
  }

  private static func item(_ part: Substring) -> Citation.Item? {
    guard let at = part.firstIndex(of: "@") else { return nil }
    var prefix = part[..<at]
    let omitsAuthor = prefix.last == "-"
    if omitsAuthor { prefix = prefix.dropLast() }
    if let last = prefix.last, !last.isWhitespace { return nil }
    let rest = part[part.index(after: at)...]
    var key = rest.prefix { $0.isLetter || $0.isNumber || "_:.#$%&+?<>~/-".contains($0) }
    while let last = key.last, ":.#$%&+?<>~/-".contains(last) { key = key.dropLast() }
    guard !key.isEmpty else { return nil }
    let behind = rest[key.endIndex...]
    let suffix = behind.drop { $0 == "," || $0.isWhitespace }
    return Citation.Item(
      key: String(key),
      prefix: prefix.trimmed,
      suffix: suffix.trimmed,
      setsOffSuffix: behind.drop(while: \.isWhitespace).first == ",",
      omitsAuthor: omitsAuthor
    )
  }
}
