// The normal form: what the laws of the ring of matrices, transposes, inverses, traces and declared structure
// make equal gets one form. Two expressions with one normal form are equal; the converse does not hold, so a
// difference of normal forms says nothing.
//
// Laws used: associativity and distributivity; scalars commute; (AB)' = B'A'; S' = S, K' = −K by declaration or
// because the normal forms agree; A·inv(A) = I, Q'Q = I; inv(AB) = inv(B)inv(A) for square factors;
// A : B = tr(A'B); tr(AB) = tr(BA), tr(A') = tr(A); a scalar is its transpose; sum(X) = 1'X1;
// norms squared are inner products; det of products, transposes and inverses of square factors.

/// Turns expressions into polynomials over atoms, each shared part once.
public struct Normalizer {
  /// What is done beside the laws themselves.
  public struct Options: Sendable, Hashable {
    /// Whether products of sums are multiplied out.
    public var distributes: Bool
    /// Whether defined names are replaced by what they stand for.
    public var expandsDefinitions: Bool
    /// Whether the form is for a reader: orders are kept, and functions, norms and `:` stay as written.
    public var keepsWriting: Bool
    /// The most terms a polynomial may have.
    public var termLimit: Int

    /// Options of a normalization.
    public init(
      distributes: Bool = true,
      expandsDefinitions: Bool = true,
      keepsWriting: Bool = false,
      termLimit: Int = 256
    ) {
      self.keepsWriting = keepsWriting
      self.distributes = distributes
      self.expandsDefinitions = expandsDefinitions
      self.termLimit = termLimit
    }
  }

  /// The number of steps after which a normalization gives up.
  private static let workLimit = 200_000

  private let options: Options
  private var memo: [ExpressionID: Polynomial] = [:]
  private var work = 0

  /// A normalizer with no memory yet.
  public init(_ options: Options = Options()) { self.options = options }

  /// The normal form of an expression: equal by the laws above means the same identity; nil past the bounds.
  public mutating func normalForm(_ id: ExpressionID, in graph: inout Graph) -> ExpressionID? {
    guard let polynomial = polynomial(id, &graph) else { return nil }
    return build(polynomial, canonical: true, &graph)
  }

  /// The expression with like terms added and inverses cancelled, in reading order; nil past the bounds.
  public mutating func collected(_ id: ExpressionID, in graph: inout Graph) -> ExpressionID? {
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
      guard work < Normalizer.workLimit, let result = compute(id, &graph),
        result.terms.count <= options.termLimit
      else { return nil }
      memo[id] = result
    }
    return memo[root]
  }

  private mutating func compute(_ id: ExpressionID, _ graph: inout Graph) -> Polynomial? {
    let shape = graph.shape(id)
    func child(_ id: ExpressionID) -> Polynomial { memo[id] ?? Polynomial(shape: shape) }
    switch graph[id] {
    case .symbol(let symbol):
      if options.expandsDefinitions, case .defined(let definition) = graph[symbol].role {
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
    case .transpose(let x): return transpose(child(x), &graph)
    case .inverse(let x) where options.keepsWriting && child(x).terms.count > 1:
      return writtenInverse(id, child(x), &graph)
    case .inverse(let x): return inverse(child(x), &graph)
    case .power(let base, let exponent): return power(child(base), child(exponent), shape, &graph)
    case .hadamard(let operands): return hadamard(operands.map(child), shape, &graph)
    case .hadamardPower(let base, let exponent):
      let base = build(child(base), canonical: !options.keepsWriting, &graph)
      let exponent = build(child(exponent), canonical: !options.keepsWriting, &graph)
      return atom(graph.hadamardPower(base, exponent), graph)
    case .frobenius(let a, let b) where options.keepsWriting:
      let left = build(child(a), canonical: false, &graph)
      let right = build(child(b), canonical: false, &graph)
      return atom(graph.frobenius(left, right), graph)
    case .frobenius(let a, let b):
      guard let product = multiply(transpose(child(a), &graph), child(b), &graph) else { return nil }
      return trace(product, &graph)
    case .kronecker(let a, let b):
      var result = Polynomial(shape: shape)
      for x in child(a).terms {
        for y in child(b).terms {
          let left = build(x.with(coefficient: 1, scalars: []), child(a).shape, &graph)
          let right = build(y.with(coefficient: 1, scalars: []), child(b).shape, &graph)
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
    case .apply(let function, let arguments):
      return apply(function, arguments.map(child), shape, &graph)
    case .map(let function, let x):
      let argument = build(child(x), canonical: !options.keepsWriting, &graph)
      return atom(graph.map(function, argument), graph)
    case .differential(let x):
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
  private func atom(_ id: ExpressionID, _ graph: Graph) -> Polynomial {
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

  // MARK: - Ring operations

  private func merge(_ a: [Polynomial.Power], _ b: [Polynomial.Power], _ graph: Graph) -> [Polynomial.Power] {
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
        let place =
          result.firstIndex { graph.structuralHash($0.base) > graph.structuralHash(power.base) }
          ?? result.count
        result.insert(power, at: place)
      }
    }
    return result
  }

  private mutating func multiply(_ a: Polynomial, _ b: Polynomial, _ graph: inout Graph) -> Polynomial? {
    let shape =
      a.shape.isScalar ? b.shape : b.shape.isScalar ? a.shape : Shape(a.shape.rows, b.shape.columns)
    var left = a
    var right = b
    if !options.distributes {
      if left.terms.count > 1 { left = asAtom(left, &graph) }
      if right.terms.count > 1 { right = asAtom(right, &graph) }
    }
    guard left.terms.count * right.terms.count <= 4 * options.termLimit else { return nil }
    var result = Polynomial(shape: shape)
    for x in left.terms {
      for y in right.terms {
        work += 1
        let product = close(
          .init(
            coefficient: x.coefficient * y.coefficient,
            monomial: .init(
              scalars: merge(x.monomial.scalars, y.monomial.scalars, graph),
              chain: x.monomial.chain + y.monomial.chain
            )
          ),
          shape,
          &graph
        )
        result.add(product)
      }
    }
    return result
  }

  private func asAtom(_ polynomial: Polynomial, _ graph: inout Graph) -> Polynomial {
    let id = build(polynomial, canonical: false, &graph)
    let monomial =
      polynomial.shape.isScalar
      ? Polynomial.Monomial(scalars: [.init(base: id, exponent: 1)]) : Polynomial.Monomial(chain: [id])
    return Polynomial(shape: polynomial.shape, .init(coefficient: 1, monomial: monomial))
  }

  /// Cancels neighbours and takes scalar segments out of a chain.
  private func close(_ term: Polynomial.Term, _ shape: Shape, _ graph: inout Graph) -> Polynomial.Term {
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

  private func cancel(_ chain: [ExpressionID], _ graph: inout Graph) -> [ExpressionID] {
    var result: [ExpressionID] = []
    for factor in chain {
      if case .identity = graph[factor], chain.count > 1 {
        continue
      }
      if let last = result.last, cancels(last, factor, &graph) {
        result.removeLast()
      } else {
        result.append(factor)
      }
    }
    if result.isEmpty, let first = chain.first { return [graph.identity(graph.shape(first).rows)] }
    return result
  }

  private func cancels(_ a: ExpressionID, _ b: ExpressionID, _ graph: inout Graph) -> Bool {
    guard graph.shape(a).isSquare, graph.shape(b).isSquare else { return false }
    if graph.inverse(a) == b || graph.inverse(b) == a { return true }
    if case .transpose(let x) = graph[a], case .transpose(let y) = graph[b] {
      return graph.inverse(x) == y || graph.inverse(y) == x
    }
    return false
  }

  /// x'Ay in the one form of itself and its transpose.
  private func scalarProduct(_ chain: [ExpressionID], _ graph: inout Graph) -> ExpressionID {
    let reversed = transposedChain(chain, &graph)
    guard reversed.sign == 1 else { return graph.product(chain) }
    return graph.product(precedes(reversed.chain, chain, graph) ? reversed.chain : chain)
  }

  private func transposeCount(_ chain: [ExpressionID], _ graph: Graph) -> Int {
    chain.dropFirst().count { if case .transpose = graph[$0] { true } else { false } }
  }

  /// Fewer transposes after the first factor come first, then structure.
  private func precedes(_ a: [ExpressionID], _ b: [ExpressionID], _ graph: Graph) -> Bool {
    let left = transposeCount(a, graph)
    let right = transposeCount(b, graph)
    if left != right { return left < right }
    return a.lexicographicallyPrecedes(b) { graph.structuralHash($0) < graph.structuralHash($1) }
  }

  // MARK: - Transposes

  private func transposedChain(_ chain: [ExpressionID], _ graph: inout Graph) -> (
    sign: Int, chain: [ExpressionID]
  ) {
    var sign = 1
    var result: [ExpressionID] = []
    for factor in chain.reversed() {
      let (factorSign, transposed) = transposedAtom(factor, &graph)
      sign *= factorSign
      result.append(transposed)
    }
    return (sign, result)
  }

  private func transposedAtom(_ id: ExpressionID, _ graph: inout Graph) -> (sign: Int, ExpressionID) {
    switch graph[id] {
    case .symbol(let symbol), .member(let symbol, _):
      let properties = graph[symbol].properties
      if properties.contains(.symmetric) { return (1, id) }
      if properties.contains(.skew) { return (-1, id) }
      if properties.contains(.orthogonal) { return (1, graph.inverse(id)) }
    case .inverse(let x):
      if case .symbol(let symbol) = graph[x], graph[symbol].properties.contains(.orthogonal) { return (1, x) }
      if isSymmetric(x, &graph) { return (1, id) }
    case .power(let x, let exponent):
      let (sign, base) = transposedAtom(x, &graph)
      if sign == 1 { return (1, graph.power(base, exponent)) }
    case .hadamard(let operands):
      var sign = 1
      var transposed: [ExpressionID] = []
      for operand in operands {
        let (operandSign, result) = transposedAtom(operand, &graph)
        sign *= operandSign
        transposed.append(result)
      }
      return (sign, graph.hadamard(sorted(transposed, graph)))
    case .kronecker(let a, let b):
      let (signA, left) = transposedAtom(a, &graph)
      let (signB, right) = transposedAtom(b, &graph)
      return (signA * signB, graph.kronecker(left, right))
    case .map(let function, let x):
      if isSymmetric(x, &graph) { return (1, id) }
      return (1, graph.map(function, transposedExpression(x, &graph)))
    case .apply(let function, let arguments):
      if function.text == "Diag" { return (1, id) }
      let traits = graph.vocabulary[function]
      let properties = traits?.properties(arguments.map { graph.properties($0) }) ?? []
      if properties.closure.contains(.symmetric) { return (1, id) }
    case .differential(let x):
      if isSymmetric(x, &graph) { return (1, id) }
    case .sum, .product:
      return (1, transposedExpression(id, &graph))
    default: break
    }
    return (1, graph.transpose(id))
  }

  /// Whether the transpose has the same form, by declaration or by the laws.
  private func isSymmetric(_ id: ExpressionID, _ graph: inout Graph) -> Bool {
    guard graph.shape(id).isSquare else { return false }
    if graph.properties(id).contains(.symmetric) { return true }
    return sortedForm(transposedExpression(id, &graph), &graph) == sortedForm(id, &graph)
  }

  /// The transpose pushed to the factors of a sum of products.
  private func transposedExpression(_ id: ExpressionID, _ graph: inout Graph) -> ExpressionID {
    switch graph[id] {
    case .sum(let terms):
      return graph.sum(terms.map { transposedExpression($0, &graph) })
    case .product:
      let parts = graph.parts(id)
      let (sign, chain) = transposedChain(parts.chain, &graph)
      return graph.product(
        .init(coefficient: parts.coefficient * Rational(sign), scalars: parts.scalars, chain: chain)
      )
    default:
      let (sign, transposed) = transposedAtom(id, &graph)
      return sign == 1 ? transposed : graph.negative(transposed)
    }
  }

  private func sortedForm(_ id: ExpressionID, _ graph: inout Graph) -> ExpressionID {
    guard case .sum(let terms) = graph[id] else { return id }
    return graph.sum(sorted(terms, graph))
  }

  private func sorted(_ operands: [ExpressionID], _ graph: Graph) -> [ExpressionID] {
    operands.sorted { graph.structuralHash($0) < graph.structuralHash($1) }
  }

  private func transpose(_ polynomial: Polynomial, _ graph: inout Graph) -> Polynomial {
    if polynomial.shape.isScalar { return polynomial }
    var result = Polynomial(shape: polynomial.shape.transposed)
    for term in polynomial.terms {
      let (sign, chain) = transposedChain(term.monomial.chain, &graph)
      result.add(
        .init(
          coefficient: term.coefficient * Rational(sign),
          monomial: .init(scalars: term.monomial.scalars, chain: chain)
        )
      )
    }
    return result
  }

  // MARK: - Inverses and powers

  private mutating func inverse(_ polynomial: Polynomial, _ graph: inout Graph) -> Polynomial? {
    let shape = polynomial.shape
    if polynomial.terms.count == 1, let term = polynomial.terms.first {
      let chain = term.monomial.chain
      if chain.allSatisfy({ graph.shape($0).isSquare }) {
        let scalars = term.monomial.scalars.map { Polynomial.Power(base: $0.base, exponent: -$0.exponent) }
        let inverted = chain.reversed().map { invertedAtom($0, &graph) }
        return Polynomial(
          shape: shape,
          .init(
            coefficient: term.coefficient.inverse,
            monomial: .init(scalars: scalars, chain: cancel(inverted, &graph))
          )
        )
      }
    }
    // Of a matrix and its transpose the one with the smaller form is inverted.
    let form = build(polynomial, canonical: true, &graph)
    let transposed = build(transpose(polynomial, &graph), canonical: true, &graph)
    let keepsOrder =
      form == transposed || graph.properties(form).contains(.symmetric)
      || rank(form, graph) <= rank(transposed, graph)
    let base = keepsOrder ? form : transposed
    let inverse = graph.inverse(base)
    return atom(keepsOrder ? inverse : graph.transpose(inverse), graph)
  }

  /// The inverse of a sum as it is written, symmetric sums known as such.
  private mutating func writtenInverse(_ id: ExpressionID, _ argument: Polynomial, _ graph: inout Graph)
    -> Polynomial
  {
    let base = build(argument, canonical: false, &graph)
    return atom(graph.inverse(base), graph)
  }

  private func rank(_ id: ExpressionID, _ graph: Graph) -> (Int, UInt64) {
    let transposes = graph.reachable(from: [id]).count {
      if case .transpose = graph[$0] { true } else { false }
    }
    return (transposes, graph.structuralHash(id))
  }

  private func invertedAtom(_ id: ExpressionID, _ graph: inout Graph) -> ExpressionID {
    switch graph[id] {
    case .transpose(let x):
      let inverse = graph.inverse(x)
      let (sign, transposed) = transposedAtom(inverse, &graph)
      return sign == 1 ? transposed : graph.transpose(inverse)
    case .power(let base, let exponent):
      if let value = graph.number(exponent) {
        let negated = graph.number(-value)
        return graph.power(base, negated)
      }
      let negated = graph.negative(exponent)
      return graph.power(base, negated)
    default: return graph.inverse(id)
    }
  }

  private mutating func power(
    _ base: Polynomial,
    _ exponent: Polynomial,
    _ shape: Shape,
    _ graph: inout Graph
  ) -> Polynomial? {
    if let value = exponent.number {
      if let integer = value.integer, abs(integer) <= 12 {
        if let known = base.number, !(known.isZero && integer < 0) {
          return Polynomial(shape: shape, .init(coefficient: known.power(integer), monomial: .init()))
        }
        if shape.isScalar, !options.keepsWriting, let rewritten = squaredNorm(base, integer, &graph) {
          return rewritten
        }
        let isSingle = base.terms.count == 1
        if integer > 0, isSingle || (options.distributes && integer <= 4) {
          var result = base
          for _ in 1..<integer {
            guard let next = multiply(result, base, &graph) else { return nil }
            result = next
          }
          return result
        }
        if integer < 0, isSingle {
          if shape.isScalar, let term = base.terms.first {
            let scalars = term.monomial.scalars.map {
              Polynomial.Power(base: $0.base, exponent: $0.exponent * value)
            }
            return Polynomial(
              shape: shape,
              .init(coefficient: term.coefficient.power(integer), monomial: .init(scalars: scalars))
            )
          }
          guard let inverse = inverse(base, &graph) else { return nil }
          let positive = Polynomial(
            shape: .scalar,
            .init(coefficient: Rational(-integer), monomial: .init())
          )
          return power(inverse, positive, shape, &graph)
        }
      }
      if shape.isScalar {
        if options.keepsWriting {
          let written = build(base, canonical: false, &graph)
          return Polynomial(
            shape: shape,
            .init(coefficient: 1, monomial: .init(scalars: [.init(base: written, exponent: value)]))
          )
        }
        // A content that is a power of the whole sum stays outside: (c·s)^k with a number c.
        let content = base.terms.first?.coefficient ?? 1
        if value.isInteger, let integer = value.integer, abs(integer) <= 64, !content.isOne {
          let monic = build(base.scaled(by: content.inverse), canonical: true, &graph)
          return Polynomial(
            shape: shape,
            .init(
              coefficient: content.power(integer),
              monomial: .init(scalars: [.init(base: monic, exponent: value)])
            )
          )
        }
        let base = build(base, canonical: true, &graph)
        return Polynomial(
          shape: shape,
          .init(coefficient: 1, monomial: .init(scalars: [.init(base: base, exponent: value)]))
        )
      }
    }
    let base = build(base, canonical: true, &graph)
    let exponent = build(exponent, canonical: true, &graph)
    return atom(graph.power(base, exponent), graph)
  }

  /// ‖x‖² = x'x and ‖X‖² = tr(X'X), so that norms and inner products meet.
  private mutating func squaredNorm(_ base: Polynomial, _ exponent: Int, _ graph: inout Graph) -> Polynomial?
  {
    guard exponent > 0, exponent % 2 == 0, base.terms.count == 1, let term = base.terms.first,
      term.monomial.scalars.count == 1, term.monomial.scalars[0].exponent.isOne,
      case .apply(let function, let arguments) = graph[term.monomial.scalars[0].base],
      function.text == "norm2" || function.text == "normF", let argument = arguments.first
    else { return nil }
    guard let x = polynomial(argument, &graph), let square = multiply(transpose(x, &graph), x, &graph),
      let inner = trace(square, &graph)
    else { return nil }
    var result = inner
    for _ in 1..<(exponent / 2) {
      guard let next = multiply(result, inner, &graph) else { return nil }
      result = next
    }
    return result.scaled(by: term.coefficient.power(exponent))
  }

  // MARK: - Hadamard products

  private mutating func hadamard(_ operands: [Polynomial], _ shape: Shape, _ graph: inout Graph)
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
  private func mergedHadamard(_ factors: [ExpressionID], _ shape: Shape, _ graph: inout Graph) -> ExpressionID
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
    return graph.hadamard(options.keepsWriting ? merged : sorted(merged, graph))
  }

  // MARK: - Functions with laws

  private mutating func apply(
    _ function: FunctionName,
    _ arguments: [Polynomial],
    _ shape: Shape,
    _ graph: inout Graph
  ) -> Polynomial? {
    if options.keepsWriting {
      let arguments = arguments.map { build($0, canonical: false, &graph) }
      guard let value = try? graph.apply(function, arguments) else { return nil }
      return atom(value, graph)
    }
    switch function.text {
    case "tr": return trace(arguments[0], &graph)
    case "sum":
      let left = atom(graph.ones(Shape(.one, arguments[0].shape.rows)), graph)
      let right = atom(graph.ones(.vector(arguments[0].shape.columns)), graph)
      guard let row = multiply(left, arguments[0], &graph) else { return nil }
      return multiply(row, right, &graph)
    case "det":
      guard arguments[0].terms.count == 1, let term = arguments[0].terms.first, term.coefficient.isOne,
        term.monomial.scalars.isEmpty, term.monomial.chain.allSatisfy({ graph.shape($0).isSquare })
      else { break }
      var result = Polynomial(shape: .scalar, .init(coefficient: 1, monomial: .init()))
      for factor in term.monomial.chain {
        guard let next = multiply(result, determinant(factor, &graph), &graph) else { return nil }
        result = next
      }
      return result
    default: break
    }
    // A function that is linear in its only argument goes through sums and scalars.
    if arguments.count == 1, let traits = graph.vocabulary[function], traits.isLinear, !traits.isElementwise {
      var result = Polynomial(shape: shape)
      for term in arguments[0].terms {
        let inner = build(term.with(coefficient: 1, scalars: []), arguments[0].shape, &graph)
        guard let value = try? graph.apply(function, [inner]) else { return nil }
        for part in atom(value, graph).terms {
          result.add(
            .init(
              coefficient: term.coefficient * part.coefficient,
              monomial: .init(
                scalars: merge(term.monomial.scalars, part.monomial.scalars, graph),
                chain: part.monomial.chain
              )
            )
          )
        }
      }
      return result
    }
    let arguments = arguments.map { build($0, canonical: true, &graph) }
    guard let value = try? graph.apply(function, arguments) else { return nil }
    return atom(value, graph)
  }

  private func determinant(_ factor: ExpressionID, _ graph: inout Graph) -> Polynomial {
    var base = factor
    var exponent = Rational.one
    while true {
      switch graph[base] {
      case .transpose(let x): base = x
      case .inverse(let x):
        base = x
        exponent = -exponent
      case .identity:
        return Polynomial(shape: .scalar, .init(coefficient: 1, monomial: .init()))
      default:
        guard let value = try? graph.apply("det", [base]) else { return atom(base, graph) }
        return Polynomial(
          shape: .scalar,
          .init(coefficient: 1, monomial: .init(scalars: [.init(base: value, exponent: exponent)]))
        )
      }
    }
  }

  private func trace(_ polynomial: Polynomial, _ graph: inout Graph) -> Polynomial? {
    if polynomial.shape.isScalar { return polynomial }
    var result = Polynomial(shape: .scalar)
    for term in polynomial.terms {
      var scalars = term.monomial.scalars
      var sign = Rational.one
      let chain = term.monomial.chain
      if chain.count == 1, case .identity(let n) = graph[chain[0]] {
        scalars = merge(scalars, [.init(base: graph.size(n), exponent: 1)], graph)
        if let value = n.constant {
          scalars = term.monomial.scalars
          sign = Rational(value)
        }
      } else if let joint = chain.firstIndex(where: { graph.shape($0).columns.isOne }) {
        // tr(x y'A) = y'Ax: rotated at the joint of size 1, the chain is a scalar product.
        let rotated = cancel(Array(chain[(joint + 1)...] + chain[...joint]), &graph)
        let closed = close(.init(coefficient: 1, monomial: .init(chain: rotated)), .scalar, &graph)
        sign = closed.coefficient
        scalars = merge(scalars, closed.monomial.scalars, graph)
      } else {
        let (cycleSign, value) = canonicalCycle(chain, &graph)
        sign = Rational(cycleSign)
        if sign.isZero { continue }
        scalars = merge(scalars, [.init(base: value, exponent: 1)], graph)
      }
      result.add(.init(coefficient: term.coefficient * sign, monomial: .init(scalars: scalars)))
    }
    return result
  }

  /// tr of the chain in the one form of its rotations and their transposes; sign 0 when it must vanish.
  private func canonicalCycle(_ chain: [ExpressionID], _ graph: inout Graph) -> (Int, ExpressionID) {
    var cycle = chain
    // Neighbours may cancel across the ends.
    while cycle.count > 1, let first = cycle.first, let last = cycle.last, cancels(last, first, &graph) {
      cycle.removeFirst()
      cycle.removeLast()
    }
    if cycle.isEmpty { return (1, graph.size(graph.shape(chain[0]).rows)) }
    let (sign, reversed) = transposedChain(cycle, &graph)
    var best = cycle
    var bestSign = 1
    for (candidateSign, start) in [(1, cycle), (sign, reversed)] {
      for rotation in start.indices {
        let candidate = Array(start[rotation...] + start[..<rotation])
        if candidate == best, candidateSign != bestSign { return (0, graph.number(0)) }
        if precedes(candidate, best, graph) {
          best = candidate
          bestSign = candidateSign
        }
      }
    }
    let product = graph.product(best)
    guard let value = try? graph.apply("tr", [product]) else { return (1, product) }
    return (bestSign, value)
  }

  // MARK: - Polynomials to expressions

  func build(_ polynomial: Polynomial, canonical: Bool, _ graph: inout Graph) -> ExpressionID {
    if polynomial.isZero { return graph.zeros(polynomial.shape) }
    var terms = polynomial.terms.map { build($0, polynomial.shape, &graph) }
    if canonical { terms = sorted(terms, graph) }
    return graph.sum(terms)
  }

  private func build(_ term: Polynomial.Term, _ shape: Shape, _ graph: inout Graph) -> ExpressionID {
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

  private func power(of factor: ExpressionID, _ count: Int, _ graph: inout Graph) -> ExpressionID {
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
  fileprivate func with(coefficient: Rational, scalars: [Polynomial.Power]) -> Polynomial.Term {
    Polynomial.Term(coefficient: coefficient, monomial: .init(scalars: scalars, chain: monomial.chain))
  }
}
