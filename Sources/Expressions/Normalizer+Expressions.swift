// From polynomials back to expressions.

extension Normalizer {
  func build(_ polynomial: Polynomial, canonical: Bool, _ graph: inout Graph) -> ExpressionID {
    if polynomial.isZero { return graph.zeros(polynomial.shape) }
    var terms = polynomial.terms.map { build($0, polynomial.shape, &graph) }
    if canonical { terms = sorted(terms, graph) }
    return graph.sum(terms)
  }

  func build(_ term: Polynomial.Term, _ shape: Shape, _ graph: inout Graph) -> ExpressionID {
    var scalars: [ExpressionID] = []
    for power in term.monomial.scalars {
      let exponent = graph.number(power.exponent)
      scalars.append(graph.power(power.base, exponent))
    }
    // Runs of one factor are a power again.
    var chain: [ExpressionID] = []
    var position = 0
    while position < term.monomial.chain.count {
      let factor = term.monomial.chain[position]
      var count = 1
      while position + count < term.monomial.chain.count, term.monomial.chain[position + count] == factor {
        count += 1
      }
      chain.append(count == 1 ? factor : power(of: factor, count, &graph))
      position += count
    }
    if chain.isEmpty, !shape.isScalar { chain = [graph.identity(shape.rows)] }
    return graph.product(.init(coefficient: term.coefficient, scalars: scalars, chain: chain))
  }

  func power(of factor: ExpressionID, _ count: Int, _ graph: inout Graph) -> ExpressionID {
    switch graph[factor] {
    case .transpose(let x) where graph.shape(x).isSquare:
      // (X')^k reads as the power of the transpose.
      graph.power(factor, count)
    case .power(let base, let exponent):
      if let known = graph.number(exponent) {
        graph.power(base, graph.number(known * Rational(count)))
      } else {
        graph.power(factor, count)
      }
    default: graph.power(factor, count)
    }
  }
}

extension Polynomial.Term {
  func with(coefficient: Rational, scalars: [Polynomial.Power]) -> Polynomial.Term {
    Polynomial.Term(coefficient: coefficient, monomial: .init(scalars: scalars, chain: monomial.chain))
  }
}
