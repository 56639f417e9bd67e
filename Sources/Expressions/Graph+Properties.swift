extension Graph {
  /// X for X' where X is symmetric; any other expression as it is.
  package func withoutIdleTranspose(_ id: ExpressionID) -> ExpressionID {
    guard case .transpose(let x) = self[id], properties(x).contains(.symmetric) else { return id }
    return x
  }

  /// What is known of an expression by declaration and by the closure laws of each structure.
  ///
  /// Symmetric: sums of symmetric matrices, AA', inverses and powers of symmetric ones, Diag(v). Only what
  /// follows syntactically is found; `Normalizer` finds more symmetry by comparing normal forms.
  package func properties(_ id: ExpressionID) -> Properties {
    var memo: [ExpressionID: Properties] = [:]
    for node in reachableThroughDefinitions(from: [id]) {
      memo[node] = properties(node) { memo[$0] ?? [] }.closure
    }
    return memo[id] ?? []
  }

  private func properties(_ id: ExpressionID, _ child: (ExpressionID) -> Properties) -> Properties {
    let kept: Properties = [.symmetric, .diagonal, .upperTriangular, .lowerTriangular]
    switch self[id] {
    case .symbol(let symbol), .member(let symbol, _):
      var known = self[symbol].properties
      if case .defined(let definition) = self[symbol].role { known.formUnion(child(definition)) }
      return known
    case .number(let value):
      var known: Properties = [.constant]
      if value > 0 { known.formUnion([.positive, .nonnegative]) }
      if !value.isNegative { known.insert(.nonnegative) }
      return known
    case .size: return [.positive, .nonnegative, .constant]
    case .constant: return [.positive, .nonnegative, .constant]
    case .identity: return [.diagonal, .orthogonal, .positiveDefinite, .nonnegative, .constant, .toeplitz]
    case .ones(let n, let m):
      return n == m ? [.symmetric, .positive, .positiveSemidefinite, .constant] : [.positive, .constant]
    case .zeros(let n, let m):
      return n == m
        ? [.diagonal, .skew, .nonnegative, .constant, .positiveSemidefinite] : [.nonnegative, .constant]
    case .sum(let operands):
      let all = operands.map(child)
      var common = all.dropFirst().reduce(all[0]) { $0.intersection($1) }
        .intersection(
          kept.union([.skew, .toeplitz, .positive, .nonnegative, .positiveSemidefinite, .positiveDefinite])
        )
      if all.allSatisfy({ $0.contains(.positiveSemidefinite) }),
        all.contains(where: { $0.contains(.positiveDefinite) })
      {
        common.insert(.positiveDefinite)
      }
      if all.allSatisfy({ $0.contains(.nonnegative) }), all.contains(where: { $0.contains(.positive) }) {
        common.insert(.positive)
      }
      if operands.count == 2, isTranspose(operands[0], of: operands[1]) { common.insert(.symmetric) }
      if isComplement(operands) { common.formUnion([.positive, .nonnegative]) }
      return common
    case .product:
      let parts = parts(id)
      if parts.chain.isEmpty {
        let all = parts.scalars.map(child)
        var known: Properties = []
        if parts.coefficient > 0, all.allSatisfy({ $0.contains(.positive) }) { known.insert(.positive) }
        if !parts.coefficient.isNegative, all.allSatisfy({ $0.contains(.nonnegative) }) {
          known.insert(.nonnegative)
        }
        return known
      }
      var known: Properties = []
      let factors = parts.chain.map(child)
      let scalarsPositive =
        parts.coefficient > 0 && parts.scalars.allSatisfy { child($0).contains(.positive) }
      if factors.count == 1 {
        known = factors[0].intersection(kept.union([.skew, .toeplitz]))
        if scalarsPositive {
          known.formUnion(
            factors[0].intersection([.positiveDefinite, .positiveSemidefinite, .positive, .nonnegative])
          )
        }
        return known
      }
      if isPalindrome(parts.chain, child) {
        known.insert(.symmetric)
        let middle =
          parts.chain.count % 2 == 1 ? child(parts.chain[parts.chain.count / 2]) : .positiveSemidefinite
        if scalarsPositive, middle.contains(.positiveSemidefinite) {
          known.insert(.positiveSemidefinite)
          if shape(id).isScalar { known.insert(.nonnegative) }
          // A'PA of a positive-definite P, where A has an inverse.
          let outer = zip(parts.chain.indices, factors).filter { $0.0 != parts.chain.count / 2 }
          if parts.chain.count % 2 == 1, middle.contains(.positiveDefinite),
            outer.allSatisfy({ $0.1.contains(.invertible) })
          {
            known.insert(.positiveDefinite)
          }
        }
      }
      for structure in [Properties.diagonal, .upperTriangular, .lowerTriangular]
      where factors.allSatisfy({ $0.contains(structure) }) {
        known.insert(structure)
      }
      if parts.coefficient.isOne, parts.scalars.isEmpty, factors.allSatisfy({ $0.contains(.orthogonal) }) {
        known.insert(.orthogonal)
      }
      if factors.allSatisfy({ $0.contains(.invertible) }), scalarsPositive { known.insert(.invertible) }
      if scalarsPositive, factors.allSatisfy({ $0.contains(.positive) }) { known.insert(.positive) }
      if scalarsPositive, factors.allSatisfy({ $0.contains(.nonnegative) }) { known.insert(.nonnegative) }
      return known
    case .transpose(let x):
      var known = child(x).subtracting([.upperTriangular, .lowerTriangular, .unit])
      if child(x).contains(.upperTriangular) { known.insert(.lowerTriangular) }
      if child(x).contains(.lowerTriangular) { known.insert(.upperTriangular) }
      return known
    case .inverse(let x):
      return child(x).intersection(kept.union([.positiveDefinite, .orthogonal, .skew])).union(.invertible)
    case .power(let x, let exponent):
      var known = child(x).intersection(kept.union([.positiveDefinite, .positive, .orthogonal]))
      if shape(id).isScalar {
        known = child(x).intersection([.positive, .nonnegative])
        if let value = number(exponent), let integer = value.integer, integer % 2 == 0 {
          known.insert(.nonnegative)
        }
      }
      return known
    case .hadamard(let operands):
      let all = operands.map(child)
      var known = all.dropFirst().reduce(all[0]) { $0.intersection($1) }
        .intersection([.symmetric, .positive, .nonnegative, .positiveSemidefinite, .positiveDefinite])
      for structure in [Properties.diagonal, .upperTriangular, .lowerTriangular]
      where all.contains(where: { $0.contains(structure) }) {
        known.insert(structure)
      }
      return known
    case .hadamardPower(let x, let exponent):
      var known = child(x).intersection([.symmetric, .positive])
      if let integer = number(exponent)?.integer {
        if integer % 2 == 0 { known.insert(.nonnegative) }
        if integer > 0 { known.formUnion(child(x).intersection(.nonnegative)) }
      }
      return known
    case .frobenius(let a, let b): return a == b ? [.nonnegative] : []
    case .kronecker(let a, let b):
      return child(a).intersection(child(b)).intersection(
        kept.union([
          .orthogonal, .positiveDefinite, .positiveSemidefinite, .invertible, .positive, .nonnegative,
        ])
      )
    case .apply("diag", let arguments) where isCholeskyFactor(arguments[0]): return [.positive, .nonnegative]
    case .apply(let function, let arguments):
      return vocabulary[function]?.properties(arguments.map(child)) ?? []
    case .map(let function, let x):
      return (vocabulary[function]?.properties([child(x)]) ?? []).union(child(x).intersection(.symmetric))
    case .differential(let x): return child(x).intersection(kept.union([.skew, .toeplitz]))
    case .block(let columns, let blocks): return isSymmetric(blocks, columns) ? .symmetric : []
    case .derivative, .entry: return []
    case .indexedSum(_, let body):
      return child(body).intersection(kept.union([.positiveSemidefinite, .nonnegative, .positive]))
    case .indexedProduct(_, let body): return child(body).intersection([.positive, .nonnegative])
    }
  }

  /// Whether a sum is 1 − σ(z) or 𝟏 − σ(z), which lies between 0 and 1, by itself or under a name.
  private func isComplement(_ terms: [ExpressionID]) -> Bool {
    guard terms.count == 2 else { return false }
    return [(terms[0], terms[1]), (terms[1], terms[0])].contains { one, other in
      switch self[one] {
      case .number(let value): guard value.isOne else { return false }
      case .ones: break
      default: return false
      }
      let parts = parts(other)
      guard parts.coefficient == -1, parts.scalars.count + parts.chain.count == 1 else { return false }
      var value = (parts.scalars + parts.chain)[0]
      while case .symbol(let name) = self[value], let definition = definition(of: name) { value = definition }
      guard case .map(let function, _) = self[value] else { return false }
      return function == "sigmoid"
    }
  }

  /// Whether a square grid of blocks is its own transpose.
  private func isSymmetric(_ blocks: [ExpressionID], _ columns: Int) -> Bool {
    guard blocks.count == columns * columns else { return false }
    for row in 0..<columns {
      for column in 0...row {
        let (below, above) = (blocks[row * columns + column], blocks[column * columns + row])
        if shape(below).isScalar, shape(above).isScalar, below == above { continue }
        if row == column ? !properties(below).contains(.symmetric) : !isTranspose(below, of: above) {
          return false
        }
      }
    }
    return true
  }

  private func isCholeskyFactor(_ id: ExpressionID) -> Bool {
    if case .apply("chol", _) = self[id] { true } else { false }
  }

  private func isTranspose(_ a: ExpressionID, of b: ExpressionID) -> Bool {
    if case .transpose(let x) = self[a], x == b { return true }
    if case .transpose(let x) = self[b], x == a { return true }
    let left = parts(a)
    let right = parts(b)
    guard left.coefficient == right.coefficient, left.scalars == right.scalars,
      left.chain.count == right.chain.count,
      !left.chain.isEmpty
    else { return false }
    return zip(left.chain, right.chain.reversed()).allSatisfy { isFactorTranspose($0, of: $1) }
  }

  private func isPalindrome(_ chain: [ExpressionID], _ known: (ExpressionID) -> Properties) -> Bool {
    zip(chain, chain.reversed()).allSatisfy {
      $0 == $1 ? known($0).contains(.symmetric) : isFactorTranspose($0, of: $1)
    }
  }

  private func isFactorTranspose(_ a: ExpressionID, of b: ExpressionID) -> Bool {
    if case .transpose(let x) = self[a], x == b { return true }
    if case .transpose(let x) = self[b], x == a { return true }
    if case .ones(let n, let m) = self[a], case .ones(m, n) = self[b] { return true }
    guard a == b else { return false }
    switch self[a] {
    case .symbol(let symbol): return self[symbol].properties.contains(.symmetric)
    case .inverse(let x):
      if case .symbol(let symbol) = self[x] { return self[symbol].properties.contains(.symmetric) }
      return properties(x).contains(.symmetric)
    case .identity: return true
    case .apply("Diag", _): return true
    default: return properties(a).contains(.symmetric)
    }
  }
}
