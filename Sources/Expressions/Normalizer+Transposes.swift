// Transposes, pushed to the factors, with what is known of their symmetry.

extension Normalizer {
  func transposedChain(_ chain: [ExpressionID], _ graph: inout Graph) -> (
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

  func transposedAtom(_ id: ExpressionID, _ graph: inout Graph) -> (sign: Int, ExpressionID) {
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
    case .hadamardPower(let x, let exponent) where graph.shape(exponent).isScalar:
      let (sign, base) = transposedAtom(x, &graph)
      if sign == 1 { return (1, graph.hadamardPower(base, exponent)) }
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
  func isSymmetric(_ id: ExpressionID, _ graph: inout Graph) -> Bool {
    guard graph.shape(id).isSquare else { return false }
    if graph.properties(id).contains(.symmetric) { return true }
    return sortedForm(transposedExpression(id, &graph), &graph) == sortedForm(id, &graph)
  }

  /// The transpose pushed to the factors of a sum of products.
  func transposedExpression(_ id: ExpressionID, _ graph: inout Graph) -> ExpressionID {
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

  func sortedForm(_ id: ExpressionID, _ graph: inout Graph) -> ExpressionID {
    guard case .sum(let terms) = graph[id] else { return id }
    return graph.sum(sorted(terms, graph))
  }

  func sorted(_ operands: [ExpressionID], _ graph: Graph) -> [ExpressionID] {
    operands.sorted { isBefore($0, $1, graph) }
  }

  func transpose(_ polynomial: Polynomial, _ graph: inout Graph) -> Polynomial {
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
}
