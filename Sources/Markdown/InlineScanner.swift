// What is to be lifted out of running text: formulas, inline results, references. From left to right, whichever of
// a formula, a code span, a tag or an autolink begins first is taken whole.

import Diagnostics

struct InlineScanner {
  /// Something found in the text, by offsets of the region.
  struct Find {
    enum Kind {
      case lifted(Lifted.Content)
      /// A pipe between the cells of a table.
      case cellSeparator
      /// A backslash before a pipe in a code span of a table.
      case pipeEscape
    }

    let kind: Kind
    let start: Int
    let end: Int
  }

  /// What the text is part of.
  enum Setting {
    case paragraph, heading, tableRow
    /// A line of raw HTML, in which only formulas are looked for.
    case html
  }

  let region: TextRegion
  let extensions: MarkdownExtensions
  let setting: Setting
  let footnoteLabels: Set<String>
  /// The numbers of examples by their labels.
  let examples: [String: Int]
  /// No formula ends after this offset.
  let limit: Int
  private(set) var lineEnd: Int
  var position: Int
  var finds: [Find] = []
  var diagnostics: [Diagnostic] = []
  private(set) var looseBraces: [LooseBraces] = []
  /// The definitions of TeX commands in formulas.
  var definitions: [SourceFragment] = []
  /// The ends of what has begun, the next one last.
  var closers: [Find] = []
  /// What nothing closes from some place of the region on.
  var hopeless: Set<String> = []
  /// The second bytes of markup such as `<!--` for which the region holds no end.
  private var endlessMarkup: Set<[UInt8]> = []
  /// No link destination that begins before this offset ends in its line.
  private var hopelessDestinations = 0

  var bytes: [UInt8] { region.bytes }

  /// A scanner of one line of the region, and of what a formula or code span pulls in after it.
  init(
    _ region: TextRegion,
    from start: Int,
    setting: Setting,
    extensions: MarkdownExtensions,
    footnoteLabels: Set<String>,
    examples: [String: Int] = [:]
  ) {
    self.region = region
    self.setting = setting
    self.extensions = extensions
    self.footnoteLabels = footnoteLabels
    self.examples = examples
    position = start
    lineEnd = region.lines[region.lineIndex(at: start)].end
    limit = setting == .paragraph || setting == .html ? region.bytes.count : lineEnd
  }

  /// Scans, and returns the index in the region of the last line that was scanned.
  mutating func scan() -> Int {
    while position < lineEnd {
      if let closer = closers.last, closer.start <= position {
        closers.removeLast()
        // A formula or code that reaches over the end hides it.
        if closer.start == position { find(closer.kind, to: closer.end) }
        continue
      }
      if setting == .html {
        scanFormulaOfHTML()
        continue
      }
      switch bytes[position] {
      case UInt8(ascii: "\\"): scanBackslash()
      case UInt8(ascii: "`"): scanBackticks()
      case UInt8(ascii: "<"): scanTag()
      case UInt8(ascii: "$"): scanDollar()
      case UInt8(ascii: "@"): scanReference()
      case UInt8(ascii: "["): scanFootnoteReference()
      case UInt8(ascii: "]"): scanLinkDestination()
      case UInt8(ascii: "{"): scanBrace()
      case UInt8(ascii: "^"): scanCaret()
      case UInt8(ascii: "~"): scanTilde()
      case UInt8(ascii: "h"): scanAddress()
      case UInt8(ascii: "|"):
        if setting == .tableRow { find(.cellSeparator, to: position + 1) } else { position += 1 }
      default: position += 1
      }
    }
    return region.lineIndex(at: max(position - 1, 0))
  }

  private mutating func scanFormulaOfHTML() {
    switch bytes[position] {
    case UInt8(ascii: "$"): scanDollar()
    case UInt8(ascii: "\\"): scanBackslash()
    case UInt8(ascii: "<"): scanTag()
    default: position += 1
    }
  }

  mutating func find(_ kind: Find.Kind, to end: Int) {
    finds.append(Find(kind: kind, start: position, end: end))
    move(to: end)
  }

  /// Scans on to the end of the line that an offset stands in.
  mutating func extend(to end: Int) {
    if end > lineEnd { lineEnd = region.lines[region.lineIndex(at: end - 1)].end }
  }

  mutating func move(to end: Int) {
    position = end
    if end > lineEnd { lineEnd = region.lines[region.lineIndex(at: end - 1)].end }
  }

  /// The offset before the next line that another block may begin in.
  func paragraphEnd() -> Int {
    setting == .paragraph ? region.paragraphEnd(from: position) : limit
  }

  // MARK: - Code, tags and links

  private mutating func scanBackticks() {
    let (length, next) = region.run(at: position)
    guard let next, next + length <= paragraphEnd() else { return position += length }
    let start = position
    let end = next + length
    if extensions.contains(.inlineResults),
      let result = inlineResult(from: start + length, to: next, end: end)
    {
      // The backticks stay: without them a line that begins with three would open a fence.
      finds.append(Find(kind: .lifted(.inlineResult(result)), start: start + length, end: next))
      return move(to: end)
    }
    if let source = rawSource(from: start + length, to: next, end: end) {
      return find(.lifted(.raw(source.source)), to: source.end)
    }
    noteBraces(ofCodeFrom: start + length, to: next)
    if setting == .tableRow {
      for index in start..<end where bytes.hasBytes(of: "\\|", at: index) {
        finds.append(Find(kind: .pipeEscape, start: index, end: index + 1))
      }
    }
    move(to: end)
  }

  private mutating func noteBraces(ofCodeFrom start: Int, to end: Int) {
    var first = start
    while first < end, isSpace(bytes[first]) { first += 1 }
    guard extensions.contains(.inlineResults), first < end, bytes[first] == UInt8(ascii: "{"),
      let close = InlineScanner.endOfBraces(bytes, from: first, to: end)
    else { return }
    looseBraces.append(LooseBraces(place: .code, range: region.fileRange(first, close)))
  }

  private func inlineResult(from start: Int, to codeEnd: Int, end: Int) -> InlineResult? {
    var first = start
    while first < codeEnd, isSpace(bytes[first]) { first += 1 }
    guard bytes.hasBytes(of: "{nabla}", at: first), first + 7 <= codeEnd else { return nil }
    first += 7
    guard first == codeEnd || isSpace(bytes[first]) else { return nil }
    var last = codeEnd
    while first < last, isSpace(bytes[first]) { first += 1 }
    while last > first, isSpace(bytes[last - 1]) { last -= 1 }
    return InlineResult(
      expression: region.fragment(first, last, lineBreaks: " "),
      range: region.fileRange(position, end)
    )
  }

  private mutating func scanTag() {
    let isMarkup =
      position + 1 < limit
      && (bytes[position + 1] == UInt8(ascii: "!") || bytes[position + 1] == UInt8(ascii: "?"))
    let key =
      isMarkup
      ? bytes[(position + 1)..<min(position + 3, limit)].map { isLetter($0) ? UInt8(ascii: "a") : $0 } : []
    guard !endlessMarkup.contains(key) else { return position += 1 }
    if scanMathScript() { return }
    if let end = HTMLTag.end(bytes, at: position, limit: paragraphEnd()) {
      move(to: end)
    } else {
      if isMarkup { endlessMarkup.insert(key) }
      position += 1
    }
  }

  /// Moves over `](destination`, in which a dollar is part of an address.
  private mutating func scanLinkDestination() {
    position += 1
    guard position < lineEnd, bytes[position] == UInt8(ascii: "("), position >= hopelessDestinations else {
      return
    }
    var depth = 0
    var index = position + 1
    while index < lineEnd, !isSpace(bytes[index]) {
      if bytes[index] == UInt8(ascii: "\\") {
        index += 1
      } else if bytes[index] == UInt8(ascii: "(") {
        depth += 1
      } else if bytes[index] == UInt8(ascii: ")") {
        if depth == 0 { return position = index }
        depth -= 1
      }
      index += 1
    }
    if index >= lineEnd { hopelessDestinations = lineEnd }
    if index < lineEnd, isSpace(bytes[index]), index > position + 1, depth == 0 { position = index }
  }

  /// Notes braces in running text; those directly behind a link, an image or a code span are theirs.
  private mutating func scanBrace() {
    let before = position > 0 ? bytes[position - 1] : UInt8(ascii: " ")
    if scanMarkupInBraces(behind: before) { return }
    defer { position += 1 }
    guard extensions.contains(.mathematics), setting != .heading, !"])`".utf8.contains(before),
      let end = InlineScanner.endOfBraces(bytes, from: position, to: lineEnd)
    else { return }
    looseBraces.append(LooseBraces(place: .text, range: region.fileRange(position, end)))
  }

  // MARK: - Formulas

  private mutating func scanBackslash() {
    let opener = position
    guard opener + 1 < lineEnd else { return position += 1 }
    guard extensions.contains(.mathematics) else { return position += 2 }
    if extensions.contains(.documents), scanTeX() { return }
    if bytes[opener + 1] == UInt8(ascii: "("), let close = region.closingParenthesis(from: opener + 2),
      close + 2 <= limit, isSomething(opener + 2, close)
    {
      return findFormula(.inline, opener + 2, close, end: close + 2)
    }
    if bytes[opener + 1] == UInt8(ascii: "[") {
      if let close = region.closingBracket(from: opener + 2), close + 2 <= limit,
        isSomething(opener + 2, close),
        // `\[text\](address)` is somebody who wants no link.
        !bytes.hasBytes(of: "\\](", at: close)
      {
        return findFormula(.display, opener + 2, close, end: close + 2)
      }
      if bytes[(opener + 2)..<lineEnd].allSatisfy(isSpace), isLineStart(opener) {
        diagnostics.append(
          .unclosedMath("\\[", closer: "\\]", at: region.fileRange(opener, opener + 2), .error)
        )
      }
    }
    position += 2
  }

  private mutating func scanDollar() {
    guard extensions.contains(.mathematics) else { return position += 1 }
    let opener = position
    if bytes.hasBytes(of: "$$", at: opener) { return scanDoubleDollar() }
    if bytes.hasBytes(of: "$`", at: opener), let close = region.closingTick(from: opener + 2),
      close + 2 <= limit,
      isSomething(opener + 2, close)
    {
      return findFormula(.inline, opener + 2, close, end: close + 2)
    }
    let close = region.dollar(from: opener + 1)
    if extensions.contains(.documents), let close, close < limit, isSpacedFormula(opener + 1, close) {
      return findFormula(.inline, opener + 1, close, end: close + 1)
    }
    guard opener + 1 < limit, !isSpace(bytes[opener + 1]) else { return position += 1 }
    if let close, close < limit, close > opener + 1, !isSpace(bytes[close - 1]),
      close + 1 >= limit || !isDigit(bytes[close + 1])
    {
      return findFormula(.inline, opener + 1, close, end: close + 1)
    }
    if opensFormula(opener) {
      diagnostics.append(.unclosedMath("$", closer: "$", at: region.fileRange(opener, opener + 1), .error))
    }
    position += 1
  }

  /// Whether a dollar that nothing closes was meant to open a formula: it stands before a TeX command or a name of
  /// one letter, not before a price or the name of a shell's variable.
  private func opensFormula(_ opener: Int) -> Bool {
    guard opener + 1 < limit else { return false }
    let next = opener + 2 < limit ? bytes[opener + 2] : UInt8(ascii: " ")
    if bytes[opener + 1] == UInt8(ascii: "\\") { return isLetter(next) }
    return isLetter(bytes[opener + 1]) && next < 0x80 && !isLetter(next) && !isDigit(next)
      && next != UInt8(ascii: "$")
  }

  private mutating func scanDoubleDollar() {
    let opener = position
    if let close = region.doubleDollar(from: opener + 2), close + 2 <= limit {
      if isSomething(opener + 2, close) {
        let placement: TeXFormula.Placement = isInSentence(opener, close) ? .inline : .display
        return findFormula(placement, opener + 2, close, end: close + 2)
      }
      if close == opener + 2 {
        var end = close + 2
        while end < limit, bytes[end] == UInt8(ascii: "$") { end += 1 }
        diagnostics.append(.emptyMath(at: region.fileRange(opener, end)))
        return move(to: end)
      }
    }
    if let close = doubleDollarInOtherBraces(from: opener) {
      return findFormula(.display, opener + 2, close, end: close + 2)
    }
    let severity: Diagnostic.Severity = isLineStart(opener) ? .error : .warning
    diagnostics.append(.unclosedMath("$$", closer: "$$", at: region.fileRange(opener, opener + 2), severity))
    position += 2
  }

  /// The dollars that plainly close a display whose braces do not pair.
  ///
  /// They begin a line, or end one with nothing but attributes after them. Who reads the TeX can say where the brace
  /// is missing.
  private func doubleDollarInOtherBraces(from opener: Int) -> Int? {
    guard isLineStart(opener) else { return nil }
    var close = opener + 2
    while close + 2 <= limit, !bytes.hasBytes(of: "$$", at: close) {
      close += bytes[close] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard close + 2 <= limit, isSomething(opener + 2, close) else { return nil }
    let line = region.lines[region.lineIndex(at: close)]
    let rest = bytes[(close + 2)..<min(limit, line.end)].first { !isSpace($0) }
    return isLineStart(close) || rest == nil || rest == UInt8(ascii: "{") ? close : nil
  }

  mutating func findFormula(
    _ placement: TeXFormula.Placement,
    _ start: Int,
    _ contentEnd: Int,
    end: Int
  ) {
    let range = region.fileRange(position, end)
    var attributes: Attributes?
    var after = end
    if placement == .display {
      let closingLineEnd = min(limit, region.lines[region.lineIndex(at: end - 1)].end)
      var brace = end
      while brace < closingLineEnd, BlockStart.isBlank(bytes[brace]) { brace += 1 }
      if brace < closingLineEnd, bytes[brace] == UInt8(ascii: "{") {
        let region = region
        if let found = Attributes.read(
          bytes,
          from: brace,
          to: closingLineEnd,
          place: { region.fileOffset($0) }
        ) {
          attributes = found.attributes
          after = found.end
        } else if !extensions.contains(.documents) || !isForeignMarkup(brace) {
          diagnostics.append(.unreadableAttributes(at: region.fileRange(brace, closingLineEnd)))
        }
      } else if extensions.contains(.documents),
        let label = Attributes.label(
          inParenthesesAt: brace,
          of: bytes,
          to: closingLineEnd,
          place: { region.fileOffset($0) }
        )
      {
        attributes = label
        after = closingLineEnd
      }
    }
    if placement == .inline, let found = definition(behind: end) { (attributes, after) = found }
    // The same of a formula that holds backticks, which is then left as text.
    let line = region.lines[region.lineIndex(at: position)].start
    if setting == .paragraph, bytes.hasBytes(of: "```", at: line),
      bytes[position..<end].contains(UInt8(ascii: "`"))
    {
      return move(to: end)
    }
    let content = region.fragment(start, contentEnd)
    if extensions.contains(.documents) {
      let found = TeXDefinition.all(in: content)
      if found.isWhole, let first = found.definitions.first {
        definitions += found.definitions.dropFirst()
        return find(.lifted(.definition(first)), to: after)
      }
      definitions += found.definitions
    }
    let formula = TeXFormula(
      tex: content,
      placement: placement,
      range: range,
      attributes: attributes
    )
    find(.lifted(.formula(formula)), to: after)
  }

  /// The attributes behind a formula in the line, which can do nothing but define; other braces are text.
  private func definition(behind end: Int) -> (Attributes, Int)? {
    var brace = end
    while brace < lineEnd, BlockStart.isBlank(bytes[brace]) { brace += 1 }
    let region = region
    guard bytes.hasBytes(of: "{.define", at: brace),
      let found = Attributes.read(bytes, from: brace, to: lineEnd, place: { region.fileOffset($0) }),
      found.attributes.classes.map(\.text) == ["define"]
    else { return nil }
    return (found.attributes, found.end)
  }

  func isSomething(_ start: Int, _ end: Int) -> Bool { !bytes[start..<end].allSatisfy(isSpace) }

  func isLineStart(_ offset: Int) -> Bool {
    let line = region.lines[region.lineIndex(at: offset)]
    return bytes[line.start..<offset].allSatisfy(isSpace)
  }

  // MARK: - Footnotes

  private mutating func scanFootnoteReference() {
    guard extensions.contains(.footnotes), bytes.hasBytes(of: "[^", at: position),
      let end = Footnote.endOfLabel(bytes, from: position + 2, to: lineEnd)
    else { return scanBracket() }
    let label = region.text(position + 2, end)
    let range = region.fileRange(position, end + 1)
    guard footnoteLabels.contains(label) else {
      diagnostics.append(.undefinedFootnote(label, at: range, known: footnoteLabels.sorted()))
      return position = end + 1
    }
    find(.lifted(.footnoteReference(label: label, range: range)), to: end + 1)
  }
}

extension Footnote {
  /// The offset of the bracket after a footnote's label, which holds no white space and no bracket.
  static func endOfLabel(_ bytes: [UInt8], from start: Int, to limit: Int) -> Int? {
    var end = start
    while end < limit, !isSpace(bytes[end]), bytes[end] != UInt8(ascii: "["), bytes[end] != UInt8(ascii: "]")
    {
      end += 1
    }
    return end > start && end < limit && bytes[end] == UInt8(ascii: "]") ? end : nil
  }
}
