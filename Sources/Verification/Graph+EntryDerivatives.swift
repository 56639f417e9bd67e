// Derivatives by one entry of a declared matrix, said by the derivative by the whole matrix, in which the entry varies.

import Expressions

extension Graph {
  /// The expression with every ∂F/∂X_ij as the entry of the gradient, or the column of the Jacobian in F's shape.
  mutating func withoutEntryDerivatives(_ root: ExpressionID) -> ExpressionID {
    var memo: [ExpressionID: ExpressionID] = [:]
    for id in reachable(from: [root]) {
      let children = self[id].children.map { memo[$0] ?? $0 }
      let renewed = children == self[id].children ? id : rebuild(self[id], children)
      memo[id] = byWhole(renewed) ?? renewed
    }
    return memo[root] ?? root
  }

  private mutating func byWhole(_ id: ExpressionID) -> ExpressionID? {
    guard case .derivative(let kind, let value, let variable) = self[id], kind != .hessian,
      case .entry(let whole, let row, let column) = self[variable], case .symbol(let symbol) = self[whole],
      self[symbol].role == .declared
    else { return nil }
    let shape = shape(value)
    if shape.isScalar {
      let gradient = derivative(.gradient, of: value, wrt: whole)
      return entry(gradient, row: row, column: column)
    }
    let rows = size(self.shape(whole).rows)
    let columns = size(self.shape(whole).columns)
    let jacobian = derivative(.jacobian, of: value, wrt: whole)
    guard let left = number(rows) == 1 ? rows : try? apply("basis", [rows, row]),
      let right = number(columns) == 1 ? columns : try? apply("basis", [columns, column])
    else { return nil }
    let image = product([jacobian, kronecker(right, left)])
    if shape.columns.isOne { return image }
    if shape.rows.isOne { return transpose(image) }
    let height = size(shape.rows)
    let width = size(shape.columns)
    return try? apply("mat", [image, height, width])
  }
}
