// What an assumption says of one name: an attribute, or that it is held constant.

package import Expressions

extension Graph {
  /// `t > 0`, `x >= 0` entry by entry and `det(A) != 0` of a declared name, as an attribute of it.
  ///
  /// In LaTeX `A > 0` and `A \succ 0` of a square matrix say that it is positive definite, in cells that its entries are positive.
  package func attribute(saidBy assumption: LoweredAssumption, _ isWrittenInLaTeX: Bool = false) -> (
    SymbolID, Properties
  )? {
    guard let (symbol, attribute) = attributeInCells(assumption) else { return nil }
    guard isWrittenInLaTeX, self[symbol].shape.isSquare, !self[symbol].shape.isScalar else {
      return (symbol, attribute)
    }
    if attribute == .positive { return (symbol, [.symmetric, .positiveDefinite]) }
    return (symbol, attribute == .nonnegative ? [.symmetric, .positiveSemidefinite] : attribute)
  }

  private func attributeInCells(_ assumption: LoweredAssumption) -> (SymbolID, Properties)? {
    var (left, relation, right) = (assumption.left, assumption.relation, assumption.right)
    if isZero(left) {
      (left, right) = (right, left)
      relation = relation.turned
    }
    guard isZero(right) else { return nil }
    func declared(_ id: ExpressionID) -> SymbolID? {
      guard case .symbol(let symbol) = self[id], self[symbol].role == .declared else { return nil }
      return symbol
    }
    switch relation {
    case .greater: return declared(left).map { ($0, .positive) }
    case .greaterOrEqual: return declared(left).map { ($0, .nonnegative) }
    case .unequal:
      guard case .apply("det", let arguments) = self[left] else { return nil }
      return declared(arguments[0]).map { ($0, .invertible) }
    case .equal, .less, .lessOrEqual: return nil
    }
  }

  /// V, of the assumption d V == 0.
  package func heldSymbol(by assumption: LoweredAssumption) -> SymbolID? {
    guard assumption.relation == .equal, isZero(assumption.right),
      case .differential(let inner) = self[assumption.left], case .symbol(let symbol) = self[inner]
    else { return nil }
    return symbol
  }
}
