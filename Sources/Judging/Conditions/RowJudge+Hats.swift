// `x̂ = …` and `x^* = …`: the solution of a problem that the display, or the one before, states.

import Expressions
import Findings
import LaTeX
import Syntax
import Verification

extension RowJudge {
  /// `x̂ = …` where the display or the one before says of what: the value is put into the gradient.
  mutating func judgeHat(
    _ definition: DisplayStatement.Definition
  ) {
    guard let value = scope.symbol(named: definition.name.text).flatMap({ scope.graph.definition(of: $0) }),
      let base = RowJudge.withoutHat(definition.name.text), let symbol = scope.symbol(named: base)
    else { return }
    let variable = scope.graph.symbol(symbol)
    var conditions = state.conditions.isEmpty ? state.conditionsBefore : state.conditions
    if let subject = state.subject, state.variable == variable, scope.graph.shape(subject).isScalar {
      conditions = [[scope.graph.derivative(.gradient, of: subject, wrt: variable)]]
    }
    guard conditions.count == 1, let explicit = workspace.explicit(conditions[0]),
      scope.graph.symbols(in: [explicit], throughDefinitions: true).contains(symbol)
    else { return }
    let there = scope.graph.substitute(
      [variable: workspace.expanded(value)],
      in: workspace.expanded(explicit)
    )
    let nothing = scope.graph.zeros(scope.graph.shape(there))
    let (verdict, outcome) = workspace.judge(there, nothing, state.variables, options)
    line.verdict = verdict
    line.evidence = outcome.strongest
    line.noteTrials(outcome, in: workspace)
    line.counterexample = outcome.counterexample
    line.message =
      verdict == .holds
      ? "this solves the condition that is stated before"
      : verdict == .refuted
        ? "put into the condition that is stated before, this does not solve it" : outcome.reason ?? ""
  }

  /// The name under a hat or a star.
  private static func withoutHat(_ name: String) -> String? {
    for mark in ["_hat", "_star"] where name.hasSuffix(mark) { return String(name.dropLast(mark.count)) }
    return nil
  }
}
