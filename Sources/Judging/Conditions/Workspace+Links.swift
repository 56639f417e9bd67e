// Derivatives that say less than they seem to: by a name that determines another one, and of what does not depend on it.

import Expressions
import Findings
import Syntax
import Verification

extension Workspace {
  /// Two names that an equation ties together, of which one is differentiated by the other as if it stood still.
  ///
  /// With `implicitly` the equation need not be solved for the one: `AX + XB = C` ties X to A.
  mutating func linkedNames(
    in sides: [ExpressionID],
    by conditions: [ExpressionID],
    implicitly: Bool = false
  ) -> (String, String)? {
    guard !conditions.isEmpty else { return nil }
    for id in scope.graph.reachableThroughDefinitions(from: sides) {
      guard case .derivative(_, let function, let variable) = scope.graph[id] else { continue }
      let moving = scope.graph.symbols(in: [variable], throughDefinitions: false).filter {
        !scope.graph[$0].isPlace
      }
      let inside = Set(scope.graph.symbols(in: [function], throughDefinitions: true))
      for condition in conditions {
        let tied = scope.graph.symbols(in: [condition], throughDefinitions: true)
        guard let symbol = moving.first(where: { tied.contains($0) }) else { continue }
        for other in tied where !moving.contains(other) && inside.contains(other) {
          guard determines(condition, other) || (implicitly && mayDetermine(condition, other)) else {
            continue
          }
          return (scope.graph[other].name, scope.graph[symbol].name)
        }
      }
    }
    return nil
  }

  /// Whether a condition has as many equations as a declared name has entries, which may be its solution.
  private func mayDetermine(_ condition: ExpressionID, _ symbol: SymbolID) -> Bool {
    guard case .declared = scope.graph[symbol].role, !scope.graph[symbol].properties.contains(.constant)
    else {
      return false
    }
    return scope.graph[symbol].shape.count == scope.graph.shape(condition).count
  }

  /// Whether a condition gives a declared name a value: y − E = 0.
  private mutating func determines(_ condition: ExpressionID, _ symbol: SymbolID) -> Bool {
    let name = scope.graph.symbol(symbol)
    guard case .declared = scope.graph[symbol].role, !hasDerivative([condition]),
      scope.graph.shape(name) == scope.graph.shape(condition)
    else { return false }
    let zero = scope.graph.zeros(scope.graph.shape(condition))
    for image in [scope.graph.difference(name, condition), scope.graph.sum([name, condition])] {
      let there = scope.value(of: condition, at: [name: image])
      if verify(there, zero, [], AnswerOptions()).verdict == .holds { return true }
    }
    return false
  }

  /// A name of which a derivative in the sides is taken by one that it does not depend on, where both sides are zero
  /// for that reason alone.
  mutating func vacuousName(in sides: [ExpressionID]) -> (String, String)? {
    guard sides.count > 1, !sides.contains(where: { scope.graph.isZero($0) }) else { return nil }
    for id in scope.graph.reachable(from: sides) {
      guard case .derivative(_, let function, let variable) = scope.graph[id],
        case .symbol(let symbol) = scope.graph[variable]
      else { continue }
      let names = scope.graph.symbols(in: [function], throughDefinitions: true)
      guard !names.contains(symbol), let first = names.first else { continue }
      let zero = scope.graph.zeros(scope.graph.shape(sides[0]))
      guard verify(sides[0], zero, [], AnswerOptions()).verdict == .holds else { return nil }
      return (scope.graph[first].name, scope.graph[symbol].name)
    }
    return nil
  }
}
