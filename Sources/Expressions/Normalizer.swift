// The normal form: what the laws of the ring of matrices, transposes, inverses, traces and declared structure
// make equal gets one form. Two expressions with one normal form are equal; the converse does not hold, so a
// difference of normal forms says nothing.
//
// Laws used: associativity and distributivity; scalars commute; (AB)' = B'A'; S' = S, K' = −K by declaration or
// because the normal forms agree; A·inv(A) = I, Q'Q = I; inv(AB) = inv(B)inv(A) for square factors;
// A : B = tr(A'B); tr(AB) = tr(BA), tr(A') = tr(A); a scalar is its transpose; sum(X) = 1'X1;
// norms squared are inner products; det of products, transposes and inverses of square factors;
// (A ⊗ B)(C ⊗ D) = AC ⊗ BD and (B' ⊗ A) vec X = vec(AXB).

/// Turns expressions into polynomials over atoms, each shared part once.
package struct Normalizer {
  /// What is done beside the laws themselves.
  package struct Options: Sendable, Hashable {
    /// Whether products of sums are multiplied out.
    package var distributes: Bool
    /// Whether defined names are replaced by what they stand for.
    package var expandsDefinitions: Bool
    /// Whether the form is for a reader: orders are kept, and functions, norms and `:` stay as written.
    package var keepsWriting: Bool
    /// The most terms a polynomial may have.
    package var termLimit: Int
    /// The number of steps after which a normalization gives up.
    package var workLimit: Int
    /// The symbols that move in a differential.
    ///
    /// It is then taken as a derivation of the ring: linear, the product rule, zero for what stands still. With none, the differential of anything is an atom.
    package var variables: Set<SymbolID> = []
    /// The defined symbols that stay symbols.
    package var free: Set<SymbolID> = []

    /// Options of a normalization.
    package init(
      distributes: Bool = true,
      expandsDefinitions: Bool = true,
      keepsWriting: Bool = false,
      termLimit: Int = 256,
      workLimit: Int = 200_000
    ) {
      self.workLimit = workLimit
      self.keepsWriting = keepsWriting
      self.distributes = distributes
      self.expandsDefinitions = expandsDefinitions
      self.termLimit = termLimit
    }
  }

  let options: Options
  var memo: [ExpressionID: Polynomial] = [:]
  /// The differentials of expressions, by the expression.
  var differentials: [ExpressionID: Polynomial] = [:]
  /// The laws used for an expression and all below it.
  var lawsBelow: [ExpressionID: RingLaws] = [:]
  /// The laws used for the expression at hand.
  var laws: RingLaws = []
  var work = 0
  /// The order in which the factors of an entrywise product were first written, by its sorted form.
  var entrywiseOrders: [ExpressionID: ExpressionID] = [:]

  /// A normalizer with no memory yet.
  package init(_ options: Options = Options()) { self.options = options }

  /// The normal form of an expression: equal by the laws above means the same identity; nil past the bounds.
  package mutating func normalForm(_ id: ExpressionID, in graph: inout Graph) -> ExpressionID? {
    guard let polynomial = polynomial(id, &graph) else { return nil }
    return build(polynomial, canonical: true, &graph)
  }

  /// Whether every part of what was normalized has one term, so that nothing can be multiplied out.
  package var hasSingleTermsOnly: Bool { memo.values.allSatisfy { $0.terms.count == 1 } }

  /// The laws that the normal form of an expression took, once it has one.
  package func laws(of id: ExpressionID) -> RingLaws { lawsBelow[id] ?? [] }

  /// Takes an unevaluated derivative to be an expression, which has been shown to be its value.
  package mutating func establish(_ derivative: ExpressionID, as value: ExpressionID, in graph: inout Graph) {
    guard let polynomial = polynomial(value, &graph), let moved = differential(of: value, &graph) else {
      return
    }
    memo[derivative] = polynomial
    differentials[derivative] = moved
    lawsBelow[derivative] = laws(of: value).union(.derivatives)
  }

  /// The expression with like terms added and inverses cancelled, in reading order; nil past the bounds.
  package mutating func collected(_ id: ExpressionID, in graph: inout Graph) -> ExpressionID? {
    guard let polynomial = polynomial(id, &graph) else { return nil }
    return build(polynomial, canonical: false, &graph)
  }

  // MARK: - Expressions to polynomials

  mutating func polynomial(_ root: ExpressionID, _ graph: inout Graph) -> Polynomial? {
    if let known = memo[root] { return known }
    let order =
      options.expandsDefinitions
      ? graph.reachableThroughDefinitions(from: [root]) : graph.reachable(from: [root])
    for id in order where memo[id] == nil {
      work += 1
      laws = []
      guard work < options.workLimit, !graph.budget.isSpent, let result = compute(id, &graph),
        result.terms.count <= options.termLimit
      else { return nil }
      memo[id] = result
      var used = laws
      for child in graph[id].children { used.formUnion(lawsBelow[child] ?? []) }
      if case .symbol(let symbol) = graph[id], let definition = graph.definition(of: symbol) {
        used.formUnion(lawsBelow[definition] ?? [])
      }
      lawsBelow[id] = used
    }
    return memo[root]
  }

  mutating func compute(_ id: ExpressionID, _ graph: inout Graph) -> Polynomial? {
    let shape = graph.shape(id)
    func child(_ id: ExpressionID) -> Polynomial { memo[id] ?? Polynomial(shape: shape) }
    switch graph[id] {
    case .symbol(let symbol):
      if options.expandsDefinitions, case .defined(let definition) = graph[symbol].role,
        !options.free.contains(symbol)
      {
        laws.insert(.definitions)
        return memo[definition]
      }
      return atom(id, graph)
    case .number(let value):
      return Polynomial(shape: .scalar, .init(coefficient: value, monomial: .init()))
    case .zeros: return Polynomial(shape: shape)
    case .size, .constant, .identity, .member: return atom(id, graph)
    case .ones where options.keepsWriting: return atom(id, graph)
    case .ones:
      // 1 1' of two vectors of ones, so that sums along rows and columns meet.
      guard !shape.rows.isOne, !shape.columns.isOne else { return atom(id, graph) }
      let left = graph.ones(.vector(shape.rows))
      let right = graph.ones(Shape(.one, shape.columns))
      return Polynomial(shape: shape, .init(coefficient: 1, monomial: .init(chain: [left, right])))
    case .sum(let operands):
      var result = Polynomial(shape: shape)
      for operand in operands { result.add(child(operand)) }
      return result
    case .product(let operands):
      var result = child(operands[0])
      for operand in operands.dropFirst() {
        guard let next = multiply(result, child(operand), &graph) else { return nil }
        result = next
      }
      return result
    case .transpose(let x):
      laws.insert(.transposes)
      return transpose(child(x), &graph)
    case .inverse(let x) where options.keepsWriting && child(x).terms.count > 1:
      return writtenInverse(id, child(x), &graph)
    case .inverse(let x): return inverse(child(x), &graph)
    case .power(let base, let exponent): return power(child(base), child(exponent), shape, &graph)
    case .hadamard(let operands): return hadamard(operands.map(child), shape, &graph)
    case .hadamardPower(let base, let exponent):
      if let spread = spreadPower(child(base), child(exponent), shape, &graph) { return spread }
      let base = build(child(base), canonical: !options.keepsWriting, &graph)
      let exponent = build(child(exponent), canonical: !options.keepsWriting, &graph)
      return atom(graph.hadamardPower(base, exponent), graph)
    case .frobenius(let a, let b) where options.keepsWriting:
      let left = build(child(a), canonical: false, &graph)
      let right = build(child(b), canonical: false, &graph)
      return atom(graph.frobenius(left, right), graph)
    case .frobenius(let a, let b):
      laws.insert(.traces)
      guard let product = multiply(transpose(child(a), &graph), child(b), &graph) else { return nil }
      return trace(product, &graph)
    case .kronecker(let a, let b): return kronecker(child(a), child(b), &graph)
    case .apply(let function, let arguments):
      return apply(function, arguments.map(child), shape, &graph)
    case .map(let function, let x):
      let argument = build(child(x), canonical: !options.keepsWriting, &graph)
      return atom(graph.map(function, argument), graph)
    case .differential(let x):
      if !options.variables.isEmpty { return differential(of: x, &graph) }
      // Linear: each variable's differential is an atom, compound ones stay as written.
      return atom(graph.differential(x), graph)
    case .derivative, .entry, .indexedSum, .indexedProduct, .block:
      if options.keepsWriting { return atom(id, graph) }
      let children = graph[id].children.map { memo[$0].map { build($0, canonical: true, &graph) } ?? $0 }
      let node = graph[id]
      return atom(graph.rebuild(node, children), graph)
    }
  }

  /// A single atom as a polynomial; parts of a product that the constructors made are taken apart.
  func atom(_ id: ExpressionID, _ graph: Graph) -> Polynomial {
    let parts = graph.parts(id)
    var scalars: [Polynomial.Power] = []
    for scalar in parts.scalars {
      var base = scalar
      var exponent = Rational.one
      if case .power(let inner, let power) = graph[scalar], let value = graph.number(power) {
        base = inner
        exponent = value
      }
      scalars = merge(scalars, [.init(base: base, exponent: exponent)], graph)
    }
    let shape = graph.shape(id)
    if shape.isScalar, !parts.chain.isEmpty {
      return Polynomial(
        shape: shape,
        .init(coefficient: 1, monomial: .init(scalars: [.init(base: id, exponent: 1)]))
      )
    }
    return Polynomial(
      shape: shape,
      .init(coefficient: parts.coefficient, monomial: .init(scalars: scalars, chain: parts.chain))
    )
  }
}
