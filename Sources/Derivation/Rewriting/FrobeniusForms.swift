// The Frobenius product in its shortest form: numbers and scalars in front, sums of entries and inner products where
// it is one, reciprocal factors cancelled.

import Expressions

enum FrobeniusForms {
  /// A : B in a shorter form, or as it is.
  static func rewrite(_ id: ExpressionID, _ a: ExpressionID, _ b: ExpressionID, _ graph: inout Graph)
    -> ExpressionID
  {
    var left = graph.parts(a)
    var right = graph.parts(b)
    let front = graph.product(
      .init(coefficient: left.coefficient * right.coefficient, scalars: left.scalars + right.scalars)
    )
    (left.coefficient, left.scalars, right.coefficient, right.scalars) = (1, [], 1, [])
    let shape = graph.shape(a)
    let x = left.chain.isEmpty ? graph.identity(shape.rows) : graph.product(left)
    let y = right.chain.isEmpty ? graph.identity(shape.rows) : graph.product(right)
    guard let core = short(x, y, shape, &graph) else {
      return graph.number(front) == 1 ? id : graph.product([front, graph.frobenius(x, y)])
    }
    return graph.product([front, core])
  }

  private static func short(_ x: ExpressionID, _ y: ExpressionID, _ shape: Shape, _ graph: inout Graph)
    -> ExpressionID?
  {
    if case .ones = graph[x] { return sum(y, &graph) }
    if case .ones = graph[y] { return sum(x, &graph) }
    if case .identity = graph[x] { return try? graph.apply("tr", [y]) }
    if case .identity = graph[y] { return try? graph.apply("tr", [x]) }
    if let cancelled = cancelled(x, y, shape, &graph) { return sum(cancelled, &graph) }
    if let entry = entry(x, y, &graph) ?? entry(y, x, &graph) { return entry }
    // Differentials stay on the right of a colon.
    let hasDifferential = graph.reachable(from: [x, y]).contains {
      if case .differential = graph[$0] { true } else { false }
    }
    guard shape.columns.isOne, !hasDifferential else { return nil }
    if case .hadamard = graph[x] { return nil }
    if case .hadamard = graph[y] { return nil }
    let row = graph.writtenTranspose(x)
    return graph.product([row, y])
  }

  /// A : e_i e_j' is A_ij.
  private static func entry(_ x: ExpressionID, _ unit: ExpressionID, _ graph: inout Graph) -> ExpressionID? {
    let parts = graph.parts(unit)
    guard parts.chain.count == 2, parts.coefficient.isOne, parts.scalars.isEmpty,
      case .apply("basis", let row) = graph[parts.chain[0]],
      case .transpose(let last) = graph[parts.chain[1]], case .apply("basis", let column) = graph[last]
    else { return nil }
    return graph.entry(x, row: row[1], column: column[1])
  }

  private static func sum(_ id: ExpressionID, _ graph: inout Graph) -> ExpressionID? {
    let transposed = graph.shape(id).rows.isOne ? graph.transpose(id) : id
    return try? graph.apply("sum", [transposed])
  }

  /// The entrywise product when a factor meets its reciprocal in it.
  private static func cancelled(_ x: ExpressionID, _ y: ExpressionID, _ shape: Shape, _ graph: inout Graph)
    -> ExpressionID?
  {
    func factors(_ id: ExpressionID) -> [ExpressionID] {
      if case .hadamard(let operands) = graph[id] { return operands }
      return [id]
    }
    var left = factors(x)
    var right = factors(y)
    let minusOne = graph.number(-1)
    for (place, factor) in left.enumerated() {
      let reciprocal = graph.hadamardPower(factor, minusOne)
      guard let other = right.firstIndex(of: reciprocal) else { continue }
      left.remove(at: place)
      right.remove(at: other)
      let rest = left + right
      return rest.isEmpty ? graph.ones(shape) : graph.hadamard(rest)
    }
    return nil
  }
}
