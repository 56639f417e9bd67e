// Structures whose entries move together in a way that no sum of deltas says, such as Toeplitz and orthogonal
// matrices: the differential is written in components, and the derivative read off it is projected.

import Expressions
import Findings
import Functions

extension Calculus {
  /// Whether the derivatives of the variable's entries have no form in Kronecker deltas.
  ///
  /// - Throws: by name, when no derivative is taken on the set where the variable moves.
  func hasNoDeltas(_ variable: ExpressionID, _ convention: StructureConvention) throws(DerivationFailure)
    -> Bool
  {
    guard convention != .ignored, let structure = try structure(of: variable) else { return false }
    return !structure.hasDeltas
  }

  /// The gradient on the structure: the differential in components, then the projection of what stands at dX_kl.
  mutating func indexTangentGradient(
    of function: ExpressionID,
    wrt variable: ExpressionID,
    _ convention: StructureConvention
  ) throws(DerivationFailure) -> Derivation {
    let lines = try indexDifferential(of: function)
    let free = try indexGradient(of: function, wrt: variable, convention: .ignored)
    let gradient = graph.derivative(.gradient, of: function, wrt: variable)
    let (value, rule) =
      try structured(free.result, variable, convention)
      ?? (free.result, convention == .tied ? .tiedEntries : .structure)
    return Derivation(
      of: function,
      variable: variable,
      steps: lines.steps + [Step(left: gradient, right: value, rules: takeRules([rule]))],
      result: value,
      helpers: lines.helpers,
      conditions: lines.conditions
    )
  }

  /// The Jacobian on the structure, likewise.
  mutating func indexTangentJacobian(
    of function: ExpressionID,
    wrt variable: ExpressionID,
    _ convention: StructureConvention
  ) throws(DerivationFailure) -> Derivation {
    let lines = try indexDifferential(of: function)
    let free = try indexJacobian(of: function, wrt: variable, convention: .ignored)
    let jacobian = graph.derivative(.jacobian, of: function, wrt: variable)
    let (value, rules) = try projected(free.result, variable, convention)
    return Derivation(
      of: function,
      variable: variable,
      steps: lines.steps + [Step(left: jacobian, right: value, rules: takeRules([.jacobianRead] + rules))],
      result: value,
      helpers: lines.helpers,
      conditions: lines.conditions
    )
  }
}
