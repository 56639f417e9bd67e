// Where a line ends: open brackets and operators left over carry it on.

import Diagnostics
import Findings
import Expressions

extension PlainParser {
  /// Removes the line breaks that do not end a statement: in open brackets and after an operator.
  mutating func joinLines() {
    var kept: [Token] = []
    var open = 0
    for (place, token) in tokens.enumerated() {
      switch token.kind {
      case .mark("("), .mark("["), .mark(".("): open += 1
      case .mark(")"), .mark("]"): open = max(0, open - 1)
      case .newline:
        // A bracket left open must not swallow the lines that follow.
        if open > 0, !beginsStatement(place + 1) { continue }
        if let mark = kept.last?.mark, PlainParser.trailing.contains(mark),
          mark == "," || !beginsDefinition(afterBlankLines: place)
        {
          continue
        }
        if tokens[place + 1].mark == "==", kept.last?.kind != .newline, !isInProof(kept) { continue }
        open = 0
      case .name, .number, .mark, .superscript, .invalid, .end: break
      }
      kept.append(token)
    }
    tokens = kept
  }

  private static let trailing: Set<String> = [
    "+", "-", "*", "/", "^", ".*", "./", ".^", ".+", ".-", "⊗", ":", "=", "==", ",",
    "!=", ">", ">=", "<", "<=",
  ]

  /// Whether the next line that is not blank is a definition or a declaration, which an operator left over at the
  /// end of a line must not swallow.
  private func beginsDefinition(afterBlankLines place: Int) -> Bool {
    let next = tokens[place...].firstIndex { $0.kind != .newline } ?? place
    guard next + 1 < tokens.count, let name = tokens[next].name else { return false }
    return !isLeadingWord(name) && beginsStatement(next)
  }

  /// Whether the word leads a line that asks, claims or assumes something.
  private func isLeadingWord(_ name: String) -> Bool {
    QuestionKind(rawValue: name) != nil || name == "claim" || name == "given"
  }

  /// Whether the last line that opens or ends a proof opens one.
  private func isInProof(_ kept: [Token]) -> Bool {
    let last = kept.last { $0.name == "proof" || $0.name == "qed" }
    return last?.name == "proof"
  }

  /// Whether a line that begins at this place can only be a statement of its own.
  func beginsStatement(_ place: Int) -> Bool {
    guard place + 1 < tokens.count, let name = tokens[place].name else { return false }
    let next = tokens[place + 1]
    if next.mark == "=" { return true }
    if next.mark == ":" || next.mark == ",", let type = typeWord(from: place) {
      return PlainParser.types.contains(type)
    }
    return (isLeadingWord(name) && next.name != nil)
      || (PlainParser.openings.contains(name) && next.kind == .newline)
  }

  /// The word after the colon of `a, b : word`, where a line begins at the place.
  func typeWord(from place: Int) -> String? {
    var place = place
    while place + 2 < tokens.count, tokens[place].name != nil {
      if tokens[place + 1].mark == "[", place + 4 < tokens.count, tokens[place + 3].mark == "]" { place += 3 }
      if tokens[place + 1].mark == ":" {
        // Attributes may stand before the type word.
        var word = place + 2
        while word < tokens.count, let text = tokens[word].name {
          if PlainParser.types.contains(text) { return text }
          guard attribute(at: word) != nil else { break }
          word += attribute(at: word)?.width ?? 1
        }
        return tokens[place + 2].name
      }
      guard tokens[place + 1].mark == "," else { return nil }
      place += 2
    }
    return nil
  }
}
