// Indices that a statement is made for: the k of `gradient f wrt mu[k]`, which no sum binds and nobody declared. It runs
// over the members of its family, or the rows or columns of its matrix, and means that in this statement alone.

import Diagnostics
import Expressions

extension Scope {
  /// An index of a statement, with what it stands in.
  private struct Use {
    let name: Statement.Name
    let base: String
    let place: Int
    let count: Int
  }

  /// Does something while the indices that formulas are made for have their ranges.
  ///
  /// The other formulas are read for what they say of the ranges of families.
  mutating func withFreeIndices<Value>(
    of formulas: [SyntaxTree],
    beside others: [SyntaxTree],
    _ body: (inout Scope) -> Value?
  ) -> Value? {
    let uses = freeIndices(in: formulas)
    guard !uses.isEmpty else { return body(&self) }
    var outer: [String: Binding?] = [:]
    for use in uses where outer[use.name.text] == nil {
      guard let range = range(of: use, beside: others) else { continue }
      outer[use.name.text] = .some(bindings[use.name.text])
      bindings[use.name.text] = .symbol(indexSymbol(use.name.text, range))
    }
    defer { for (name, binding) in outer { bindings[name] = binding } }
    if let open = uses.first(where: { outer[$0.name.text] == nil }) {
      report(.rangeOfIndex(open.name, of: open.base))
      return nil
    }
    return body(&self)
  }

  /// One member of a family for the whole: the answer holds for each of them.
  ///
  /// Its letter is the one that runs over the family in the function, or the next that is free.
  mutating func memberStandingFor(_ family: SymbolID, in function: ExpressionID) -> ExpressionID? {
    guard let range = memberRange(of: family) else { return nil }
    for id in graph.reachableThroughDefinitions(from: [function]) {
      guard case .member(family, let place) = graph[id], case .symbol(let index) = graph[place],
        graph[index].role == .index(range), isFree(graph[index].name)
      else { continue }
      return graph.member(family, at: place)
    }
    let index = graph.freshIndex(over: range, beside: [function])
    let letter = graph.symbol(index)
    return graph.member(family, at: letter)
  }

  /// The names without a meaning that stand as indices, where no sum binds them.
  private func freeIndices(in formulas: [SyntaxTree]) -> [Use] {
    var found: [Use] = []
    var work = Array(formulas.map { ($0, Set<String>()) }.reversed())
    while let (tree, bound) = work.popLast() {
      var inside = bound
      if case .indexed(_, let index, _, _) = tree.kind { inside.insert(index) }
      if case .entry(let base, let indices) = tree.kind, case .name(let whole, _) = base.kind {
        for (place, index) in indices.enumerated() {
          guard case .name(let name, let latex) = index.kind, isFree(name), !bound.contains(name) else {
            continue
          }
          let letter = Statement.Name(name, latex: latex, range: index.range)
          found.append(Use(name: letter, base: whole, place: place, count: indices.count))
        }
      }
      for child in tree.children.reversed() { work.append((child, inside)) }
    }
    return found
  }

  private mutating func range(of use: Use, beside others: [SyntaxTree]) -> Size? {
    switch bindings[use.base] {
    case .family(let family, _):
      if let known = memberRange(of: family) { return known }
      var trial = self
      for formula in others { _ = trial.lower(formula) }
      return trial.memberRange(of: family)
    case .symbol(let symbol):
      let shape = graph[symbol].shape
      let isRow = use.count == 2 ? use.place == 0 : shape.columns.isOne
      return isRow ? shape.rows : shape.columns
    case .function, .failed, nil: return nil
    }
  }
}

extension Diagnostic {
  static func rangeOfIndex(_ index: Statement.Name, of family: String) -> Diagnostic {
    Diagnostic(
      code: "scope.index-range",
      message: "nothing says over what the index '\(index.text)' of '\(family)' runs",
      range: index.range,
      hints: ["declare it: '\(index.text) : index(K)'"]
    )
  }
}
