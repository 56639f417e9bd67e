public import Expressions
import Syntax
import Verification

extension Workspace {
  /// The expression with its derivatives in forms that can be evaluated.
  public mutating func resolvedDerivatives(_ root: ExpressionID) -> ExpressionID {
    scope.graph.resolvingDerivatives(root)
  }
}
