// The equations that people assume without saying so: labels that add up to 1, orthonormal columns or rows.

import Expressions
import Findings
import Syntax
import Verification

extension Workspace {
  /// How many names of a row are tried.
  private static let nameBound = 4

  /// An equation without which a refuted row fails and with which it holds, as text of the cell language.
  mutating func missingEquation(
    _ left: ExpressionID,
    _ right: ExpressionID,
    _ variables: Set<SymbolID>,
    _ options: AnswerOptions
  ) -> String? {
    let inside = scope.graph.symbols(in: [left, right], throughDefinitions: true).sorted()
    let names = inside.filter { symbol in
      guard case .declared = scope.graph[symbol].role, !scope.graph[symbol].shape.isScalar else {
        return false
      }
      return scope.graph[symbol].properties.structure == .free
    }
    for symbol in names.prefix(Self.nameBound) {
      for (condition, text) in usualEquations(of: symbol) {
        let premises = Premises(
          conditions: [[condition]],
          variables: variables,
          options: options,
          source: "the assumption '\(text)'"
        )
        if let found = onSolutionSet(left, right, premises), found.outcome.verdict == .holds { return text }
      }
    }
    return nil
  }

  /// The equations that are often assumed of a name, set to zero, with their text.
  private mutating func usualEquations(of symbol: SymbolID) -> [(ExpressionID, String)] {
    let variable = scope.graph.symbol(symbol)
    let shape = scope.graph.shape(variable)
    let name = scope.graph[symbol].name
    let turned = scope.graph.transpose(variable)
    if shape.isVector {
      let ones = scope.graph.ones(.vector(shape.rows))
      let total = scope.graph.product([scope.graph.transpose(ones), variable])
      let one = scope.graph.number(1)
      return [(scope.graph.difference(total, one), "ones(\(shape.rows))'*\(name) == 1")]
    }
    // Of square matrices the attribute 'orthogonal' says it.
    guard !shape.isSquare, !shape.rows.isOne else { return [] }
    let columns = scope.graph.product([turned, variable])
    let rows = scope.graph.product([variable, turned])
    let ofColumns = scope.graph.identity(shape.columns)
    let ofRows = scope.graph.identity(shape.rows)
    return [
      (scope.graph.difference(columns, ofColumns), "\(name)'*\(name) == eye(\(shape.columns))"),
      (scope.graph.difference(rows, ofRows), "\(name)*\(name)' == eye(\(shape.rows))"),
    ]
  }
}
