// A derivative by an expression that determines its name: the name is written in the expression, X = g(E), so that all
// of the function moves with it.

package import Expressions

extension Graph {
  /// The name as a formula in the expression that determines it, `inv(Y)` for X where Y stands for X⁻¹.
  ///
  /// - Throws: when undoing a power would need to know a sign.
  package mutating func part(_ determined: DeterminedPart, from expression: ExpressionID)
    throws(DerivationFailure) -> ExpressionID
  {
    var value = expression
    for (place, operation) in determined.operations.enumerated() {
      let isLast = place == determined.operations.count - 1
      switch operation {
      case .transposed: value = transpose(value)
      case .inverted: value = inverse(value)
      case .vectorized(let shape): value = try matrix(of: value, shape)
      case .scaled(let factor, let scalars):
        value = scaled(value, by: factor.inverse)
        for scalar in scalars { value = quotient(value, by: scalar) }
      case .shifted(let terms): for term in terms { value = difference(value, term) }
      case .raised(let exponent):
        let isPositive = isLast && properties(determined.part).contains(.positive)
        guard isPositive || exponent == -1 else {
          throw DerivationFailure(
            code: "derivation.sign",
            "a power determines its base only where the sign of the base is known",
            hints: ["declare the base 'positive'"]
          )
        }
        value = power(value, number(exponent.inverse))
      case .exponentiated: value = map("log", value)
      case .logarithm: value = map("exp", value)
      }
    }
    return value
  }

  /// The matrix with the entries of a vector, column by column.
  private mutating func matrix(of vector: ExpressionID, _ shape: Shape) throws(DerivationFailure)
    -> ExpressionID
  {
    let sizes = [size(shape.rows), size(shape.columns)]
    do {
      return try apply("mat", [vector] + sizes)
    } catch {
      throw DerivationFailure(code: "derivation.no-rule", error.message)
    }
  }
}
