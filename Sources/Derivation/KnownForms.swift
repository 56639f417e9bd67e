// Forms that have a name: the logistic function, the softmax, diagonal scaling. Each is an identity that holds
// wherever its left side is defined.

import Expressions
import Functions

enum KnownForms {
  /// The most passes over an expression, and the most laws at one node of a pass.
  private static let passLimit = 8

  /// The expression with known forms recognised and laws applied, inner ones first.
  static func rewrite(_ root: ExpressionID, _ graph: inout Graph) -> ExpressionID {
    var used: [RuleReference] = []
    return rewrite(root, &graph, naming: &used)
  }

  /// The same, with the laws that were applied added to a list.
  static func rewrite(_ root: ExpressionID, _ graph: inout Graph, naming used: inout [RuleReference])
    -> ExpressionID
  {
    var result = root
    for _ in 0..<passLimit {
      var memo: [ExpressionID: ExpressionID] = [:]
      for id in graph.reachable(from: [result]) {
        let children = graph[id].children.map { memo[$0] ?? $0 }
        let renewed = children == graph[id].children ? id : graph.rebuild(graph[id], children)
        guard !graph.budget.isSpent else { return root }
        let known = rewriteNode(renewed, &graph)
        memo[id] = applyingLaws(known, &graph, &used)
      }
      // What one form has put together may be another one.
      guard let next = memo[result], next != result else { break }
      result = next
    }
    return result
  }

  /// The node with a law that comes before differentiation applied, for a derivation to go on with.
  static func split(_ id: ExpressionID, _ graph: inout Graph) -> (ExpressionID, RuleReference)? {
    if case .apply("det", let arguments) = graph[id],
      let polynomial = WrittenOutForms.determinant(arguments[0], &graph)
    {
      return (polynomial, .writtenDeterminant)
    }
    let laws = LawBook.candidates(at: id, graph).filter(\.law.isSplitting)
    guard !laws.isEmpty else { return nil }
    let plain = withoutIdleTransposes(id, &graph)
    for law in laws {
      if let result = Matching.apply(law, of: .standard, at: plain, &graph) {
        return (result, law.law.reference)
      }
    }
    return nil
  }

  /// The node with X in place of X' among its operands, where X is symmetric: max(X, X') is max(X, X).
  private static func withoutIdleTransposes(_ id: ExpressionID, _ graph: inout Graph) -> ExpressionID {
    let children = graph[id].children.map { graph.withoutIdleTranspose($0) }
    return children == graph[id].children ? id : graph.rebuild(graph[id], children)
  }

  private static func applyingLaws(
    _ id: ExpressionID,
    _ graph: inout Graph,
    _ used: inout [RuleReference]
  ) -> ExpressionID {
    var result = id
    for _ in 0..<passLimit {
      let laws = LawBook.candidates(at: result, graph)
      guard !laws.isEmpty else { break }
      var next: ExpressionID?
      for law in laws {
        guard let value = Matching.apply(law, of: .standard, at: result, &graph), value != result else {
          continue
        }
        next = value
        used.append(law.law.reference)
        break
      }
      guard let next else { break }
      result = next
    }
    return result
  }

  private static func rewriteNode(_ id: ExpressionID, _ graph: inout Graph) -> ExpressionID {
    switch graph[id] {
    case .product:
      if let result = softmax(id, &graph) { return result }
      if let result = scalarLogistic(id, &graph) { return result }
      if let result = symbolicPowers(id, &graph) { return result }
      if let result = joinedReciprocals(id, &graph) { return result }
      if let result = BlockForms.product(id, &graph) { return result }
      if let result = WrittenOutForms.entry(id, &graph) { return result }
      if let result = DeterminantForms.product(id, &graph) { return result }
      if let result = OnesForms.product(id, &graph) { return result }
      return diagonalScaling(id, &graph)
    case .hadamard(let factors):
      let inner = factors.compactMap { factor in
        if case .transpose(let x) = graph[factor] { x } else { nil }
      }
      // a' ⊙ b' = (a ⊙ b)'.
      if inner.count == factors.count {
        let product = graph.hadamard(inner)
        return graph.transpose(product)
      }
      if let scaled = LineForms.scaled(factors, id, &graph) { return scaled }
      return logistic(factors, id, &graph)
    case .sum: return WrittenOutForms.vector(id, &graph) ?? id
    case .frobenius(let a, let b): return FrobeniusForms.rewrite(id, a, b, &graph)
    case .indexedSum(let index, let body): return IndexedForms.rewrite(id, index, body, &graph)
    case .apply(let function, let arguments): return ofFunction(function, arguments, id, &graph)
    case .map("exp", let x) where graph.isZero(x): return graph.ones(graph.shape(x))
    case .map(let function, let x): return OnesForms.function(function, x, id, &graph)
    case .entry(let matrix, let row, let column):
      // (A')_ij = A_ji.
      if case .transpose(let x) = graph[matrix] { return graph.entry(x, row: column, column: row) }
      return LineForms.entry(matrix, row, column, &graph) ?? id
    case .hadamardPower(let base, let exponent), .power(let base, let exponent):
      if let number = wholeRoot(base, exponent, &graph) { return number }
      if case .hadamardPower = graph[id], let lines = OnesForms.power(base, exponent, &graph) { return lines }
      // 1/(1 + exp(−z)) = σ(z), 1/(1 + exp(z)) = σ(−z).
      guard let power = graph.number(exponent)?.integer, power < 0,
        let argument = onePlusExponential(base, &graph)
      else { return id }
      let negative = graph.negative(argument)
      let sigmoid = graph.map("sigmoid", negative)
      let positive = graph.number(Rational(-power))
      return graph.hadamardPower(sigmoid, positive)
    default: return id
    }
  }

  /// A root to an even power: 1/√s² is 1/s, √s⁴ is s²; the square is a law of the root.
  private static func wholeRoot(_ base: ExpressionID, _ exponent: ExpressionID, _ graph: inout Graph)
    -> ExpressionID?
  {
    guard case .map("sqrt", let inner) = graph[base], let power = graph.number(exponent)?.integer,
      power % 2 == 0, power != 2
    else { return nil }
    let half = graph.number(Rational(power / 2))
    return graph.hadamardPower(inner, half)
  }

  /// b^(k−1) b = b^k for a scalar b and an exponent that is no number.
  private static func symbolicPowers(_ id: ExpressionID, _ graph: inout Graph) -> ExpressionID? {
    var parts = graph.parts(id)
    for (place, scalar) in parts.scalars.enumerated() {
      guard case .power(let base, let exponent) = graph[scalar], graph.number(exponent) == nil else {
        continue
      }
      for (other, factor) in parts.scalars.enumerated() where other != place {
        var second = graph.number(1)
        if case .power(base, let power) = graph[factor] {
          second = power
        } else if factor != base {
          continue
        }
        let sum = graph.sum([exponent, second])
        parts.scalars[place] = graph.power(base, sum)
        parts.scalars.remove(at: other)
        return graph.product(parts)
      }
    }
    return nil
  }

  /// 1/c · 1/(1 + q/c) = 1/(c + q), where that is shorter.
  private static func joinedReciprocals(_ id: ExpressionID, _ graph: inout Graph) -> ExpressionID? {
    let parts = graph.parts(id)
    let reciprocals = parts.scalars.indices.filter { place in
      if case .power(_, let exponent) = graph[parts.scalars[place]] {
        graph.number(exponent) == -1
      } else {
        false
      }
    }
    guard reciprocals.count > 1 else { return nil }
    for place in reciprocals {
      guard case .power(let sum, _) = graph[parts.scalars[place]], case .sum = graph[sum] else { continue }
      for other in reciprocals where other != place {
        guard case .power(let base, let exponent) = graph[parts.scalars[other]] else { continue }
        var normalizer = Normalizer(
          .init(distributes: true, expandsDefinitions: false, keepsWriting: true, termLimit: 16)
        )
        let product = graph.product([base, sum])
        guard let joint = normalizer.collected(product, in: &graph) else { continue }
        var renewed = parts
        renewed.scalars[place] = graph.power(joint, exponent)
        renewed.scalars.remove(at: other)
        let result = graph.product(renewed)
        if graph.readingCost(result) < graph.readingCost(id) { return result }
      }
    }
    return nil
  }

  /// The functions that are zero at the zero matrix and are not linear.
  private static let norms: Set<FunctionName> = ["norm1", "norm2", "normF", "nuclear", "spectral"]

  /// The functions whose value a transposition leaves.
  private static let invariant: Set<FunctionName> = ["tr", "det", "logdet", "sum", "diag"]

  /// A linear function of zero is zero; of a product and its transpose the shorter one is written.
  private static func ofFunction(
    _ function: FunctionName,
    _ arguments: [ExpressionID],
    _ id: ExpressionID,
    _ graph: inout Graph
  ) -> ExpressionID {
    if norms.contains(function), graph.isZero(arguments[0]) { return graph.number(0) }
    if function == "det", let polynomial = WrittenOutForms.determinant(arguments[0], &graph) {
      return polynomial
    }
    if function == "adj", let matrix = WrittenOutForms.adjugate(arguments[0], &graph) { return matrix }
    if arguments.contains(where: { graph.isZero($0) }), let record = Catalogue[function] {
      for (parameter, argument) in zip(record.signature.parameters, arguments)
      where graph.isZero(argument)
        && record.linearArguments.contains(where: { $0.argument == parameter.name })
      {
        return graph.zeros(graph.shape(id))
      }
    }
    for rule in Catalogue[function]?.linearArguments ?? [] {
      guard
        let place = Catalogue[function]?.signature.parameters.firstIndex(where: { $0.name == rule.argument }),
        place < arguments.count
      else { continue }
      // A number or scalar in the argument goes in front.
      let argument = arguments[place]
      var parts = graph.parts(argument)
      let front = Graph.ProductParts(coefficient: parts.coefficient, scalars: parts.scalars)
      (parts.coefficient, parts.scalars) = (1, [])
      guard front != Graph.ProductParts(), !parts.chain.isEmpty, !graph.shape(argument).isScalar else {
        continue
      }
      var renewed = arguments
      renewed[place] = graph.product(parts)
      if let value = try? graph.apply(function, renewed) {
        return graph.product([graph.product(front), value])
      }
    }
    if invariant.contains(function), arguments.count == 1, case .product = graph[arguments[0]] {
      let transposed = graph.writtenTranspose(arguments[0])
      if graph.readingCost(transposed) < graph.readingCost(arguments[0]),
        let value = try? graph.apply(function, [transposed])
      {
        return value
      }
    }
    return id
  }

  /// z, of 1 + exp(z) entry by entry.
  private static func onePlusExponential(_ id: ExpressionID, _ graph: inout Graph) -> ExpressionID? {
    guard graph.vocabulary["sigmoid"] != nil, case .sum(let terms) = graph[id], terms.count == 2 else {
      return nil
    }
    let ones = graph.ones(graph.shape(id))
    guard let other = terms.first(where: { $0 != ones }), terms.contains(ones),
      case .map("exp", let argument) = graph[other]
    else { return nil }
    return argument
  }

  /// exp(z) ⊘ (1 + exp(z)) = σ(z); the quotient by the sum has become σ(−z) already.
  private static func logistic(_ factors: [ExpressionID], _ id: ExpressionID, _ graph: inout Graph)
    -> ExpressionID
  {
    for (place, factor) in factors.enumerated() {
      guard case .map("exp", let z) = graph[factor] else { continue }
      let negative = graph.negative(z)
      let other = graph.map("sigmoid", negative)
      guard let partner = factors.firstIndex(of: other) else { continue }
      var rest = factors
      rest[place] = graph.map("sigmoid", z)
      rest.remove(at: partner)
      return graph.hadamard(rest)
    }
    return id
  }

  private static func scalarLogistic(_ id: ExpressionID, _ graph: inout Graph) -> ExpressionID? {
    var parts = graph.parts(id)
    for (place, factor) in parts.scalars.enumerated() {
      guard case .map("exp", let z) = graph[factor] else { continue }
      let negative = graph.negative(z)
      let other = graph.map("sigmoid", negative)
      if let partner = parts.scalars.firstIndex(of: other) {
        parts.scalars[place] = graph.map("sigmoid", z)
        parts.scalars.remove(at: partner)
        return graph.product(parts)
      }
      for (partner, power) in parts.scalars.enumerated() {
        guard case .power(let base, let exponent) = graph[power], base == other,
          let value = graph.number(exponent)?.integer, value > 1
        else { continue }
        parts.scalars[place] = graph.map("sigmoid", z)
        parts.scalars[partner] = graph.power(other, value - 1)
        return graph.product(parts)
      }
    }
    return nil
  }

  /// exp(v)' / Σ exp(v) = softmax(v)' for a vector v, and likewise in entrywise products; exp(v) itself is a law of softmax.
  private static func softmax(_ id: ExpressionID, _ graph: inout Graph) -> ExpressionID? {
    guard graph.vocabulary["softmax"] != nil else { return nil }
    var parts = graph.parts(id)
    for (place, scalar) in parts.scalars.enumerated() {
      guard case .power(let base, let exponent) = graph[scalar], graph.number(exponent) == -1,
        case .apply("sum", let arguments) = graph[base], case .map("exp", let v) = graph[arguments[0]],
        graph.shape(v).isVector
      else { continue }
      let exponential = arguments[0]
      guard let value = try? graph.apply("softmax", [v]) else { continue }
      for (position, factor) in parts.chain.enumerated() {
        if factor == graph.transpose(exponential) {
          parts.chain[position] = graph.transpose(value)
        } else if case .hadamard(let factors) = graph[factor], let found = factors.firstIndex(of: exponential)
        {
          var renewed = factors
          renewed[found] = value
          parts.chain[position] = graph.hadamard(renewed)
        } else {
          continue
        }
        parts.scalars.remove(at: place)
        return graph.product(parts)
      }
    }
    return nil
  }

  /// Diag(v) w = v ⊙ w for vectors.
  private static func diagonalScaling(_ id: ExpressionID, _ graph: inout Graph) -> ExpressionID {
    var parts = graph.parts(id)
    guard parts.chain.count >= 2 else { return id }
    for position in stride(from: parts.chain.count - 2, through: 0, by: -1) {
      guard case .apply("Diag", let arguments) = graph[parts.chain[position]] else { continue }
      let right = parts.chain[position + 1]
      guard graph.shape(right).isVector else { continue }
      let product = graph.hadamard([arguments[0], right])
      parts.chain.replaceSubrange(position...(position + 1), with: [product])
      return graph.product(
        [graph.product(.init(coefficient: parts.coefficient, scalars: parts.scalars))] + parts.chain
      )
    }
    return id
  }
}
