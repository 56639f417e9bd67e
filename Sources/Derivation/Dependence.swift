import Expressions

/// Which expressions change with the variables, kept up to date while the graph grows.
struct Dependence {
  /// The symbols that vary.
  let variables: Set<SymbolID>
  private var memo: [Bool] = []

  init(on variables: Set<SymbolID>) { self.variables = variables }

  /// Whether the value of the expression changes with a variable.
  mutating func depends(_ id: ExpressionID, _ graph: Graph) -> Bool {
    let index = Int(id.index)
    if index >= memo.count { extend(to: graph.nodes.count, graph) }
    return memo[index]
  }

  private mutating func extend(to count: Int, _ graph: Graph) {
    memo.reserveCapacity(count)
    for position in memo.count..<count {
      let node = graph.nodes[position]
      var result = node.children.contains { memo[Int($0.index)] }
      switch node {
      case .symbol(let symbol), .member(let symbol, _):
        if variables.contains(symbol) {
          result = true
        } else if let definition = graph.definition(of: symbol), Int(definition.index) < position {
          result = result || memo[Int(definition.index)]
        }
      default: break
      }
      memo.append(result)
    }
  }

  /// Whether the expression is one of the variables itself.
  func isVariable(_ id: ExpressionID, _ graph: Graph) -> Bool {
    switch graph[id] {
    case .symbol(let symbol), .member(let symbol, _): variables.contains(symbol)
    default: false
    }
  }
}
