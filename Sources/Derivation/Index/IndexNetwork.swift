// Back from components to matrices: an index that occurs twice is a matrix product, once a sum, thrice a Hadamard
// product. The factors are edges between indices, and the indices summed over are taken out one by one.

import Expressions

/// The factors of one term as a graph: matrices between two indices, vectors at one, scalars at none.
struct IndexNetwork {
  /// A matrix whose rows run over one index and whose columns over another.
  struct Edge {
    var row: ExpressionID
    var column: ExpressionID
    var matrix: ExpressionID
  }

  /// A vector along an index.
  struct Vector {
    var index: ExpressionID
    var value: ExpressionID
  }

  var scalars: [ExpressionID]
  var vectors: [Vector] = []
  var edges: [Edge] = []
  /// The sums that stay sums, over indices of families.
  var sums: [SymbolID] = []
}

extension Calculus {
  /// The network of a term; the indices that stay are given.
  mutating func network(_ term: ComponentTerm, open: [ExpressionID]) throws(DerivationFailure) -> IndexNetwork
  {
    var network = IndexNetwork(scalars: [graph.number(term.coefficient)])
    network.sums = term.bound.filter { index in
      term.factors.contains { factor in
        graph.mentions(factor.expression, index)
          || [factor.row, factor.column].contains { slot in
            slot.map { graph.indexSymbol($0) == nil && graph.mentions($0, index) } ?? false
          }
      }
    }
    var free = Set(open)
    for index in term.bound where !network.sums.contains(index) { free.insert(graph.symbol(index)) }
    for factor in term.factors {
      // An index that is no letter of this term picks one row or column.
      var (row, column) = (factor.row, factor.column)
      var matrix = factor.expression
      let isFixedRow = row.map { !free.contains($0) } ?? false
      let isFixedColumn = column.map { !free.contains($0) } ?? false
      if isFixedRow && (isFixedColumn || column == nil) || row == nil && isFixedColumn {
        network.scalars.append(graph.rawEntry(matrix, row, column))
        continue
      }
      if isFixedColumn, let place = column {
        let unit = try apply("basis", [graph.size(graph.shape(matrix).columns), place])
        matrix = graph.product([matrix, unit])
        column = nil
      } else if isFixedRow, let place = row {
        let unit = try apply("basis", [graph.size(graph.shape(matrix).rows), place])
        matrix = graph.product([graph.writtenTranspose(matrix), unit])
        (row, column) = (column, nil)
      }
      switch (row, column) {
      case (let row?, let column?):
        network.edges.append(.init(row: row, column: column, matrix: matrix))
      case (let row?, nil): network.vectors.append(.init(index: row, value: matrix))
      case (nil, let column?):
        network.vectors.append(.init(index: column, value: graph.writtenTranspose(matrix)))
      case (nil, nil): network.scalars.append(matrix)
      }
    }
    return network
  }

  /// Takes out every index summed over; false where four matrices meet in a way that has no matrix form.
  mutating func eliminate(_ term: ComponentTerm, _ network: inout IndexNetwork) throws(DerivationFailure)
    -> Bool
  {
    var left = term.bound.filter { !network.sums.contains($0) }.map { graph.symbol($0) }
    while !left.isEmpty {
      try resolveLoops(left, &network)
      pairwiseTraces(left, &network)
      let degrees = left.map { index in
        network.edges.reduce(0) { $0 + ($1.row == index || $1.column == index ? 1 : 0) }
      }
      // A Hadamard product of parallel matrices only where it helps.
      guard let place = degrees.indices.min(by: { degrees[$0] < degrees[$1] }) else { break }
      if degrees[place] > 2 || isCycle(left[place], network) {
        if try mergeParallel(&network) { continue }
        if degrees[place] > 2 { return false }
      }
      try eliminate(left.remove(at: place), &network)
    }
    while try mergeParallel(&network) {}
    return true
  }

  /// Whether taking the index out would make a loop at another index that has more to it.
  private func isCycle(_ index: ExpressionID, _ network: IndexNetwork) -> Bool {
    let edges = network.edges.filter { $0.row == index || $0.column == index }
    guard edges.count == 2 else { return false }
    let ends = edges.map { $0.row == index ? $0.column : $0.row }
    return ends[0] == ends[1]
  }

  private mutating func eliminate(_ index: ExpressionID, _ network: inout IndexNetwork)
    throws(DerivationFailure)
  {
    let vectors = network.vectors.filter { $0.index == index }.map(\.value)
    network.vectors.removeAll { $0.index == index }
    let edges = network.edges.filter { $0.row == index || $0.column == index }
    network.edges.removeAll { $0.row == index || $0.column == index }
    switch edges.count {
    case 0:
      if vectors.count == 1 {
        network.scalars.append(try apply("sum", [vectors[0]]))
      } else if let first = vectors.first {
        let rest = graph.hadamard(Array(vectors.dropFirst()))
        network.scalars.append(graph.product([graph.transpose(first), rest]))
      }
    case 1:
      let (other, matrix) = end(edges[0], away: index)
      let ones = graph.ones(.vector(graph.shape(matrix).columns))
      let vector = vectors.isEmpty ? ones : graph.hadamard(vectors)
      network.vectors.append(.init(index: other, value: graph.product([matrix, vector])))
    default:
      let (row, left) = end(edges[0], away: index)
      let (column, transposed) = end(edges[1], away: index)
      let right = graph.writtenTranspose(transposed)
      var factors = [left, right]
      if !vectors.isEmpty { factors.insert(try apply("Diag", [graph.hadamard(vectors)]), at: 1) }
      network.edges.append(.init(row: row, column: column, matrix: graph.product(factors)))
    }
  }

  /// The other index of an edge, and its matrix with rows along that index.
  private mutating func end(_ edge: IndexNetwork.Edge, away index: ExpressionID) -> (
    ExpressionID, ExpressionID
  ) {
    edge.column == index
      ? (edge.row, edge.matrix) : (edge.column, graph.writtenTranspose(edge.matrix))
  }

  /// An edge from an index to itself is a diagonal; under a sum with nothing else it is a trace.
  private mutating func resolveLoops(_ left: [ExpressionID], _ network: inout IndexNetwork)
    throws(DerivationFailure)
  {
    while let place = network.edges.firstIndex(where: { $0.row == $0.column }) {
      let edge = network.edges.remove(at: place)
      let isAlone =
        left.contains(edge.row) && !network.vectors.contains { $0.index == edge.row }
        && !network.edges.contains { $0.row == edge.row || $0.column == edge.row }
      if isAlone {
        network.scalars.append(try apply("tr", [edge.matrix]))
        // Taken out already: an index with nothing at it adds nothing more.
      } else {
        network.vectors.append(.init(index: edge.row, value: try apply("diag", [edge.matrix])))
      }
    }
  }

  /// Σ_ij A_ij B_ij = A : B, where i and j occur nowhere else.
  private mutating func pairwiseTraces(_ left: [ExpressionID], _ network: inout IndexNetwork) {
    for index in left {
      let edges = network.edges.filter { $0.row == index || $0.column == index }
      guard edges.count == 2, isCycle(index, network) else { continue }
      let other = edges[0].row == index ? edges[0].column : edges[0].row
      let touching = network.edges.filter { $0.row == other || $0.column == other }
      guard left.contains(other), touching.count == 2,
        !network.vectors.contains(where: { $0.index == index || $0.index == other })
      else { continue }
      network.edges.removeAll { $0.row == index || $0.column == index }
      if edges[0].row == edges[1].row {
        network.scalars.append(graph.frobenius(edges[0].matrix, edges[1].matrix))
      } else {
        let product = graph.product([edges[0].matrix, edges[1].matrix])
        if let trace = try? graph.apply("tr", [product]) { network.scalars.append(trace) }
      }
    }
  }

  /// Two matrices between the same indices are one, their Hadamard product; false when there are no two.
  private mutating func mergeParallel(_ network: inout IndexNetwork) throws(DerivationFailure) -> Bool {
    for first in network.edges.indices {
      let a = network.edges[first]
      for second in network.edges.indices where second > first {
        let b = network.edges[second]
        let isSame = a.row == b.row && a.column == b.column
        guard isSame || a.row == b.column && a.column == b.row else { continue }
        let other = isSame ? b.matrix : graph.writtenTranspose(b.matrix)
        var merged = try masked(a.matrix, other)
        if merged == nil { merged = try masked(other, a.matrix) }
        network.edges[first].matrix = merged ?? graph.hadamard([a.matrix, other])
        network.edges.remove(at: second)
        return true
      }
    }
    return false
  }

  /// triu(11') ⊙ M = triu(M), and the same below the diagonal; nil where the first is no triangle of ones.
  private mutating func masked(_ mask: ExpressionID, _ matrix: ExpressionID) throws(DerivationFailure)
    -> ExpressionID?
  {
    guard case .apply(let name, let arguments) = graph[mask], Calculus.masks.contains(name),
      case .ones = graph[arguments[0]]
    else { return nil }
    return try apply(name, [matrix])
  }

  /// The term with what surrounds its derivative multiplied out to matrices, so that few indices stay.
  ///
  /// A sum over many indices is no line for a reader, and costs a power of the size to check.
  mutating func folded(_ given: ComponentTerm) throws(DerivationFailure) -> ComponentTerm {
    var term = given
    guard let place = term.derivative else { return given }
    let derivative = term.factors.remove(at: place)
    var open: [ExpressionID] = []
    for slot in ([derivative] + term.factors).flatMap({ [$0.row, $0.column] }) {
      guard let slot, let symbol = graph.indexSymbol(slot), !open.contains(slot) else { continue }
      if !term.bound.contains(symbol) || mentions(derivative, symbol) { open.append(slot) }
    }
    term.bound.removeAll { mentions(derivative, $0) }
    var network = try self.network(term, open: open)
    guard try eliminate(term, &network) else {
      throw DerivationFailure(
        code: "derivation.expansion-limit",
        "a term in components has more than \(Calculus.componentIndexLimit) indices and no shorter form",
        hints: ["ask for 'method: differential'"]
      )
    }
    var result = ComponentTerm()
    for scalar in network.scalars {
      if let value = graph.number(scalar) {
        result.coefficient = result.coefficient * value
      } else {
        result.factors.append(graph.componentFactor(scalar, nil, nil))
      }
    }
    for vector in network.vectors {
      result.factors.append(graph.componentFactor(vector.value, vector.index, nil))
    }
    for edge in network.edges {
      result.factors.append(graph.componentFactor(edge.matrix, edge.row, edge.column))
    }
    result.factors.append(derivative)
    result.bound =
      network.sums + given.bound.filter { mentions(derivative, $0) && !network.sums.contains($0) }
    return result
  }
}
