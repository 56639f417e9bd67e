// What vanishes for the data that meet conditions: the demands of curved structures, and the factors that may vanish too.

import Expressions

extension Graph {
  /// What vanishes just for the elements of a curved structure; nil for a linear one, whose entries are tied.
  mutating func demand(_ structure: Structure, on symbol: SymbolID) -> ExpressionID? {
    let name = self.symbol(symbol)
    let gram = product([transpose(name), name])
    switch structure {
    case .unit: return difference(gram, number(1))
    case .orthogonal: return difference(gram, identity(shape(gram).rows))
    default: return nil
    }
  }

  /// The factors of products in expressions, but for numbers: where one of them vanishes a product says nothing of the others.
  func factors(of roots: [ExpressionID]) -> [ExpressionID] {
    var result: [ExpressionID] = []
    for node in reachableThroughDefinitions(from: roots) where result.count < SolutionPoints.factorBound {
      let operands: [ExpressionID]
      switch self[node] {
      case .product(let factors), .hadamard(let factors): operands = factors
      case .frobenius(let left, let right), .kronecker(let left, let right): operands = [left, right]
      default: continue
      }
      for operand in operands where !result.contains(operand) {
        guard !symbols(in: [operand], throughDefinitions: true).isEmpty else { continue }
        result.append(operand)
      }
    }
    return Array(result.prefix(SolutionPoints.factorBound))
  }
}
