// How long an expression is to read, by which the shortest of equal forms is told.

package import Expressions

extension Graph {
  /// How long an expression is to read: ten for each name or number, one for each operation; saturating.
  package func readingCost(_ root: ExpressionID) -> Int {
    var memo: [ExpressionID: Int] = [:]
    for id in reachable(from: [root]) {
      let node = self[id]
      var cost = 1
      switch node {
      case .symbol, .member: cost = 10
      case .number(let value): cost = value == -1 ? 1 : value.isInteger ? 10 : 15
      case .size, .constant: cost = 10
      case .identity, .ones, .zeros: cost = 12
      case .differential: cost = 2
      case .inverse: cost = 3
      default: break
      }
      var operands = node.children
      switch node {
      case .product(let factors):
        // A range of a matrix is an index on it: x[2:n].
        for (rows, factor) in zip(factors, factors.dropFirst())
        where selection(rows) != nil && selection(factor) == nil {
          cost -= 20
        }
      case .power(let base, let exponent), .hadamardPower(let base, let exponent):
        // A number as exponent is a mark on its base: X² is shorter than X X.
        if let value = number(exponent), value.isInteger {
          operands = [base]
          cost += 5
        }
      default: break
      }
      for child in operands {
        let (sum, overflow) = cost.addingReportingOverflow(memo[child] ?? 0)
        cost = overflow ? Int.max / 4 : min(sum, Int.max / 4)
      }
      memo[id] = cost
    }
    return memo[root] ?? 0
  }
}
