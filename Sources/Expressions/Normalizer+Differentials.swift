// The differential as a derivation of the ring: linear, with the product rule, zero for what stands still. Functions
// other than those with a law of the ring stay as they are: d f(X) is an atom.

extension Normalizer {
  /// The differential of an expression; nil past the bounds.
  mutating func differential(of root: ExpressionID, _ graph: inout Graph) -> Polynomial? {
    if let known = differentials[root] { return known }
    guard polynomial(root, &graph) != nil else { return nil }
    let kept = laws
    for id in graph.reachableThroughDefinitions(from: [root]) where differentials[id] == nil {
      work += 1
      laws = []
      guard work < options.workLimit, polynomial(id, &graph) != nil else { return nil }
      laws = []
      guard let result = moved(id, &graph), result.terms.count <= options.termLimit else { return nil }
      differentials[id] = result
      lawsBelow[id, default: []].formUnion(laws)
      for child in graph[id].children { lawsBelow[id, default: []].formUnion(lawsBelow[child] ?? []) }
    }
    laws = kept.union(.differentials)
    if let below = lawsBelow[root] { laws.formUnion(below) }
    return differentials[root]
  }

  private mutating func moved(_ id: ExpressionID, _ graph: inout Graph) -> Polynomial? {
    let shape = graph.shape(id)
    let zero = Polynomial(shape: shape)
    let node = graph[id]
    switch node {
    case .symbol(let symbol):
      if options.variables.contains(symbol) { return atom(graph.differential(id), graph) }
      guard !options.free.contains(symbol), case .defined(let definition) = graph[symbol].role else {
        return zero
      }
      return differentials[definition]
    case .member(let family, _):
      if options.variables.contains(family) { return atom(graph.differential(id), graph) }
      // The members of a defined family are not put in, so theirs is an atom.
      if case .definedFamily = graph[family].role { return atom(graph.differential(id), graph) }
      return zero
    case .number, .size, .constant, .identity, .ones, .zeros: return zero
    case .differential(let x):
      // A variable moves along a straight line.
      if case .symbol(let symbol) = graph[x], options.variables.contains(symbol) { return zero }
      return nil
    default: break
    }
    let moves = node.children.contains { differentials[$0].map { !$0.isZero } ?? true }
    guard moves else { return zero }
    return compound(node, id, &graph)
  }

  private mutating func compound(_ node: Node, _ id: ExpressionID, _ graph: inout Graph) -> Polynomial? {
    let shape = graph.shape(id)
    func value(_ id: ExpressionID) -> Polynomial { memo[id] ?? Polynomial(shape: shape) }
    func moved(_ id: ExpressionID) -> Polynomial { differentials[id] ?? Polynomial(shape: shape) }
    switch node {
    case .sum(let operands):
      var result = Polynomial(shape: shape)
      for operand in operands { result.add(moved(operand)) }
      return result
    case .product(let operands):
      return multilinear(operands, shape, &graph) { normalizer, factors, graph in
        var result = factors[0]
        for factor in factors.dropFirst() {
          guard let next = normalizer.multiply(result, factor, &graph) else { return nil }
          result = next
        }
        return result
      }
    case .hadamard(let operands):
      return multilinear(operands, shape, &graph) { normalizer, factors, graph in
        normalizer.hadamard(factors, shape, &graph)
      }
    case .frobenius(let a, let b):
      return multilinear([a, b], shape, &graph) { normalizer, factors, graph in
        let left = normalizer.transpose(factors[0], &graph)
        guard let product = normalizer.multiply(left, factors[1], &graph) else { return nil }
        return normalizer.trace(product, &graph)
      }
    case .kronecker(let a, let b):
      return multilinear([a, b], shape, &graph) { normalizer, factors, graph in
        normalizer.kronecker(factors[0], factors[1], &graph)
      }
    case .transpose(let x): return transpose(moved(x), &graph)
    case .inverse(let x):
      guard let left = multiply(value(id), moved(x), &graph), let all = multiply(left, value(id), &graph)
      else { return nil }
      return all.scaled(by: -1)
    case .power(let base, let exponent): return movedPower(base, exponent, shape, &graph)
    case .hadamardPower(let base, let exponent):
      guard let number = graph.number(exponent) else { return opaque(id, &graph) }
      let lowered = graph.hadamardPower(base, graph.number(number - 1))
      guard let power = polynomial(lowered, &graph),
        let product = hadamard([power, moved(base)], shape, &graph)
      else { return nil }
      return product.scaled(by: number)
    case .apply(let function, let arguments): return movedFunction(id, function, arguments, shape, &graph)
    case .block(let columns, let blocks):
      let parts = blocks.map { build(moved($0), canonical: true, &graph) }
      return atom(graph.block(columns: columns, parts), graph)
    case .entry(let x, let row, let column):
      guard moved(row).isZero, moved(column).isZero else { return opaque(id, &graph) }
      let inner = build(moved(x), canonical: true, &graph)
      return atom(graph.entry(inner, row: row, column: column), graph)
    case .indexedSum(let index, let body):
      let inner = build(moved(body), canonical: true, &graph)
      return atom(graph.indexedSum(index, inner), graph)
    default: return opaque(id, &graph)
    }
  }

  /// The product rule: one operand at a time moves.
  private mutating func multilinear(
    _ operands: [ExpressionID],
    _ shape: Shape,
    _ graph: inout Graph,
    _ product: (inout Normalizer, [Polynomial], inout Graph) -> Polynomial?
  ) -> Polynomial? {
    var result = Polynomial(shape: shape)
    let values = operands.compactMap { memo[$0] }
    guard values.count == operands.count else { return nil }
    for (place, operand) in operands.enumerated() {
      guard let moved = differentials[operand], !moved.isZero else { continue }
      var factors = values
      factors[place] = moved
      guard let term = product(&self, factors, &graph) else { return nil }
      result.add(term)
    }
    return result
  }

  private mutating func movedPower(
    _ base: ExpressionID,
    _ exponent: ExpressionID,
    _ shape: Shape,
    _ graph: inout Graph
  ) -> Polynomial? {
    guard let value = graph.number(exponent), let inner = differentials[base] else {
      return opaque(graph.power(base, exponent), &graph)
    }
    if shape.isScalar {
      let lowered = graph.power(base, graph.number(value - 1))
      guard let power = polynomial(lowered, &graph), let product = multiply(power, inner, &graph) else {
        return nil
      }
      return product.scaled(by: value)
    }
    guard let count = value.integer, abs(count) <= 12 else {
      return opaque(graph.power(base, exponent), &graph)
    }
    // d X^k = Σ X^i dX X^(k−1−i); for k < 0 the same of the inverse, −X^(−i) dX X^(k−1+i).
    var result = Polynomial(shape: shape)
    let exponents =
      count > 0 ? (0..<count).map { ($0, count - 1 - $0) } : (1...(-count)).map { (-$0, count - 1 + $0) }
    for (before, after) in exponents {
      guard let left = polynomial(graph.power(base, before), &graph),
        let right = polynomial(graph.power(base, after), &graph),
        let product = multiply(left, inner, &graph), let all = multiply(product, right, &graph)
      else { return nil }
      result.add(count > 0 ? all : all.scaled(by: -1))
    }
    return result
  }

  private mutating func movedFunction(
    _ id: ExpressionID,
    _ function: FunctionName,
    _ arguments: [ExpressionID],
    _ shape: Shape,
    _ graph: inout Graph
  ) -> Polynomial? {
    guard arguments.count == 1, let value = memo[arguments[0]], let inner = differentials[arguments[0]],
      let whole = memo[id]
    else { return opaque(id, &graph) }
    switch function.text {
    case "det", "logdet":
      // Jacobi's formula: d ln|det X| = tr(inv(X) dX).
      laws.insert(.determinants)
      guard let inverse = inverse(value, &graph), let product = multiply(inverse, inner, &graph),
        let trace = trace(product, &graph)
      else { return nil }
      return function.text == "det" ? multiply(whole, trace, &graph) : trace
    case "norm2", "normF":
      // From ‖X‖² = tr(X'X).
      laws.insert(.norms)
      let minusOne = Polynomial(shape: .scalar, .init(coefficient: -1, monomial: .init()))
      let left = transpose(value, &graph)
      guard let reciprocal = power(whole, minusOne, .scalar, &graph),
        let product = multiply(left, inner, &graph), let trace = trace(product, &graph)
      else { return nil }
      return multiply(reciprocal, trace, &graph)
    default:
      guard let traits = graph.vocabulary[function], traits.isLinear, !traits.isElementwise else {
        return opaque(id, &graph)
      }
      return apply(function, [inner], shape, &graph)
    }
  }

  /// d f(X) for a function that the ring knows nothing of, its argument in normal form.
  private mutating func opaque(_ id: ExpressionID, _ graph: inout Graph) -> Polynomial? {
    guard let value = memo[id] else { return nil }
    return atom(graph.differential(build(value, canonical: true, &graph)), graph)
  }
}
