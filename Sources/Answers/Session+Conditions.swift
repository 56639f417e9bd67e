// A row that should follow from a condition such as ∂f/∂x = 0, and does not: the edit after which it follows.

import Expressions
import Findings
import Syntax
import Verification

extension Session {
  /// Refutes a row by an instance that meets the condition, if an edit of the row would make it follow.
  ///
  /// Without the edit nothing is said: the row may follow from more than the condition that is written.
  mutating func mendCondition(
    _ left: ExpressionID,
    _ right: ExpressionID,
    _ reading: inout Reading,
    _ state: DisplayState,
    _ options: AnswerOptions,
    isSolution: Bool
  ) -> Bool {
    guard state.conditions.count == 1, let forms = state.conditions.first else { return false }
    var trial = self
    guard let explicit = trial.explicit(forms),
      trial.scope.graph.shape(explicit) == trial.scope.graph.shape(left) || isSolution
    else { return false }
    let verifier = Verifier(functions: table, options: verificationOptions(options))
    let zero = trial.scope.graph.zeros(trial.scope.graph.shape(explicit))
    let repairs = verifier.repairs(
      of: right,
      besides: [left, explicit],
      in: &trial.scope.graph,
      variables: state.variables,
      limit: 1
    ) { candidate, graph in
      if isSolution { return [Equation(graph.substitute([left: candidate], in: explicit), zero)] }
      let difference = graph.difference(left, candidate)
      return [Rational(1), Rational(-1), Rational(2), Rational(-2), Rational(1, 2), Rational(-1, 2)].map {
        Equation(explicit, graph.scaled(difference, by: $0))
      }
    }
    guard let repair = repairs.first, Session.isOfOnePart(repair.kind) else { return false }
    if !isSolution {
      guard
        let found = verifier.counterexample(
          to: Equation(left, right),
          given: Equation(explicit, zero),
          in: trial.scope.graph,
          variables: state.variables
        )
      else { return false }
      reading.counterexample = found
    }
    scope.graph = trial.scope.graph
    reading.fault = repair.kind.fault
    reading.message =
      "this does not follow from the condition of a row before: " + explanation(of: repair, whole: nil)
    let printer = FormulaPrinter(scope)
    reading.suggestions = [printer.formula(left).latex + " = " + printer.formula(repair.expression).latex]
    return true
  }
}
