// Equations that follow from conditions which no map of the data meets: they are compared at points found numerically.

import Expressions
import Findings
import Syntax
import Verification

extension Workspace {
  /// Grants an equation that holds at points that meet all conditions; what fails there stays undecided, since a row may
  /// rest on more than is written.
  mutating func weighAtPoints(
    _ left: ExpressionID,
    _ right: ExpressionID,
    _ premises: Premises,
    _ reading: inout Reading
  ) {
    guard !premises.isEquivalence, !premises.conditions.isEmpty else { return }
    let sides = [expanded(left), expanded(right)]
    // A derivative moves its variable off the conditions.
    guard scope.graph.shape(left) == scope.graph.shape(right), !hasDerivative(sides) else { return }
    // What cannot be written without derivatives grants nothing; what follows without it follows with it.
    let conditions = premises.conditions.compactMap { explicit($0) }.filter { !hasDerivative([$0]) }
    guard !conditions.isEmpty else { return }
    let verifier = Verifier(functions: table, options: verificationOptions(premises.options))
    let found = verifier.check(
      Equation(sides[0], sides[1]),
      where: conditions,
      in: scope.graph,
      variables: premises.variables,
      known: solutions
    )
    if found.outcome.verdict == .holds {
      reading.grant(found.outcome, "this holds at points where \(premises.source) does")
    } else if let exception = found.exception {
      let zero = FormulaPrinter(scope).formula(exception).plain
      let isMatrix = !scope.graph.shape(exception).isVector && !scope.graph.shape(exception).isScalar
      reading.message = "this fails where \(zero) is \(isMatrix ? "singular" : "zero")"
    }
  }
}
