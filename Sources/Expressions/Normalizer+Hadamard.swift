// Entrywise products, their factors in one order and equal ones as powers.

extension Normalizer {
  mutating func hadamard(_ operands: [Polynomial], _ shape: Shape, _ graph: inout Graph)
    -> Polynomial?
  {
    var terms: [(coefficient: Rational, scalars: [Polynomial.Power], factors: [ExpressionID])] = [(1, [], [])]
    for operand in operands {
      let spread = options.distributes ? operand : operand.terms.count > 1 ? asAtom(operand, &graph) : operand
      guard terms.count * spread.terms.count <= options.termLimit else { return nil }
      var next: [(coefficient: Rational, scalars: [Polynomial.Power], factors: [ExpressionID])] = []
      for left in terms {
        for right in spread.terms {
          let matrix = build(right.with(coefficient: 1, scalars: []), shape, &graph)
          next.append(
            (
              left.coefficient * right.coefficient, merge(left.scalars, right.monomial.scalars, graph),
              left.factors + [matrix]
            )
          )
        }
      }
      terms = next
    }
    var result = Polynomial(shape: shape)
    for term in terms {
      let product = mergedHadamard(term.factors, shape, &graph)
      let inner = atom(product, graph)
      for part in inner.terms {
        result.add(
          .init(
            coefficient: term.coefficient * part.coefficient,
            monomial: .init(
              scalars: merge(term.scalars, part.monomial.scalars, graph),
              chain: part.monomial.chain
            )
          )
        )
      }
    }
    return result
  }

  /// Sorted factors, equal ones as powers.
  func mergedHadamard(_ factors: [ExpressionID], _ shape: Shape, _ graph: inout Graph) -> ExpressionID {
    var bases: [(base: ExpressionID, exponent: Rational)] = []
    var flat: [ExpressionID] = []
    for factor in factors {
      if case .hadamard(let inner) = graph[factor] {
        flat.append(contentsOf: inner)
      } else {
        flat.append(factor)
      }
    }
    for factor in flat {
      var base = factor
      var exponent = Rational.one
      if case .hadamardPower(let inner, let power) = graph[factor], let value = graph.number(power) {
        base = inner
        exponent = value
      }
      if let place = bases.firstIndex(where: { $0.base == base }) {
        bases[place].exponent = bases[place].exponent + exponent
      } else {
        bases.append((base, exponent))
      }
    }
    let merged = bases.filter { !$0.exponent.isZero }.map { pair in
      let exponent = graph.number(pair.exponent)
      return graph.hadamardPower(pair.base, exponent)
    }
    if merged.isEmpty { return graph.ones(shape) }
    return graph.hadamard(options.keepsWriting ? merged : sorted(merged, graph))
  }
}
