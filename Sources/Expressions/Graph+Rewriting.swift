// Rewriting an expression from its innermost parts outward.

extension Graph {
  /// The expression with the form of every part that stands in it, innermost first: `form` is given each part with its
  /// own parts in their forms.
  package mutating func rewriting(
    _ root: ExpressionID,
    _ form: (ExpressionID, inout Graph) -> ExpressionID
  ) -> ExpressionID {
    var memo: [ExpressionID: ExpressionID] = [:]
    for id in reachable(from: [root]) {
      let children = self[id].children.map { memo[$0] ?? $0 }
      let renewed = children == self[id].children ? id : rebuild(self[id], children)
      memo[id] = form(renewed, &self)
    }
    return memo[root] ?? root
  }
}
