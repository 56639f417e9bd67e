// TeX that stands in running text as people write it for MathJax, Quarto and pandoc: environments without dollars, doubled
// backslashes, definitions of commands, references and citations of LaTeX.

import Diagnostics

extension InlineScanner {
  /// Reads what begins with the backslash at the position; false when it is none of this.
  mutating func scanTeX() -> Bool {
    let next = bytes[position + 1]
    if next == UInt8(ascii: "\\") { return scanDoubledBackslash() }
    if next == UInt8(ascii: "@"), bytes.hasBytes(of: "\\@ref(", at: position) {
      return scanBookdownReference()
    }
    guard isLetter(next), setting != .html else { return false }
    var nameEnd = position + 1
    while nameEnd < limit, isLetter(bytes[nameEnd]) { nameEnd += 1 }
    let name = region.text(position + 1, nameEnd)
    if TeXDefinition.commands.contains(name) { return scanDefinition() }
    switch name {
    case "begin": return scanEnvironment(nameEnd)
    case "eqref": return scanReference(nameEnd, .parenthesized)
    case "ref": return scanReference(nameEnd, .number)
    case "autoref", "cref", "Cref", "vref", "nameref": return scanReference(nameEnd, .named)
    case "cite", "citep", "parencite", "citealp", "autocite", "footcite", "citenum":
      return scanCitation(nameEnd, .parenthetical)
    case "citet", "textcite", "citeauthor", "Citet": return scanCitation(nameEnd, .textual)
    case "label":
      guard let (start, end) = group(nameEnd) else { return false }
      let word = Attributes.Word(text: region.text(start, end), range: region.fileRange(start, end))
      find(.lifted(.anchor(Attributes(identifier: word, at: word.range))), to: end + 1)
      return true
    default:
      guard let arguments = Self.layoutCommands[name] else { return false }
      var end = nameEnd
      for _ in 0..<arguments { end = group(end).map { $0.end + 1 } ?? end }
      let what = "the command '\(region.text(position, end))'"
      find(.lifted(.passedOver(PassedOver(what: what, range: region.fileRange(position, end)))), to: end)
      return true
    }
  }

  /// Commands that lay out pages, which a report does by itself, with the number of their arguments.
  private static let layoutCommands: [String: Int] = [
    "newpage": 0, "pagebreak": 0, "clearpage": 0, "cleardoublepage": 0, "noindent": 0, "bigskip": 0,
    "medskip": 0,
    "smallskip": 0, "vspace": 1, "hfill": 0, "vfill": 0, "appendix": 0, "tableofcontents": 0, "maketitle": 0,
    "setcounter": 2, "pagenumbering": 1, "thispagestyle": 1, "pagestyle": 1, "centering": 0,
    "listoffigures": 0,
    "listoftables": 0, "frontmatter": 0, "mainmatter": 0, "backmatter": 0,
  ]

  /// `\\(…\\)` and `\\[…\\]`, as they are written where Markdown takes one backslash away.
  private mutating func scanDoubledBackslash() -> Bool {
    let isInline = bytes.hasBytes(of: "(", at: position + 2)
    guard isInline || bytes.hasBytes(of: "[", at: position + 2) else { return false }
    let closer: StaticString = isInline ? "\\\\)" : "\\\\]"
    guard let close = next(closer, from: position + 3), isSomething(position + 3, close) else { return false }
    findFormula(isInline ? .inline : .display, position + 3, close, end: close + 3)
    return true
  }

  /// `<script type="math/tex">…</script>`, in which older sites keep their formulas.
  mutating func scanMathScript() -> Bool {
    guard extensions.contains([.documents, .mathematics]), setting != .html,
      bytes.hasBytes(of: "<script type=\"math/tex", at: position),
      let open = bytes[position..<lineEnd].firstIndex(of: UInt8(ascii: ">")),
      let close = next("</script>", from: open + 1), isSomething(open + 1, close)
    else { return false }
    let isDisplay = region.text(position, open).contains("mode=display")
    findFormula(isDisplay ? .display : .inline, open + 1, close, end: close + 9)
    return true
  }

  /// The next place of a text in the region; a text that was not found once is not looked for again.
  private mutating func next(_ text: StaticString, from start: Int) -> Int? {
    let key = "\(text)"
    guard !hopeless.contains(key) else { return nil }
    var index = start
    while index + text.utf8CodeUnitCount <= limit {
      if bytes.hasBytes(of: text, at: index) { return index }
      index += 1
    }
    hopeless.insert(key)
    return nil
  }

  /// `\begin{align} … \end{align}` without dollars.
  private mutating func scanEnvironment(_ nameEnd: Int) -> Bool {
    guard let (start, end) = group(nameEnd) else { return false }
    let name = region.text(start, end)
    guard TeXEnvironment.displays.contains(name), !hopeless.contains(name) else { return false }
    let closer = Array("\\end{\(name)}".utf8)
    var index = end + 1
    while index + closer.count <= limit {
      if bytes[index] == closer[0], bytes[index..<index + closer.count].elementsEqual(closer) {
        let after = index + closer.count
        findFormula(.display, position, after, end: after)
        return true
      }
      index += 1
    }
    hopeless.insert(name)
    return false
  }

  private mutating func scanDefinition() -> Bool {
    guard let end = TeXDefinition.end(bytes, at: position, limit: limit) else { return false }
    find(.lifted(.definition(region.fragment(position, end))), to: end)
    return true
  }

  /// The content of the braces behind a command, by offsets.
  private func group(_ start: Int) -> (start: Int, end: Int)? {
    guard bytes.hasBytes(of: "{", at: start),
      let close = bytes[start..<limit].firstIndex(where: {
        $0 == UInt8(ascii: "}") || $0 == UInt8(ascii: "\n")
      }),
      bytes[close] == UInt8(ascii: "}"), close > start + 1
    else { return nil }
    return (start + 1, close)
  }

  private mutating func scanReference(_ nameEnd: Int, _ style: Reference.Style) -> Bool {
    guard let (start, end) = group(nameEnd) else { return false }
    let range = region.fileRange(position, end + 1)
    find(
      .lifted(.reference(Reference(label: region.text(start, end), style: style, range: range))),
      to: end + 1
    )
    return true
  }

  private mutating func scanBookdownReference() -> Bool {
    guard let close = bytes[position..<lineEnd].firstIndex(of: UInt8(ascii: ")")), close > position + 6 else {
      return false
    }
    let label = region.text(position + 6, close)
    let style: Reference.Style = label.hasPrefix("eq:") ? .parenthesized : .number
    let range = region.fileRange(position, close + 1)
    find(.lifted(.reference(Reference(label: label, style: style, range: range))), to: close + 1)
    return true
  }

  private mutating func scanCitation(_ nameEnd: Int, _ style: Citation.Style) -> Bool {
    var index = nameEnd
    if bytes.hasBytes(of: "*", at: index) { index += 1 }
    var notes: [String] = []
    while bytes.hasBytes(of: "[", at: index), let close = region.closingBracket(of: index), notes.count < 2 {
      notes.append(region.text(index + 1, close))
      index = close + 1
    }
    guard let (start, end) = group(index) else { return false }
    let keys = region.text(start, end).split(separator: ",").map(\.trimmed)
    let items = keys.enumerated().map { place, key in
      Citation.Item(
        key: key,
        prefix: place == 0 && notes.count == 2 ? notes[0] : "",
        suffix: place == keys.count - 1 ? notes.last ?? "" : "",
        omitsAuthor: false
      )
    }
    let citation = Citation(
      style: style,
      items: items,
      source: region.text(position, end + 1),
      range: region.fileRange(position, end + 1)
    )
    find(.lifted(.citation(citation)), to: end + 1)
    return true
  }

  // MARK: - Dollars as people write them

  /// Whether a formula with blanks inside its dollars is one: it holds TeX and no prose, and no price.
  func isSpacedFormula(_ start: Int, _ close: Int) -> Bool {
    guard close > start, isSpace(bytes[start]) || isSpace(bytes[close - 1]), isSomething(start, close),
      close + 1 >= limit || !isDigit(bytes[close + 1])
    else { return false }
    let text = bytes[start..<close]
    let letters = text.filter { !isSpace($0) }
    let isName =
      isSpace(bytes[start]) && isSpace(bytes[close - 1]) && letters.count == 1 && isLetter(letters[0])
    let isPrice = letters.first.map(isDigit) ?? true && !text.contains(UInt8(ascii: "\\"))
    return (isName || text.contains { "\\^_=<>+".utf8.contains($0) }) && !isPrice
      && !TeXDefinition.isProse(text)
  }

  /// Whether doubled dollars stand in a sentence, where kramdown sets the formula in the line.
  func isInSentence(_ opener: Int, _ close: Int) -> Bool {
    guard extensions.contains(.documents), setting != .tableRow else { return false }
    let line = region.lines[region.lineIndex(at: opener)]
    let text = bytes[(opener + 2)..<close]
    guard close + 2 <= line.end, !isSpace(bytes[opener + 2]), !text.contains(UInt8(ascii: "&")),
      !["\\\\", "\\begin", "\\tag", "\\label"].contains(where: { next in
        let wanted = Array(next.utf8)
        return text.indices.dropLast(wanted.count - 1).contains {
          bytes[$0..<$0 + wanted.count].elementsEqual(wanted)
        }
      })
    else { return false }
    let before = bytes[line.start..<opener].contains { !isSpace($0) }
    let rest = bytes[(close + 2)..<min(line.end, limit)].drop(while: isSpace)
    if rest.first == UInt8(ascii: "{") { return false }
    let hasWordBehind = rest.contains { isLetterOrDigit($0) || $0 >= 0x80 }
    return before || hasWordBehind
  }
}

extension Attributes {
  /// The label in parentheses that MyST writes behind a display, `$$ (eq-a)`.
  static func label(
    inParenthesesAt start: Int,
    of bytes: [UInt8],
    to end: Int,
    place: (Int) -> Int
  ) -> Attributes? {
    guard start < end, bytes[start] == UInt8(ascii: "("),
      let close = bytes[start..<end].firstIndex(of: UInt8(ascii: ")")), close > start + 1,
      isLetter(bytes[start + 1]),
      bytes[(start + 1)..<close].allSatisfy({ Attributes.isNameByte($0) || $0 == UInt8(ascii: ".") }),
      bytes[(close + 1)..<end].allSatisfy(isSpace)
    else { return nil }
    let range = SourceRange(place(start + 1), place(close))
    let text = String(decoding: bytes[(start + 1)..<close], as: UTF8.self)
    return Attributes(identifier: Word(text: text, range: range), at: range)
  }
}
