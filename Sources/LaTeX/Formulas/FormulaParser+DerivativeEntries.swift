// `[\frac{\partial F}{\partial X}]_{ijkl}`: an entry of a derivative that has more than two indices.

import Diagnostics
import Expressions
import Syntax

extension FormulaParser {
  /// An entry of the derivative of a matrix by a matrix, or of one of them by or of a vector, in both orders of its indices;
  /// nil where a subscript is that of a matrix.
  mutating func derivativeEntry(_ base: FormulaReading, _ content: [LaTeXAtom], _ range: SourceRange)
    throws(UnreadableFormula) -> FormulaReading?
  {
    let letters = content.visible.filter { !$0.isSymbol(",") && !$0.isSymbol(";") }
    guard letters.count == 3 || letters.count == 4,
      case .derivative(.fraction, let function, let wrt) = base.tree.withoutBrackets.kind, wrt.count == 1,
      case .name(let name, _) = wrt[0].kind,
      letters.allSatisfy({ atom in
        if case .digit = atom.kind { true } else { atom.letter != nil }
      })
    else { return nil }
    let own = context.names[name]?.kind == .matrix ? 2 : 1
    guard letters.count - own == 2 || (letters.count - own == 1 && own == 2) else { return nil }
    var indices: [SyntaxTree] = []
    for letter in letters { indices.append(try nested([letter], at: range).tree) }
    let place = base.tree.range.union(range)
    func derivative(_ ofVariable: [SyntaxTree], _ ofFunction: [SyntaxTree]) -> SyntaxTree {
      let inner = SyntaxTree(.parenthesized(function.withoutBrackets), function.range)
      let below = SyntaxTree(.entry(wrt[0], ofVariable), wrt[0].range)
      let above = SyntaxTree(.entry(inner, ofFunction), function.range)
      return SyntaxTree(.derivative(.fraction, of: above, wrt: [below]), place)
    }
    let others = letters.count - own
    let ways = [
      derivative(Array(indices.prefix(own)), Array(indices.dropFirst(own))),
      derivative(Array(indices.dropFirst(others)), Array(indices.prefix(others))),
    ]
    return FormulaReading(
      SyntaxTree(.ambiguous(Habit.indicesOfDerivative.name, ways), place),
      rank: .scalar
    )
  }
}
