package import Expressions

extension Calculus {
  /// The shortest equal form of an expression, of a name that of what it stands for, as a derivation of one line.
  package mutating func simplification(of expression: ExpressionID) -> Derivation {
    var named: SymbolID?
    if case .symbol(let symbol) = graph[expression], graph.definition(of: symbol) != nil { named = symbol }
    let value = shortened(named.flatMap { graph.definition(of: $0) } ?? expression)
    let step = Step(
      left: expression,
      right: value,
      rules: takeRules([.simplify]),
      definitions: named.map { [$0] } ?? []
    )
    return Derivation(
      of: expression,
      variable: nil,
      steps: [step],
      result: value,
      helpers: [],
      conditions: conditions(of: expression)
    )
  }

  /// The shortest equal form of an expression, names as they are.
  package mutating func shortForm(of expression: ExpressionID) -> ExpressionID { shortened(expression) }

  /// The transpose of an expression in its shortest form.
  package mutating func shortTranspose(_ expression: ExpressionID) -> ExpressionID {
    let transposed = graph.writtenTranspose(expression)
    return shortened(transposed)
  }
}
