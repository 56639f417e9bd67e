// What a derivative by an expression varies. An expression that determines the one name in it, such as S⁻¹, X' or 2X,
// moves that name along; of any other expression each occurrence is one new variable, and what is left over of its
// names beside the occurrences is an error.

/// The one name that an expression determines.
package struct DeterminedPart: Sendable, Hashable {
  /// What is done to the name on the way to the expression; each can be undone.
  package enum Operation: Sendable, Hashable {
    case transposed, inverted
    /// vec of a matrix of the shape.
    case vectorized(Shape)
    /// Times a number other than zero and constant scalars.
    case scaled(Rational, [ExpressionID])
    /// Plus constant terms of its shape.
    case shifted([ExpressionID])
    /// Of a scalar: a power other than zero.
    case raised(Rational)
    /// Of a scalar: exp.
    case exponentiated
    /// Of a scalar: ln.
    case logarithm
  }

  /// The name.
  package let part: ExpressionID
  /// From the expression inwards to the name.
  package let operations: [Operation]
  /// The set on which the expression moves.
  package let structure: DeclaredStructure
}

/// What varies in the derivative of a function by an expression.
package enum Variation: Sendable, Hashable {
  /// A name, which moves by itself.
  case name
  /// The expression determines a name, which moves with it.
  case determined(DeterminedPart)
  /// Every occurrence is one new variable, which nothing else in the function depends on.
  case occurrences
  /// Beside the occurrences these names of the expression are left over.
  case leftOver([SymbolID])
}

extension Graph {
  /// How many operations are undone, and definitions entered, at most.
  private static let chainBound = 64

  /// The name that an expression determines; nil where it is made of several names that can vary, or in another way.
  ///
  /// A name that is defined as such an expression stands for it.
  package func determinedPart(of expression: ExpressionID) -> DeterminedPart? {
    var operations: [DeterminedPart.Operation] = []
    var found: (part: ExpressionID, count: Int)?
    var current = expression
    for _ in 0..<Self.chainBound {
      if case .symbol(let symbol) = self[current] {
        guard !self[symbol].properties.contains(.constant) else { break }
        if self[symbol].isPlace {
          found = (current, operations.count)
          break
        }
        switch self[symbol].role {
        case .declared: found = (current, operations.count)
        case .defined(let definition):
          found = (current, operations.count)
          current = definition
          continue
        case .index, .family, .definedFamily: break
        }
        break
      }
      guard let (operation, inner) = undoing(current) else { break }
      operations.append(operation)
      current = inner
    }
    guard let found, found.part != expression else { return nil }
    let taken = Array(operations.prefix(found.count))
    var structure = DeclaredStructure.free
    if case .symbol(let symbol) = self[found.part] { structure = self[symbol].properties.structure }
    for operation in taken.reversed() { structure = image(of: structure, under: operation) }
    return DeterminedPart(part: found.part, operations: taken, structure: structure)
  }

  /// The outermost operation that can be undone, and what it is done to.
  private func undoing(_ id: ExpressionID) -> (DeterminedPart.Operation, ExpressionID)? {
    switch self[id] {
    case .transpose(let inner): return (.transposed, inner)
    case .inverse(let inner): return (.inverted, inner)
    case .apply("vec", let arguments): return (.vectorized(shape(arguments[0])), arguments[0])
    case .sum(let terms):
      let varying = terms.filter { !isConstant($0) }
      guard varying.count == 1 else { return nil }
      return (.shifted(terms.filter { $0 != varying[0] }), varying[0])
    case .product:
      let parts = parts(id)
      let varying = (parts.scalars + parts.chain).filter { !isConstant($0) }
      guard varying.count == 1, parts.chain.isEmpty || parts.chain == varying else { return nil }
      return (.scaled(parts.coefficient, parts.scalars.filter { $0 != varying[0] }), varying[0])
    case .power(let base, let exponent):
      guard shape(id).isScalar, let value = number(exponent), !value.isZero else { return nil }
      return (.raised(value), base)
    case .map("exp", let inner) where shape(id).isScalar: return (.exponentiated, inner)
    case .map("log", let inner) where shape(id).isScalar: return (.logarithm, inner)
    case .symbol, .number, .size, .constant, .identity, .ones, .zeros, .hadamard, .hadamardPower, .frobenius,
      .kronecker, .apply, .map, .differential, .derivative, .block, .entry, .indexedSum, .indexedProduct,
      .member:
      return nil
    }
  }

  /// Whether nothing in the expression can vary.
  private func isConstant(_ id: ExpressionID) -> Bool {
    symbols(in: [id], throughDefinitions: true).allSatisfy { symbol in
      switch self[symbol].role {
      case .declared, .family: self[symbol].properties.contains(.constant)
      case .defined: true
      case .index, .definedFamily: false
      }
    }
  }

  /// The set onto which an operation takes a structure.
  private func image(of structure: DeclaredStructure, under operation: DeterminedPart.Operation)
    -> DeclaredStructure
  {
    guard case .on(let known) = structure else { return structure }
    switch operation {
    case .transposed: return .on(known.transposed)
    case .vectorized: return .refused("vectors of \(known.elements)")
    case .inverted: return known.hasInverses ? structure : .refused("inverses of \(known.elements)")
    case .scaled(let factor, let scalars):
      let keepsLength = scalars.isEmpty && (factor.isOne || factor == -1)
      return known.isLinear || keepsLength ? structure : .refused("multiples of \(known.elements)")
    case .shifted(let terms):
      let stays = terms.allSatisfy { properties($0).contains(known.properties.closure) }
      return known.isLinear && stays ? structure : .refused("shifted \(known.elements)")
    case .raised, .exponentiated, .logarithm: return .free
    }
  }

  // MARK: - Occurrences

  /// What varies in the derivative of a function by a variable, which need not be a name.
  ///
  /// A defined name is its own variable where the function is written in it, and stands for its definition elsewhere.
  package mutating func variation(of function: ExpressionID, by variable: ExpressionID) -> Variation {
    if let part = determinedPart(of: variable) { return .determined(part) }
    switch self[variable] {
    case .symbol(let symbol):
      guard !self[symbol].isPlace, case .defined(let definition) = self[symbol].role,
        !symbols(in: [function], throughDefinitions: true).contains(symbol)
      else { return .name }
      return variation(ofOccurrences: definition, in: function)
    case .member: return .name
    case .entry(let whole, _, _):
      switch self[whole] {
      case .symbol(let symbol):
        // What a value does when one of its entries varies is not said by its formula.
        guard case .defined = self[symbol].role, !self[symbol].isPlace else { return .name }
        return variation(ofOccurrences: variable, in: function)
      case .member: return .name
      default: return variation(ofOccurrences: variable, in: function)
      }
    default: return variation(ofOccurrences: variable, in: function)
    }
  }

  private mutating func variation(ofOccurrences expression: ExpressionID, in function: ExpressionID)
    -> Variation
  {
    let fresh = symbol(declare(Symbol(name: "", shape: shape(expression))))
    let replaced = replacingOccurrences(of: expression, by: fresh, in: function)
    let inside = Set(symbols(in: [expression], throughDefinitions: true).filter { isVarying($0) })
    let left = symbols(in: [replaced], throughDefinitions: true).filter { inside.contains($0) }
    return left.isEmpty ? .occurrences : .leftOver(left)
  }

  private func isVarying(_ symbol: SymbolID) -> Bool {
    switch self[symbol].role {
    case .declared, .family: !self[symbol].properties.contains(.constant)
    case .defined, .index, .definedFamily: false
    }
  }

  /// The function with every occurrence of an expression replaced by a variable of its shape: where it stands itself,
  /// transposed, as neighbouring factors of a product, as terms of a sum, and inside its own powers.
  ///
  /// Names that are made of what the expression is made of are put in.
  package mutating func replacingOccurrences(
    of expression: ExpressionID,
    by variable: ExpressionID,
    in function: ExpressionID
  ) -> ExpressionID {
    let names = Set(symbols(in: [expression], throughDefinitions: true))
    let inner = puttingIn(definitionsWith: names, in: expression)
    let body = puttingIn(definitionsWith: names, in: function)
    let transposed = transpose(variable)
    let turned = factorwiseTranspose(inner)
    // Under a sum over its own index the same formula is another one: φ(x_i) is not that of Σ_i φ(x_i).
    let indices = Set(unboundIndices(in: [expression]))
    var memo: [ExpressionID: ExpressionID] = [:]
    for node in reachable(from: [body]) {
      switch self[node] {
      case .indexedSum(let index, _), .indexedProduct(let index, _):
        if indices.contains(index) {
          memo[node] = node
          continue
        }
      default: break
      }
      if node == inner {
        memo[node] = variable
        continue
      }
      if node == turned {
        memo[node] = transposed
        continue
      }
      if let found = powerOfOccurrence(node, inner, variable) {
        memo[node] = found
        continue
      }
      let chain = replacingFactors(node, inner, variable) ?? replacingFactors(node, turned, transposed)
      if let chain {
        memo[node] = product(chain.map { memo[$0] ?? $0 })
        continue
      }
      if let terms = replacingTerms(node, inner, variable) {
        memo[node] = sum(terms.map { memo[$0] ?? $0 })
        continue
      }
      let children = self[node].children
      let renewed = children.map { memo[$0] ?? $0 }
      memo[node] = renewed == children ? node : rebuild(self[node], renewed)
    }
    return memo[body] ?? body
  }

  /// (AB)' as B'A', as it stands in a longer product.
  private mutating func factorwiseTranspose(_ id: ExpressionID) -> ExpressionID {
    guard case .product(let factors) = self[id] else { return transpose(id) }
    return product(factors.reversed().map { transpose($0) })
  }

  /// An expression with the names whose definitions have one of the symbols in them put in.
  private mutating func puttingIn(definitionsWith names: Set<SymbolID>, in root: ExpressionID) -> ExpressionID
  {
    puttingIn(root) { symbol, graph in
      guard let definition = graph.definition(of: symbol) else { return false }
      return graph.symbols(in: [definition], throughDefinitions: true).contains(where: names.contains)
    }
  }

  /// (X^m)^k for X^(mk), where the expression is X^m.
  private mutating func powerOfOccurrence(
    _ node: ExpressionID,
    _ expression: ExpressionID,
    _ variable: ExpressionID
  ) -> ExpressionID? {
    guard case .power(let base, let exponent) = self[expression], let inner = number(exponent),
      case .power(base, let outer) = self[node], let whole = number(outer),
      let times = (whole / inner).integer
    else { return nil }
    return power(variable, times)
  }

  /// The operands of a product with the neighbouring factors that are the expression replaced; nil where none are.
  private func replacingFactors(
    _ node: ExpressionID,
    _ expression: ExpressionID,
    _ variable: ExpressionID
  ) -> [ExpressionID]? {
    guard case .product(let factors) = self[node], case .product(let wanted) = self[expression],
      parts(expression).coefficient.isOne, parts(expression).scalars.isEmpty, wanted.count <= factors.count
    else { return nil }
    var result: [ExpressionID] = []
    var place = 0
    var isFound = false
    while place < factors.count {
      let end = place + wanted.count
      if end <= factors.count, Array(factors[place..<end]) == wanted {
        result.append(variable)
        isFound = true
        place = end
      } else {
        result.append(factors[place])
        place += 1
      }
    }
    return isFound ? result : nil
  }

  /// The terms of a sum with those that make up the expression replaced; nil where they do not all stand there.
  private func replacingTerms(
    _ node: ExpressionID,
    _ expression: ExpressionID,
    _ variable: ExpressionID
  ) -> [ExpressionID]? {
    guard case .sum(let terms) = self[node], case .sum(let wanted) = self[expression],
      wanted.count <= terms.count
    else { return nil }
    var rest = terms
    for term in wanted {
      guard let place = rest.firstIndex(of: term) else { return nil }
      rest.remove(at: place)
    }
    return rest + [variable]
  }
}

extension Structure {
  /// The set of the transposes.
  fileprivate var transposed: Structure {
    switch self {
    case .upperTriangular: .lowerTriangular
    case .lowerTriangular: .upperTriangular
    case .upperTriangularToeplitz: .lowerTriangularToeplitz
    case .lowerTriangularToeplitz: .upperTriangularToeplitz
    case .symmetric, .skew, .diagonal, .toeplitz, .symmetricToeplitz, .skewToeplitz, .scalarMatrix, .zero,
      .orthogonal, .unit:
      self
    }
  }

  /// Whether the inverses of its invertible elements are the invertible elements again.
  fileprivate var hasInverses: Bool {
    switch self {
    case .symmetric, .skew, .diagonal, .upperTriangular, .lowerTriangular, .upperTriangularToeplitz,
      .lowerTriangularToeplitz, .scalarMatrix, .orthogonal:
      true
    case .toeplitz, .symmetricToeplitz, .skewToeplitz, .zero, .unit: false
    }
  }
}
