package import Expressions
import Syntax
import Verification

extension Workspace {
  /// The expression with its derivatives in forms that can be evaluated.
  package mutating func resolvedDerivatives(_ root: ExpressionID) -> ExpressionID {
    scope.graph.resolvingDerivatives(root)
  }
}
