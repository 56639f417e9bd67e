// Environments, of lines or of cells, and the matrices of plain TeX.

import Diagnostics

extension AtomBuilder {
  mutating func environment(_ token: Token, font: String?) -> [LaTeXAtom] {
    guard let (name, range) = rawGroup() else { return [] }
    if name.hasPrefix("alignat") || name.hasPrefix("alignedat") { _ = rawGroup() }
    if index < tokens.count, tokens[index].isCharacter("["), LaTeXSymbols.rowEnvironments.contains(name),
      let end = tokens[index...].firstIndex(where: { $0.isCharacter("]") }), end - index <= 2
    {
      index = end + 1
    }
    if LaTeXSymbols.rowEnvironments.contains(name) {
      let content = list(font: font)
      end(of: name, opened: token.range.union(range))
      return content
    }
    guard LaTeXSymbols.matrixEnvironments.contains(name) || name == "cases" || name == "dcases" else {
      let content = list(font: font)
      end(of: name, opened: token.range.union(range))
      return [LaTeXAtom(.unknown("\\begin{\(name)}"), token.range.union(range))] + content
    }
    if name == "array" || name.hasSuffix("*"), index < tokens.count { _ = rawGroup() }
    let rows = cells(opened: token.range.union(range))
    end(of: name, opened: token.range.union(range))
    if name == "array", fences.isEmpty, let lines = AtomBuilder.lines(of: rows) { return lines }
    return [LaTeXAtom(.matrix(name, rows), token.range.union(tokens[index - 1].range))]
  }

  /// The rows of an array that lays out relations, not a matrix.
  private static func lines(of rows: [[[LaTeXAtom]]]) -> [LaTeXAtom]? {
    let cells = rows.flatMap { $0 }
    let hasRelation = cells.contains { cell in
      cell.contains { if case .relation = $0.kind { true } else { false } }
    }
    guard hasRelation else { return nil }
    var result: [LaTeXAtom] = []
    for row in rows {
      if let last = result.last { result.append(LaTeXAtom(.rowBreak, last.range)) }
      result += row.flatMap { $0 }
    }
    return result
  }

  mutating func plainMatrix(_ token: Token) -> [LaTeXAtom] {
    guard index < tokens.count, tokens[index].kind == .open else {
      return [LaTeXAtom(.unknown("\\" + token.text), token.range)]
    }
    index += 1
    let rows = cells(opened: token.range)
    if index < tokens.count, tokens[index].kind == .close { index += 1 }
    return [LaTeXAtom(.matrix(token.text, rows), token.range.union(tokens[index - 1].range))]
  }

  /// The cells of a matrix up to its `\end` or closing brace.
  private mutating func cells(opened: SourceRange) -> [[[LaTeXAtom]]] {
    depth += 1
    defer { depth -= 1 }
    guard depth <= AtomBuilder.nestingBound else {
      reportNesting(at: opened)
      index = tokens.count
      return []
    }
    var rows: [[[LaTeXAtom]]] = [[[]]]
    while index < tokens.count {
      let token = tokens[index]
      if token.kind == .close || token.isCommand("end") { break }
      if token.kind == .alignment {
        index += 1
        rows[rows.count - 1].append([])
        continue
      }
      let new = unit(font: nil)
      if new.count == 1, new[0].kind == .rowBreak {
        rows.append([[]])
        continue
      }
      let row = rows.count - 1
      append(new, to: &rows[row][rows[row].count - 1])
    }
    return rows.filter { row in row.contains { !$0.visible.isEmpty } }
  }

  mutating func end(of name: String, opened: SourceRange) {
    guard index < tokens.count, tokens[index].isCommand("end") else {
      report("latex.unbalanced-environment", "the environment '\(name)' is never closed", opened)
      return
    }
    let place = tokens[index].range
    index += 1
    let closed = rawGroup()?.text
    if closed != name {
      report("latex.unbalanced-environment", "'\(name)' is closed as '\(closed ?? "")'", place)
    }
  }

  /// Drops the star and the skip of `\\*[2pt]`.
  mutating func skipRowSkip() {
    if index < tokens.count, tokens[index].isCharacter("*") { index += 1 }
    guard index < tokens.count, tokens[index].isCharacter("["), !tokens[index].isSpaced else { return }
    guard let end = tokens[index...].prefix(12).firstIndex(where: { $0.isCharacter("]") }) else { return }
    let skip = tokens[(index + 1)..<end].map(\.text).joined()
    if ["pt", "em", "ex", "mm", "cm", "in", "jot", "skip"].contains(where: skip.hasSuffix) {
      index = end + 1
    }
  }
}
