// Case distinctions that ask whether two indices are equal.

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
      "a case distinction is read only when it asks whether two indices are equal",
      range
    )
    guard rows.count == 2 else { throw unread }
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
    let delta = SyntaxTree(.entry(SyntaxTree(.name("I", latex: nil), range), pair), range)
    let one = SyntaxTree(.number(.one, text: "1"), range)
    let other = SyntaxTree(.parenthesized(SyntaxTree(.binary(.subtract, one, delta), range)), range)
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
}
