// Claims and proofs: each formula is judged on its own.

import Diagnostics
public import Expressions

extension Scope {
  /// Lowers the formulas of a row, or of a display, that are said to be equal.
  ///
  /// `I` and `0` take the shape of the others; what does not fit has a diagnostic of its own.
  public mutating func lower(row: Statement.ProofRow, continuing previous: ExpressionID?) -> LoweredRow {
    budget = Scope.expansionBound
    varying = []
    isReadingRow = true
    inferFreeNames(in: row.formulas)
    isReadingRow = false
    let outer = diagnostics
    var values: [Value?] = []
    var found: [[Diagnostic]] = []
    for tree in row.formulas {
      diagnostics = []
      values.append(value(of: tree))
      found.append(diagnostics.filter { $0.severity == .error })
    }
    var reference = previous.map { graph.shape($0) }
    for case .known(let expression)? in values where !(graph.isZero(expression)) {
      reference = reference ?? graph.shape(expression)
    }
    var formulas: [LoweredFormula] = []
    for (place, tree) in row.formulas.enumerated() {
      diagnostics = []
      var expression: ExpressionID?
      var fits = true
      if let value = values[place] {
        if case .known(let known) = value, graph.isZero(known), graph.shape(known).isScalar, let reference {
          expression = graph.zeros(reference)
        } else {
          expression = resolve(value, to: reference, tree.range)
        }
        if let expression, let reference, graph.shape(expression) != reference {
          fits = false
          report(
            .claimShapes(
              tree.range,
              reference,
              graph.shape(expression),
              notes: sizeNotes([reference, graph.shape(expression)])
            )
          )
        }
      }
      formulas.append(
        LoweredFormula(
          expression: expression,
          tree: tree,
          diagnostics: found[place] + diagnostics,
          fits: fits
        )
      )
    }
    diagnostics = outer
    return LoweredRow(
      formulas: formulas,
      continues: row.continues,
      reason: row.reason,
      varying: varying,
      range: row.range
    )
  }
}
