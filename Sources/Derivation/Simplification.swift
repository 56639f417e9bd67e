public import Expressions

extension Calculus {
  /// The shortest equal form of an expression, as a derivation of one line.
  public mutating func simplification(of expression: ExpressionID) -> Derivation {
    let value = shortened(expression)
    let step = Step(left: expression, right: value, rules: takeRules([.simplify]))
    return Derivation(
      of: expression,
      variable: nil,
      steps: [step],
      result: value,
      helpers: [],
      conditions: conditions(of: expression)
    )
  }

  /// The transpose of an expression in its shortest form.
  public mutating func shortTranspose(_ expression: ExpressionID) -> ExpressionID {
    let transposed = graph.writtenTranspose(expression)
    return shortened(transposed)
  }
}
