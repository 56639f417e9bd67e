// Products of matrices of blocks, multiplied block by block where that makes them shorter: selectors such as [I, 0]
// pick blocks.

import Expressions

enum BlockForms {
  /// A grid of blocks, row-major.
  private struct Grid {
    var columns: Int
    var blocks: [ExpressionID]
    var rows: Int { blocks.count / columns }
    func block(_ row: Int, _ column: Int) -> ExpressionID { blocks[row * columns + column] }
  }

  /// The most blocks a product may have.
  private static let blockLimit = 64

  /// The product with two neighbouring grids multiplied; nil where none fit or nothing is gained.
  static func product(_ id: ExpressionID, _ graph: inout Graph) -> ExpressionID? {
    let parts = graph.parts(id)
    guard parts.chain.count > 1, parts.chain.contains(where: { isGrid($0, graph) }) else { return nil }
    for place in parts.chain.indices.dropLast() {
      if let line = picked(parts.chain[place], parts.chain[place + 1], &graph) {
        var chain = parts.chain
        chain.replaceSubrange(place...(place + 1), with: [line])
        return graph.product(
          [graph.product(.init(coefficient: parts.coefficient, scalars: parts.scalars))] + chain
        )
      }
      if let rows = selection(parts.chain[place], before: parts.chain[place + 1], &graph) {
        var chain = parts.chain
        chain[place] = rows
        let front = graph.product(.init(coefficient: parts.coefficient, scalars: parts.scalars))
        return graph.product([front] + chain)
      }
      guard let left = grid(parts.chain[place], &graph), let right = grid(parts.chain[place + 1], &graph),
        let product = multiplied(left, right, &graph)
      else { continue }
      var chain = Array(parts.chain[..<place])
      chain.append(product)
      chain += parts.chain[(place + 2)...]
      let front = graph.product(.init(coefficient: parts.coefficient, scalars: parts.scalars))
      let result = graph.product([front] + chain)
      if graph.readingCost(result) < graph.readingCost(id) { return result }
    }
    return nil
  }

  /// [0 I 0] before what is no grid, as the rows of an identity that it is: a range of what stands behind it.
  private static func selection(_ left: ExpressionID, before right: ExpressionID, _ graph: inout Graph)
    -> ExpressionID?
  {
    guard case .block(let columns, let blocks) = graph[left], blocks.count == columns, !isGrid(right, graph)
    else { return nil }
    var start = Size(0)
    var found: (first: Size, last: Size)?
    for block in blocks {
      let width = graph.shape(block).columns
      switch graph[block] {
      case .identity:
        guard found == nil else { return nil }
        found = (start + 1, start + width)
      case .zeros: break
      default: return nil
      }
      start = start + width
    }
    guard let found else { return nil }
    let sizes = [start, found.first, found.last].map { graph.size($0) }
    return try? graph.apply("selection", sizes)
  }

  /// A row or column of a grid that a unit vector beside it picks: e_i'[A; b'] is b' where b' is row i.
  private static func picked(_ left: ExpressionID, _ right: ExpressionID, _ graph: inout Graph)
    -> ExpressionID?
  {
    if case .transpose(let unit) = graph[left], case .apply("basis", let arguments) = graph[unit],
      let index = graph.argumentShape(arguments[1]).size, let grid = grid(right, &graph)
    {
      var start = Size(0)
      for row in 0..<grid.rows {
        let height = graph.shape(grid.block(row, 0)).rows
        if height.isOne, start + 1 == index {
          return graph.block(columns: grid.columns, (0..<grid.columns).map { grid.block(row, $0) })
        }
        start = start + height
      }
    }
    if case .apply("basis", let arguments) = graph[right],
      let index = graph.argumentShape(arguments[1]).size, let grid = grid(left, &graph)
    {
      var start = Size(0)
      for column in 0..<grid.columns {
        let width = graph.shape(grid.block(0, column)).columns
        if width.isOne, start + 1 == index {
          return graph.block(columns: 1, (0..<grid.rows).map { grid.block($0, column) })
        }
        start = start + width
      }
    }
    return nil
  }

  private static func isGrid(_ id: ExpressionID, _ graph: Graph) -> Bool {
    switch graph[id] {
    case .block: return true
    case .transpose(let x):
      guard case .block = graph[x] else { return false }
      return true
    default: return false
    }
  }

  private static func grid(_ id: ExpressionID, _ graph: inout Graph) -> Grid? {
    switch graph[id] {
    case .block(let columns, let blocks): return Grid(columns: columns, blocks: blocks)
    case .transpose(let x):
      guard case .block(let columns, let blocks) = graph[x] else { return nil }
      let given = Grid(columns: columns, blocks: blocks)
      var transposed: [ExpressionID] = []
      for column in 0..<columns {
        for row in 0..<given.rows { transposed.append(graph.transpose(given.block(row, column))) }
      }
      return Grid(columns: given.rows, blocks: transposed)
    default: return nil
    }
  }

  private static func multiplied(_ a: Grid, _ b: Grid, _ graph: inout Graph) -> ExpressionID? {
    guard a.columns == b.rows, a.rows * b.columns <= blockLimit else { return nil }
    for k in 0..<a.columns where graph.shape(a.block(0, k)).columns != graph.shape(b.block(k, 0)).rows {
      return nil
    }
    var blocks: [ExpressionID] = []
    for row in 0..<a.rows {
      for column in 0..<b.columns {
        var terms: [ExpressionID] = []
        for k in 0..<a.columns { terms.append(graph.product([a.block(row, k), b.block(k, column)])) }
        blocks.append(graph.sum(terms))
      }
    }
    return graph.block(columns: b.columns, blocks)
  }
}
