// Solving a gradient for its unknown: the ways that are known, tried in order.

import Expressions
import Functions

/// Solves `gradient = 0` for a variable.
struct StationarySolver {
  let variable: ExpressionID
  /// The rules that its lines name.
  static let rules: [RuleReference] = [
    .stationary, .constantsMoved, .linearSolved, .sylvesterSolved, .vecSolved, .inverseCleared, .rootTaken,
    .functionInverted, .polarFactor,
  ]

  init(variable: ExpressionID) { self.variable = variable }

  /// A term L u R of the gradient.
  private struct LinearTerm {
    var scalar: ExpressionID
    var left: [ExpressionID]
    var unknown: ExpressionID
    var right: [ExpressionID]
  }

  mutating func solve(_ gradient: ExpressionID, _ calculus: inout Calculus) throws(DerivationFailure)
    -> StationarySolution
  {
    let terms = StationarySolver.terms(of: gradient, &calculus)
    if calculus.graph.properties(variable).contains(.orthogonal) {
      if let solution = polar(terms, &calculus) { return solution }
    } else if calculus.graph.shape(variable).isScalar {
      if let solution = scalar(gradient, terms, &calculus) { return solution }
    } else {
      if let solution = linear(gradient, terms, &calculus) { return solution }
      if let solution = throughInverse(gradient, terms, &calculus) { return solution }
    }
    throw DerivationFailure(
      code: "stationary.no-pattern",
      "the gradient cannot be solved for the unknown in a closed form that is known here",
      hints: [
        "known: the unknown enters linearly, as in least squares and ridge regression",
        "known: its inverse enters linearly or between two inverses, as in the covariance of a Gaussian",
        "known: two powers of a scalar, an elementwise exp, log or reciprocal, and orthogonal Procrustes problems",
      ]
    )
  }

  // MARK: - Terms

  /// The gradient multiplied out as far as the unknown reaches, with constant factors taken out of indexed sums.
  private static func terms(of gradient: ExpressionID, _ calculus: inout Calculus) -> [ExpressionID] {
    let (whole, names) = namingConstantSums(in: gradient, &calculus)
    return multipliedOut(whole, &calculus).map { calculus.graph.substitute(names, in: $0) }
  }

  /// The expression with its constant sums under names, so that they are not multiplied out; what the names mean.
  private static func namingConstantSums(in root: ExpressionID, _ calculus: inout Calculus)
    -> (ExpressionID, [ExpressionID: ExpressionID])
  {
    var names: [ExpressionID: ExpressionID] = [:]
    var memo: [ExpressionID: ExpressionID] = [:]
    // The largest constant sums: what stands inside one is not looked at again, since its parent takes its name.
    for id in calculus.graph.reachable(from: [root]) {
      if case .sum = calculus.graph[id], !calculus.depends(id), !mentionsIndex(id, calculus.graph) {
        let symbol = Symbol(
          name: "constant\(id.index)",
          shape: calculus.graph.shape(id),
          properties: calculus.graph.properties(id)
        )
        let name = calculus.graph.symbol(calculus.graph.declare(symbol))
        names[name] = id
        memo[id] = name
        continue
      }
      let children = calculus.graph[id].children
      let renewed = children.map { memo[$0] ?? $0 }
      memo[id] = renewed == children ? id : calculus.graph.rebuild(calculus.graph[id], renewed)
    }
    return (memo[root] ?? root, names)
  }

  private static func mentionsIndex(_ id: ExpressionID, _ graph: Graph) -> Bool {
    graph.reachable(from: [id]).contains {
      guard case .symbol(let symbol) = graph[$0], case .index = graph[symbol].role else { return false }
      return true
    }
  }

  private static func multipliedOut(_ gradient: ExpressionID, _ calculus: inout Calculus) -> [ExpressionID] {
    var normalizer = Normalizer(
      .init(distributes: true, expandsDefinitions: false, keepsWriting: true, termLimit: 64)
    )
    let collected = normalizer.collected(gradient, in: &calculus.graph) ?? gradient
    var result: [ExpressionID] = []
    for term in operands(of: collected, calculus.graph) {
      result += spread(term, &calculus, depth: 0)
    }
    let sum = calculus.graph.sum(result)
    var again = Normalizer(
      .init(distributes: true, expandsDefinitions: false, keepsWriting: true, termLimit: 64)
    )
    return operands(of: again.collected(sum, in: &calculus.graph) ?? sum, calculus.graph)
  }

  private static func operands(of id: ExpressionID, _ graph: Graph) -> [ExpressionID] {
    if graph.isZero(id) { return [] }
    if case .sum(let operands) = graph[id] { return operands }
    return [id]
  }

  /// A term with an indexed sum taken apart: Σ_i L (x_i − u) = L Σ_i x_i − n L u.
  private static func spread(_ term: ExpressionID, _ calculus: inout Calculus, depth: Int) -> [ExpressionID] {
    let parts = calculus.graph.parts(term)
    guard depth < 4 else { return [term] }
    for (place, factor) in (parts.scalars + parts.chain).enumerated() {
      guard case .indexedSum(let index, let body) = calculus.graph[factor], calculus.depends(body) else {
        continue
      }
      var normalizer = Normalizer(
        .init(distributes: true, expandsDefinitions: false, keepsWriting: true, termLimit: 64)
      )
      let flat = normalizer.collected(body, in: &calculus.graph) ?? body
      var result: [ExpressionID] = []
      for inner in operands(of: flat, calculus.graph) {
        let pulled = pulledOut(inner, of: index, &calculus.graph)
        var factors = parts.scalars + parts.chain
        factors[place] = pulled
        let number = calculus.graph.number(parts.coefficient)
        let product = calculus.graph.product([number] + factors)
        result += spread(product, &calculus, depth: depth + 1)
      }
      return result
    }
    return [term]
  }

  /// Σ_i of a product, with the factors that do not mention i outside.
  private static func pulledOut(_ term: ExpressionID, of index: SymbolID, _ graph: inout Graph)
    -> ExpressionID
  {
    var parts = graph.parts(term)
    func mentions(_ id: ExpressionID, _ graph: Graph) -> Bool {
      graph.reachable(from: [id]).contains {
        if case .symbol(index) = graph[$0] { true } else { false }
      }
    }
    var outer = Graph.ProductParts(coefficient: parts.coefficient)
    outer.scalars = parts.scalars.filter { !mentions($0, graph) }
    parts.coefficient = 1
    parts.scalars.removeAll { !mentions($0, graph) }
    let left = Array(parts.chain.prefix { !mentions($0, graph) })
    var middle = Array(parts.chain.dropFirst(left.count))
    var right: [ExpressionID] = []
    while let last = middle.last, !mentions(last, graph) {
      right.insert(last, at: 0)
      middle.removeLast()
    }
    let front = graph.product(outer)
    if middle.isEmpty, parts.scalars.isEmpty {
      guard case .index(let range) = graph[index].role else { return graph.indexedSum(index, term) }
      let count = graph.size(range)
      return graph.product([front, count] + left + right)
    }
    if !middle.isEmpty {
      let shape = Shape(graph.shape(middle[0]).rows, graph.shape(middle[middle.count - 1]).columns)
      // A run that multiplies to a scalar stays where it is.
      if shape.isScalar, !(left.isEmpty && right.isEmpty) { return graph.indexedSum(index, term) }
    }
    let inner = graph.product([graph.product(.init(scalars: parts.scalars))] + middle)
    let sum = graph.indexedSum(index, inner)
    return graph.product([front] + left + [sum] + right)
  }

  /// The term as L u R with one unknown factor; nil when the variable stands elsewhere as well.
  private func linearTerm(_ term: ExpressionID, _ calculus: inout Calculus) -> LinearTerm? {
    var parts = calculus.graph.parts(term)
    var varying = parts.scalars.filter { calculus.depends($0) }
    let places = parts.chain.indices.filter { calculus.depends(parts.chain[$0]) }
    if varying.isEmpty, places.count == 1, let place = places.first {
      let scalar = calculus.graph.product(.init(coefficient: parts.coefficient, scalars: parts.scalars))
      return LinearTerm(
        scalar: scalar,
        left: Array(parts.chain[..<place]),
        unknown: parts.chain[place],
        right: Array(parts.chain[(place + 1)...])
      )
    }
    // b (a'x) = (b a') x for vectors.
    guard varying.count == 1, places.isEmpty, let scalar = varying.popLast(),
      calculus.graph.shape(term).columns.isOne
    else { return nil }
    let inner = calculus.graph.parts(scalar)
    var chain = inner.chain
    if let first = chain.first, case .transpose(let x) = calculus.graph[first], calculus.isVariable(x) {
      chain = chain.reversed().map { calculus.graph.writtenTranspose($0) }
    }
    guard let last = chain.last, calculus.isVariable(last),
      !chain.dropLast().contains(where: { calculus.depends($0) })
    else { return nil }
    parts.scalars.removeAll { $0 == scalar }
    let front = calculus.graph.product(
      .init(coefficient: parts.coefficient * inner.coefficient, scalars: parts.scalars + inner.scalars)
    )
    return LinearTerm(scalar: front, left: parts.chain + chain.dropLast(), unknown: last, right: [])
  }

  // MARK: - Linear in the unknown or in a function of it

  private mutating func linear(
    _ gradient: ExpressionID,
    _ terms: [ExpressionID],
    _ calculus: inout Calculus
  ) -> StationarySolution? {
    var linear: [LinearTerm] = []
    var constants: [ExpressionID] = []
    for term in terms {
      if !calculus.depends(term) {
        constants.append(term)
      } else if let found = linearTerm(term, &calculus) {
        linear.append(found)
      } else {
        return nil
      }
    }
    guard let unknown = linear.first?.unknown, linear.allSatisfy({ $0.unknown == unknown }),
      let inversion = inversion(of: unknown, &calculus)
    else { return nil }
    let constant = calculus.graph.sum(constants)
    let right =
      constants.isEmpty
      ? calculus.graph.zeros(calculus.graph.shape(unknown)) : calculus.graph.negative(constant)
    // A number that all terms share goes to the other side at once.
    let first = calculus.graph.parts(linear[0].scalar).coefficient
    let isShared = linear.allSatisfy { calculus.graph.parts($0.scalar).coefficient == first }
    let unit = isShared ? first : 1
    for place in linear.indices {
      linear[place].scalar = calculus.graph.scaled(linear[place].scalar, by: unit.inverse)
    }
    let side = calculus.shortened(calculus.graph.scaled(right, by: unit.inverse))
    var conditions: [Condition] = []
    guard
      let (value, rule, operators) = solved(linear, unknown, side, &conditions, &calculus)
    else { return nil }
    let hessian = operators.map { (calculus.graph.scaled($0.left, by: unit), $0.right) }
    let zero = calculus.graph.zeros(calculus.graph.shape(gradient))
    var equations = [(left: gradient, right: zero, rule: RuleReference.stationary)]
    let moved = calculus.graph.sum(
      linear.map { calculus.graph.product([$0.scalar] + $0.left + [$0.unknown] + $0.right) }
    )
    let shortMoved = calculus.shortened(moved)
    if !constants.isEmpty { equations.append((shortMoved, side, .constantsMoved)) }
    if unknown != variable, shortMoved != unknown { equations.append((unknown, value, rule)) }
    let point = calculus.shortened(inversion(value, &calculus))
    return StationarySolution(
      value: point,
      equations: equations,
      rule: unknown == variable ? rule : inversion.rule,
      conditions: conditions,
      hessian: unknown == variable ? hessian : nil
    )
  }

  /// u from Σ L u R = C.
  private func solved(
    _ terms: [LinearTerm],
    _ unknown: ExpressionID,
    _ side: ExpressionID,
    _ conditions: inout [Condition],
    _ calculus: inout Calculus
  ) -> (ExpressionID, RuleReference, (left: ExpressionID, right: ExpressionID)?)? {
    let shape = calculus.graph.shape(unknown)
    func sum(_ factors: (LinearTerm) -> [ExpressionID], _ size: Size, scaled: Bool, _ graph: inout Graph)
      -> ExpressionID
    {
      let identity = graph.identity(size)
      return graph.sum(
        terms.map { graph.product((scaled ? [$0.scalar] : []) + [identity] + factors($0)) }
      )
    }
    if terms.allSatisfy({ $0.right == terms[0].right }) {
      let left = calculus.shortened(sum({ $0.left }, shape.rows, scaled: true, &calculus.graph))
      let identity = calculus.graph.identity(shape.columns)
      let right = calculus.graph.product([identity] + terms[0].right)
      guard let value = divided(side, left, right, &conditions, &calculus) else { return nil }
      return (value, .linearSolved, (left, right))
    }
    if terms.allSatisfy({ $0.left == terms[0].left }) {
      let identity = calculus.graph.identity(shape.rows)
      let left = calculus.graph.product([identity] + terms[0].left)
      let right = calculus.shortened(sum({ $0.right }, shape.columns, scaled: true, &calculus.graph))
      guard let value = divided(side, left, right, &conditions, &calculus) else { return nil }
      return (value, .linearSolved, (left, right))
    }
    guard terms.allSatisfy({ $0.left.isEmpty || $0.right.isEmpty }) else {
      return solvedOnVec(terms, shape, side, &conditions, &calculus)
    }
    // L u + u R = C.
    let ones = terms.filter { $0.right.isEmpty }
    let others = terms.filter { !$0.right.isEmpty }
    let rows = calculus.graph.identity(shape.rows)
    let left = calculus.shortened(
      calculus.graph.sum(ones.map { calculus.graph.product([$0.scalar, rows] + $0.left) })
    )
    let columns = calculus.graph.identity(shape.columns)
    let right = calculus.shortened(
      calculus.graph.sum(others.map { calculus.graph.product([$0.scalar, columns] + $0.right) })
    )
    guard let value = try? calculus.graph.apply("sylvester", [left, right, side]) else { return nil }
    return (value, .sylvesterSolved, nil)
  }

  /// vec u = (Σ R' ⊗ L)⁻¹ vec C.
  private func solvedOnVec(
    _ terms: [LinearTerm],
    _ shape: Shape,
    _ side: ExpressionID,
    _ conditions: inout [Condition],
    _ calculus: inout Calculus
  ) -> (ExpressionID, RuleReference, (left: ExpressionID, right: ExpressionID)?)? {
    var parts: [ExpressionID] = []
    let rows = calculus.graph.identity(shape.rows)
    let columns = calculus.graph.identity(shape.columns)
    for term in terms {
      let left = calculus.graph.product([rows] + term.left)
      let right = calculus.graph.product([columns] + term.right)
      let transposed = calculus.graph.writtenTranspose(right)
      let product = calculus.graph.kronecker(transposed, left)
      parts.append(calculus.graph.product([term.scalar, product]))
    }
    let matrix = calculus.shortened(calculus.graph.sum(parts))
    guard calculus.graph.shape(matrix).isSquare else { return nil }
    if !calculus.graph.properties(matrix).contains(.invertible) {
      conditions.append(Condition(matrix, .invertible))
    }
    let inverse = calculus.graph.inverse(matrix)
    guard let vector = try? calculus.graph.apply("vec", [side]),
      let value = try? calculus.graph.apply(
        "mat",
        [
          calculus.graph.product([inverse, vector]), calculus.graph.size(shape.rows),
          calculus.graph.size(shape.columns),
        ]
      )
    else { return nil }
    return (value, .vecSolved, nil)
  }

  /// L⁻¹ C R⁻¹; nil where L or R is not square.
  private func divided(
    _ side: ExpressionID,
    _ left: ExpressionID,
    _ right: ExpressionID,
    _ conditions: inout [Condition],
    _ calculus: inout Calculus
  ) -> ExpressionID? {
    guard [left, right].allSatisfy({ calculus.graph.shape($0).isSquare }) else { return nil }
    var factors = [side]
    for (matrix, isLeft) in [(left, true), (right, false)] {
      var parts = calculus.graph.parts(matrix)
      if parts.chain.count == 1, case .identity = calculus.graph[parts.chain[0]] { parts.chain = [] }
      let scalar = calculus.graph.product(.init(coefficient: parts.coefficient, scalars: parts.scalars))
      if parts.chain.isEmpty {
        if calculus.graph.number(scalar) == nil, !calculus.graph.properties(scalar).contains(.positive) {
          conditions.append(Condition(scalar, .nonzero))
        }
        factors.insert(calculus.graph.power(scalar, -1), at: 0)
      } else {
        let core = calculus.graph.product(.init(chain: parts.chain))
        if !calculus.graph.properties(core).contains(.invertible) {
          conditions.append(Condition(core, .invertible))
        }
        let inverse = calculus.graph.inverse(core)
        let reciprocal = calculus.graph.power(scalar, -1)
        if isLeft {
          factors = [reciprocal, inverse] + factors
        } else {
          factors = [reciprocal] + factors + [inverse]
        }
      }
    }
    return calculus.shortened(calculus.graph.product(factors))
  }
}
