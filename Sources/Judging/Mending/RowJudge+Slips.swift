// What a row is worth if the slip of a row before it is granted.

import Expressions
import Findings
import Syntax
import Verification

extension RowJudge {
  /// The row before this one whose slip, granted, makes an equation right; nil when there is none.
  func grantedSlip(
    _ left: ExpressionID,
    _ right: ExpressionID
  ) -> Int? {
    for slip in state.slips.reversed() {
      var trial = self
      trial.workspace.seeksCounterexamples = false
      guard let (l, r) = trial.granting(slip, left, right),
        trial.scope.graph.shape(l) == trial.scope.graph.shape(r),
        trial.workspace.judge(l, r, state.moving, options).0 == .holds
      else { continue }
      return slip.row
    }
    return nil
  }

  /// The equation as it reads when the slip is granted.
  private mutating func granting(
    _ slip: DisplayState.Slip,
    _ left: ExpressionID,
    _ right: ExpressionID
  ) -> (ExpressionID, ExpressionID)? {
    if left == slip.left { return (slip.right, right) }
    let replaced = [left, right].map { scope.graph.substitute([slip.left: slip.right], in: $0) }
    if replaced != [left, right] { return (replaced[0], replaced[1]) }
    switch scope.graph[left] {
    case .differential(let function):
      guard isSame(function, slip.left) else { return nil }
      return (scope.graph.differential(slip.right), right)
    case .derivative(let kind, let function, let variable):
      if isSame(function, slip.left) {
        return (scope.graph.derivative(kind, of: slip.right, wrt: variable), right)
      }
      switch scope.graph[slip.left] {
      case .differential(let inner):
        guard isSame(inner, function), case .symbol(let symbol) = scope.graph[variable],
          state.moving == [symbol]
        else { return nil }
        let step = scope.graph.differential(variable)
        if kind == .gradient {
          guard scope.graph.shape(right) == scope.graph.shape(variable) else { return nil }
          return (slip.right, scope.graph.frobenius(right, step))
        }
        guard kind == .jacobian, scope.graph.shape(variable).columns.isOne,
          scope.graph.shape(function).columns.isOne
        else { return nil }
        return (slip.right, scope.graph.product([right, step]))
      case .derivative(.gradient, let inner, let other):
        guard kind == .hessian, other == variable, isSame(inner, function) else { return nil }
        return (scope.graph.derivative(.jacobian, of: slip.right, wrt: variable), right)
      default: return nil
      }
    default: return nil
    }
  }

  private mutating func isSame(_ a: ExpressionID, _ b: ExpressionID) -> Bool {
    if a == b { return true }
    let left = workspace.expanded(a)
    return left == workspace.expanded(b)
  }
}
