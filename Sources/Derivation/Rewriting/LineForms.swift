// Matrices that are a column times a row: beside another matrix they scale its rows or columns, and their entries are
// products.

import Expressions

enum LineForms {
  /// (𝟏𝟏ᵀ) ⊙ X = X, (v𝟏ᵀ) ⊙ X = diag(v) X and (𝟏wᵀ) ⊙ X = X diag(w) for a matrix X.
  static func scaled(_ factors: [ExpressionID], _ id: ExpressionID, _ graph: inout Graph)
    -> ExpressionID?
  {
    guard !graph.shape(id).rows.isOne, !graph.shape(id).columns.isOne else { return nil }
    for (place, factor) in factors.enumerated() {
      let parts = graph.parts(factor)
      guard let (column, row) = outer(parts.chain, &graph) else { continue }
      let isColumn = graph.isOnes(row)
      guard isColumn || graph.isOnes(column) else { continue }
      var rest = factors
      rest.remove(at: place)
      let front = graph.product(.init(coefficient: parts.coefficient, scalars: parts.scalars))
      let matrix = graph.hadamard(rest)
      if isColumn, graph.isOnes(column) { return graph.product([front, matrix]) }
      // Of several matrices the entrywise product says more, and a sum would have to be scaled term by term.
      guard rest.allSatisfy({ graph.isName($0) || graph.isApplication($0) }),
        // A ⊙ (B − (A ⊙ B)J), with a square J of ones, keeps the factor that its terms share.
        parts.chain.contains(where: { graph.shape($0).columns.isOne })
          || !graph.reachable(from: [column, row]).contains(matrix),
        let diagonal = try? graph.apply("Diag", [isColumn ? column : row])
      else { continue }
      return graph.product(isColumn ? [front, diagonal, matrix] : [front, matrix, diagonal])
    }
    return nil
  }

  /// The column and the row, as a vector, of a product that is their outer product; of a product that ends in a matrix
  /// of ones the sums of the rows before it, and a row of ones.
  private static func outer(_ chain: [ExpressionID], _ graph: inout Graph) -> (
    column: ExpressionID, row: ExpressionID
  )? {
    guard let joint = chain.indices.dropLast().last(where: { graph.shape(chain[$0]).columns.isOne }) else {
      guard let last = chain.last, case .ones(let inner, let width) = graph[last], chain.count > 1 else {
        return nil
      }
      let sums = graph.product(Array(chain.dropLast()) + [graph.ones(.vector(inner))])
      return (sums, graph.ones(.vector(width)))
    }
    let row = graph.product(Array(chain[(joint + 1)...]))
    return (graph.product(Array(chain[...joint])), graph.writtenTranspose(row))
  }

  /// (x y')_ij = x_i y_j, and (x'A)_1j = (A'x)_j.
  static func entry(
    _ matrix: ExpressionID,
    _ row: ExpressionID,
    _ column: ExpressionID,
    _ graph: inout Graph
  ) -> ExpressionID? {
    let parts = graph.parts(matrix)
    guard parts.chain.count > 1 else { return nil }
    let one = graph.number(1)
    if graph.shape(matrix).rows.isOne {
      return graph.entry(graph.writtenTranspose(matrix), row: column, column: one)
    }
    guard
      let joint = parts.chain.indices.dropLast().first(where: { graph.shape(parts.chain[$0]).columns.isOne })
    else { return nil }
    let front = graph.product(.init(coefficient: parts.coefficient, scalars: parts.scalars))
    let left = graph.entry(graph.product(Array(parts.chain[...joint])), row: row, column: one)
    let rest = graph.product(Array(parts.chain[(joint + 1)...]))
    let right = graph.entry(graph.writtenTranspose(rest), row: column, column: one)
    return graph.product([front, left, right])
  }
}

extension Graph {
  fileprivate func isOnes(_ id: ExpressionID) -> Bool { if case .ones = self[id] { true } else { false } }

  fileprivate func isName(_ id: ExpressionID) -> Bool {
    switch self[id] {
    case .symbol, .member: true
    case .transpose(let inner): isName(inner)
    default: false
    }
  }

  fileprivate func isApplication(_ id: ExpressionID) -> Bool {
    switch self[id] {
    case .apply, .map: true
    case .transpose(let inner): isApplication(inner)
    default: false
    }
  }
}
