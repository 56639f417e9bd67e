// Products: scalars to the front, inverses cancelled, segments of size 1 taken out as scalars.

extension Normalizer {
  func merge(_ a: [Polynomial.Power], _ b: [Polynomial.Power], _ graph: Graph) -> [Polynomial.Power] {
    var result = a
    for power in b {
      if let place = result.firstIndex(where: { $0.base == power.base }) {
        let exponent = result[place].exponent + power.exponent
        if exponent.isZero {
          result.remove(at: place)
        } else {
          result[place] = .init(base: power.base, exponent: exponent)
        }
      } else {
        let place = result.firstIndex { isBefore(power.base, $0.base, graph) } ?? result.count
        result.insert(power, at: place)
      }
    }
    return result
  }

  mutating func multiply(_ a: Polynomial, _ b: Polynomial, _ graph: inout Graph) -> Polynomial? {
    let shape =
      a.shape.isScalar ? b.shape : b.shape.isScalar ? a.shape : Shape(a.shape.rows, b.shape.columns)
    var left = a
    var right = b
    if !options.distributes {
      if left.terms.count > 1 { left = asAtom(left, &graph) }
      if right.terms.count > 1 { right = asAtom(right, &graph) }
    }
    guard left.terms.count * right.terms.count <= 4 * options.termLimit else { return nil }
    if left.terms.count > 1 || right.terms.count > 1 { laws.insert(.distributivity) }
    var result = Polynomial(shape: shape)
    for x in left.terms {
      for y in right.terms {
        // Long chains cost more than short ones.
        let length = x.monomial.chain.count + y.monomial.chain.count
        work += 1 + length / 8
        let scalars = x.monomial.scalars.count * y.monomial.scalars.count
        guard work < options.workLimit,
          graph.budget.spend(50 + 4 * length + 2 * scalars, on: "products of \(length) factors")
        else { return nil }
        let product = Polynomial.Term(
          coefficient: x.coefficient * y.coefficient,
          monomial: .init(
            scalars: merge(x.monomial.scalars, y.monomial.scalars, graph),
            chain: x.monomial.chain + y.monomial.chain
          )
        )
        if options.keepsWriting || !hasKroneckerPair(product.monomial.chain, graph) {
          result.add(close(product, shape, &graph))
        } else {
          guard let paired = pairedKronecker(product, shape, &graph) else { return nil }
          for term in paired.terms { result.add(term) }
        }
      }
    }
    return result
  }

  func asAtom(_ polynomial: Polynomial, _ graph: inout Graph) -> Polynomial {
    let id = build(polynomial, canonical: false, &graph)
    let monomial =
      polynomial.shape.isScalar
      ? Polynomial.Monomial(scalars: [.init(base: id, exponent: 1)]) : Polynomial.Monomial(chain: [id])
    return Polynomial(shape: polynomial.shape, .init(coefficient: 1, monomial: monomial))
  }

  /// Cancels neighbours and takes scalar segments out of a chain.
  mutating func close(_ term: Polynomial.Term, _ shape: Shape, _ graph: inout Graph) -> Polynomial.Term {
    var term = term
    term.monomial.chain = cancel(term.monomial.chain, &graph)
    let chain = term.monomial.chain
    guard chain.contains(where: { graph.shape($0).columns.isOne || graph.shape($0).rows.isOne }) else {
      return term
    }
    var rest: [ExpressionID] = []
    var segment: [ExpressionID] = []
    for (position, factor) in chain.enumerated() {
      segment.append(factor)
      guard graph.shape(factor).columns.isOne || position == chain.count - 1 else { continue }
      if graph.shape(segment[0]).rows.isOne, graph.shape(factor).columns.isOne {
        let scalar = scalarProduct(segment, &graph)
        term.monomial.scalars = merge(term.monomial.scalars, [.init(base: scalar, exponent: 1)], graph)
      } else {
        rest.append(contentsOf: segment)
      }
      segment = []
    }
    if rest.isEmpty, !shape.isScalar { rest = [graph.ones(shape)] }
    term.monomial.chain = rest
    return term
  }

  mutating func cancel(_ chain: [ExpressionID], _ graph: inout Graph) -> [ExpressionID] {
    var result: [ExpressionID] = []
    for factor in chain {
      if case .identity = graph[factor], chain.count > 1 {
        continue
      }
      if let last = result.last, cancels(last, factor, &graph) {
        result.removeLast()
        laws.insert(.inverses)
      } else {
        result.append(factor)
        if cancelProduct(in: &result, graph) { laws.insert(.inverses) }
      }
    }
    if result.isEmpty, let first = chain.first { return [graph.identity(graph.shape(first).rows)] }
    return result
  }

  /// Takes inv(AB) before or after A B away at the end of a chain.
  private func cancelProduct(in chain: inout [ExpressionID], _ graph: Graph) -> Bool {
    func product(_ inverse: ExpressionID) -> [ExpressionID]? {
      guard case .inverse(let x) = graph[inverse], case .product(let factors) = graph[x],
        factors.allSatisfy({ !graph.shape($0).isScalar })
      else { return nil }
      return factors
    }
    if let last = chain.last, let factors = product(last),
      chain.dropLast().suffix(factors.count) == factors[...]
    {
      chain.removeLast(factors.count + 1)
      return true
    }
    for place in chain.indices.dropLast(2).suffix(8) {
      if let factors = product(chain[place]), chain[(place + 1)...] == factors[...] {
        chain.removeSubrange(place...)
        return true
      }
    }
    return false
  }

  func cancels(_ a: ExpressionID, _ b: ExpressionID, _ graph: inout Graph) -> Bool {
    guard graph.shape(a).isSquare, graph.shape(b).isSquare else { return false }
    if graph.inverse(a) == b || graph.inverse(b) == a { return true }
    if case .transpose(let x) = graph[a], case .transpose(let y) = graph[b] {
      return graph.inverse(x) == y || graph.inverse(y) == x
    }
    return false
  }

  /// x'Ay in the one form of itself and its transpose.
  func scalarProduct(_ chain: [ExpressionID], _ graph: inout Graph) -> ExpressionID {
    let reversed = transposedChain(chain, &graph)
    guard reversed.sign == 1 else { return graph.product(chain) }
    return graph.product(precedes(reversed.chain, chain, graph) ? reversed.chain : chain)
  }

  func transposeCount(_ chain: [ExpressionID], _ graph: Graph) -> Int {
    chain.dropFirst().count { if case .transpose = graph[$0] { true } else { false } }
  }

  /// Fewer transposes after the first factor come first, then structure.
  func precedes(_ a: [ExpressionID], _ b: [ExpressionID], _ graph: Graph) -> Bool {
    let left = transposeCount(a, graph)
    let right = transposeCount(b, graph)
    if left != right { return left < right }
    return a.lexicographicallyPrecedes(b) { isBefore($0, $1, graph) }
  }

  /// The order of factors that may stand in any: for a reader what was written first, whatever it is called, and in a
  /// normal form what its structure says, however it came about.
  func isBefore(_ a: ExpressionID, _ b: ExpressionID, _ graph: Graph) -> Bool {
    options.keepsWriting ? a < b : graph.structuralHash(a) < graph.structuralHash(b)
  }
}
