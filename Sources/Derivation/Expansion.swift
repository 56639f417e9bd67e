// One level of the differential: d of a sum, a product, an inverse, a function, in terms of the differentials of
// its operands, which stay as they are until the next line.

import Expressions
import Functions

/// The differential of an expression, one idea deep.
struct Expansion {
  /// The differential, linear in the differentials that stand in it.
  var expression: ExpressionID
  /// The rules used, the main one first.
  var rules: [RuleReference]
  /// Whether the line deserves to be shown before terms are collected.
  var isShown: Bool
}

extension Calculus {
  /// The differential of an operand, pushed through what is linear in it; nil when it is constant.
  mutating func leaf(_ id: ExpressionID) throws(DerivationFailure) -> ExpressionID? {
    guard depends(id) else { return nil }
    if isVariable(id) { return graph.differential(id) }
    switch graph[id] {
    case .sum(let terms):
      var leaves: [ExpressionID] = []
      for term in terms {
        if let leaf = try leaf(term) { leaves.append(leaf) }
      }
      return graph.sum(leaves)
    case .product(let operands):
      guard let place = singleDependent(operands), let inner = try leaf(operands[place]) else { break }
      var renewed = operands
      renewed[place] = inner
      return graph.product(renewed)
    case .transpose(let x):
      if isVariable(x) || isSymbol(x) { return graph.transpose(graph.differential(x)) }
      if case .sum = graph[x], let inner = try leaf(x), !hasCompoundDifferential(inner) {
        return graph.writtenTranspose(inner)
      }
      if case .product(let operands) = graph[x], singleDependent(operands) != nil, let inner = try leaf(x),
        !hasCompoundDifferential(inner)
      {
        return graph.writtenTranspose(inner)
      }
    case .power(let base, let exponent):
      if let (gradient, inner, _) = powerOfNorm(id), let moved = try leaf(inner) {
        return graph.frobenius(gradient, moved)
      }
      guard graph.shape(id).isScalar, let value = graph.number(exponent), let inner = try leaf(base) else {
        break
      }
      let lowered = graph.power(base, graph.number(value - 1))
      return graph.product([exponent, lowered, inner])
    case .hadamard(let operands):
      guard let place = singleDependent(operands), let inner = try leaf(operands[place]) else { break }
      var renewed = operands
      renewed[place] = inner
      return graph.hadamard(renewed)
    case .indexedSum(let index, let body):
      guard let inner = try leaf(body) else { break }
      return graph.indexedSum(index, inner)
    case .entry(let x, let row, let column):
      guard let inner = try leaf(x) else { break }
      return graph.entry(inner, row: row, column: column)
    case .kronecker(let a, let b):
      if depends(a), depends(b) { break }
      if let inner = try leaf(a) { return graph.kronecker(inner, b) }
      if let inner = try leaf(b) { return graph.kronecker(a, inner) }
    case .block(let columns, let blocks):
      var renewed: [ExpressionID] = []
      for block in blocks {
        let inner = try leaf(block)
        renewed.append(inner ?? graph.zeros(graph.shape(block)))
      }
      return graph.block(columns: columns, renewed)
    case .frobenius(let a, let b):
      if depends(a), depends(b) { break }
      if let inner = try leaf(a) { return graph.frobenius(b, inner) }
      if let inner = try leaf(b) { return graph.frobenius(a, inner) }
    case .apply(let function, let arguments):
      guard let record = book.functions[function], case .linear = record.differential, arguments.count >= 1,
        arguments.dropFirst().allSatisfy({ !depends($0) }), let inner = try leaf(arguments[0])
      else { break }
      return try apply(function, [inner] + arguments.dropFirst())
    default: break
    }
    return graph.differential(id)
  }

  /// The differential of an expression that depends on the variables, one idea deep.
  mutating func expand(_ id: ExpressionID) throws(DerivationFailure) -> Expansion {
    // What a name stands for may be the variable itself.
    if isVariable(id) {
      return Expansion(expression: graph.differential(id), rules: [.definition], isShown: false)
    }
    switch graph[id] {
    case .sum(let terms): return try expandSum(terms)
    case .product(let operands): return try expandProduct(operands)
    case .transpose(let x):
      if isVariable(x) {
        let expression = graph.transpose(graph.differential(x))
        return Expansion(expression: expression, rules: [.transposition], isShown: false)
      }
      let inner = try expand(x)
      let transposed = graph.writtenTranspose(inner.expression)
      return Expansion(expression: transposed, rules: inner.rules, isShown: inner.isShown)
    case .inverse(let x):
      guard let inner = try leaf(x) else { break }
      let expression = graph.product([graph.number(-1), id, inner, id])
      return Expansion(expression: expression, rules: [.inverseRule], isShown: true)
    case .power(let base, let exponent): return try expandPower(id, base, exponent)
    case .hadamard(let operands):
      return try expandMultilinear(operands, .hadamardRule) { (graph, operands) in graph.hadamard(operands) }
    case .hadamardPower(let base, let exponent): return try expandHadamardPower(id, base, exponent)
    case .frobenius(let a, let b):
      if a == b, let inner = try leaf(a) {
        let expression = graph.scaled(graph.frobenius(a, inner), by: 2)
        return Expansion(expression: expression, rules: [.squaredNorm], isShown: false)
      }
      let rule = depends(a) && depends(b) ? RuleReference.frobeniusRule : .constantFactor
      return try expandMultilinear([a, b], rule) { (graph, operands) in
        graph.frobenius(operands[0], operands[1])
      }
    case .kronecker(let a, let b):
      return try expandMultilinear([a, b], .kroneckerRule) { (graph, operands) in
        graph.kronecker(operands[0], operands[1])
      }
    case .apply(let function, let arguments):
      if let (next, rule) = KnownForms.split(id, &graph) {
        let inner = try expand(next)
        return Expansion(expression: inner.expression, rules: [rule] + inner.rules, isShown: true)
      }
      return try expandFunction(function, arguments)
    case .map(let function, let argument):
      if let (next, rule) = KnownForms.split(id, &graph) {
        let inner = try expand(next)
        return Expansion(expression: inner.expression, rules: [rule] + inner.rules, isShown: true)
      }
      return try expandElementwise(function, argument)
    case .indexedSum(let index, let body):
      let inner = try expand(body)
      let expression = graph.indexedSum(index, inner.expression)
      return Expansion(expression: expression, rules: [.indexedSum] + inner.rules, isShown: true)
    case .indexedProduct(let index, let body):
      // d ∏ t_i = ∏ t_i · Σ dt_i / t_i, where no factor is zero.
      guard let inner = try leaf(body) else { break }
      let ratio = graph.quotient(inner, by: body)
      let sum = graph.indexedSum(index, ratio)
      return Expansion(expression: graph.product([id, sum]), rules: [.productRule], isShown: true)
    case .entry(let x, let row, let column):
      guard let inner = try leaf(x) else { break }
      let expression = graph.entry(inner, row: row, column: column)
      return Expansion(expression: expression, rules: [.entryRule], isShown: false)
    case .block(let columns, let blocks):
      var renewed: [ExpressionID] = []
      for block in blocks {
        let inner = try leaf(block)
        renewed.append(inner ?? graph.zeros(graph.shape(block)))
      }
      let expression = graph.block(columns: columns, renewed)
      return Expansion(expression: expression, rules: [.blockRule], isShown: true)
    case .symbol(let symbol):
      if let definition = graph.definition(of: symbol) {
        var inner = try expand(definition)
        inner.expression = named(symbol, definition, in: inner.expression)
        return inner
      }
    case .member(let family, let index):
      if let definition = graph.instance(of: family, at: index) { return try expand(definition) }
    case .differential(let x):
      // The differential of a differential: the variable moves along a straight line, d(dX) = 0.
      if !isVariable(x) {
        let inner = try expand(x)
        return try expand(inner.expression)
      }
    case .number, .size, .constant, .identity, .ones, .zeros: break
    case .derivative:
      throw DerivationFailure(
        code: "derivation.nested",
        "an unevaluated derivative stands inside the expression",
        hints: ["ask for the inner derivative first and give it a name"]
      )
    }
    throw DerivationFailure(
      code: "derivation.no-rule",
      "there is no rule for the differential of this expression"
    )
  }

  /// The differential of a named function value with the value by its name: ds = s ⊙ dx − (s'dx) s for s = softmax(x).
  mutating func named(_ symbol: SymbolID, _ definition: ExpressionID, in differential: ExpressionID)
    -> ExpressionID
  {
    switch graph[definition] {
    case .apply, .map, .inverse: graph.substitute([definition: graph.symbol(symbol)], in: differential)
    default: differential
    }
  }

  // MARK: - Sums and products

  private mutating func expandSum(_ terms: [ExpressionID]) throws(DerivationFailure) -> Expansion {
    var parts: [ExpressionID] = []
    var rules: [RuleReference] = []
    var count = 0
    for term in terms where depends(term) {
      count += 1
      if case .product(let operands) = graph[term], singleDependent(operands) == nil {
        let inner = try expandProduct(operands)
        parts.append(inner.expression)
        rules.append(contentsOf: inner.rules)
      } else if let inner = try leaf(term) {
        parts.append(inner)
      }
    }
    rules = rules.isEmpty ? [.sumRule] : rules
    return Expansion(expression: graph.sum(parts), rules: unique(rules), isShown: true)
  }

  mutating func expandProduct(_ operands: [ExpressionID]) throws(DerivationFailure) -> Expansion {
    if let place = singleDependent(operands), let inner = try leaf(operands[place]) {
      var renewed = operands
      renewed[place] = inner
      return Expansion(expression: graph.product(renewed), rules: [.constantFactor], isShown: false)
    }
    if let quotient = try expandQuotient(operands) { return quotient }
    if operands.allSatisfy({ graph.shape($0).isScalar }) {
      // Scalars commute: the differential stands last.
      var terms: [ExpressionID] = []
      for (place, operand) in operands.enumerated() {
        guard let inner = try leaf(operand) else { continue }
        var others = operands
        others.remove(at: place)
        terms.append(graph.product(others + [inner]))
      }
      return Expansion(expression: graph.sum(terms), rules: [.productRule], isShown: terms.count > 1)
    }
    return try expandMultilinear(operands, .productRule) { (graph, operands) in graph.product(operands) }
  }

  /// d(u/vᵏ) for scalars; the differential of a u of several varying factors waits for the next line.
  private mutating func expandQuotient(_ operands: [ExpressionID]) throws(DerivationFailure) -> Expansion? {
    let product = graph.product(operands)
    guard graph.shape(product).isScalar else { return nil }
    let varying = operands.filter { depends($0) }
    let divisors = varying.filter { id in
      if case .power(_, let exponent) = graph[id] {
        graph.number(exponent)?.isNegative ?? false
      } else {
        false
      }
    }
    guard varying.count > 1, divisors.count == 1, case .power(let base, let exponent) = graph[divisors[0]],
      let value = graph.number(exponent), let moved = try leaf(base)
    else { return nil }
    let numerator = graph.product(operands.filter { $0 != divisors[0] })
    var movedNumerator = graph.differential(numerator)
    if varying.count == 2, let inner = try leaf(numerator) { movedNumerator = inner }
    let first = graph.product([divisors[0], movedNumerator])
    let lowered = graph.power(base, graph.number(value - 1))
    let second = graph.product([exponent, numerator, lowered, moved])
    return Expansion(expression: graph.sum([first, second]), rules: [.quotientRule], isShown: true)
  }

  private mutating func expandMultilinear(
    _ operands: [ExpressionID],
    _ rule: RuleReference,
    _ build: (inout Graph, [ExpressionID]) -> ExpressionID
  ) throws(DerivationFailure) -> Expansion {
    var terms: [ExpressionID] = []
    for (place, operand) in operands.enumerated() {
      guard let inner = try leaf(operand) else { continue }
      var renewed = operands
      renewed[place] = inner
      terms.append(build(&graph, renewed))
    }
    return Expansion(expression: graph.sum(terms), rules: [rule], isShown: terms.count > 1)
  }

  func unique(_ rules: [RuleReference]) -> [RuleReference] {
    var result: [RuleReference] = []
    for rule in rules where !result.contains(rule) { result.append(rule) }
    return result
  }
}
