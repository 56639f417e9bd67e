// Values at a place: `(E at x = 2*y)`, where derivatives in E are taken first, each by a name of its own.

import Diagnostics
package import Expressions

extension Scope {
  /// The value at a place; derivatives inside are taken first, each by its own variable.
  mutating func evaluated(
    _ inner: SyntaxTree,
    _ bindings: [Statement.Binding],
    _ range: SourceRange
  ) -> Value? {
    guard let expression = lower(inner) else { return nil }
    let inside = graph.reachableThroughDefinitions(from: [expression])
    let hasDifferential = inside.contains { if case .differential = graph[$0] { true } else { false } }
    var replacements: [ExpressionID: ExpressionID] = [:]
    for binding in bindings {
      let name = SyntaxTree(.name(binding.name.text, latex: binding.name.latex), binding.name.range)
      guard let variable = lowerVariable(name) else { return nil }
      let shape = graph.shape(variable)
      let isZero = if case .number(let number, _) = binding.value.kind { number.isZero } else { false }
      let zeros = isZero && !shape.isScalar ? graph.zeros(shape) : nil
      guard let value = zeros ?? lower(binding.value, expecting: shape) else { return nil }
      guard graph.shape(variable) == graph.shape(value) else {
        report(
          .directionShape(binding.value.range, graph.shape(value), text(variable), graph.shape(variable))
        )
        return nil
      }
      if hasDifferential, variable != value {
        // What moves under d is the name: at another name it moves, at a value nothing would.
        guard case .symbol = graph[value], !inside.contains(value) else {
          report(.evaluatedDifferential(range))
          return nil
        }
      }
      replacements[variable] = value
    }
    if let divisor = vanishingDivisor(of: expression, at: replacements) {
      report(.noValue(text(divisor), range))
      return nil
    }
    if !hasDifferential { putPlaces(in: &replacements, for: inside) }
    return .known(replacing(replacements, in: expression))
  }

  /// What an expression divides by, or takes the inverse of, and is zero at some values.
  private mutating func vanishingDivisor(
    of expression: ExpressionID,
    at replacements: [ExpressionID: ExpressionID]
  ) -> ExpressionID? {
    for id in graph.reachableThroughDefinitions(from: [expression]) {
      let divisor: ExpressionID
      switch graph[id] {
      case .inverse(let inner): divisor = inner
      case .power(let base, let exponent), .hadamardPower(let base, let exponent):
        guard graph.number(exponent)?.isNegative == true else { continue }
        divisor = base
      default: continue
      }
      let there = replacing(replacements, in: divisor)
      if graph.isZero(there) || isNormOfZero(there) { return divisor }
    }
    return nil
  }

  private func isNormOfZero(_ id: ExpressionID) -> Bool {
    switch graph[id] {
    case .apply(_, let arguments): arguments.count == 1 && graph.isZero(arguments[0])
    case .map("abs", let inner), .map("sqrt", let inner): graph.isZero(inner)
    default: false
    }
  }

  /// The value of an expression where names have other values, of their shapes; derivatives in it are taken first.
  ///
  /// The names must not stand under differentials that move.
  package mutating func value(of expression: ExpressionID, at values: [ExpressionID: ExpressionID])
    -> ExpressionID
  {
    var replacements = values
    putPlaces(in: &replacements, for: graph.reachableThroughDefinitions(from: [expression]))
    return replacing(replacements, in: expression)
  }

  private mutating func replacing(_ replacements: [ExpressionID: ExpressionID], in expression: ExpressionID)
    -> ExpressionID
  {
    let whole = puttingIn(expression, besides: replacements)
    return graph.substitute(replacements, in: whole)
  }

  /// The expression with the defined names put in that are made of what is replaced, but not those that are replaced.
  private mutating func puttingIn(
    _ expression: ExpressionID,
    besides replacements: [ExpressionID: ExpressionID]
  )
    -> ExpressionID
  {
    let replaced = Set(
      replacements.keys.compactMap { if case .symbol(let symbol) = graph[$0] { symbol } else { nil } }
    )
    return graph.puttingIn(expression) { symbol, graph in
      guard !replaced.contains(symbol), let definition = graph.definition(of: symbol) else { return false }
      return graph.reachableThroughDefinitions(from: [definition]).contains { replacements[$0] != nil }
    }
  }

  /// Puts places for the names by which something is differentiated, where the values change them or are made of them.
  private mutating func putPlaces(
    in replacements: inout [ExpressionID: ExpressionID],
    for inside: [ExpressionID]
  ) {
    let values = graph.reachableThroughDefinitions(from: replacements.values.sorted())
    let changing = Set(values)
    let old = replacements
    var differentiated: Set<SymbolID> = []
    for id in inside {
      guard case .derivative(_, _, let variable) = graph[id] else { continue }
      differentiated.formUnion(graph.symbols(in: [variable], throughDefinitions: false))
    }
    for symbol in differentiated.sorted() {
      let name = graph.symbol(symbol)
      if graph[symbol].isPlace { continue }
      switch graph[symbol].role {
      case .index, .family, .definedFamily: continue
      case .declared, .defined: break
      }
      let value: ExpressionID
      if let direct = old[name] {
        value = direct
      } else if let definition = graph.definition(of: symbol),
        graph.reachableThroughDefinitions(from: [definition]).contains(where: { old[$0] != nil })
      {
        // A defined name takes the value of its definition at the place.
        let body = puttingIn(definition, besides: old)
        value = graph.substitute(old, in: body)
      } else if changing.contains(name) {
        value = name
      } else {
        continue
      }
      replacements[name] = graph.place(of: symbol, at: value)
    }
  }
}
