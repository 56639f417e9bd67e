// What shows that a row does not follow: an instance that meets the condition, and the edit that would make it follow.

import Expressions
import Findings
import Syntax
import Verification

extension Workspace {
  /// The smallest instance that meets the one condition and tells the sides apart.
  mutating func instance(_ left: ExpressionID, _ right: ExpressionID, _ premises: Premises)
    -> Counterexample?
  {
    guard premises.conditions.count == 1, let explicit = explicit(premises.conditions[0]) else { return nil }
    let zero = scope.graph.zeros(scope.graph.shape(explicit))
    return Verifier(functions: table, options: verificationOptions(premises.options)).counterexample(
      to: Equation(left, right),
      given: Equation(explicit, zero),
      in: scope.graph,
      variables: premises.variables
    )
  }

  /// Refutes a row by an instance that meets the condition, if an edit of the row would make it follow.
  ///
  /// Without the edit nothing is said: the row may follow from more than the condition that is written.
  mutating func mendConsequence(
    _ left: ExpressionID,
    _ right: ExpressionID,
    of premises: Premises,
    isSolution: Bool,
    _ reading: inout Reading
  ) -> Bool {
    guard premises.conditions.count == 1, let explicit = explicit(premises.conditions[0]),
      scope.graph.shape(explicit) == scope.graph.shape(left) || isSolution
    else { return false }
    let verifier = Verifier(functions: table, options: verificationOptions(premises.options))
    let zero = scope.graph.zeros(scope.graph.shape(explicit))
    let repairs = verifier.repairs(
      of: right,
      besides: [left, explicit],
      in: &scope.graph,
      variables: premises.variables,
      limit: 1
    ) { candidate, graph in
      if isSolution { return [Equation(graph.substitute([left: candidate], in: explicit), zero)] }
      let difference = graph.difference(left, candidate)
      return Premises.factors.map { Equation(explicit, graph.scaled(difference, by: $0)) }
    }
    guard let repair = repairs.first, repair.kind.isOfOnePart else { return false }
    if !isSolution {
      guard
        let found = verifier.counterexample(
          to: Equation(left, right),
          given: Equation(explicit, zero),
          in: scope.graph,
          variables: premises.variables
        )
      else { return false }
      reading.counterexample = found
    }
    reading.fault = repair.kind.fault
    reading.message =
      "this does not follow from \(premises.source): " + explanation(of: repair, whole: nil)
    let printer = FormulaPrinter(scope)
    reading.suggestions = [printer.formula(left).latex + " = " + printer.formula(repair.expression).latex]
    return true
  }
}
