// The differential of any expression, line by line: d goes inward until it stands at the variables only.

package import Expressions
import Functions

extension Calculus {
  /// The most rounds in which differentials go inward.
  private static let roundLimit = 100

  /// The differential of an expression in all its variables.
  ///
  /// - Throws: when a function has no rule, or past the bound on lines.
  package mutating func differential(of function: ExpressionID) throws(DerivationFailure) -> Derivation {
    let left = graph.differential(function)
    if graph.shape(function).isScalar { return try scalarDifferential(of: function, left) }
    let (line, steps) = try forwardLines(of: function, left)
    return Derivation(
      of: function,
      variable: nil,
      steps: marked(steps),
      result: line,
      helpers: [],
      conditions: conditions(of: function)
    )
  }

  /// The lines from dF to an expression in the variables' differentials, and that expression.
  mutating func forwardLines(of function: ExpressionID, _ left: ExpressionID) throws(DerivationFailure) -> (
    ExpressionID, [Step]
  ) {
    guard depends(function) else {
      let zero = graph.zeros(graph.shape(function))
      return (zero, [Step(left: left, right: zero, rules: [.constantFunction])])
    }
    var steps: [Step] = []
    var line = graph.differential(function)
    for _ in 0..<Calculus.roundLimit {
      try requireBudget()
      let (next, rules, definitions) = try round(line)
      guard let next else { break }
      line = next
      steps.append(
        Step(left: steps.isEmpty ? left : nil, right: line, rules: takeRules(rules), definitions: definitions)
      )
    }
    let short = shortened(line)
    if short != line, graph.readingCost(short) < graph.readingCost(line) {
      steps.append(Step(left: steps.isEmpty ? left : nil, right: short, rules: takeRules([.simplify])))
      line = short
    }
    if steps.isEmpty { steps.append(Step(left: left, right: line, rules: [.definition])) }
    return (line, steps)
  }

  /// Every differential of something other than a variable, one idea deep; nil when there is none left.
  private mutating func round(_ line: ExpressionID) throws(DerivationFailure) -> (
    ExpressionID?, [RuleReference], [SymbolID]
  ) {
    var replacements: [ExpressionID: ExpressionID] = [:]
    var rules: [RuleReference] = []
    var definitions: [SymbolID] = []
    for id in graph.reachable(from: [line]) {
      guard case .differential(let x) = graph[id], !isVariable(x) else { continue }
      guard depends(x) else {
        replacements[id] = graph.zeros(graph.shape(x))
        continue
      }
      if case .symbol(let symbol) = graph[x] { definitions.append(symbol) }
      if case .member(let family, _) = graph[x] { definitions.append(family) }
      if let (variable, gradient) = knownGradients[x] {
        let moved = graph.differential(variable)
        replacements[id] =
          graph.shape(variable).columns.isOne
          ? graph.product([graph.writtenTranspose(gradient), moved]) : graph.frobenius(gradient, moved)
        rules.append(.knownDifferential)
        continue
      }
      let expansion = try expand(x)
      replacements[id] = expansion.expression
      // Nothing is paired here: a constant factor just stands before d.
      rules.append(contentsOf: expansion.rules.map { $0 == .constantFactor ? .constants : $0 })
    }
    if replacements.isEmpty { return (nil, [], []) }
    let next = graph.substitute(replacements, in: line)
    return (recognised(next), unique(rules), definitions)
  }
}
