// The differential of functions, from the rule that stands with each.

import Expressions
import Functions

extension Calculus {
  mutating func expandFunction(_ function: FunctionName, _ arguments: [ExpressionID])
    throws(DerivationFailure) -> Expansion
  {
    guard let record = book.functions[function] else {
      throw DerivationFailure(
        code: "derivation.no-rule",
        "there is no rule for the differential of '\(function)'"
      )
    }
    switch rule(of: record, at: arguments) {
    case .linear(_, let name, let source):
      var terms: [ExpressionID] = []
      if function == "tr", case .product(let operands) = graph[arguments[0]], singleDependent(operands) == nil
      {
        let inner = try expandProduct(operands)
        let trace = try apply(function, [inner.expression])
        return Expansion(expression: trace, rules: inner.rules, isShown: true)
      }
      guard let first = arguments.first, let inner = try leaf(first) else { break }
      terms.append(try apply(function, [inner] + arguments.dropFirst()))
      return Expansion(expression: graph.sum(terms), rules: [RuleReference(name, source)], isShown: false)
    case .formula(let formula, let name, let source):
      var binding = book.binding(record, arguments, graph)
      for (parameter, argument) in zip(record.signature.parameters, arguments) {
        guard case .matrix(let name, _, _) = parameter else { continue }
        binding.expressions["d\(name)"] =
          depends(argument) ? graph.differential(argument) : graph.zeros(graph.shape(argument))
      }
      let expression = try book.instance(formula, binding, in: &graph)
      return Expansion(
        expression: expression,
        rules: [RuleReference(name, source)],
        isShown: !graph.shape(expression).isScalar
      )
    case .zero(let name, let source):
      let shape = try shape(of: function, arguments)
      return Expansion(
        expression: graph.zeros(shape),
        rules: [RuleReference(name, source)],
        isShown: false
      )
    case .elementwise:
      guard let argument = arguments.first else { break }
      return try expandElementwise(function, argument)
    case .none(let because):
      throw DerivationFailure(
        code: "derivation.no-rule",
        "'\(function)' has no differential: \(because)"
      )
    }
    throw DerivationFailure(
      code: "derivation.no-rule",
      "there is no rule for the differential of '\(function)'"
    )
  }

  /// The rule for a function at arguments of which something is known.
  private mutating func rule(of record: MatrixFunction, at arguments: [ExpressionID]) -> DifferentialRule {
    if let tied = record.differentialWhereTied, mayTie(arguments) { return tied }
    guard let special = record.differentialWhereInvertible, let first = arguments.first,
      graph.properties(first).contains(.invertible)
    else { return record.differential }
    return special
  }

  /// d f.(Z) = f'(Z) ⊙ dZ; functions applied to functions, sums with constants and constant factors are taken
  /// in one line, which is the chain rule of one variable.
  mutating func expandElementwise(_ function: FunctionName, _ argument: ExpressionID)
    throws(DerivationFailure) -> Expansion
  {
    var rules: [RuleReference] = []
    var factor = try elementwiseDerivative(function, argument, &rules)
    var inner = argument
    while true {
      if isVariable(inner) || isSymbol(inner) { break }
      if case .map(let next, let nextArgument) = graph[inner] {
        let derivative = try elementwiseDerivative(next, nextArgument, &rules)
        factor = graph.hadamard([factor, derivative])
        inner = nextArgument
        continue
      }
      // A sum in which one term alone varies: the constant goes.
      if case .sum(let terms) = graph[inner] {
        let varying = terms.filter { depends($0) }
        if varying.count == 1, case .map = graph[varying[0]] {
          inner = varying[0]
          continue
        }
      }
      break
    }
    if rules.count > 1 { rules = [.elementwiseChain] + rules }
    factor = recognised(factor)
    let differential = try leaf(inner) ?? graph.differential(inner)
    // Through a linear argument only where the line stays short.
    let shown = hasCompoundDifferential(differential) ? graph.differential(inner) : differential
    let isPlain = isVariable(inner) || isSymbol(inner)
    let expression = graph.hadamard([factor, isPlain ? shown : graph.differential(inner)])
    return Expansion(expression: expression, rules: unique(rules), isShown: false)
  }

  private mutating func elementwiseDerivative(
    _ function: FunctionName,
    _ argument: ExpressionID,
    _ rules: inout [RuleReference]
  ) throws(DerivationFailure) -> ExpressionID {
    guard let record = book.functions[function] else {
      throw DerivationFailure(
        code: "derivation.no-rule",
        "there is no rule for the differential of '\(function)'"
      )
    }
    switch record.differential {
    case .elementwise(let formula, let name, let source):
      var binding = book.binding(record, [argument], graph)
      binding.liftsTo = graph.shape(argument)
      rules.append(RuleReference(name, source))
      return try book.instance(formula, binding, in: &graph)
    case .zero(let name, let source):
      rules.append(RuleReference(name, source))
      return graph.zeros(graph.shape(argument))
    case .linear, .formula, .none:
      throw DerivationFailure(code: "derivation.no-rule", "'\(function)' has no elementwise derivative")
    }
  }

  // MARK: - What the expansions ask

  /// The only operand that varies; nil when several do or none does.
  mutating func singleDependent(_ operands: [ExpressionID]) -> Int? {
    var place: Int?
    for (position, operand) in operands.enumerated() where depends(operand) {
      if place != nil { return nil }
      place = position
    }
    return place
  }

  func isSymbol(_ id: ExpressionID) -> Bool {
    switch graph[id] {
    case .symbol, .member: true
    default: false
    }
  }

  /// Whether a differential of something other than a name stands in the expression.
  func hasCompoundDifferential(_ id: ExpressionID) -> Bool {
    graph.reachable(from: [id]).contains {
      if case .differential(let x) = graph[$0] { !isSymbol(x) } else { false }
    }
  }

  mutating func apply(_ function: FunctionName, _ arguments: [ExpressionID]) throws(DerivationFailure)
    -> ExpressionID
  {
    do {
      return try graph.apply(function, arguments)
    } catch {
      throw DerivationFailure(code: "rules.ill-typed", error.message)
    }
  }

  private func shape(of function: FunctionName, _ arguments: [ExpressionID]) throws(DerivationFailure)
    -> Shape
  {
    guard let traits = graph.vocabulary[function] else {
      throw DerivationFailure(code: "derivation.no-rule", "there is no function '\(function)'")
    }
    do {
      return try traits.shape(arguments.map { graph.argumentShape($0) })
    } catch {
      throw DerivationFailure(code: "rules.ill-typed", error.message)
    }
  }
}
