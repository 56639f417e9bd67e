// What the formula costs when it is evaluated as it stands: from left to right, nothing shared, powers multiplied
// out, definitions computed wherever they are used.

import Expressions
import Functions

/// The cost of an expression evaluated as it is written.
struct AsWrittenCost {
  let graph: Graph
  let functions: (FunctionName) -> MatrixFunction?

  /// The flops of an expression.
  func cost(of root: ExpressionID) -> FlopCount {
    var known: [ExpressionID: FlopCount] = [:]
    for id in order(from: root) {
      var total = own(id)
      for child in graph[id].children { total = total + (known[child] ?? .zero) }
      switch graph[id] {
      case .symbol(let symbol), .member(let symbol, _):
        if let definition = graph.definition(of: symbol) { total = total + (known[definition] ?? .zero) }
      case .indexedSum(let index, let body), .indexedProduct(let index, let body):
        if case .index(let count) = graph[index].role {
          total = (total + FlopCount(of: graph.shape(body).count)) * FlopCount(of: count)
        }
      default: break
      }
      known[id] = total
    }
    return known[root] ?? .zero
  }

  /// Everything the expression needs, operands and definitions first.
  private func order(from root: ExpressionID) -> [ExpressionID] {
    var result: [ExpressionID] = []
    var state: [ExpressionID: Bool] = [:]
    var work: [(id: ExpressionID, isDone: Bool)] = [(root, false)]
    while let (id, isDone) = work.popLast() {
      if isDone {
        if state[id] != true { result.append(id) }
        state[id] = true
        continue
      }
      guard state[id] == nil else { continue }
      state[id] = false
      work.append((id, true))
      for child in graph[id].children { work.append((child, false)) }
      switch graph[id] {
      case .symbol(let symbol), .member(let symbol, _):
        if let definition = graph.definition(of: symbol) { work.append((definition, false)) }
      default: break
      }
    }
    return result
  }

  private func own(_ id: ExpressionID) -> FlopCount {
    let shape = graph.shape(id)
    let count = FlopCount(of: shape.count)
    switch graph[id] {
    case .symbol, .number, .size, .constant, .identity, .ones, .zeros, .transpose, .block, .entry, .member,
      .differential, .derivative, .indexedSum, .indexedProduct:
      return .zero
    case .sum(let terms): return FlopCount(Rational(terms.count - 1)) * count
    case .hadamard(let factors): return FlopCount(Rational(factors.count - 1)) * count
    case .hadamardPower, .kronecker: return count
    case .frobenius(let a, _): return FlopCount(2) * FlopCount(of: graph.shape(a).count)
    case .inverse: return Program.inverseCost(shape.rows)
    case .product: return product(id)
    case .power(_, let exponent): return power(shape, exponent)
    case .apply(let name, _), .map(let name, _):
      let shapes = graph[id].children.map(graph.shape)
      return functions(name).flatMap { Program.cost(of: $0, shapes) } ?? count
    }
  }

  private func product(_ id: ExpressionID) -> FlopCount {
    let parts = graph.parts(id)
    let scalars = parts.scalars.count + (parts.coefficient.isOne || parts.coefficient == -1 ? 0 : 1)
    var total = FlopCount(Rational(max(0, scalars - 1)))
    if scalars > 0, !parts.chain.isEmpty { total = total + FlopCount(of: graph.shape(id).count) }
    guard let first = parts.chain.first else { return total }
    let rows = graph.shape(first).rows
    for factor in parts.chain.dropFirst() {
      let shape = graph.shape(factor)
      let entries = FlopCount(of: rows) * FlopCount(of: shape.columns)
      total = total + (shape.rows.isOne ? entries : FlopCount(2) * entries * FlopCount(of: shape.rows))
    }
    return total
  }

  private func power(_ shape: Shape, _ exponent: ExpressionID) -> FlopCount {
    if shape.isScalar { return FlopCount(1) }
    let n = FlopCount(of: shape.rows)
    let product = FlopCount(2) * n * n * n
    guard let value = graph.number(exponent)?.integer else { return product * FlopCount(named: "k") }
    let products = FlopCount(Rational(max(Int(value.magnitude) - 1, 0))) * product
    return value < 0 ? products + Program.inverseCost(shape.rows) : products
  }
}
