// The indicator of a relation between indices: 1_{i=j}, \mathbf 1\{i = j\}, \mathbb I[i \ne j], which is δ or 1 − δ.

import Diagnostics
import Expressions
import Syntax

extension FormulaParser {
  /// The indicator whose sign 1 was just read; nil where no relation between indices follows.
  mutating func indicator(_ range: SourceRange) throws(UnreadableFormula) -> FormulaReading? {
    guard let next = peek else { return nil }
    if case .script(isSuper: false, let content) = next.kind {
      guard let value = try indicated(content, range.union(next.range)) else { return nil }
      advance()
      return value
    }
    guard next.opensBracket, next.isJoined || !next.isSymbol("("), let end = endOfBracket(from: index),
      let value = try indicated(Array(atoms[(index + 1)..<end]), range.union(atoms[end].range))
    else { return nil }
    index = end + 1
    return value
  }

  /// The indicator that begins with a letter.
  mutating func indicator(after atom: LaTeXAtom) throws(UnreadableFormula) -> FormulaReading? {
    // What was read is taken back whole: reading takes marks and subscripts off the atoms.
    let start = self
    advance()
    if let value = try indicator(atom.range) { return value }
    self = start
    return nil
  }

  private func endOfBracket(from start: Int) -> Int? {
    var depth = 0
    for place in start..<atoms.count {
      if atoms[place].opensBracket { depth += 1 }
      if atoms[place].closesBracket { depth -= 1 }
      if depth == 0 { return place }
    }
    return nil
  }

  /// The value of `i = j` or `i \ne j` between two indices; nil where no relation stands, or more.
  private mutating func indicated(_ content: [LaTeXAtom], _ range: SourceRange) throws(UnreadableFormula)
    -> FormulaReading?
  {
    let visible = content.visible.filter { !$0.isSymbol("\\{") && !$0.isSymbol("\\}") }
    let relations = visible.indices.filter { if case .relation = visible[$0].kind { true } else { false } }
    guard relations.count == 1, case .relation(let relation) = visible[relations[0]].kind,
      relation == .equal || relation == .notEqual
    else { return nil }
    let sides = [Array(visible[..<relations[0]]), Array(visible[(relations[0] + 1)...])]
    guard sides.allSatisfy(isIndex) else {
      throw UnreadableFormula(
        "latex.indicator",
        "an indicator is read of two indices that are equal or not: 1_{i=j}",
        range
      )
    }
    let indices = [try nested(sides[0], at: range).tree, try nested(sides[1], at: range).tree]
    let delta = SyntaxTree.kroneckerDelta(indices, range)
    let tree = relation == .equal ? delta : .complement(of: delta, range)
    return FormulaReading(tree, rank: .scalar)
  }

  /// Whether a side of the relation is an index: a small letter that nobody declared as data, or a number.
  private func isIndex(_ side: [LaTeXAtom]) -> Bool {
    guard side.count == 1 else { return false }
    if case .digit = side[0].kind { return true }
    return side[0].letter.map { isIndex($0) } ?? false
  }
}
