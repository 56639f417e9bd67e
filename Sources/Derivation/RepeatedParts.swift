// A repeated part gets a name, as one would do by hand: r for a residual, then s, t, u.

import Expressions

extension Calculus {
  /// The names tried for a part, in order; the author's own names are never taken.
  private static let names = ["r", "s", "u", "v", "z", "R", "S", "M", "Z"]

  /// The expression with its repeated varying sums named, and the names.
  mutating func nameRepeatedParts(in function: ExpressionID) -> (ExpressionID, [SymbolID]) {
    var root = function
    if case .symbol(let symbol) = graph[function], let definition = graph.definition(of: symbol) {
      root = definition
    }
    var helpers: [SymbolID] = []
    var isNamed = false
    for _ in 0..<3 {
      guard let part = repeatedPart(in: root) else { break }
      isNamed = true
      // A name of the author's own stays in the answer: it is no helper.
      if let own = authorsName(of: part) {
        root = graph.substitute([part: graph.symbol(own)], in: root)
        continue
      }
      let isColumn = graph.shape(part).columns.isOne
      let fitting = Calculus.names.filter { ($0.first?.isUppercase ?? false) != isColumn }
      let index = boundIndices(of: part, in: root).first
      let symbol = introducedName(of: part) ?? introduce(fitting + Calculus.names, for: part, at: index)
      helpers.append(symbol)
      let named = index.map { graph.member(symbol, at: graph.symbol($0)) } ?? graph.symbol(symbol)
      root = graph.substitute([part: named], in: root)
    }
    return (isNamed ? root : function, helpers)
  }

  /// The name that the author gave to a part, though the expression does not use it.
  private mutating func authorsName(of part: ExpressionID) -> SymbolID? {
    for name in graph.symbols(definedAs: part) where !graph[name].isIntroduced {
      let symbol = graph.symbol(name)
      if !isVariable(symbol) { return name }
    }
    return nil
  }

  /// The largest varying sum that stands in a squared norm or twice or more in the expression.
  private mutating func repeatedPart(in root: ExpressionID) -> ExpressionID? {
    var uses: [ExpressionID: Int] = [root: 1]
    let order = graph.reachable(from: [root])
    for id in order.reversed() {
      let count = uses[id] ?? 0
      for child in graph[id].children { uses[child, default: 0] += count }
      if let inner = squaredNormArgument(id) { uses[inner, default: 0] += 1 }
    }
    for id in order.reversed() where id != root {
      guard case .sum = graph[id], (uses[id] ?? 0) >= 2, depends(id), !graph.shape(id).isScalar,
        // A name bears one index: what runs with two sums has none.
        boundIndices(of: id, in: root).count <= 1
      else { continue }
      return id
    }
    return nil
  }

  /// The indices of a part that sums and products around it bind: its name is that of a family.
  private func boundIndices(of part: ExpressionID, in root: ExpressionID) -> [SymbolID] {
    let bound = graph.boundIndices(in: root)
    return bound.isEmpty ? [] : graph.unboundIndices(in: [part]).filter { bound.contains($0) }
  }

  /// The expression with the helper names replaced by what they stand for.
  mutating func expandingHelpers(_ helpers: [SymbolID], in id: ExpressionID) -> ExpressionID {
    var result = id
    for helper in helpers.reversed() {
      guard let definition = graph.definition(of: helper) else { continue }
      var replacements: [ExpressionID: ExpressionID] = [graph.symbol(helper): definition]
      for id in graph.reachable(from: [result]) {
        guard case .member(helper, let place) = graph[id] else { continue }
        replacements[id] = graph.instance(of: helper, at: place)
      }
      result = graph.substitute(replacements, in: result)
    }
    return result
  }
}
