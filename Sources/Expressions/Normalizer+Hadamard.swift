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
      let inner: Polynomial
      if !options.keepsWriting, let scaled = diagonalScaling(term.factors, shape, &graph) {
        inner = scaled
      } else {
        inner = atom(mergedHadamard(term.factors, shape, &graph), graph)
      }
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

  /// uv' ⊙ M = Diag(u) M Diag(v) and uv' ⊙ ab' = (u ⊙ a)(v ⊙ b)'; nil where no factor is a column times a row.
  private mutating func diagonalScaling(_ factors: [ExpressionID], _ shape: Shape, _ graph: inout Graph)
    -> Polynomial?
  {
    guard factors.count > 1, !shape.rows.isOne, !shape.columns.isOne else { return nil }
    var lefts: [ExpressionID] = []
    var rights: [ExpressionID] = []
    var rest: [ExpressionID] = []
    var sign = Rational.one
    for factor in factors {
      let chain = graph.parts(factor).chain
      guard let joint = chain.dropLast().firstIndex(where: { graph.shape($0).columns.isOne }) else {
        rest.append(factor)
        continue
      }
      let (rightSign, right) = transposedChain(Array(chain[(joint + 1)...]), &graph)
      sign = sign * Rational(rightSign)
      lefts.append(graph.product(Array(chain[...joint])))
      rights.append(graph.product(right))
    }
    guard !lefts.isEmpty else { return nil }
    laws.insert(.diagonals)
    let (rows, columns) = (Shape.vector(shape.rows), Shape.vector(shape.columns))
    let left = lefts.count == 1 ? lefts[0] : mergedHadamard(lefts, rows, &graph)
    let right = rights.count == 1 ? rights[0] : mergedHadamard(rights, columns, &graph)
    if rest.isEmpty {
      guard let u = polynomial(left, &graph), let v = polynomial(right, &graph) else { return nil }
      return multiply(u, transpose(v, &graph), &graph)?.scaled(by: sign)
    }
    let matrix = rest.count == 1 ? rest[0] : mergedHadamard(rest, shape, &graph)
    guard let before = try? graph.apply("Diag", [left]), let after = try? graph.apply("Diag", [right]),
      let first = polynomial(before, &graph), let middle = polynomial(matrix, &graph),
      let last = polynomial(after, &graph), let half = multiply(first, middle, &graph)
    else { return nil }
    return multiply(half, last, &graph)?.scaled(by: sign)
  }

  /// (c A ⊙ B)^k = c^k A^k ⊙ B^k entry by entry for an integer k.
  mutating func spreadPower(
    _ base: Polynomial,
    _ exponent: Polynomial,
    _ shape: Shape,
    _ graph: inout Graph
  ) -> Polynomial? {
    guard let power = exponent.number, let integer = power.integer, integer != 0, abs(integer) <= 12,
      !shape.isScalar, base.terms.count == 1, let term = base.terms.first
    else { return nil }
    var factors: [ExpressionID] = []
    if term.monomial.chain.count == 1, case .hadamard(let inner) = graph[term.monomial.chain[0]] {
      factors = inner
    } else if !term.coefficient.isOne || !term.monomial.scalars.isEmpty {
      factors = [build(term.with(coefficient: 1, scalars: []), shape, &graph)]
    }
    guard !factors.isEmpty else { return nil }
    let number = graph.number(power)
    var powers: [ExpressionID] = []
    for factor in factors {
      // A factor that is a power already has its exponent multiplied.
      if case .hadamardPower(let inner, let known) = graph[factor], let value = graph.number(known) {
        guard value.isInteger else { return nil }
        powers.append(graph.hadamardPower(inner, graph.number(value * power)))
      } else {
        powers.append(graph.hadamardPower(factor, number))
      }
    }
    let core = mergedHadamard(powers, shape, &graph)
    let scalars = term.monomial.scalars.map {
      Polynomial.Power(base: $0.base, exponent: $0.exponent * power)
    }
    var result = Polynomial(shape: shape)
    for part in atom(core, graph).terms {
      result.add(
        .init(
          coefficient: term.coefficient.power(integer) * part.coefficient,
          monomial: .init(
            scalars: merge(scalars, part.monomial.scalars, graph),
            chain: part.monomial.chain
          )
        )
      )
    }
    return result
  }

  /// Sorted factors, equal ones as powers; for a reader they stand in the order in which they stood first.
  mutating func mergedHadamard(_ factors: [ExpressionID], _ shape: Shape, _ graph: inout Graph)
    -> ExpressionID
  {
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
    let canonical = graph.hadamard(sorted(merged, graph))
    guard options.keepsWriting else { return canonical }
    if let written = entrywiseOrders[canonical] { return written }
    let written = graph.hadamard(merged)
    entrywiseOrders[canonical] = written
    return written
  }
}
