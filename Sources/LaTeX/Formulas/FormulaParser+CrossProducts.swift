// `a \times b`, `[a]_\times`, `a^\wedge`: the cross product of two vectors in space, and its matrix.

import Diagnostics
import Syntax

extension FormulaParser {
  /// The matrix by which a vector is multiplied crosswise: `[a]_\times`, `a_\times`, `a^\wedge`; nil for other scripts.
  func skewMatrix(_ script: [LaTeXAtom], of base: FormulaReading, _ atom: LaTeXAtom) -> FormulaReading? {
    guard base.rank == .column || base.rank == nil, FormulaParser.isCross(script) else { return nil }
    return crossed("skew", [base.tree.withoutBrackets], rank: .matrix, base.tree.range.union(atom.range))
  }

  /// `[a]^2_\times`: what stands above belongs to the matrix, and is put behind the sign that makes it.
  mutating func putCrossFirst() {
    guard let above = peek, let below = peekAfter(1), case .script(isSuper: true, _) = above.kind,
      case .script(isSuper: false, let content) = below.kind, FormulaParser.isCross(content),
      let second = atoms[(index + 1)...].firstIndex(where: { !$0.isInvisible })
    else { return }
    atoms.swapAt(index, second)
  }

  private static func isCross(_ script: [LaTeXAtom]) -> Bool {
    [[.operator("times")], [.operator("wedge")]].contains(script.visible.map(\.kind))
  }

  /// `a \times b` of two columns, which have no other product that is written so.
  func crossProduct(_ left: FormulaReading, _ right: FormulaReading) -> FormulaReading? {
    guard left.rank == .column, right.rank == .column else { return nil }
    return crossed("cross", [left.tree, right.tree], rank: .column, left.tree.range.union(right.tree.range))
  }

  private func crossed(_ name: String, _ arguments: [SyntaxTree], rank: FormulaRank, _ range: SourceRange)
    -> FormulaReading
  {
    let call = SyntaxTree.Kind.call(name: name, nameRange: range, isElementwise: false, arguments: arguments)
    return FormulaReading(SyntaxTree(call, range), rank: rank)
  }
}
