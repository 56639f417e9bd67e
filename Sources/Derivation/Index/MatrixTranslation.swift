// The matrix whose entries a line in components gives: on k, l the gradient, on i, j and k, l the Jacobian on vec.

import Expressions
import Functions

/// The indices of an entry, nil where the size is 1.
struct EntryIndices {
  var row: ExpressionID?
  var column: ExpressionID?
  var all: [ExpressionID] { [row, column].compactMap { $0 } }
}

extension Calculus {
  /// The matrix M of the given shape with M_kl = the sum of the terms; nil where there is none in this notation.
  ///
  /// Sums over the indices of families and of powers stay sums.
  mutating func matrix(
    of terms: [ComponentTerm],
    _ shape: Shape,
    at indices: EntryIndices,
    _ names: IndexNames
  ) throws(DerivationFailure) -> ExpressionID? {
    guard !hidesIndex(terms, indices.all) else { return nil }
    var parts: [ExpressionID] = []
    for term in terms {
      var network = try self.network(term, open: indices.all)
      guard !network.sums.contains(where: names.isOwn), try eliminate(term, &network) else { return nil }
      try openLoops(&network)
      guard let matrix = try side(shape.rows, indices.row, shape.columns, indices.column, &network),
        network.edges.isEmpty, network.vectors.isEmpty
      else { return nil }
      parts.append(closed(matrix, network))
    }
    return parts.isEmpty ? graph.zeros(shape) : graph.sum(parts)
  }

  /// The matrix on vec: its rows run over the entries of the function, its columns over those of the variable.
  mutating func vecMatrix(
    of terms: [ComponentTerm],
    _ function: Shape,
    at f: EntryIndices,
    _ variable: Shape,
    at x: EntryIndices,
    _ names: IndexNames
  ) throws(DerivationFailure) -> ExpressionID? {
    guard !hidesIndex(terms, f.all + x.all) else { return nil }
    let shape = Shape(function.count, variable.count)
    var parts: [ExpressionID] = []
    for term in terms {
      var network = try self.network(term, open: f.all + x.all)
      guard !network.sums.contains(where: names.isOwn), try eliminate(term, &network) else { return nil }
      try openLoops(&network)
      guard let matrix = try kroneckerForm(function, f, variable, x, &network), network.edges.isEmpty,
        network.vectors.isEmpty
      else { return nil }
      parts.append(closed(matrix, network))
    }
    return parts.isEmpty ? graph.zeros(shape) : graph.sum(parts)
  }

  /// Whether an index of the entry stands inside a matrix and not only beside one.
  private func hidesIndex(_ terms: [ComponentTerm], _ indices: [ExpressionID]) -> Bool {
    let symbols = indices.compactMap { graph.indexSymbol($0) }
    return terms.contains { term in
      term.factors.contains { factor in symbols.contains { graph.mentions(factor.expression, $0) } }
    }
  }

  private mutating func closed(_ matrix: ExpressionID, _ network: IndexNetwork) -> ExpressionID {
    var result = graph.product(network.scalars + [matrix])
    for index in network.sums.reversed() { result = graph.indexedSum(index, result) }
    return result
  }

  mutating func openLoops(_ network: inout IndexNetwork) throws(DerivationFailure) {
    while let place = network.edges.firstIndex(where: { $0.row == $0.column }) {
      let edge = network.edges.remove(at: place)
      network.vectors.append(.init(index: edge.row, value: try apply("diag", [edge.matrix])))
    }
  }

  /// What stands at an open index alone, as one vector; nil for none.
  private mutating func takeVector(_ index: ExpressionID?, _ network: inout IndexNetwork) -> ExpressionID? {
    guard let index else { return nil }
    let found = network.vectors.filter { $0.index == index }.map(\.value)
    network.vectors.removeAll { $0.index == index }
    return found.isEmpty ? nil : graph.hadamard(found)
  }

  /// What stands between two open indices, its rows along the first; nil for none.
  private mutating func takeEdge(
    _ row: ExpressionID?,
    _ column: ExpressionID?,
    _ network: inout IndexNetwork
  ) -> ExpressionID? {
    guard let row, let column else { return nil }
    guard
      let place = network.edges.firstIndex(where: {
        $0.row == row && $0.column == column || $0.row == column && $0.column == row
      })
    else { return nil }
    let edge = network.edges.remove(at: place)
    return edge.row == row ? edge.matrix : graph.writtenTranspose(edge.matrix)
  }

  /// The matrix over two open indices with all that stands at them: Diag(u) M Diag(w), or u w'.
  mutating func side(
    _ rows: Size,
    _ row: ExpressionID?,
    _ columns: Size,
    _ column: ExpressionID?,
    _ network: inout IndexNetwork
  ) throws(DerivationFailure) -> ExpressionID? {
    let edge = takeEdge(row, column, &network)
    let left = takeVector(row, &network)
    let right = takeVector(column, &network)
    if let edge {
      if case .identity = graph[edge] {
        let both = [left, right].compactMap { $0 }
        return both.isEmpty ? edge : try apply("Diag", [graph.hadamard(both)])
      }
      var factors = [edge]
      if let left { factors.insert(try apply("Diag", [left]), at: 0) }
      if let right { factors.append(try apply("Diag", [right])) }
      return graph.product(factors)
    }
    let u = left ?? graph.ones(.vector(rows))
    let w = right ?? graph.ones(.vector(columns))
    return graph.product([u, graph.writtenTranspose(w)])
  }

  /// Terms A_ik B_jl are B ⊗ A, terms A_il B_jk are (B ⊗ A) K, terms A_ij B_kl are vec A (vec B)'.
  private mutating func kroneckerForm(
    _ function: Shape,
    _ f: EntryIndices,
    _ variable: Shape,
    _ x: EntryIndices,
    _ network: inout IndexNetwork
  ) throws(DerivationFailure) -> ExpressionID? {
    func joins(_ a: ExpressionID?, _ b: ExpressionID?) -> Bool {
      guard let a, let b else { return false }
      return network.edges.contains { $0.row == a && $0.column == b || $0.row == b && $0.column == a }
    }
    let isStraight = joins(f.row, x.row) || joins(f.column, x.column)
    let isCrossed = joins(f.row, x.column) || joins(f.column, x.row)
    if isStraight && isCrossed { return nil }
    guard isStraight || isCrossed else {
      guard let left = try side(function.rows, f.row, function.columns, f.column, &network),
        let right = try side(variable.rows, x.row, variable.columns, x.column, &network)
      else { return nil }
      let column = try columnOnVec(left)
      let row = graph.writtenTranspose(try columnOnVec(right))
      return graph.product([column, row])
    }
    // What stands between i and j, or between k and l, scales the rows or the columns.
    let before = takeEdge(f.row, f.column, &network)
    let after = takeEdge(x.row, x.column, &network)
    var factors: [ExpressionID] = []
    if let before { factors.append(try apply("Diag", [try columnOnVec(before)])) }
    let inner = isCrossed ? Shape(variable.columns, variable.rows) : variable
    let (k, l) = isCrossed ? (x.column, x.row) : (x.row, x.column)
    guard let first = try side(function.rows, f.row, inner.rows, k, &network),
      let second = try side(function.columns, f.column, inner.columns, l, &network)
    else { return nil }
    let isSingle = function.rows.isOne || function.columns.isOne
    if isCrossed, isSingle, !variable.rows.isOne, !variable.columns.isOne {
      // Of a vector: a_l w_k is an entry of A ⊗ w', and no commutation is needed.
      factors.append(graph.kronecker(first, second))
    } else {
      factors.append(graph.kronecker(second, first))
    }
    if isCrossed, !isSingle, !variable.rows.isOne, !variable.columns.isOne {
      factors.append(try apply("commutation", [graph.size(variable.rows), graph.size(variable.columns)]))
    }
    if let after { factors.append(try apply("Diag", [try columnOnVec(after)])) }
    return graph.product(factors)
  }

  private mutating func columnOnVec(_ id: ExpressionID) throws(DerivationFailure) -> ExpressionID {
    let shape = graph.shape(id)
    if shape.columns.isOne { return id }
    return shape.rows.isOne ? graph.transpose(id) : try apply("vec", [id])
  }
}
