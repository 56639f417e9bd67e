// `D^2 g_X : (H, K) \mapsto …`: a second derivative stated as a map of two directions.

import Diagnostics
import Expressions
import Syntax

extension RowReader {
  /// The derivative along the first direction, then along the second; nil when the head is no second derivative or no
  /// two directions stand before the arrow.
  func secondMap(_ head: DisplayFormula, _ variables: [LaTeXAtom], _ body: [LaTeXAtom])
    throws(UnreadableFormula) -> ([DisplayFormula], DisplayRelation, DisplayStatement.Definition?)?
  {
    let visible = variables.visible
    guard case .derivative(.hessian, let function, let wrt) = head.tree.kind, wrt.count == 1,
      visible.first?.isSymbol("(") == true, visible.last?.isSymbol(")") == true
    else { return nil }
    let parts = visible.dropFirst().dropLast().split { $0.isSymbol(",") }
    guard parts.count == 2 else { return nil }
    var directional = function
    var place = head.range
    for part in parts {
      let along = try formula(Array(part))
      place = place.union(along.range)
      directional = SyntaxTree(.directional(of: directional, wrt: wrt, along: [along.tree]), place)
    }
    var formulas = [DisplayFormula(directional, range: place)]
    for value in body.split(whereSeparator: { $0.kind == .relation(.equal) }) {
      formulas.append(try formula(Array(value)))
    }
    return (formulas, .equal, nil)
  }
}
