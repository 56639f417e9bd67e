// Claims, proofs and assumptions: each formula is judged on its own.

import Diagnostics
package import Expressions

extension Scope {
  /// Takes an assumption; both sides must have one shape.
  mutating func assume(_ assumption: Statement.Assumption, _ range: SourceRange) -> LoweredStatement {
    let row = lower(
      row: Statement.ProofRow(
        formulas: [assumption.left, assumption.right],
        continues: false,
        reason: nil,
        range: range
      ),
      continuing: nil,
      inferringNames: false
    )
    for problem in row.formulas.flatMap(\.diagnostics) { report(problem) }
    guard let left = row.formulas[0].expression, let right = row.formulas[1].expression,
      row.formulas.allSatisfy(\.fits)
    else { return .failed }
    return .given(
      LoweredAssumption(left: left, relation: assumption.relation, right: right, range: range)
    )
  }

  /// Lowers the formulas of a row, or of a display, that are said to be equal.
  ///
  /// `I` and `0` take the shape of the others; what does not fit has a diagnostic of its own. Names that nobody
  /// declared get a shape from their use where that is asked for.
  package mutating func lower(
    row: Statement.ProofRow,
    continuing previous: ExpressionID?,
    inferringNames: Bool = true
  ) -> LoweredRow {
    budget = Scope.expansionBound
    varying = []
    if inferringNames {
      isReadingRow = true
      inferFreeNames(in: row.formulas)
      isReadingRow = false
    }
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
