// Sums over indices in short form: their bodies shortened, sums over one range put together, and even functions of a
// difference and its negative written alike.

import Expressions

enum SumForms {
  /// The most terms of a sum in which sums over indices are looked for.
  private static let termLimit = 12

  /// Whether sums over indices stand in an expression.
  static func occur(in root: ExpressionID, _ graph: Graph) -> Bool {
    graph.reachable(from: [root]).contains {
      if case .indexedSum = graph[$0] { true } else { false }
    }
  }

  /// The expression with the bodies of its sums in short form, inner ones first, and sums over one range put together.
  static func shortened(_ root: ExpressionID, _ graph: inout Graph, naming used: inout [RuleReference])
    -> ExpressionID
  {
    let unified = evenFunctionsUnified(root, &graph)
    return graph.rewriting(unified) { id, graph in
      switch graph[id] {
      case .indexedSum(let index, let body):
        let short = Shortening.withoutSums(body, &graph, naming: &used)
        return KnownForms.rewrite(graph.indexedSum(index, short), &graph, naming: &used)
      case .sum(let terms) where terms.count <= termLimit:
        return graph.sum(joined(terms, &graph, naming: &used))
      default: return id
      }
    }
  }

  /// a Σ_i b_i + c Σ_j d_j = Σ_i (a b_i + c d_i), where that is shorter.
  static func joined(_ terms: [ExpressionID], _ graph: inout Graph, naming used: inout [RuleReference])
    -> [ExpressionID]
  {
    var result: [ExpressionID] = []
    for term in terms {
      var joint: ExpressionID?
      for place in result.indices where joint == nil {
        guard let candidate = joined(result[place], term, &graph, naming: &used) else { continue }
        joint = candidate
        result[place] = candidate
      }
      if joint == nil { result.append(term) }
    }
    return result
  }

  private static func joined(
    _ first: ExpressionID,
    _ second: ExpressionID,
    _ graph: inout Graph,
    naming used: inout [RuleReference]
  ) -> ExpressionID? {
    guard let a = aroundSum(first, graph), let b = aroundSum(second, graph),
      a.scalars == b.scalars, graph[a.index].role == graph[b.index].role
    else { return nil }
    var other = b.body
    if a.index != b.index {
      guard !graph.freeLetters(in: [b.body]).contains(graph[a.index].name) else { return nil }
      other = graph.renamed(b.index, to: a.index, in: b.body)
    }
    // What both have at an end stays outside, the rest goes into the sum.
    let left = zip(a.before, b.before).prefix { $0 == $1 }.count
    let right = zip(a.after.reversed(), b.after.reversed()).prefix { $0 == $1 }.count
    let outside = (before: Array(a.before.prefix(left)), after: Array(a.after.suffix(right)))
    let entering = [a, b].flatMap { $0.before.dropFirst(left) + $0.after.dropLast(right) }
    // Outside the letter of the sum may mean something else.
    guard !graph.freeLetters(in: entering).contains(graph[a.index].name) else { return nil }
    let bodies = [(a, a.body), (b, other)].map { around, body in
      let inside = around.before.dropFirst(left) + [body] + around.after.dropLast(right)
      return graph.scaled(graph.product(Array(inside)), by: around.coefficient)
    }
    let body = Shortening.withoutSums(
      graph.sum(joined(bodies, &graph, naming: &used)),
      &graph,
      naming: &used
    )
    let sum = KnownForms.rewrite(graph.indexedSum(a.index, body), &graph, naming: &used)
    let joint = graph.product(a.scalars + outside.before + [sum] + outside.after)
    let cost = graph.readingCost(first) + graph.readingCost(second)
    return graph.readingCost(joint) < cost ? joint : nil
  }

  /// A product around one sum over an index.
  private struct AroundSum {
    let coefficient: Rational
    let scalars: [ExpressionID]
    let before: [ExpressionID]
    let after: [ExpressionID]
    let index: SymbolID
    let body: ExpressionID
  }

  private static func aroundSum(_ term: ExpressionID, _ graph: Graph) -> AroundSum? {
    let parts = graph.parts(term)
    let factors = parts.chain.isEmpty ? parts.scalars : parts.chain
    let places = factors.indices.filter { if case .indexedSum = graph[factors[$0]] { true } else { false } }
    guard places.count == 1, case .indexedSum(let index, let body) = graph[factors[places[0]]] else {
      return nil
    }
    let before = Array(factors[..<places[0]])
    let after = Array(factors[(places[0] + 1)...])
    return AroundSum(
      coefficient: parts.coefficient,
      scalars: parts.chain.isEmpty ? [] : parts.scalars,
      before: before,
      after: after,
      index: index,
      body: body
    )
  }

  // MARK: - Even functions

  private static let evenFunctions: Set<FunctionName> = ["norm1", "norm2", "normF", "nuclear", "spectral"]
  private static let evenMaps: Set<FunctionName> = ["abs", "cos", "cosh"]

  /// f(a − b) and f(b − a) as one where f is even, as the one that comes first.
  private static func evenFunctionsUnified(_ root: ExpressionID, _ graph: inout Graph) -> ExpressionID {
    var arguments: [ExpressionID] = []
    for id in graph.reachable(from: [root]) {
      switch graph[id] {
      case .apply(let function, let operands) where evenFunctions.contains(function):
        arguments.append(operands[0])
      case .map(let function, let x) where evenMaps.contains(function): arguments.append(x)
      case .power(let base, let exponent) where isEven(exponent, of: base, graph): arguments.append(base)
      default: continue
      }
    }
    guard arguments.count > 1 else { return root }
    var known: [ExpressionID] = []
    var replacements: [ExpressionID: ExpressionID] = [:]
    for argument in arguments.prefix(termLimit) {
      if let same = known.first(where: { isNegative($0, of: argument, &graph) }) {
        replacements[argument] = same
      } else {
        known.append(argument)
      }
    }
    guard !replacements.isEmpty else { return root }
    var memo: [ExpressionID: ExpressionID] = [:]
    for id in graph.reachable(from: [root]) {
      let children = graph[id].children.map { memo[$0] ?? $0 }
      var renewed = children == graph[id].children ? id : graph.rebuild(graph[id], children)
      switch graph[id] {
      case .apply(let function, let operands) where evenFunctions.contains(function):
        if let same = replacements[operands[0]] { renewed = graph.rebuild(graph[id], [same]) }
      case .map(let function, let x) where evenMaps.contains(function):
        if let same = replacements[x] { renewed = graph.map(function, same) }
      case .power(let base, let exponent) where isEven(exponent, of: base, graph):
        if let same = replacements[base] { renewed = graph.power(same, exponent) }
      default: break
      }
      memo[id] = renewed
    }
    return memo[root] ?? root
  }

  private static func isEven(_ exponent: ExpressionID, of base: ExpressionID, _ graph: Graph) -> Bool {
    graph.shape(base).isScalar && graph.number(exponent)?.integer.map { $0 % 2 == 0 } == true
  }

  /// Whether a sum has the terms of another one with all signs changed.
  private static func isNegative(_ a: ExpressionID, of b: ExpressionID, _ graph: inout Graph) -> Bool {
    guard case .sum(let first) = graph[a], case .sum(let second) = graph[b], first.count == second.count
    else {
      return false
    }
    return Set(first) == Set(second.map { graph.negative($0) })
  }
}
