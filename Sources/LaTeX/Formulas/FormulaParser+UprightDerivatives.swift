// `\mathsf D\phi` and `\mathsf H\phi`, as Magnus and Neudecker write them: derivatives by (vec X)′.

import Diagnostics
import Expressions
import Syntax

extension FormulaParser {
  /// `D\phi` of what varies in one matrix: its derivative, as a matrix or as the row of vec.
  func readingRow(_ derivative: FormulaReading) -> FormulaReading {
    guard let map = derivative.map, !map.isSecond, map.wrt.count == 1,
      case .name(let name, _) = map.wrt[0].kind,
      context.names[name]?.kind == .matrix
    else { return derivative }
    let range = derivative.tree.range
    let gradient = SyntaxTree(.derivative(.gradient, of: map.of, wrt: map.wrt), range)
    let column = SyntaxTree(
      .call(name: "vec", nameRange: range, isElementwise: false, arguments: [gradient]),
      range
    )
    var result = derivative
    result.tree = SyntaxTree(
      .ambiguous(Habit.derivativeIsRow.name, [derivative.tree, SyntaxTree(.transpose(column), range)]),
      range
    )
    return result
  }

  /// `\mathrm H\phi`: the Hessian of a value or function that has a definition, where nobody declared an H.
  mutating func uprightHessian(_ atom: LaTeXAtom) throws(UnreadableFormula) -> FormulaReading? {
    guard atom.letter == "H", ["roman", "sans"].contains(atom.font), context.names["H"] == nil,
      let letter = peekAfter(1)?.letter, let entry = context.names[letter]
    else { return nil }
    var isFunction = entry.isDefined
    if case .function = entry.kind { isFunction = true }
    guard isFunction else { return nil }
    advance()
    return try gradient(atom, order: 2)
  }
}
