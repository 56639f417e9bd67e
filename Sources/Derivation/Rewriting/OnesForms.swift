// Matrices of ones: 𝟏'𝟏 counts, a function of a multiple of them is a multiple of them.

import Expressions

enum OnesForms {
  /// A product in which two matrices of ones that stand beside each other are one.
  static func product(_ id: ExpressionID, _ graph: inout Graph) -> ExpressionID? {
    var parts = graph.parts(id)
    for place in parts.chain.indices.dropLast() {
      guard case .ones(let rows, let inner) = graph[parts.chain[place]], !inner.isOne,
        case .ones(inner, let columns) = graph[parts.chain[place + 1]]
      else { continue }
      let ones = graph.ones(Shape(rows, columns))
      parts.chain.replaceSubrange(place...(place + 1), with: [ones])
      let front = graph.product(.init(coefficient: parts.coefficient, scalars: parts.scalars))
      return graph.product([counted(inner, front, &graph)] + parts.chain)
    }
    return nil
  }

  /// A number of terms times a product of scalars: n · 1/n² is 1/n.
  private static func counted(_ count: Size, _ scalars: ExpressionID, _ graph: inout Graph) -> ExpressionID {
    let size = graph.size(count)
    var parts = graph.parts(scalars)
    for (place, scalar) in parts.scalars.enumerated() {
      guard case .power(size, let exponent) = graph[scalar], let value = graph.number(exponent) else {
        continue
      }
      parts.scalars[place] = graph.power(size, graph.number(value + 1))
      return graph.product([graph.number(parts.coefficient)] + parts.scalars)
    }
    return graph.product([size, scalars])
  }

  /// (𝟏w')^⊙k = 𝟏(w^⊙k)' for a number k, and likewise of a column.
  static func power(_ base: ExpressionID, _ exponent: ExpressionID, _ graph: inout Graph) -> ExpressionID? {
    guard graph.number(exponent) != nil else { return nil }
    return spread(base, &graph) { graph, line in graph.hadamardPower(line, exponent) }
  }

  /// The product of a column and a row, one of them of ones, with a function of the entries of the other one.
  private static func spread(
    _ id: ExpressionID,
    _ graph: inout Graph,
    _ function: (inout Graph, ExpressionID) -> ExpressionID
  ) -> ExpressionID? {
    let parts = graph.parts(id)
    guard parts.coefficient.isOne, parts.scalars.isEmpty, parts.chain.count > 1 else { return nil }
    let (first, last) = (parts.chain[0], parts.chain[parts.chain.count - 1])
    if case .ones = graph[first], graph.shape(first).columns.isOne {
      let row = graph.writtenTranspose(graph.product(Array(parts.chain.dropFirst())))
      return graph.product([first, graph.transpose(function(&graph, row))])
    }
    guard case .ones = graph[last], graph.shape(last).rows.isOne else { return nil }
    return graph.product([function(&graph, graph.product(Array(parts.chain.dropLast()))), last])
  }

  /// f.(c𝟏) = f(c)𝟏, and f.(v𝟏') = f.(v)𝟏'.
  static func function(_ function: FunctionName, _ x: ExpressionID, _ id: ExpressionID, _ graph: inout Graph)
    -> ExpressionID
  {
    if let line = spread(x, &graph, { graph, line in graph.map(function, line) }) { return line }
    var parts = graph.parts(x)
    guard parts.chain.count == 1, case .ones = graph[parts.chain[0]], !graph.shape(x).isScalar else {
      return id
    }
    let ones = parts.chain[0]
    parts.chain = []
    let value = graph.map(function, graph.product(parts))
    return graph.product([value, ones])
  }
}
