// Kronecker products that meet: (A ⊗ B)(C ⊗ D) = AC ⊗ BD, (B' ⊗ A) vec X = vec(AXB), K vec X = vec X',
// Diag(vec A) vec X = vec(A ⊙ X), vec(A)' vec X = tr(A'X), and vec(uv') = v ⊗ u.

extension Normalizer {
  /// vec of each term: of a product with a joint of size 1 the Kronecker product of its two halves.
  mutating func vec(_ polynomial: Polynomial, _ graph: inout Graph) -> Polynomial? {
    let shape = polynomial.shape
    if shape.columns.isOne { return polynomial }
    if shape.rows.isOne { return transpose(polynomial, &graph) }
    var result = Polynomial(shape: Shape(shape.count, .one))
    for term in polynomial.terms {
      let chain = term.monomial.chain
      var coefficient = term.coefficient
      let value: ExpressionID
      if let joint = chain.firstIndex(where: { graph.shape($0).columns.isOne }), joint < chain.count - 1 {
        laws.insert(.vectorization)
        let (sign, right) = transposedChain(Array(chain[(joint + 1)...]), &graph)
        coefficient = coefficient * Rational(sign)
        value = graph.kronecker(graph.product(right), graph.product(Array(chain[...joint])))
      } else {
        guard let vector = try? graph.apply("vec", [graph.product(chain)]) else { return nil }
        value = vector
      }
      result.add(
        .init(coefficient: coefficient, monomial: .init(scalars: term.monomial.scalars, chain: [value]))
      )
    }
    return result
  }

  /// Whether two neighbours of a chain are Kronecker products or vectorizations that multiply.
  func hasKroneckerPair(_ chain: [ExpressionID], _ graph: Graph) -> Bool {
    kroneckerPair(chain, graph) != nil
  }

  private func kroneckerPair(_ chain: [ExpressionID], _ graph: Graph) -> Int? {
    guard chain.count > 1 else { return nil }
    return chain.indices.dropLast().first { place in
      let (a, b) = (graph[chain[place]], graph[chain[place + 1]])
      switch (a, b) {
      case (.kronecker(let p, let q), .kronecker(let r, let s)):
        return graph.shape(p).columns == graph.shape(r).rows && graph.shape(q).columns == graph.shape(s).rows
      case (.kronecker(let p, let q), .apply("vec", let x)):
        return graph.shape(q).columns == graph.shape(x[0]).rows
          && graph.shape(p).columns == graph.shape(x[0]).columns
      case (.transpose(let row), .apply("vec", let x)):
        guard case .apply("vec", let m) = graph[row] else { return false }
        return graph.shape(m[0]) == graph.shape(x[0])
      case (.transpose(let row), .kronecker(let p, let q)):
        guard case .apply("vec", let m) = graph[row] else { return false }
        return graph.shape(q).rows == graph.shape(m[0]).rows
          && graph.shape(p).rows == graph.shape(m[0]).columns
      case (.transpose(let row), .apply("commutation", let sizes)):
        guard case .apply("vec", let m) = graph[row] else { return false }
        return isCommutation(sizes, of: graph.shape(m[0]).transposed, graph)
      case (.transpose(let row), .apply("Diag", let d)):
        guard case .apply("vec", let m) = graph[row], case .apply("vec", let a) = graph[d[0]] else {
          return false
        }
        return graph.shape(a[0]) == graph.shape(m[0])
      case (.apply("commutation", let sizes), .apply("vec", let x)):
        return isCommutation(sizes, of: graph.shape(x[0]), graph)
      case (.apply("commutation", let sizes), .kronecker(let v, let u)):
        return graph.shape(v).columns.isOne && graph.shape(u).columns.isOne
          && isCommutation(sizes, of: Shape(graph.shape(u).rows, graph.shape(v).rows), graph)
      case (.apply("Diag", let d), .apply("vec", let x)):
        guard case .apply("vec", let a) = graph[d[0]] else { return false }
        return graph.shape(a[0]) == graph.shape(x[0])
      default: return false
      }
    }
  }

  private func isCommutation(_ sizes: [ExpressionID], of shape: Shape, _ graph: Graph) -> Bool {
    graph.argumentShape(sizes[0]).size == shape.rows && graph.argumentShape(sizes[1]).size == shape.columns
  }

  /// A term with the first such pair multiplied, and what that gives in turn.
  mutating func pairedKronecker(_ term: Polynomial.Term, _ shape: Shape, _ graph: inout Graph) -> Polynomial?
  {
    let chain = term.monomial.chain
    guard let place = kroneckerPair(chain, graph), let middle = joined(chain[place], chain[place + 1], &graph)
    else { return Polynomial(shape: shape, term) }
    laws.insert(.vectorization)
    var result: Polynomial? = Polynomial(
      shape: .scalar,
      .init(coefficient: term.coefficient, monomial: .init(scalars: term.monomial.scalars))
    )
    func times(_ factor: Polynomial) {
      if let left = result { result = multiply(left, factor, &graph) }
    }
    let left = Array(chain[..<place])
    if !left.isEmpty { times(chainPolynomial(left, graph)) }
    times(middle)
    let right = Array(chain[(place + 2)...])
    if !right.isEmpty { times(chainPolynomial(right, graph)) }
    return result
  }

  private func chainPolynomial(_ chain: [ExpressionID], _ graph: Graph) -> Polynomial {
    let shape = Shape(graph.shape(chain[0]).rows, graph.shape(chain[chain.count - 1]).columns)
    return Polynomial(shape: shape, .init(coefficient: 1, monomial: .init(chain: chain)))
  }

  /// The product of two neighbours.
  private mutating func joined(_ a: ExpressionID, _ b: ExpressionID, _ graph: inout Graph) -> Polynomial? {
    switch (graph[a], graph[b]) {
    case (.transpose(let row), let right):
      guard case .apply("vec", let m) = graph[row] else { return nil }
      return rowTimes(m[0], b, right, &graph)
    case (.kronecker(let p, let q), .kronecker(let r, let s)):
      guard let left = product([p, r], &graph), let right = product([q, s], &graph) else { return nil }
      return kronecker(left, right, &graph)
    case (.kronecker(let p, let q), .apply("vec", let x)):
      guard let matrix = polynomial(p, &graph) else { return nil }
      let transposed = transpose(matrix, &graph)
      guard let left = product([q, x[0]], &graph), let all = multiply(left, transposed, &graph) else {
        return nil
      }
      return vec(all, &graph)
    case (.apply("commutation", _), .apply("vec", let x)):
      guard let matrix = polynomial(x[0], &graph) else { return nil }
      let transposed = transpose(matrix, &graph)
      return vec(transposed, &graph)
    case (.apply("commutation", _), .kronecker(let v, let u)):
      return polynomial(graph.kronecker(u, v), &graph)
    case (.apply("Diag", let d), .apply("vec", let x)):
      guard case .apply("vec", let a) = graph[d[0]], let left = polynomial(a[0], &graph),
        let right = polynomial(x[0], &graph),
        let both = hadamard([left, right], left.shape, &graph)
      else { return nil }
      return vec(both, &graph)
    default: return nil
    }
  }

  /// vec(M)' times what follows it: vec(M)' vec X = tr(M'X), vec(M)' (P ⊗ Q) = vec(Q'MP)' and so on.
  private mutating func rowTimes(
    _ matrix: ExpressionID,
    _ factor: ExpressionID,
    _ node: Node,
    _ graph: inout Graph
  ) -> Polynomial? {
    guard let m = polynomial(matrix, &graph) else { return nil }
    let transposed = transpose(m, &graph)
    switch node {
    case .apply("vec", let x):
      guard let x = polynomial(x[0], &graph), let product = multiply(transposed, x, &graph) else {
        return nil
      }
      return trace(product, &graph)
    case .kronecker(let p, let q):
      guard let p = polynomial(p, &graph), let q = polynomial(q, &graph) else { return nil }
      let left = transpose(q, &graph)
      guard let half = multiply(left, m, &graph), let all = multiply(half, p, &graph),
        let column = vec(all, &graph)
      else { return nil }
      return transpose(column, &graph)
    case .apply("commutation", _):
      guard let column = vec(transposed, &graph) else { return nil }
      return transpose(column, &graph)
    default:
      // A diagonal matrix is its own transpose.
      guard let vector = try? graph.apply("vec", [matrix]),
        let product = joined(factor, vector, &graph)
      else { return nil }
      return transpose(product, &graph)
    }
  }

  private mutating func product(_ factors: [ExpressionID], _ graph: inout Graph) -> Polynomial? {
    guard var result = polynomial(factors[0], &graph) else { return nil }
    for factor in factors.dropFirst() {
      guard let next = polynomial(factor, &graph), let product = multiply(result, next, &graph) else {
        return nil
      }
      result = product
    }
    return result
  }

  /// The Kronecker product, term by term, numbers and scalars in front.
  mutating func kronecker(_ a: Polynomial, _ b: Polynomial, _ graph: inout Graph) -> Polynomial? {
    if a.shape.isScalar || b.shape.isScalar { return multiply(a, b, &graph) }
    let shape = Shape(a.shape.rows * b.shape.rows, a.shape.columns * b.shape.columns)
    guard a.terms.count * b.terms.count <= 4 * options.termLimit else { return nil }
    var result = Polynomial(shape: shape)
    for x in a.terms {
      for y in b.terms {
        work += 1
        let left = build(x.with(coefficient: 1, scalars: []), a.shape, &graph)
        let right = build(y.with(coefficient: 1, scalars: []), b.shape, &graph)
        let product = graph.kronecker(left, right)
        let scalars = merge(x.monomial.scalars, y.monomial.scalars, graph)
        result.add(
          .init(
            coefficient: x.coefficient * y.coefficient,
            monomial: .init(scalars: scalars, chain: [product])
          )
        )
      }
    }
    return result
  }
}
