// Derivatives at a value: the derivative is taken by a name of its own, a place, whose definition is the value. So
// ∂f(x, y)/∂x at x = 2y moves x alone, though y stands in the value.

/// What a place stands for.
struct Place: Hashable, Sendable {
  let name: SymbolID
  let value: ExpressionID
}

extension Graph {
  /// The name that stands for another one inside derivatives taken at a value of its shape; one for each name and value.
  package mutating func place(of name: SymbolID, at value: ExpressionID) -> ExpressionID {
    let place = Place(name: name, value: value)
    if let known = places[place] { return symbol(known) }
    let origin = self[name]
    let made = declare(
      Symbol(
        name: origin.name,
        latex: origin.latex,
        shape: origin.shape,
        properties: origin.properties,
        role: .defined(value),
        origin: name
      )
    )
    places[place] = made
    return symbol(made)
  }

  /// The places by which something below the expression is differentiated, in the order in which they were made.
  package func placesOfDerivatives(in root: ExpressionID) -> [SymbolID] {
    guard !places.isEmpty else { return [] }
    var found = Set<SymbolID>()
    for id in reachable(from: [root]) {
      guard case .derivative(_, _, let variable) = self[id] else { continue }
      found.formUnion(symbols(in: [variable], throughDefinitions: false).filter { self[$0].isPlace })
    }
    return found.sorted()
  }

  /// The place with another value; nil when the expression is no place.
  private mutating func place(_ id: ExpressionID, at value: (ExpressionID) -> ExpressionID) -> ExpressionID? {
    guard case .symbol(let symbol) = self[id], let name = self[symbol].origin,
      let old = definition(of: symbol)
    else { return nil }
    let new = value(old)
    return new == old ? id : place(of: name, at: new)
  }

  /// The expression with every occurrence of the keys replaced by the values, of the same shapes; in the values at which
  /// derivatives are taken as well.
  package mutating func substitute(_ replacements: [ExpressionID: ExpressionID], in root: ExpressionID)
    -> ExpressionID
  {
    rewriting(reachableThroughPlaces(from: root), root) { id, _, _ in replacements[id] }
  }

  /// The expression with defined names put in where the test says so; a place stays, with names put into its value.
  package mutating func puttingIn(_ root: ExpressionID, where isPutIn: (SymbolID, Graph) -> Bool)
    -> ExpressionID
  {
    rewriting(reachableThroughDefinitions(from: [root]), root) { id, graph, memo in
      guard case .symbol(let symbol) = graph[id], !graph[symbol].isPlace,
        case .defined(let definition) = graph[symbol].role
      else { return nil }
      return isPutIn(symbol, graph) ? memo[definition] ?? definition : id
    }
  }

  /// The expression rebuilt from below; what the rule gives an image is that image.
  private mutating func rewriting(
    _ nodes: [ExpressionID],
    _ root: ExpressionID,
    _ image: (ExpressionID, Graph, [ExpressionID: ExpressionID]) -> ExpressionID?
  ) -> ExpressionID {
    var memo: [ExpressionID: ExpressionID] = [:]
    for id in nodes {
      if let found = image(id, self, memo) {
        memo[id] = found
        continue
      }
      if let moved = place(id, at: { memo[$0] ?? $0 }) {
        memo[id] = moved
        continue
      }
      let children = self[id].children
      let renewed = children.map { memo[$0] ?? $0 }
      memo[id] = renewed == children ? id : rebuild(self[id], renewed)
    }
    return memo[root] ?? root
  }

  /// Every expression below and including the root, children before parents; of definitions only those of places.
  private func reachableThroughPlaces(from root: ExpressionID) -> [ExpressionID] {
    var roots = [root]
    var result = reachable(from: roots)
    guard !places.isEmpty else { return result }
    while true {
      var more: [ExpressionID] = []
      for id in result {
        if case .symbol(let symbol) = self[id], self[symbol].isPlace, let value = definition(of: symbol) {
          more.append(value)
        }
      }
      let all = roots + more
      let grown = reachable(from: all)
      if grown.count == result.count { return result }
      (roots, result) = (all, grown)
    }
  }
}
