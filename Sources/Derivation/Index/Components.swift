// From matrix expressions to terms in components: (AB)_ij = Σ_p A_ip B_pj, tr A = Σ_i A_ii, and so on for all that is
// linear in one factor.

import Expressions
import Functions

extension Calculus {
  /// The most terms a line in components may have.
  static let componentLimit = 120
  /// How many indices of sums a term may have before constant factors stay together.
  static let componentIndexLimit = 4
  /// How deep products nest in one another before the rest is one factor.
  private static let componentDepth = 24

  /// The term times the entry of an expression that is not differentiated.
  mutating func multiply(
    _ term: inout ComponentTerm,
    by id: ExpressionID,
    _ row: ExpressionID?,
    _ column: ExpressionID?,
    _ names: inout IndexNames,
    depth: Int = 0
  ) {
    let shape = graph.shape(id)
    guard depth < Calculus.componentDepth else {
      term.factors.append(graph.componentFactor(id, row, column))
      return
    }
    switch graph[id] {
    case .number(let value): term.coefficient = term.coefficient * value
    case .ones: break
    case .zeros: term.coefficient = 0
    case .transpose(let x): multiply(&term, by: x, column, row, &names, depth: depth + 1)
    case .product:
      let parts = graph.parts(id)
      if term.bound.count + parts.chain.count - 1 > Calculus.componentIndexLimit, parts.chain.count > 2 {
        term.factors.append(graph.componentFactor(id, row, column))
        return
      }
      term.coefficient = term.coefficient * parts.coefficient
      for scalar in parts.scalars { multiply(&term, by: scalar, nil, nil, &names, depth: depth + 1) }
      var left = row
      for (place, factor) in parts.chain.enumerated() {
        let size = graph.shape(factor).columns
        let isLast = place == parts.chain.count - 1
        let right = isLast ? column : size.isOne ? nil : sumIndex(over: size, in: &term, &names)
        multiply(&term, by: factor, left, right, &names, depth: depth + 1)
        left = right
      }
    case .hadamard(let operands) where !shape.isScalar:
      for operand in operands { multiply(&term, by: operand, row, column, &names, depth: depth + 1) }
    case .frobenius(let a, let b):
      let (p, q) = sumIndices(over: graph.shape(a), in: &term, &names)
      multiply(&term, by: a, p, q, &names, depth: depth + 1)
      multiply(&term, by: b, p, q, &names, depth: depth + 1)
    case .apply("Diag", let arguments):
      term.factors.append(graph.componentFactor(graph.identity(shape.rows), row, column))
      multiply(&term, by: arguments[0], row, nil, &names, depth: depth + 1)
    case .apply("basis", let arguments):
      // An entry of a unit vector is a delta; the index of a row stands in the column's place.
      let slot = shape.rows.isOne ? column : row
      term.factors.append(graph.componentFactor(graph.identity(shape.count), slot, arguments[1]))
    case .apply("tr", let arguments) where shape.isScalar:
      let p = sumIndex(over: graph.shape(arguments[0]).rows, in: &term, &names)
      multiply(&term, by: arguments[0], p, p, &names, depth: depth + 1)
    case .apply("diag", let arguments):
      multiply(&term, by: arguments[0], row, row, &names, depth: depth + 1)
    case .apply(let function, let arguments) where Calculus.masks.contains(function) && !isMask(id):
      if let mask = try? graph.apply(function, [graph.ones(shape)]) {
        term.factors.append(graph.componentFactor(mask, row, column))
        multiply(&term, by: arguments[0], row, column, &names, depth: depth + 1)
      } else {
        term.factors.append(graph.componentFactor(id, row, column))
      }
    case .apply("sum", let arguments):
      let (p, q) = sumIndices(over: graph.shape(arguments[0]), in: &term, &names)
      multiply(&term, by: arguments[0], p, q, &names, depth: depth + 1)
    default: term.factors.append(graph.componentFactor(id, row, column))
    }
  }

  /// The terms of an expression that is linear in the differentials in it; these become derivatives to be taken.
  mutating func linearTerms(
    _ id: ExpressionID,
    _ row: ExpressionID?,
    _ column: ExpressionID?,
    _ start: ComponentTerm,
    _ names: inout IndexNames,
    depth: Int = 0
  ) throws(DerivationFailure) -> [ComponentTerm] {
    guard depth < Calculus.componentDepth else {
      throw DerivationFailure(
        code: "derivation.expansion-limit",
        "products are nested deeper than \(Calculus.componentDepth) in components"
      )
    }
    var term = start
    switch graph[id] {
    case .differential(let x):
      guard depends(x) else { return [] }
      term.factors.append(graph.componentFactor(x, row, column, isDerivative: true))
      return [term]
    case .sum(let operands):
      var result: [ComponentTerm] = []
      for operand in operands where hasDifferential(operand) {
        result += try linearTerms(operand, row, column, start, &names, depth: depth + 1)
      }
      return result
    case .transpose(let x): return try linearTerms(x, column, row, term, &names, depth: depth + 1)
    case .product: return try linearProduct(id, row, column, term, &names, depth: depth)
    case .hadamard(let operands):
      guard let place = operands.firstIndex(where: { hasDifferential($0) }) else { return [] }
      for (position, operand) in operands.enumerated() where position != place {
        multiply(&term, by: operand, row, column, &names)
      }
      return try linearTerms(operands[place], row, column, term, &names, depth: depth + 1)
    case .frobenius(let a, let b):
      let (constant, inner) = hasDifferential(b) ? (a, b) : (b, a)
      let (p, q) = sumIndices(over: graph.shape(a), in: &term, &names)
      multiply(&term, by: constant, p, q, &names)
      return try linearTerms(inner, p, q, term, &names, depth: depth + 1)
    case .indexedSum(let index, let body):
      var body = body
      var bound = index
      if !names.keepsLetter(index, in: term, graph), case .index(let range) = graph[index].role {
        bound = names.sum(over: range, in: term, &graph)
        body = graph.renamed(index, to: bound, in: body)
      }
      term.bound.append(bound)
      return try linearTerms(body, row, column, term, &names, depth: depth + 1)
    case .entry(let x, let i, let j):
      return try linearTerms(x, i, j, term, &names, depth: depth + 1)
    case .apply("tr", let arguments):
      let p = sumIndex(over: graph.shape(arguments[0]).rows, in: &term, &names)
      return try linearTerms(arguments[0], p, p, term, &names, depth: depth + 1)
    case .apply("sum", let arguments):
      let (p, q) = sumIndices(over: graph.shape(arguments[0]), in: &term, &names)
      return try linearTerms(arguments[0], p, q, term, &names, depth: depth + 1)
    case .apply("diag", let arguments):
      return try linearTerms(arguments[0], row, row, term, &names, depth: depth + 1)
    case .apply(let function, let arguments) where Calculus.masks.contains(function):
      let mask = try apply(function, [graph.ones(graph.shape(id))])
      term.factors.append(graph.componentFactor(mask, row, column))
      return try linearTerms(arguments[0], row, column, term, &names, depth: depth + 1)
    case .apply("Diag", let arguments):
      term.factors.append(graph.componentFactor(graph.identity(graph.shape(id).rows), row, column))
      return try linearTerms(arguments[0], row, nil, term, &names, depth: depth + 1)
    default: return try adjointTerms(id, row, column, term, &names)
    }
  }

  private mutating func linearProduct(
    _ id: ExpressionID,
    _ row: ExpressionID?,
    _ column: ExpressionID?,
    _ start: ComponentTerm,
    _ names: inout IndexNames,
    depth: Int
  ) throws(DerivationFailure) -> [ComponentTerm] {
    var term = start
    var parts = graph.parts(id)
    term.coefficient = term.coefficient * parts.coefficient
    parts.coefficient = 1
    if let place = parts.scalars.firstIndex(where: { hasDifferential($0) }) {
      let inner = parts.scalars.remove(at: place)
      multiply(&term, by: graph.product(parts), row, column, &names)
      return try linearTerms(inner, nil, nil, term, &names, depth: depth + 1)
    }
    for scalar in parts.scalars { multiply(&term, by: scalar, nil, nil, &names) }
    let chain = groupedChain(parts.chain, in: term)
    let isGrouped = chain.count < parts.chain.count
    var left = row
    for (place, factor) in chain.enumerated() {
      let right = nextIndex(after: place, in: chain, column, &term, &names)
      guard hasDifferential(factor) else {
        multiplyGrouped(&term, by: factor, left, right, isGrouped, &names)
        left = right
        continue
      }
      // What stands behind the differential is known before it is taken further.
      var tail = ComponentTerm(bound: term.bound)
      var end = right
      for (later, factor) in chain.enumerated().dropFirst(place + 1) {
        let next = nextIndex(after: later, in: chain, column, &tail, &names)
        multiplyGrouped(&tail, by: factor, end, next, isGrouped, &names)
        end = next
      }
      term.coefficient = term.coefficient * tail.coefficient
      term.bound = tail.bound
      term.behind = tail.factors + term.behind
      return try linearTerms(factor, left, right, term, &names, depth: depth + 1)
    }
    return []
  }

  /// The index between a factor of a chain and the next, the given one at the end.
  private mutating func nextIndex(
    after place: Int,
    in chain: [ExpressionID],
    _ column: ExpressionID?,
    _ term: inout ComponentTerm,
    _ names: inout IndexNames
  ) -> ExpressionID? {
    if place == chain.count - 1 { return column }
    let size = graph.shape(chain[place]).columns
    return size.isOne ? nil : sumIndex(over: size, in: &term, &names)
  }

  /// A constant factor of a chain; one that stands for several factors is not taken apart.
  private mutating func multiplyGrouped(
    _ term: inout ComponentTerm,
    by factor: ExpressionID,
    _ row: ExpressionID?,
    _ column: ExpressionID?,
    _ isGrouped: Bool,
    _ names: inout IndexNames
  ) {
    if isGrouped, case .product = graph[factor] {
      term.factors.append(graph.componentFactor(factor, row, column))
    } else {
      multiply(&term, by: factor, row, column, &names)
    }
  }

  /// The chain with the constant factors before and behind the differential as one matrix each, where a term would
  /// have too many indices for a reader.
  private mutating func groupedChain(_ chain: [ExpressionID], in term: ComponentTerm) -> [ExpressionID] {
    guard chain.count > 2, term.bound.count + chain.count - 1 > Calculus.componentIndexLimit else {
      return chain
    }
    var result: [ExpressionID] = []
    var run: [ExpressionID] = []
    for factor in chain {
      if hasDifferential(factor) {
        if !run.isEmpty { result.append(graph.product(run)) }
        result.append(factor)
        run = []
      } else {
        run.append(factor)
      }
    }
    if !run.isEmpty { result.append(graph.product(run)) }
    return result
  }

  /// The functions that multiply every entry by a number: f(X) = f(11') ⊙ X.
  static let masks: Set<FunctionName> = ["triu", "tril", "lowhalf"]

  /// Whether an expression is such a function of the matrix of ones.
  func isMask(_ id: ExpressionID) -> Bool {
    guard case .apply(let function, let arguments) = graph[id], Calculus.masks.contains(function) else {
      return false
    }
    if case .ones = graph[arguments[0]] { return true }
    return false
  }

  /// L(dE)_ij = Σ_pq L*(e_i e_j')_pq dE_pq, for a linear function that has no simpler form in components.
  private mutating func adjointTerms(
    _ id: ExpressionID,
    _ row: ExpressionID?,
    _ column: ExpressionID?,
    _ start: ComponentTerm,
    _ names: inout IndexNames
  ) throws(DerivationFailure) -> [ComponentTerm] {
    let shape = graph.shape(id)
    if let (rest, cotangent) = try foldedCotangent(shape, row, column, start, names) {
      noteApplied(.adjointInComponents)
      return try pulledTerms(cotangent, id, rest, &names)
    }
    var unit = graph.number(1)
    if let row { unit = try apply("basis", [graph.size(shape.rows), row]) }
    if let column {
      let other = graph.transpose(try apply("basis", [graph.size(shape.columns), column]))
      unit = graph.product([unit, other])
    }
    return try pulledTerms(unit, id, start, &names)
  }

  /// C : L(dE) = Σ_pq L*(C)_pq dE_pq under the sums of a term.
  private mutating func pulledTerms(
    _ cotangent: ExpressionID,
    _ id: ExpressionID,
    _ start: ComponentTerm,
    _ names: inout IndexNames
  ) throws(DerivationFailure) -> [ComponentTerm] {
    let pulled: [CotangentTerm]
    do {
      pulled = try pull(cotangent, id)
    } catch {
      throw DerivationFailure(
        code: "derivation.no-index-form",
        "a function in the expression has no form in components: \(error.message)",
        hints: ["ask for 'method: differential'"]
      )
    }
    var result: [ComponentTerm] = []
    for next in pulled where depends(next.expression) {
      var term = start
      term.bound += next.indices
      let (p, q) = sumIndices(over: graph.shape(next.expression), in: &term, &names)
      multiply(&term, by: next.cotangent, p, q, &names)
      term.factors.append(graph.componentFactor(next.expression, p, q, isDerivative: true))
      result.append(term)
    }
    return result
  }

  /// The constant factors at both indices of a matrix as one matrix C with Σ_ij C_ij M_ij, and the rest of the term; nil
  /// where an index is not summed over, or the factors have no matrix form.
  private mutating func foldedCotangent(
    _ shape: Shape,
    _ row: ExpressionID?,
    _ column: ExpressionID?,
    _ start: ComponentTerm,
    _ names: IndexNames
  ) throws(DerivationFailure) -> (ComponentTerm, ExpressionID)? {
    let slots = [row, column].compactMap { $0 }
    let symbols = slots.compactMap { graph.indexSymbol($0) }
    guard !slots.isEmpty, symbols.count == slots.count, Set(symbols).count == symbols.count,
      symbols.allSatisfy({ start.bound.contains($0) })
    else { return nil }
    var term = start
    term.factors += term.behind
    term.behind = []
    term.bound.removeAll { symbols.contains($0) }
    guard
      !term.factors.contains(where: { factor in symbols.contains { graph.mentions(factor.expression, $0) } })
    else { return nil }
    var network = try self.network(term, open: slots)
    guard !network.sums.contains(where: names.isOwn), try eliminate(term, &network) else { return nil }
    try openLoops(&network)
    guard let matrix = try side(shape.rows, row, shape.columns, column, &network), network.edges.isEmpty,
      network.vectors.isEmpty
    else { return nil }
    var rest = ComponentTerm(bound: network.sums)
    for scalar in network.scalars {
      if let value = graph.number(scalar) {
        rest.coefficient = rest.coefficient * value
      } else {
        rest.factors.append(graph.componentFactor(scalar, nil, nil))
      }
    }
    return (rest, shortened(matrix))
  }

  // MARK: - Indices of sums

  private mutating func sumIndex(over size: Size, in term: inout ComponentTerm, _ names: inout IndexNames)
    -> ExpressionID
  {
    let symbol = names.sum(over: size, in: term, &graph)
    term.bound.append(symbol)
    return graph.symbol(symbol)
  }

  /// Indices over the rows and columns of a shape, nil where the size is 1.
  private mutating func sumIndices(
    over shape: Shape,
    in term: inout ComponentTerm,
    _ names: inout IndexNames
  ) -> (ExpressionID?, ExpressionID?) {
    let row = shape.rows.isOne ? nil : sumIndex(over: shape.rows, in: &term, &names)
    let column = shape.columns.isOne ? nil : sumIndex(over: shape.columns, in: &term, &names)
    return (row, column)
  }
}
