// Layouts mixed in one display: rows that hold in numerator layout are let pass, until a row adds them to others.

import Derivation
import Expressions
import Findings
import Syntax
import Verification

extension Workspace {
  /// The layout in which sides are equal that are not in the one the author fixed; nil where there is none.
  mutating func otherLayout(
    of left: ExpressionID,
    _ right: ExpressionID,
    _ variables: Set<SymbolID>,
    _ options: AnswerOptions
  ) -> LayoutConvention? {
    guard options.fixesLayout, judgesLayouts, hasDerivative([left, right]) else { return nil }
    for layout in LayoutConvention.allCases where layout != options.layout {
      let first = scope.graph.relaid(left, from: options.layout, to: layout)
      let second = scope.graph.relaid(right, from: options.layout, to: layout)
      guard (first, second) != (left, right), scope.graph.shape(first) == scope.graph.shape(second),
        verify(first, second, variables, options).verdict == .holds
      else { continue }
      return layout
    }
    return nil
  }

  /// What is said of a row that is right in another layout than the one the author fixed.
  static func mixture(_ layout: LayoutConvention, _ options: AnswerOptions) -> String {
    "this is right in \(layout.rawValue) layout, but 'layout: \(options.layout.rawValue)' is in force"
  }

  /// Says that a refuted row is in another layout, with the row in the one in force.
  func mend(
    _ line: inout CheckedLine,
    _ left: ExpressionID,
    _ right: ExpressionID,
    from layout: LayoutConvention,
    _ options: AnswerOptions
  ) {
    line.fault = .layout
    line.message = Workspace.mixture(layout, options)
    var trial = self
    let isLeft = trial.scope.graph.relaid(left, from: options.layout, to: layout) != left
    let turned = trial.derive(varying: []) { $0.shortTranspose(isLeft ? right : left) }
    let printer = FormulaPrinter(trial.scope)
    let sides = isLeft ? [left, turned] : [turned, right]
    line.suggestions = [sides.map { printer.formula($0).latex }.joined(separator: " = ")]
  }
}
