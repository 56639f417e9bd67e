// Words that were meant for a formula, and marks that were meant for a cell, where nothing reads them.

import Diagnostics
import Findings
import Markdown

/// The words of attributes, whether or not they are well formed: `.check`, `#eq-a`, `of=f`.
struct StrayWords {
  private let words: [Substring]

  /// The words of a text, with or without braces around them.
  init(_ text: some StringProtocol) {
    words = String(text).split { $0.isWhitespace || "{},;".contains($0) }.map { word in
      // kramdown begins its attributes with a colon.
      word.first == ":" ? word.dropFirst() : word
    }
  }

  /// Whether they say what a formula is for, or name one: nothing but a formula has such attributes.
  var areOfAFormula: Bool {
    words.contains { word in
      word.first == "." && DisplayRole(rawValue: String(word.dropFirst())) != nil || word.hasPrefix("#eq-")
    }
  }

  /// Whether they can only be meant as attributes, where they stand directly behind a formula.
  var areAttributes: Bool {
    areOfAFormula
      || words.contains { word in
        DisplayRole(rawValue: String(word)) != nil || word.first == "." || word.first == "#"
          || word.dropFirst().contains("=")
      }
  }

  /// Whether they name a role, or nearly one.
  static func isNearlyRole(_ word: some StringProtocol) -> Bool {
    let roles = DisplayRole.allCases.map(\.rawValue)
    return roles.contains(String(word)) || !Diagnostic.nearestNames(to: String(word), among: roles).isEmpty
  }

  /// Whether a mark in braces was meant as `{nabla}`: that word in other braces or letters, or a misspelling of it.
  static func isNearlyCell(_ mark: some StringProtocol) -> Bool {
    let word = String(mark.drop { !$0.isLetter }.prefix { $0.isLetter })
    return word == "nabla" || !Diagnostic.nearestNames(to: word, among: ["nabla"]).isEmpty
  }
}

extension PartCollector {
  /// Says where attributes belong to no formula, and marks to no cell.
  mutating func judgeStrayWords() {
    let unreadable = Set(
      document.diagnostics.filter { $0.code == "markdown.unreadable-attributes" }.compactMap(\.range?.start)
    )
    for braces in document.looseBraces where !unreadable.contains(braces.range.start) {
      let text = text(braces.range)
      switch braces.place {
      case .code:
        if StrayWords.isNearlyCell(text) {
          diagnostics.append(.nearlyACell(text, at: braces.range))
        }
      case .text:
        let words = StrayWords(text)
        let follows = formulaEnds.contains(endOfText(before: braces.range.start))
        if follows ? words.areAttributes : words.areOfAFormula {
          diagnostics.append(.strayAttributes(text, at: braces.range))
        }
      }
    }
    for end in formulaEnds.sorted() { judgeBareWords(behind: end, besides: unreadable) }
  }

  /// Says so where `.check` stands behind a formula without braces.
  private mutating func judgeBareWords(behind end: Int, besides unreadable: Set<Int>) {
    var start = end
    while start < source.count, isBetween(source[start]) { start += 1 }
    guard start < source.count, source[start] == UInt8(ascii: "."), !unreadable.contains(start) else {
      return
    }
    var lineEnd = start
    while lineEnd < source.count, source[lineEnd] != 0x0A, source[lineEnd] != 0x0D { lineEnd += 1 }
    let line = text(SourceRange(start, lineEnd))
    let word = line.dropFirst().prefix { !$0.isWhitespace && !"{}.,;#".contains($0) }
    let isOnTheLine = !source[end..<start].contains(0x0A)
    guard isOnTheLine ? StrayWords.isNearlyRole(word) : DisplayRole(rawValue: String(word)) != nil else {
      return
    }
    let words = line.split(separator: " ").prefix { word in
      word.first == "." || word.first == "#" || word.dropFirst().contains("=")
    }
    let length =
      words.last.map { line.utf8.distance(from: line.startIndex, to: $0.endIndex) } ?? line.utf8.count
    diagnostics.append(
      .bareAttributes(words.joined(separator: " "), at: SourceRange(start, start + length))
    )
  }

  /// Says so where a formula with attributes stands in raw HTML, which is not read.
  mutating func judgeHTML(_ html: String, _ range: SourceRange) {
    guard !["<!--", "<script", "<style"].contains(where: html.lowercased().hasPrefix) else { return }
    var start = range.start
    while let open = source[start..<range.end].firstIndex(of: UInt8(ascii: "{")) {
      let rest = source[(open + 1)..<range.end]
      let close = rest.firstIndex { "{}\n".utf8.contains($0) } ?? range.end
      let end = close < range.end && source[close] == UInt8(ascii: "}") ? close + 1 : close
      let words = text(SourceRange(open, end))
      if StrayWords(words).areOfAFormula {
        diagnostics.append(.attributesInHTML(words, at: SourceRange(open, end)))
      }
      start = max(close, open + 1)
    }
  }

  private func endOfText(before offset: Int) -> Int {
    var end = offset
    while end > 0, isBetween(source[end - 1]) { end -= 1 }
    return end
  }

  /// Whether a byte can stand between a formula and the next text: white space and marks of quotations.
  private func isBetween(_ byte: UInt8) -> Bool { " \t\r\n>".utf8.contains(byte) }

  func text(_ range: SourceRange) -> String {
    String(decoding: source[range.start..<range.end], as: UTF8.self)
  }
}
