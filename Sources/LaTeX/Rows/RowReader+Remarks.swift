// Words in a row: which join statements, which are remarks, and which belong to a formula.

import Diagnostics
import Syntax

extension RowReader {
  /// Whether words are a remark: after a comma or a wide space, at the beginning or in a column of their own, and with
  /// nothing that goes on from them.
  func standsApart(_ atoms: [LaTeXAtom], _ place: Int, _ words: String) -> Bool {
    let text = words.filter { $0 != " " }
    if text.hasPrefix("("), text.hasSuffix(")") { return true }
    let before = atoms[..<place].last { $0.kind != .groupOpen && $0.kind != .groupClose }
    let after = atoms[(place + 1)...].first { $0.kind != .groupOpen && $0.kind != .groupClose }
    let beginsApart =
      before.map { RowReader.separates($0) } ?? true || atoms[place].beginsColumn
      || [",", ";", "."].contains { text.hasPrefix($0) }
    let endsApart =
      after.map { RowReader.separates($0) || $0.beginsColumn } ?? true
      || [",", ";", ":"].contains { text.hasSuffix($0) }
    return beginsApart && endsApart
  }

  /// Whether an atom parts statements, or words from a formula.
  private static func separates(_ atom: LaTeXAtom) -> Bool {
    switch atom.kind {
    case .connective, .wideSpace, .text, .rowBreak: true
    case .symbol(let sign): [",", ";", "."].contains(sign)
    default: false
    }
  }

  /// The end of a bracket that holds words: `(\text{by (3)})`, `(\text{since } A = A^T)`.
  ///
  /// Beside words that give no reason only digits and references may stand, so that no factor is taken for a remark.
  func remarkEnd(_ atoms: [LaTeXAtom], from start: Int) -> Int? {
    guard atoms[start].opensBracket else { return nil }
    var depth = 0
    var end: Int?
    for place in start..<atoms.count {
      guard case .symbol(let sign) = atoms[place].kind else { continue }
      if ["(", "[", "\\{"].contains(sign) { depth += 1 }
      if [")", "]", "\\}"].contains(sign) { depth -= 1 }
      if depth == 0 {
        end = place + 1
        break
      }
    }
    guard let end else { return nil }
    let inner = atoms[(start + 1)..<(end - 1)].filter { !$0.isInvisible }
    if isNumberOfEquation(inner), isApart(atoms, start..<end) { return end }
    if case .text(let words)? = inner.first?.kind, words.contains(where: \.isLetter) {
      if RowReader.connective(of: words) != nil { return end }
      return inner.allSatisfy { RowReader.isWordOrNumber($0) } ? end : nil
    }
    let upright = inner.filter { atom in
      guard let letter = atom.letter, ["roman", "text"].contains(atom.font) else { return false }
      return context.names[letter] == nil
    }
    let isWords =
      inner.allSatisfy { $0.letter == nil || upright.contains($0) } && !inner.contains(where: isSign)
    return isWords && upright.count > RowReader.uprightWordLength ? end : nil
  }

  /// Whether a bracket holds the number of an equation, `(8.6)` or `(*)`, as people write it behind a wide space.
  private func isNumberOfEquation(_ inner: [LaTeXAtom]) -> Bool {
    let hasSign = inner.contains { atom in
      if case .digit = atom.kind { true } else { atom.isSymbol("*") || atom.kind == .operator("ast") }
    }
    return hasSign
      && inner.allSatisfy { atom in
        if case .digit = atom.kind { return true }
        return atom.isSymbol("*") || atom.kind == .operator("ast") || atom.isSymbol(".") || atom.isSymbol("'")
      }
  }

  /// Whether a wide space stands before a part of a row, and behind it another one, a stop or nothing.
  private func isApart(_ atoms: [LaTeXAtom], _ part: Range<Int>) -> Bool {
    let isGroup: (LaTeXAtom) -> Bool = { $0.kind == .groupOpen || $0.kind == .groupClose }
    guard atoms[..<part.lowerBound].last(where: { !isGroup($0) })?.kind == .wideSpace else { return false }
    return atoms[part.upperBound...].first { !isGroup($0) }.map(RowReader.separates) ?? true
  }

  /// From how many upright letters on a bracket holds words.
  private static let uprightWordLength = 3

  private static func isWordOrNumber(_ atom: LaTeXAtom) -> Bool {
    switch atom.kind {
    case .text, .digit, .wideSpace, .groupOpen, .groupClose: true
    case .symbol(let sign): ["(", ")", "[", "]", ".", ",", "-"].contains(sign)
    default: false
    }
  }

  private func isSign(_ atom: LaTeXAtom) -> Bool {
    switch atom.kind {
    case .digit, .word, .relation, .fraction: true
    default: false
    }
  }

  /// A row without the marks of a question or a cry at its end, `= 2Ax\,?` and `= 2Ax!!`, with which people ask and stress.
  ///
  /// A single `!` right after a letter, a digit or a bracket may be a factorial, and stays.
  static func withoutMarks(_ atoms: [LaTeXAtom]) -> [LaTeXAtom] {
    var end = atoms.count
    var marks: [LaTeXAtom] = []
    while end > 0 {
      let atom = atoms[end - 1]
      if atom.isSymbol("?") || atom.isSymbol("!") {
        marks.append(atom)
      } else if !atom.isInvisible, marks.isEmpty ? !atom.isSymbol(".") : true {
        break
      }
      end -= 1
    }
    guard let first = marks.last, let last = atoms[..<end].last else { return atoms }
    let isScript = if case .script = last.kind { true } else { false }
    let stands = marks.count > 1 || first.isSymbol("?") || first.isSpaced || isScript
    return stands ? Array(atoms[..<end]) : atoms
  }

  /// The formulas behind the word of a condition, `\text{for } t > 0`; nil where it is said in words, or not read.
  mutating func statedCondition(_ segment: Segment, _ range: SourceRange) -> (
    formulas: [DisplayFormula], relations: [DisplayRelation]
  )? {
    guard segment.connective == .condition, case .text? = segment.atoms.first?.kind else { return nil }
    let atoms = Array(segment.atoms.dropFirst())
    let hasWords = atoms.contains { if case .text = $0.kind { true } else { false } }
    guard !hasWords, let read = try? chain(atoms, range, isFirst: false), read.0.count > 1, read.2 == .none
    else {
      return nil
    }
    return (read.0, read.1)
  }

  /// What words between statements say; nil when they only comment.
  static func connective(of words: String) -> DisplayConnective? {
    let first = words.lowercased().split { !$0.isLetter && $0 != "." }.first.map(String.init) ?? ""
    switch first {
    case "where", "let", "with", "put", "set", "define", "denote", "denoting", "call", "letting", "say":
      return .naming
    case "and", "or", "also", "": return .and
    case "since", "because", "as", "by", "using", "from", "due", "recall", "note", "via": return .reason
    case "if", "for", "when", "provided", "assuming", "given", "such", "s.t.", "whenever", "on", "in":
      return .condition
    case "so", "hence", "thus", "therefore", "then", "implies", "gives", "yields", "consequently", "i.e.",
      "that":
      return .implies
    case "iff": return .equivalent
    default: return nil
    }
  }
}
