// Choices by a comparison: `\operatorname{where}(x > 0, y, z)` and case distinctions.

import Diagnostics
import Expressions
import Syntax

extension FormulaParser {
  private static let comparisons: [DisplayRelation: Statement.Assumption.Relation] = [
    .less: .less, .lessOrEqual: .lessOrEqual, .greater: .greater, .greaterOrEqual: .greaterOrEqual,
  ]

  /// The comparison that a relation sign makes of two sides; nil for a sign that does not compare sizes.
  static func comparison(_ atom: LaTeXAtom) -> Statement.Assumption.Relation? {
    guard case .relation(let relation) = atom.kind else { return nil }
    return comparisons[relation]
  }

  /// The arguments of `where`, the first of them a comparison; the bracket has not been taken.
  mutating func choiceItems() throws(UnreadableFormula) -> [FormulaReading] {
    guard let open = peek, open.isSymbol("(") else { throw unexpected(peek) }
    advance()
    let outer = closers
    closers.append("(")
    defer { closers = outer }
    let left = try sum()
    guard let sign = peek, let relation = FormulaParser.comparison(sign) else { throw unexpected(peek) }
    advance()
    let right = try sum()
    let condition = SyntaxTree(
      .argument(.comparison(relation, left.tree, right.tree)),
      left.tree.range.union(right.tree.range)
    )
    var items = [FormulaReading(condition)]
    while let next = peek, next.isSymbol(",") {
      advance()
      items.append(try sum())
    }
    guard let end = peek, end.isSymbol(")") else {
      throw UnreadableFormula("latex.unbalanced-bracket", "this bracket is never closed", open.range)
    }
    advance()
    return items
  }
}
