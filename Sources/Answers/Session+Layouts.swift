// Layouts mixed in one display: rows that hold in numerator layout are let pass, until a row adds them to others.

import Expressions
import Findings
import Syntax
import Verification

extension Session {
  /// What is said of a row that holds in the other layout.
  static let numeratorNote = "this holds in numerator layout, the transpose of the other side"

  /// Puts the fault of a sum of both layouts on the rows before it that brought the numerator layout in.
  mutating func blameLayouts(_ lines: inout [CheckedLine], _ state: DisplayState, _ options: AnswerOptions) {
    guard let mixed = lines.firstIndex(where: { $0.fault == .layout }) else { return }
    for row in state.numeratorRows where row.row < mixed && lines[row.row].verdict == .holds {
      guard scope.graph.shape(row.left) == scope.graph.shape(row.right) else { continue }
      let outcome = verify(row.left, row.right, scope.graph, state.variables, options)
      guard outcome.verdict == .refuted else { continue }
      let turned = scope.graph.transpose(row.right)
      let printer = FormulaPrinter(scope.graph)
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
