// Sums over an index in closed form: what does not mention the index goes outside, and Σ_i x_i e_i is x.

import Expressions

enum IndexedForms {
  /// Σ_i of a body in a shorter form, or as it is.
  static func rewrite(_ id: ExpressionID, _ index: SymbolID, _ body: ExpressionID, _ graph: inout Graph)
    -> ExpressionID
  {
    guard case .index(let range) = graph[index].role else { return id }
    // A sum of equal terms counts them.
    if !graph.mentions(body, index) { return graph.product([graph.size(range), body]) }
    let place = graph.symbol(index)
    if let term = onlyTerm(body, place, range, index, &graph) { return term }
    var parts = graph.parts(body)
    var outside = Graph.ProductParts(coefficient: parts.coefficient)
    parts.coefficient = 1
    outside.scalars = parts.scalars.filter { !graph.mentions($0, index) }
    parts.scalars.removeAll { outside.scalars.contains($0) }
    if let collected = collectedEntries(parts, place, range, index, &graph) {
      return graph.product([graph.product(outside), collected])
    }
    var ends: (left: [ExpressionID], right: [ExpressionID]) = ([], [])
    if !graph.shape(body).isScalar { ends = constantEnds(&parts.chain, index, graph) }
    guard
      !outside.scalars.isEmpty || !outside.coefficient.isOne || !ends.left.isEmpty || !ends.right.isEmpty
    else { return id }
    let sum = graph.indexedSum(index, graph.product(parts))
    return graph.product([graph.product(outside)] + ends.left + [sum] + ends.right)
  }

  /// Σ_j δ_ij f(j) = f(i), where δ is an entry of an identity, e_i'e_j or e_i ⊙ e_j.
  private static func onlyTerm(
    _ body: ExpressionID,
    _ place: ExpressionID,
    _ range: Size,
    _ index: SymbolID,
    _ graph: inout Graph
  ) -> ExpressionID? {
    var parts = graph.parts(body)
    for (position, scalar) in parts.scalars.enumerated() {
      guard let other = delta(scalar, place, range, graph), !graph.mentions(other, index) else { continue }
      parts.scalars.remove(at: position)
      return graph.replacing(index, by: other, in: graph.product(parts))
    }
    for (position, factor) in parts.chain.enumerated() {
      guard case .hadamard(let factors) = graph[factor], factors.count == 2,
        let own = factors.firstIndex(where: { isBasis($0, place, range, graph) }),
        case let unit = factors[1 - own], case .apply("basis", let arguments) = graph[unit],
        graph.shape(unit) == .vector(range), !graph.mentions(unit, index)
      else { continue }
      parts.chain[position] = unit
      return graph.replacing(index, by: arguments[1], in: graph.product(parts))
    }
    return nil
  }

  /// The other index of a Kronecker delta.
  private static func delta(_ id: ExpressionID, _ place: ExpressionID, _ range: Size, _ graph: Graph)
    -> ExpressionID?
  {
    switch graph[id] {
    case .entry(let matrix, let row, let column):
      guard graph[matrix] == .identity(range), (row == place) != (column == place) else { return nil }
      return row == place ? column : row
    case .product(let factors):
      guard factors.count == 2, case .transpose(let left) = graph[factors[0]],
        case .apply("basis", let first) = graph[left], case .apply("basis", let second) = graph[factors[1]],
        graph.shape(left) == .vector(range), (first[1] == place) != (second[1] == place)
      else { return nil }
      return first[1] == place ? second[1] : first[1]
    default: return nil
    }
  }

  /// Takes the matrices at both ends of a chain that an index does not run through out of it: Σ_i A B_i = A Σ_i B_i.
  private static func constantEnds(
    _ chain: inout [ExpressionID],
    _ index: SymbolID,
    _ graph: Graph
  ) -> (left: [ExpressionID], right: [ExpressionID]) {
    let left = Array(chain.prefix { !graph.mentions($0, index) })
    chain.removeFirst(left.count)
    let right = Array(chain.reversed().prefix { !graph.mentions($0, index) }.reversed())
    chain.removeLast(right.count)
    return (left, right)
  }

  /// Σ_i s_i e_i R = s R for entries s_i of one vector; Σ_j A_ij s_j = (A s)_i.
  private static func collectedEntries(
    _ parts: Graph.ProductParts,
    _ place: ExpressionID,
    _ range: Size,
    _ index: SymbolID,
    _ graph: inout Graph
  ) -> ExpressionID? {
    let chain = parts.chain
    let varying = chain.indices.filter { graph.mentions(chain[$0], index) }
    if let spectral = spectralSum(parts, varying, place, range, &graph) { return spectral }
    if varying.count == 1, let position = varying.first,
      let isRow = isBasis(chain[position], place, range, graph)
        ? false : isTransposedBasis(chain[position], place, range, graph) ? true : nil,
      let vector = lifted(parts.scalars, place, range, index, &graph)
    {
      var renewed = chain
      renewed[position] = isRow ? graph.writtenTranspose(vector) : vector
      return graph.product(renewed)
    }
    if varying.count == 2, varying[1] == varying[0] + 1, parts.scalars.isEmpty,
      isBasis(chain[varying[0]], place, range, graph),
      case .transpose(let x) = graph[chain[varying[1]]], isBasis(x, place, range, graph)
    {
      // Σ e_i e_i' is the identity.
      var renewed = chain
      renewed.replaceSubrange(varying[0]...varying[1], with: [graph.identity(range)])
      return graph.product(.init(chain: renewed))
    }
    guard chain.isEmpty else { return nil }
    for (position, scalar) in parts.scalars.enumerated() {
      guard case .entry(let matrix, let row, let column) = graph[scalar], !graph.mentions(matrix, index),
        !graph.shape(matrix).columns.isOne, (row == place) != (column == place)
      else { continue }
      let isColumn = column == place
      let other = isColumn ? row : column
      let shape = graph.shape(matrix)
      guard (isColumn ? shape.columns : shape.rows) == range, !graph.mentions(other, index) else { continue }
      var rest = parts.scalars
      rest.remove(at: position)
      guard let vector = lifted(rest, place, range, index, &graph) else { continue }
      let turned = isColumn ? matrix : graph.transpose(matrix)
      let product = graph.product([turned, vector])
      let one = graph.number(1)
      return graph.entry(product, row: other, column: one)
    }
    return nil
  }

  /// Σ_i λ_iᵖ v_i v_i' = Sᵖ over all eigenvalues and eigenvectors of a symmetric S.
  private static func spectralSum(
    _ parts: Graph.ProductParts,
    _ varying: [Int],
    _ place: ExpressionID,
    _ range: Size,
    _ graph: inout Graph
  ) -> ExpressionID? {
    guard varying.count == 2, varying[1] == varying[0] + 1,
      case .apply("eigvec", let arguments) = graph[parts.chain[varying[0]]], arguments[1] == place,
      case .transpose(parts.chain[varying[0]]) = graph[parts.chain[varying[1]]],
      graph.shape(arguments[0]).rows == range, case .symbol(let index) = graph[place],
      !graph.mentions(arguments[0], index)
    else { return nil }
    var exponent = Rational.zero
    for scalar in parts.scalars {
      var (base, power) = (scalar, Rational.one)
      if case .power(let inner, let value) = graph[scalar], let number = graph.number(value) {
        (base, power) = (inner, number)
      }
      guard graph[base] == .apply("eigval", arguments), power.isInteger else { return nil }
      exponent = exponent + power
    }
    var chain = parts.chain
    let matrix = graph.power(arguments[0], graph.number(exponent))
    chain.replaceSubrange(varying[0]...varying[1], with: [matrix])
    return graph.product(.init(chain: chain))
  }

  /// The row or column of a matrix through which an index runs, as a vector.
  private static func line(
    of matrix: ExpressionID,
    _ row: ExpressionID,
    _ column: ExpressionID,
    _ place: ExpressionID,
    _ range: Size,
    _ graph: inout Graph
  ) -> ExpressionID? {
    let shape = graph.shape(matrix)
    if row == place, shape == .vector(range) { return matrix }
    guard (row == place) != (column == place), !shape.rows.isOne, !shape.columns.isOne,
      (row == place ? shape.rows : shape.columns) == range
    else { return nil }
    // The other index is fixed: A e_j, or A'e_i.
    let (length, fixed) = row == place ? (shape.columns, column) : (shape.rows, row)
    guard let unit = try? graph.apply("basis", [graph.size(length), fixed]) else { return nil }
    return graph.product([row == place ? matrix : graph.transpose(matrix), unit])
  }

  private static func isBasis(_ id: ExpressionID, _ place: ExpressionID, _ range: Size, _ graph: Graph)
    -> Bool
  {
    guard case .apply("basis", let arguments) = graph[id], arguments.count == 2 else { return false }
    return arguments[1] == place && graph.shape(id) == .vector(range)
  }

  private static func isTransposedBasis(
    _ id: ExpressionID,
    _ place: ExpressionID,
    _ range: Size,
    _ graph: Graph
  ) -> Bool {
    if case .transpose(let inner) = graph[id] { isBasis(inner, place, range, graph) } else { false }
  }

  /// The vector whose entries are the products of the scalars; nil where one is no function of entries.
  private static func lifted(
    _ scalars: [ExpressionID],
    _ place: ExpressionID,
    _ range: Size,
    _ index: SymbolID,
    _ graph: inout Graph
  ) -> ExpressionID? {
    var vectors: [ExpressionID] = [graph.ones(.vector(range))]
    for scalar in scalars {
      guard let vector = lifted(scalar, place, range, index, &graph, depth: 0) else { return nil }
      vectors.append(vector)
    }
    return graph.hadamard(vectors)
  }

  private static func lifted(
    _ scalar: ExpressionID,
    _ place: ExpressionID,
    _ range: Size,
    _ index: SymbolID,
    _ graph: inout Graph,
    depth: Int
  ) -> ExpressionID? {
    guard depth < 32 else { return nil }
    if !graph.mentions(scalar, index) {
      let ones = graph.ones(.vector(range))
      return graph.product([scalar, ones])
    }
    func each(_ operands: [ExpressionID], _ graph: inout Graph) -> [ExpressionID]? {
      var vectors: [ExpressionID] = []
      for operand in operands {
        guard graph.shape(operand).isScalar,
          let vector = lifted(operand, place, range, index, &graph, depth: depth + 1)
        else { return nil }
        vectors.append(vector)
      }
      return vectors
    }
    switch graph[scalar] {
    case .entry(let x, let row, let column):
      guard !graph.mentions(x, index) else { return nil }
      return line(of: x, row, column, place, range, &graph)
    case .map(let function, let inner):
      return lifted(inner, place, range, index, &graph, depth: depth + 1).map { graph.map(function, $0) }
    case .sum(let operands): return each(operands, &graph).map { graph.sum($0) }
    case .product(let operands): return each(operands, &graph).map { graph.hadamard($0) }
    case .power(let base, let exponent):
      guard !graph.mentions(exponent, index) else { return nil }
      return lifted(base, place, range, index, &graph, depth: depth + 1)
        .map { graph.hadamardPower($0, exponent) }
    default: return nil
    }
  }
}
