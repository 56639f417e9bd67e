// Traces, sums and determinants, and functions that are linear.

extension Normalizer {
  mutating func apply(
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
    case "vec": return vec(arguments[0], &graph)
    case "sum":
      let left = atom(graph.ones(Shape(.one, arguments[0].shape.rows)), graph)
      let right = atom(graph.ones(.vector(arguments[0].shape.columns)), graph)
      guard let row = multiply(left, arguments[0], &graph) else { return nil }
      return multiply(row, right, &graph)
    case "det":
      laws.insert(.determinants)
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

  func determinant(_ factor: ExpressionID, _ graph: inout Graph) -> Polynomial {
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

  mutating func trace(_ polynomial: Polynomial, _ graph: inout Graph) -> Polynomial? {
    if polynomial.shape.isScalar { return polynomial }
    laws.insert(.traces)
    var result = Polynomial(shape: .scalar)
    for term in polynomial.terms {
      // Every rotation is compared with the best one so far.
      work += term.monomial.chain.count * term.monomial.chain.count / 16
      guard work < options.workLimit else { return nil }
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
  func canonicalCycle(_ chain: [ExpressionID], _ graph: inout Graph) -> (Int, ExpressionID) {
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
}
