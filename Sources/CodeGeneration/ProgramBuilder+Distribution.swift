// A sum of products of matrices that meets a vector: term by term no product of two matrices is formed.

import Expressions

extension ProgramBuilder {
  /// The product with its one sum multiplied out, where that saves products of matrices; nil elsewhere.
  ///
  /// (DW + WD)'x takes two products of matrices as it stands, and four with vectors as W'(D'x) + D'(W'x).
  mutating func multipliedOut(_ operands: [ExpressionID]) -> ExpressionID? {
    guard operands.count > 1, let first = operands.first, let last = operands.last,
      graph.shape(first).rows.isOne || graph.shape(last).columns.isOne
    else { return nil }
    let places = operands.indices.filter { isSumOfProducts(operands[$0]) }
    // Several sums would give all products of their terms.
    guard places.count == 1, let place = places.first else { return nil }
    let base = ProgramBuilder.untransposed(operands[place], in: graph)
    guard case .sum(let terms) = graph[base] else { return nil }
    var products: [ExpressionID] = []
    for term in terms {
      var factors = operands
      factors[place] = base == operands[place] ? term : graph.transpose(term)
      products.append(graph.product(factors))
    }
    return graph.sum(products)
  }

  /// Whether it is a sum that is not computed yet, with a term that multiplies two matrices.
  private func isSumOfProducts(_ id: ExpressionID) -> Bool {
    let base = ProgramBuilder.untransposed(id, in: graph)
    guard memo[base] == nil, memo[id] == nil, case .sum(let terms) = graph[base] else { return false }
    return terms.contains { term in
      let chain = graph.parts(term).chain
      return chain.count > 1
        && chain.allSatisfy { !graph.shape($0).rows.isOne && !graph.shape($0).columns.isOne }
    }
  }
}
