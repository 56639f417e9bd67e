// Layouts mixed in one display: rows that hold in numerator layout are let pass, until a row adds them to others.

import Derivation
import Expressions
import Findings
import Syntax
import Verification

extension Session {
  /// What is said of a row that holds in the other layout.
  static let numeratorNote = "this holds in numerator layout, the transpose of the other side"

  /// The layout in which a row is right that is wrong in the one the author fixed; nil for other rows.
  func otherLayout(
    of left: ExpressionID,
    _ right: ExpressionID,
    _ variables: Set<SymbolID>,
    _ options: AnswerOptions
  ) -> LayoutConvention? {
    guard options.fixesLayout, judgesLayouts, hasDerivative([left, right]) else { return nil }
    var graph = scope.graph
    if graph.shape(left) == graph.shape(right) {
      guard verify(left, right, graph, variables, options).verdict == .refuted else { return nil }
    }
    return LayoutConvention.allCases.first { layout in
      guard layout != options.layout else { return false }
      let first = graph.relaid(left, from: options.layout, to: layout)
      let second = graph.relaid(right, from: options.layout, to: layout)
      guard (first, second) != (left, right), graph.shape(first) == graph.shape(second) else { return false }
      return verify(first, second, graph, variables, options).verdict == .holds
    }
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
    line.message = Session.mixture(layout, options)
    var trial = scope
    var calculus = Calculus(graph: scope.graph, book: book, variables: [])
    let isLeft = calculus.graph.relaid(left, from: options.layout, to: layout) != left
    let turned = calculus.shortTranspose(isLeft ? right : left)
    trial.graph = calculus.graph
    let printer = FormulaPrinter(trial)
    let sides = isLeft ? [left, turned] : [turned, right]
    line.suggestions = [sides.map { printer.formula($0).latex }.joined(separator: " = ")]
  }

  /// Puts the fault of a sum of both layouts on the rows before it that brought the numerator layout in.
  mutating func blameLayouts(_ lines: inout [CheckedLine], _ state: DisplayState, _ options: AnswerOptions) {
    guard let mixed = lines.firstIndex(where: { $0.fault == .layout }) else { return }
    for row in state.numeratorRows where row.row < mixed && lines[row.row].verdict == .holds {
      guard scope.graph.shape(row.left) == scope.graph.shape(row.right) else { continue }
      let outcome = verify(row.left, row.right, scope.graph, state.variables, options)
      guard outcome.verdict == .refuted else { continue }
      let turned = scope.graph.transpose(row.right)
      let printer = FormulaPrinter(scope)
      lines[row.row].verdict = .refuted
      lines[row.row].evidence = outcome.strongest
      lines[row.row].fault = .layout
      lines[row.row].message =
        "this is the transpose of the gradient: it would do in numerator layout throughout, but other rows are in "
        + "denominator layout, and row \(mixed + 1) adds the two"
      lines[row.row].counterexample = outcome.counterexample
      lines[row.row].suggestions = [printer.formula(row.left).latex + " = " + printer.formula(turned).latex]
    }
  }
}
