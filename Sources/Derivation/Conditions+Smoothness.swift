// Parts that have kinks by themselves and none where they stand: norms under whole powers, eigenvalues under sums over all
// of them.

import Expressions

extension Calculus {
  /// The norms that occur under whole powers from 2 on only: ‖x‖² and ‖x‖³ have derivatives at 0, ‖x‖ has none.
  func onlyRaised(_ order: [ExpressionID]) -> Set<ExpressionID> {
    var raised = Set<ExpressionID>()
    var elsewhere = Set<ExpressionID>()
    for id in order {
      if case .power(let base, let exponent) = graph[id], case .apply(let function, _) = graph[base],
        function == "norm2" || function == "normF", let value = graph.number(exponent)?.integer, value >= 2
      {
        raised.insert(base)
      } else {
        elsewhere.formUnion(graph[id].children)
      }
    }
    return raised.subtracting(elsewhere)
  }

  /// The eigenvalues under sums over all of them: a smooth function added up over the spectrum is smooth where two
  /// eigenvalues meet too.
  func summedEigenvalues(_ order: [ExpressionID]) -> Set<ExpressionID> {
    var result = Set<ExpressionID>()
    for id in order {
      guard case .indexedSum(let index, let body) = graph[id], case .index(let range) = graph[index].role
      else { continue }
      let inside = graph.reachable(from: [body])
      let letters = inside.filter { graph[$0] == .symbol(index) }
      let users = inside.filter { node in graph[node].children.contains { letters.contains($0) } }
      let areEigenvalues = users.allSatisfy { user in
        guard case .apply("eigval", let arguments) = graph[user] else { return false }
        return graph.shape(arguments[0]).rows == range && !graph.mentions(arguments[0], index)
      }
      if areEigenvalues { result.formUnion(users) }
    }
    return result
  }
}
