// That nothing but a value solves a condition: multiplied by what is invertible, the condition is the difference itself.

import Expressions
import Findings
import Syntax
import Verification

extension Workspace {
  /// Whether a condition, multiplied on its sides by the unknown itself or by inverses in the value, is the unknown minus the
  /// value, but for a number that is not zero: `Σ(−n Σ⁻¹ + Σ⁻¹SΣ⁻¹)Σ = −n(Σ − S/n)`.
  ///
  /// Then wherever the condition holds, the unknown has the value. The products are multiples of the condition, so that nothing
  /// is asked of the factors but that they have values.
  mutating func isOnlySolution(
    _ unknown: ExpressionID,
    _ value: ExpressionID,
    of condition: [ExpressionID],
    _ premises: Premises
  ) -> Bool {
    guard let explicit = explicit(condition) else { return false }
    let shape = scope.graph.shape(unknown)
    let difference = scope.graph.difference(unknown, expanded(value))
    let multiples =
      [difference]
      + denominators(of: expanded(value)).prefix(2).map { denominator in
        scope.graph.product([denominator, difference])
      }
    var forms = [explicit]
    if scope.graph.shape(explicit) != shape { forms.append(scope.graph.transpose(explicit)) }
    for form in forms {
      for product in products(of: form, unknown, value) where scope.graph.shape(product) == shape {
        for multiple in multiples {
          for factor in Premises.factors {
            let scaled = scope.graph.scaled(multiple, by: factor)
            if judge(product, scaled, premises.variables, premises.options).verdict == .holds { return true }
          }
        }
      }
    }
    return false
  }

  /// A form multiplied from the left and from the right by the unknown, where that is square, or by inverses in the value.
  private mutating func products(of form: ExpressionID, _ unknown: ExpressionID, _ value: ExpressionID)
    -> [ExpressionID]
  {
    let graph = scope.graph
    let inverses = graph.reachable(from: [expanded(value)]).filter { node in
      if case .inverse = graph[node] { true } else { false }
    }
    let square = graph.shape(unknown).isSquare && !graph.shape(unknown).isScalar ? [unknown] : []
    let candidates: [ExpressionID] = square + inverses.prefix(2)
    let factors = [nil] + candidates.map(Optional.some)
    let shape = graph.shape(form)
    var result: [ExpressionID] = []
    for left in factors where left.map({ graph.shape($0).columns == shape.rows }) ?? true {
      for right in factors where right.map({ graph.shape($0).rows == shape.columns }) ?? true {
        guard left != nil || right != nil else { continue }
        result.append(scope.graph.product([left, form, right].compactMap { $0 }))
      }
    }
    return result
  }
}
