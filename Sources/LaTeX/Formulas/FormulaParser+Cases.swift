// Case distinctions that ask whether two indices are equal, or which of two numbers is larger.

import Diagnostics
import Expressions
import Syntax

extension FormulaParser {
  /// Two cases told apart by whether two indices are equal: δ·a + (1 − δ)·b.
  mutating func caseDistinction(_ rows: [[[LaTeXAtom]]], _ range: SourceRange)
    throws(UnreadableFormula) -> FormulaReading
  {
    let unread = UnreadableFormula(
      "latex.cases",
      "a case distinction is read only when it asks whether two indices are equal, or which of two numbers is larger",
      range
    )
    guard rows.count == 2 else { throw unread }
    if let choice = try choice(rows, range) { return choice }
    var values: [SyntaxTree] = []
    var equal: [[LaTeXAtom]?] = []
    var pair: [SyntaxTree] = []
    for row in rows {
      guard row.count == 2 else { throw unread }
      let value = row[0].filter { !$0.isSymbol(",") }
      values.append(SyntaxTree(.parenthesized(try nested(value, at: range).tree), range))
      var condition: [LaTeXAtom] = []
      for atom in row[1].visible {
        if case .text = atom.kind { continue }
        if [",", "."].contains(where: { atom.isSymbol($0) }) { continue }
        if atom.kind == .command("forall") { continue }
        condition.append(atom)
      }
      let sides = condition.split { atom in
        atom.kind == .relation(.equal) || atom.kind == .relation(.notEqual)
      }.map { Array($0) }
      guard condition.isEmpty || (sides.count == 2 && sides.allSatisfy { $0.count == 1 }) else {
        throw unread
      }
      if condition.contains(where: { $0.kind == .relation(.equal) }) {
        equal.append(condition)
        for side in sides { pair.append(try nested(side, at: range).tree) }
      } else {
        equal.append(nil)
      }
    }
    guard pair.count == 2, let place = equal.firstIndex(where: { $0 != nil }) else { throw unread }
    let delta = SyntaxTree.kroneckerDelta(pair, range)
    let other = SyntaxTree.complement(of: delta, range)
    let sum = SyntaxTree(
      .binary(
        .add,
        SyntaxTree(.binary(.multiply, delta, values[place]), range),
        SyntaxTree(.binary(.multiply, other, values[1 - place]), range)
      ),
      range
    )
    return FormulaReading(SyntaxTree(.parenthesized(sum), range), rank: .scalar)
  }

  /// Two cases told apart by a comparison in the first row; the second row is the rest, or the opposite comparison.
  private mutating func choice(_ rows: [[[LaTeXAtom]]], _ range: SourceRange) throws(UnreadableFormula)
    -> FormulaReading?
  {
    guard rows.allSatisfy({ $0.count == 2 }), let first = try condition(rows[0][1], range) else { return nil }
    let other = try condition(rows[1][1], range)
    if let other {
      guard other.left.isSameFormula(as: first.left), other.right.isSameFormula(as: first.right),
        FormulaParser.opposite[first.relation] == other.relation
      else { return nil }
    } else if rows[1][1].visible.contains(where: { if case .text = $0.kind { false } else { true } }) {
      return nil
    }
    var arguments = [
      SyntaxTree(.argument(.comparison(first.relation, first.left, first.right)), range)
    ]
    for row in rows { arguments.append(try nested(row[0].filter { !$0.isSymbol(",") }, at: range).tree) }
    return FormulaReading(
      SyntaxTree(.call(name: "where", nameRange: range, isElementwise: false, arguments: arguments), range)
    )
  }

  private static let opposite: [Statement.Assumption.Relation: Statement.Assumption.Relation] = [
    .greater: .lessOrEqual, .lessOrEqual: .greater, .less: .greaterOrEqual, .greaterOrEqual: .less,
  ]

  private mutating func condition(_ atoms: [LaTeXAtom], _ range: SourceRange) throws(UnreadableFormula)
    -> (relation: Statement.Assumption.Relation, left: SyntaxTree, right: SyntaxTree)?
  {
    let signs = atoms.compactMap(FormulaParser.comparison)
    guard signs.count == 1, let place = atoms.firstIndex(where: { FormulaParser.comparison($0) != nil })
    else {
      return nil
    }
    func side(_ atoms: ArraySlice<LaTeXAtom>) -> [LaTeXAtom] {
      atoms.filter { atom in
        if case .text = atom.kind { return false }
        return !atom.isSymbol(",") && !atom.isSymbol(".")
      }
    }
    let left = try nested(side(atoms[..<place]), at: range)
    let right = try nested(side(atoms[(place + 1)...]), at: range)
    // Of vectors a comparison holds for all entries, which is no choice entry by entry.
    guard left.rank == .scalar, right.rank == .scalar else { return nil }
    return (signs[0], left.tree, right.tree)
  }
}
