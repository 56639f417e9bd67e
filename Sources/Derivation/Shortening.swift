// The shortest of the equal forms: like terms collected, products multiplied out or kept, common factors taken
// out, and of the candidates the one with the fewest leaves.

import Expressions

/// A search over a handful of equal forms.
struct Shortening {
  /// The most terms a sum may have for common factors to be looked for.
  private static let termLimit = 24

  /// The shortest form found, equal to the given one by the laws of the ring.
  static func shortest(_ id: ExpressionID, _ graph: inout Graph) -> ExpressionID {
    var used: [RuleReference] = []
    return shortest(id, &graph, naming: &used)
  }

  /// The same, with the laws of functions that were applied added to a list.
  static func shortest(_ id: ExpressionID, _ graph: inout Graph, naming used: inout [RuleReference])
    -> ExpressionID
  {
    guard SumForms.occur(in: id, graph) else {
      return withoutSums(id, &graph, naming: &used)
    }
    let inner = SumForms.shortened(id, &graph, naming: &used)
    let short = withoutSums(inner, &graph, naming: &used)
    // What has a common factor taken out may be sums over one range.
    let joint = SumForms.shortened(short, &graph, naming: &used)
    return graph.readingCost(joint) < graph.readingCost(short) ? joint : short
  }

  /// The shortest form found of an expression whose sums over indices stay as they are.
  static func withoutSums(_ id: ExpressionID, _ graph: inout Graph, naming used: inout [RuleReference])
    -> ExpressionID
  {
    let known = KnownForms.rewrite(id, &graph, naming: &used)
    var best = LinearForms.likeTermsAdded(known, &graph)
    var bestCost = graph.readingCost(best)
    // Most candidates are one expression.
    var rewritten: [ExpressionID: (form: ExpressionID, rules: [RuleReference])] = [best: (best, [])]
    for distributes in [false, true] {
      var normalizer = Normalizer(
        .init(distributes: distributes, expandsDefinitions: false, keepsWriting: true, termLimit: 64)
      )
      guard let collected = normalizer.collected(best, in: &graph), !graph.budget.isSpent else { continue }
      // Of what cancels in a bracket, the bracket is the longer form.
      let open = distributes ? best : CancellingForms.spread(best, &graph)
      let starts = [collected] + (open == best ? [] : [normalizer.collected(open, in: &graph) ?? collected])
      for candidate in starts.flatMap({ [$0, Shortening.factored($0, &graph)] }) {
        if rewritten[candidate] == nil {
          var named: [RuleReference] = []
          let form = KnownForms.rewrite(candidate, &graph, naming: &named)
          rewritten[candidate] = (form, named)
        }
        guard let (known, named) = rewritten[candidate] else { continue }
        var forms = [known]
        // What is counted, as ones beside ones are, may make terms alike.
        if known != candidate, starts.contains(candidate), let again = normalizer.collected(known, in: &graph)
        {
          forms += [again, factored(again, &graph)]
        }
        for form in forms {
          let cost = form == best ? bestCost : graph.readingCost(form)
          if cost < bestCost {
            best = form
            bestCost = cost
            used += named
          }
        }
      }
      if normalizer.hasSingleTermsOnly { break }
    }
    let outside = graph.withTransposesOutside(best)
    let factored = EntrywisePolynomials.factored(outside, &graph)
    return LogisticForms.complemented(factored, &graph)
  }

  /// The expression with common factors of its sums taken out, inner sums first.
  static func factored(_ root: ExpressionID, _ graph: inout Graph) -> ExpressionID {
    graph.rewriting(root) { id, graph in
      guard case .sum(let terms) = graph[id], terms.count <= termLimit else { return id }
      let gathered = LinearForms.gathered(signsUnified(terms.map { graph.parts($0) }, &graph), &graph)
      return factoredSum(gathered, graph.shape(id), &graph, depth: 0)
    }
  }

  /// The terms with one of two brackets that are each other's negatives: of (a − b)X + (b − a)Y the second is −(a − b)Y.
  private static func signsUnified(_ terms: [Graph.ProductParts], _ graph: inout Graph) -> [Graph
    .ProductParts]
  {
    var known: [Set<ExpressionID>: ExpressionID] = [:]
    var result = terms
    for place in result.indices {
      for position in result[place].chain.indices {
        guard case .sum(let operands) = graph[result[place].chain[position]], operands.count <= 4 else {
          continue
        }
        if let same = known[Set(operands.map { graph.negative($0) })] {
          result[place].chain[position] = same
          result[place].coefficient = -result[place].coefficient
        } else if known[Set(operands)] == nil {
          known[Set(operands)] = result[place].chain[position]
        }
      }
    }
    return result
  }

  private static func factoredSum(
    _ terms: [Graph.ProductParts],
    _ shape: Shape,
    _ graph: inout Graph,
    depth: Int
  )
    -> ExpressionID
  {
    guard terms.count > 1, depth < 8, !graph.budget.isSpent else {
      return graph.sum(terms.map { graph.product($0) })
    }
    if let (outside, left, inside, right) = common(terms, &graph) {
      let innerShape =
        inside[0].chain.isEmpty
        ? Shape.scalar
        : Shape(
          graph.shape(inside[0].chain[0]).rows,
          graph.shape(inside[0].chain[inside[0].chain.count - 1]).columns
        )
      // Inside a bracket a positive term stands first.
      let ordered =
        inside[0].coefficient.isNegative
        ? inside.filter { !$0.coefficient.isNegative } + inside.filter(\.coefficient.isNegative) : inside
      let gathered = LinearForms.gathered(ordered, &graph)
      let sum = factoredSum(gathered, innerShape, &graph, depth: depth + 1)
      let inner = LinearForms.likeTermsAdded(sum, &graph)
      let front = graph.product(outside)
      return graph.product([front] + left + [inner] + right)
    }
    if let hadamard = commonHadamard(terms, &graph) { return hadamard }
    if terms.count > 2, let group = bestGroup(terms, &graph) {
      let grouped = factoredSum(group.map { terms[$0] }, shape, &graph, depth: depth + 1)
      var rest: [Graph.ProductParts] = []
      for (place, term) in terms.enumerated() {
        if place == group[0] { rest.append(graph.parts(grouped)) }
        if !group.contains(place) { rest.append(term) }
      }
      return factoredSum(rest, shape, &graph, depth: depth + 1)
    }
    return graph.sum(terms.map { graph.product($0) })
  }

  /// What all terms share: number and scalars, factors at the left end, factors at the right end.
  private static func common(_ terms: [Graph.ProductParts], _ graph: inout Graph) -> (
    Graph.ProductParts, [ExpressionID], [Graph.ProductParts], [ExpressionID]
  )? {
    var outside = Graph.ProductParts()
    var inside = terms
    let first = terms[0].coefficient
    // The sign outside is that of most terms; where they are even, nothing stands before the bracket.
    let isMostlyNegative = 2 * terms.count(where: \.coefficient.isNegative) > terms.count
    let magnitude = first.magnitude
    if terms.allSatisfy({ $0.coefficient.magnitude == magnitude }), !magnitude.isOne || isMostlyNegative {
      outside.coefficient = isMostlyNegative ? -magnitude : magnitude
    } else if terms.allSatisfy({ $0.coefficient.isInteger }),
      let divisor = Rational.greatestCommonDivisor(terms.map(\.coefficient)), !divisor.isOne
    {
      outside.coefficient = isMostlyNegative ? -divisor : divisor
    } else if isMostlyNegative {
      outside.coefficient = -1
    }
    for place in inside.indices {
      inside[place].coefficient = inside[place].coefficient / outside.coefficient
    }
    for scalar in terms[0].scalars where inside.allSatisfy({ $0.scalars.contains(scalar) }) {
      outside.scalars.append(scalar)
      for place in inside.indices {
        if let found = inside[place].scalars.firstIndex(of: scalar) {
          inside[place].scalars.remove(at: found)
        }
      }
    }
    for scalar in terms[0].scalars {
      guard let (factor, rests) = SymbolicPowers.shared(scalar, inside, &graph) else { continue }
      outside.scalars.append(factor)
      for place in inside.indices { inside[place].scalars = rests[place] }
    }
    var left: [ExpressionID] = []
    var right: [ExpressionID] = []
    while let factor = inside[0].chain.first,
      inside.allSatisfy({ $0.chain.count > 1 && $0.chain.first == factor })
    {
      left.append(factor)
      for place in inside.indices { inside[place].chain.removeFirst() }
    }
    while let factor = inside[0].chain.last,
      inside.allSatisfy({ $0.chain.count > 1 && $0.chain.last == factor }),
      !areParts(inside, of: factor, graph)
    {
      right.insert(factor, at: 0)
      for place in inside.indices { inside[place].chain.removeLast() }
    }
    // What is left must still be of one shape: an end of size 1 inside would make a scalar of a matrix.
    guard !(outside == Graph.ProductParts() && left.isEmpty && right.isEmpty) else { return nil }
    let shapes = Set(
      inside.map { parts in
        parts.chain.isEmpty
          ? Shape.scalar
          : Shape(graph.shape(parts.chain[0]).rows, graph.shape(parts.chain[parts.chain.count - 1]).columns)
      }
    )
    guard shapes.count == 1 else { return nil }
    return (outside, left, inside, right)
  }

  /// Whether all terms are ranges of one matrix: x[2:n] − x[1:n − 1] stays a difference of ranges.
  private static func areParts(_ terms: [Graph.ProductParts], of factor: ExpressionID, _ graph: Graph) -> Bool
  {
    graph.selection(factor) == nil
      && terms.allSatisfy { $0.chain.count == 2 && graph.selection($0.chain[0]) != nil }
  }

  /// G ⊙ A + G ⊙ B = G ⊙ (A + B).
  private static func commonHadamard(_ terms: [Graph.ProductParts], _ graph: inout Graph) -> ExpressionID? {
    var factorLists: [[ExpressionID]] = []
    for term in terms {
      guard term.chain.count == 1 else { return nil }
      if case .hadamard(let factors) = graph[term.chain[0]] {
        factorLists.append(factors)
      } else {
        factorLists.append([term.chain[0]])
      }
    }
    guard
      let shared = factorLists[0].first(where: { factor in factorLists.allSatisfy { $0.contains(factor) } })
    else {
      return nil
    }
    let shape = graph.shape(shared)
    if factorLists.allSatisfy({ $0.count == 1 }), !hasDifferential(terms.flatMap(\.scalars), graph) {
      // a X + b X = (a + b) X.
      let scalars = terms.map { graph.product(.init(coefficient: $0.coefficient, scalars: $0.scalars)) }
      return graph.product([graph.sum(scalars), shared])
    }
    var inner: [ExpressionID] = []
    for (term, factors) in zip(terms, factorLists) {
      var rest = factors
      if let place = rest.firstIndex(of: shared) { rest.remove(at: place) }
      let matrix = rest.isEmpty ? graph.ones(shape) : graph.hadamard(rest)
      // Of many terms, or with a differential in it, a scalar is not spread over a matrix of ones.
      if rest.isEmpty, !term.scalars.isEmpty, terms.count > 2 || hasDifferential(term.scalars, graph) {
        return nil
      }
      inner.append(
        graph.product(.init(coefficient: term.coefficient, scalars: term.scalars, chain: [matrix]))
      )
    }
    let sum = graph.sum(inner)
    return graph.hadamard([shared, sum])
  }

  private static func hasDifferential(_ roots: [ExpressionID], _ graph: Graph) -> Bool {
    graph.reachable(from: roots).contains {
      if case .differential = graph[$0] { true } else { false }
    }
  }

  /// The terms that share the longest end or the longest number in front; nil when no two share one.
  private static func bestGroup(_ terms: [Graph.ProductParts], _ graph: inout Graph) -> [Int]? {
    var best: (saving: Int, group: [Int])?
    for place in terms.indices {
      for atEnd in [true, false] {
        guard let factor = atEnd ? terms[place].chain.last : terms[place].chain.first,
          terms[place].chain.count > 1
        else { continue }
        let group = terms.indices.filter {
          terms[$0].chain.count > 1 && (atEnd ? terms[$0].chain.last : terms[$0].chain.first) == factor
        }
        guard group.count > 1, group.count < terms.count else { continue }
        let saving = (group.count - 1) * graph.readingCost(factor)
        if saving > best?.saving ?? 0 { best = (saving, group) }
      }
      for scalar in terms[place].scalars where !terms[place].chain.isEmpty {
        // A letter or a size in front of two terms is no bracket's worth; σ(z) is.
        switch graph[scalar] {
        case .map, .apply: break
        default: continue
        }
        let cost = graph.readingCost(scalar)
        let group = terms.indices.filter { terms[$0].scalars.contains(scalar) }
        guard group.count > 1, group.count < terms.count else { continue }
        let saving = (group.count - 1) * cost
        if saving > best?.saving ?? 0 { best = (saving, group) }
      }
    }
    return best?.group
  }
}
