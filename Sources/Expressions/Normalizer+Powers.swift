// Inverses and powers of products, and powers of norms as inner products.

extension Normalizer {
  mutating func inverse(_ polynomial: Polynomial, _ graph: inout Graph) -> Polynomial? {
    let shape = polynomial.shape
    laws.insert(.inverses)
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
  mutating func writtenInverse(_ id: ExpressionID, _ argument: Polynomial, _ graph: inout Graph)
    -> Polynomial
  {
    let base = build(argument, canonical: false, &graph)
    return atom(graph.inverse(base), graph)
  }

  func rank(_ id: ExpressionID, _ graph: Graph) -> (Int, UInt64) {
    let transposes = graph.reachable(from: [id]).count {
      if case .transpose = graph[$0] { true } else { false }
    }
    return (transposes, options.keepsWriting ? UInt64(id.index) : graph.structuralHash(id))
  }

  func invertedAtom(_ id: ExpressionID, _ graph: inout Graph) -> ExpressionID {
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

  mutating func power(
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
  mutating func squaredNorm(_ base: Polynomial, _ exponent: Int, _ graph: inout Graph) -> Polynomial? {
    guard exponent > 0, exponent % 2 == 0, base.terms.count == 1, let term = base.terms.first,
      term.monomial.scalars.count == 1, term.monomial.scalars[0].exponent.isOne,
      case .apply(let function, let arguments) = graph[term.monomial.scalars[0].base],
      function.text == "norm2" || function.text == "normF", let argument = arguments.first
    else { return nil }
    laws.insert(.norms)
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
}
