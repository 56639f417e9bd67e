// What depends on what: the sources of an expression, and everything that moves with a variable.

import Expressions

extension Compiler {
  /// The expressions that an expression is computed from, definitions included.
  func sources(_ id: ExpressionID) -> [ExpressionID] {
    switch graph[id] {
    case .symbol(let symbol), .member(let symbol, _):
      graph[id].children + (definition(symbol).map { [$0] } ?? [])
    case .derivative:
      switch byExpressions[id] {
      case .occurrences(let function, let variable): [function, variable]
      case .resolved(let expression): [expression]
      case .through, .leftOver, nil: graph[id].children
      }
    default: graph[id].children
    }
  }

  /// What varies inside differentials.
  func moving(
    _ bodies: [ExpressionID],
    _ variable: ExpressionID?
  ) throws(EvaluationFailure) -> Set<ExpressionID> {
    let inside = try dependents(of: bodies) { node in
      switch node {
      case .symbol(let symbol), .member(let symbol, _): variables.contains(symbol)
      default: false
      }
    }
    for id in inside {
      if case .symbol(let symbol) = graph[id], variables.contains(symbol),
        case .refused(let elements) = graph[symbol].properties.structure
      {
        throw EvaluationFailure("nothing is known of the directions on the \(elements)")
      }
    }
    if let variable, inside.contains(variable) {
      guard case .symbol = graph[variable] else {
        throw EvaluationFailure("a differential inside a derivative by an expression")
      }
    }
    return inside
  }

  /// Everything below the roots that depends on a node for which the test holds.
  func dependents(
    of roots: [ExpressionID],
    _ test: (Node) -> Bool
  ) throws(EvaluationFailure) -> Set<ExpressionID> {
    var found = Set<ExpressionID>()
    for id in try ordered(roots, sources) where test(graph[id]) || sources(id).contains(where: found.contains)
    {
      found.insert(id)
    }
    return found
  }

  /// Everything below the roots that depends on an index which a sum, product or family binds.
  ///
  /// What binds the same index again gives it other values: the s of `Σ_k y_k s_k` does not depend on this k, though
  /// its own definition may be a sum over a k.
  func dependents(of roots: [ExpressionID], onIndex index: SymbolID) throws(EvaluationFailure)
    -> Set<ExpressionID>
  {
    var found = Set<ExpressionID>()
    for id in try ordered(roots, sources) {
      let depends: Bool
      switch graph[id] {
      case .symbol(index): depends = true
      case .indexedSum(index, _), .indexedProduct(index, _): depends = false
      case .member(let family, let place):
        if case .definedFamily(index, _) = graph[family].role {
          depends = found.contains(place)
        } else {
          depends = sources(id).contains(where: found.contains)
        }
      default: depends = sources(id).contains(where: found.contains)
      }
      if depends { found.insert(id) }
    }
    return found
  }

  func dependents(
    of roots: [ExpressionID],
    on variable: ExpressionID
  ) throws(EvaluationFailure) -> Set<ExpressionID> {
    var found = Set<ExpressionID>()
    let below = try ordered(roots) { $0 == variable ? [] : sources($0) }
    for id in below where id == variable || sources(id).contains(where: found.contains) { found.insert(id) }
    return found
  }

  /// The roots and all they are computed from, sources first.
  func ordered(
    _ roots: [ExpressionID],
    _ sources: (ExpressionID) -> [ExpressionID]
  ) throws(EvaluationFailure) -> [ExpressionID] {
    var done = Set<ExpressionID>()
    var open = Set<ExpressionID>()
    var result: [ExpressionID] = []
    var stack = roots.reversed().map { (id: $0, isLeaving: false) }
    while let (id, isLeaving) = stack.popLast() {
      if isLeaving {
        open.remove(id)
        if done.insert(id).inserted { result.append(id) }
        continue
      }
      if done.contains(id) { continue }
      guard open.insert(id).inserted else { throw EvaluationFailure("a name is defined by itself") }
      stack.append((id, true))
      for source in sources(id).reversed() where !done.contains(source) { stack.append((source, false)) }
    }
    return result
  }
}
