// Derivatives that stand in what a person wrote, worked out.

import Derivation
import Expressions
import Findings
import Syntax
import Verification

extension Workspace {
  /// A derivative by a name, derived and found right by the verifier; nil where either fails.
  mutating func verifiedDerivative(
    _ kind: DerivativeKind,
    of function: ExpressionID,
    wrt variable: ExpressionID
  ) -> ExpressionID? {
    guard case .symbol(let symbol) = scope.graph[variable],
      let value = derivative(kind, of: function, wrt: variable, symbol)
    else { return nil }
    let asked = scope.graph.derivative(kind, of: function, wrt: variable)
    return verify(asked, value, [symbol], AnswerOptions()).verdict == .holds ? value : nil
  }

  /// A derivative by a name, derived; nil where no rule gives it.
  mutating func derivative(
    _ kind: DerivativeKind,
    of function: ExpressionID,
    wrt variable: ExpressionID,
    _ symbol: SymbolID
  ) -> ExpressionID? {
    try? derive(varying: [symbol]) { calculus throws(DerivationFailure) in
      switch kind {
      case .gradient: try calculus.gradient(of: function, wrt: variable).result
      case .jacobian: try calculus.jacobian(of: function, wrt: variable).result
      case .hessian: try calculus.hessian(of: function, wrt: variable).result
      }
    }
  }
}
