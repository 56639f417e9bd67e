// Does a law apply at a node, and with what does it replace it.
//
// Patterns are ours and small, so recursion is bounded by them. Products match a run of factors, entrywise products
// and sums a choice of operands; what is left stands around the replacement.

import Expressions

/// What the variables and sizes of a pattern stand for.
struct Matching {
  private let patterns: Graph
  private var expressions: [SymbolID: ExpressionID] = [:]
  private var sizes: [String: Size] = [:]
  /// The most operands of a sum or entrywise product among which a choice is tried.
  private static let operandLimit = 12

  /// The node with the law applied; nil when it does not apply.
  static func apply(_ law: CompiledLaw, of book: LawBook, at id: ExpressionID, _ graph: inout Graph)
    -> ExpressionID?
  {
    var matching = Matching(patterns: book.patterns)
    guard let around = matching.matchRoot(law.pattern, id, &graph) else { return nil }
    for (argument, needed) in law.law.conditions {
      guard let symbol = law.variables[argument], let value = matching.expressions[symbol],
        graph.properties(value).isSuperset(of: needed)
      else { return nil }
    }
    guard let value = matching.build(law.replacement, &graph) else { return nil }
    let result = around.restored(value, &graph)
    return graph.shape(result) == graph.shape(id) ? result : nil
  }

  private init(patterns: Graph) { self.patterns = patterns }

  /// What stands around the matched part of a node.
  private enum Surroundings {
    case nothing
    case product(Graph.ProductParts, left: [ExpressionID], right: [ExpressionID])
    case hadamard([ExpressionID])
    case sum([ExpressionID], factor: Rational)

    func restored(_ value: ExpressionID, _ graph: inout Graph) -> ExpressionID {
      switch self {
      case .nothing: return value
      case .product(let scalars, let left, let right):
        let front = graph.product(scalars)
        return graph.product([front] + left + [value] + right)
      case .hadamard(let rest): return graph.hadamard([value] + rest)
      case .sum(let rest, let factor):
        let scaled = graph.scaled(value, by: factor)
        return graph.sum([scaled] + rest)
      }
    }
  }

  // MARK: - The root, with surroundings

  private mutating func matchRoot(_ pattern: ExpressionID, _ id: ExpressionID, _ graph: inout Graph)
    -> Surroundings?
  {
    switch (patterns[pattern], graph[id]) {
    case (.product, .product): return matchFactors(patterns.parts(pattern), graph.parts(id), &graph)
    case (.hadamard(let wanted), .hadamard(let found)):
      guard let used = choose(wanted, from: found, &graph) else { return nil }
      return .hadamard(found.indices.filter { !used.contains($0) }.map { found[$0] })
    case (.sum(let wanted), .sum(let found)): return matchTerms(wanted, found, &graph)
    default: return match(pattern, id, &graph) ? .nothing : nil
    }
  }

  /// A run of the factors, and a choice of the scalars.
  private mutating func matchFactors(
    _ wanted: Graph.ProductParts,
    _ found: Graph.ProductParts,
    _ graph: inout Graph
  ) -> Surroundings? {
    let count = wanted.chain.count
    guard wanted.coefficient.isOne, count <= found.chain.count else { return nil }
    for start in 0...(found.chain.count - count) {
      let saved = self
      let run = found.chain[start..<(start + count)]
      if zip(wanted.chain, run).allSatisfy({ match($0, $1, &graph) }),
        let used = choose(wanted.scalars, from: found.scalars, &graph)
      {
        var rest = found
        rest.chain = []
        rest.scalars = found.scalars.indices.filter { !used.contains($0) }.map { found.scalars[$0] }
        return .product(
          rest,
          left: Array(found.chain[..<start]),
          right: Array(found.chain[(start + count)...])
        )
      }
      self = saved
    }
    return nil
  }

  /// A choice of the terms of a sum that are all the same multiple of the wanted ones.
  private mutating func matchTerms(_ wanted: [ExpressionID], _ found: [ExpressionID], _ graph: inout Graph)
    -> Surroundings?
  {
    guard let first = wanted.first, found.count <= Matching.operandLimit else { return nil }
    let unit = patterns.parts(first).coefficient
    var tried: [Rational] = []
    for term in found {
      let factor = graph.parts(term).coefficient / unit
      if tried.contains(factor) { continue }
      tried.append(factor)
      let scaled = found.map { graph.scaled($0, by: factor.inverse) }
      let saved = self
      if let used = choose(wanted, from: scaled, &graph) {
        return .sum(found.indices.filter { !used.contains($0) }.map { found[$0] }, factor: factor)
      }
      self = saved
    }
    return nil
  }

  /// The places of different operands that match the wanted ones; the variables alone come last.
  private mutating func choose(_ wanted: [ExpressionID], from found: [ExpressionID], _ graph: inout Graph)
    -> [Int]?
  {
    guard wanted.count <= found.count else { return nil }
    if wanted.isEmpty { return [] }
    guard found.count <= Matching.operandLimit else { return nil }
    let order = wanted.filter { !isVariable($0) } + wanted.filter { isVariable($0) }
    return choose(order[...], from: found, [], &graph)
  }

  private mutating func choose(
    _ wanted: ArraySlice<ExpressionID>,
    from found: [ExpressionID],
    _ used: [Int],
    _ graph: inout Graph
  ) -> [Int]? {
    guard let next = wanted.first else { return used }
    for place in found.indices where !used.contains(place) {
      let saved = self
      if match(next, found[place], &graph),
        let all = choose(wanted.dropFirst(), from: found, used + [place], &graph)
      {
        return all
      }
      self = saved
    }
    return nil
  }

  private func isIdentity(_ id: ExpressionID) -> Bool {
    if case .identity = patterns[id] { true } else { false }
  }

  private func isVariable(_ id: ExpressionID) -> Bool {
    if case .symbol = patterns[id] { true } else { false }
  }

  // MARK: - Below the root, exactly

  private mutating func match(_ pattern: ExpressionID, _ id: ExpressionID, _ graph: inout Graph) -> Bool {
    switch (patterns[pattern], graph[id]) {
    case (.symbol(let symbol), _):
      if let known = expressions[symbol] { return known == id }
      let (wanted, found) = (patterns[symbol].shape, graph.shape(id))
      guard unify(wanted.rows, found.rows), unify(wanted.columns, found.columns) else { return false }
      expressions[symbol] = id
      return true
    case (.number(let wanted), .number(let found)): return wanted == found
    case (.size(let wanted), _):
      guard let size = graph.argumentShape(id).size else { return false }
      return unify(wanted, size)
    case (.identity(let wanted), .identity(let found)): return unify(wanted, found)
    case (.ones(let rows, let columns), .ones(let foundRows, let foundColumns)):
      return unify(rows, foundRows) && unify(columns, foundColumns)
    case (.product, _): return matchProduct(patterns.parts(pattern), id, &graph)
    case (.sum(let wanted), .sum(let found)), (.hadamard(let wanted), .hadamard(let found)):
      return wanted.count == found.count && choose(wanted, from: found, &graph) != nil
    case (.apply(let f, let wanted), .apply(let g, let found)):
      guard f == g, wanted.count == found.count else { return false }
      // An identity of a compound size is compared when the names of the size are known.
      let order =
        wanted.indices.filter { !isIdentity(wanted[$0]) } + wanted.indices.filter { isIdentity(wanted[$0]) }
      return order.allSatisfy { match(wanted[$0], found[$0], &graph) }
    case (.map(let f, let wanted), .map(let g, let found)): return f == g && match(wanted, found, &graph)
    case (.transpose(let wanted), .transpose(let found)), (.inverse(let wanted), .inverse(let found)):
      return match(wanted, found, &graph)
    case (.power(let a, let b), .power(let x, let y)),
      (.hadamardPower(let a, let b), .hadamardPower(let x, let y)),
      (.frobenius(let a, let b), .frobenius(let x, let y)),
      (.kronecker(let a, let b), .kronecker(let x, let y)):
      return match(a, x, &graph) && match(b, y, &graph)
    default: return false
    }
  }

  /// A whole product; `-X` is matched by what begins with a minus sign, `t*X` by any multiple of X.
  private mutating func matchProduct(_ wanted: Graph.ProductParts, _ id: ExpressionID, _ graph: inout Graph)
    -> Bool
  {
    let operands = wanted.scalars + wanted.chain
    if wanted.coefficient == -1, operands.count == 1, isVariable(operands[0]) {
      guard startsWithMinus(id, graph) else { return false }
      let negative = graph.negative(id)
      return match(operands[0], collectedSigns(negative, &graph), &graph)
    }
    var found = graph.parts(id)
    if wanted.chain.count > 1, wanted.chain.count < found.chain.count {
      return matchRun(wanted, found, &graph)
    }
    guard wanted.chain.count == found.chain.count,
      zip(wanted.chain, found.chain).allSatisfy({ match($0, $1, &graph) })
    else { return false }
    if wanted.scalars.count == 1, isVariable(wanted.scalars[0]), wanted.coefficient.isOne {
      found.chain = []
      return match(wanted.scalars[0], graph.product(found), &graph)
    }
    return wanted.coefficient == found.coefficient && wanted.scalars.count == found.scalars.count
      && choose(wanted.scalars, from: found.scalars, &graph) != nil
  }

  /// A product of more factors than the pattern has: one variable stands for a run of them.
  private mutating func matchRun(
    _ wanted: Graph.ProductParts,
    _ found: Graph.ProductParts,
    _ graph: inout Graph
  ) -> Bool {
    guard wanted.coefficient == found.coefficient, wanted.scalars.isEmpty, found.scalars.isEmpty else {
      return false
    }
    let length = found.chain.count - wanted.chain.count + 1
    for place in wanted.chain.indices where isVariable(wanted.chain[place]) {
      let run = graph.product(Array(found.chain[place..<(place + length)]))
      let factors = Array(found.chain[..<place]) + [run] + Array(found.chain[(place + length)...])
      let saved = self
      if zip(wanted.chain, factors).allSatisfy({ match($0, $1, &graph) }) { return true }
      self = saved
    }
    return false
  }

  private func startsWithMinus(_ id: ExpressionID, _ graph: Graph) -> Bool {
    if case .sum(let terms) = graph[id] {
      return terms.allSatisfy { graph.parts($0).coefficient.isNegative }
    }
    return graph.parts(id).coefficient.isNegative
  }

  /// Minus a sum, term by term.
  private func collectedSigns(_ id: ExpressionID, _ graph: inout Graph) -> ExpressionID {
    let parts = graph.parts(id)
    guard parts.coefficient == -1, parts.scalars.count + parts.chain.count == 1,
      let only = (parts.scalars + parts.chain).first, case .sum(let terms) = graph[only]
    else { return id }
    return graph.sum(terms.map { graph.negative($0) })
  }

  private mutating func unify(_ wanted: Size, _ found: Size) -> Bool {
    if let name = wanted.name, sizes[name] == nil {
      sizes[name] = found
      return true
    }
    return size(wanted) == found
  }

  private func size(_ wanted: Size) -> Size { wanted.substituting { sizes[$0] } }

  // MARK: - The replacement

  private func build(_ root: ExpressionID, _ graph: inout Graph) -> ExpressionID? {
    var memo: [ExpressionID: ExpressionID] = [:]
    for id in patterns.reachable(from: [root]) {
      let children = patterns[id].children.compactMap { memo[$0] }
      guard children.count == patterns[id].children.count else { return nil }
      switch patterns[id] {
      case .symbol(let symbol): memo[id] = expressions[symbol]
      case .size(let wanted): memo[id] = graph.size(size(wanted))
      case .identity(let wanted): memo[id] = graph.identity(size(wanted))
      case .ones(let rows, let columns): memo[id] = graph.ones(Shape(size(rows), size(columns)))
      case .zeros(let rows, let columns): memo[id] = graph.zeros(Shape(size(rows), size(columns)))
      case .apply(let function, _): memo[id] = try? graph.apply(function, children)
      case .number, .constant, .sum, .product, .transpose, .inverse, .power, .hadamard, .hadamardPower,
        .frobenius, .kronecker, .map, .differential, .derivative, .block, .entry, .indexedSum,
        .indexedProduct, .member:
        memo[id] = graph.rebuild(patterns[id], children)
      }
    }
    return memo[root]
  }
}
