// Where the two arguments of a minimum or a maximum are equal on a whole open set, as in min(x, clip(x, 0, 1)): there is no
// kink there, and a rule with one term for each side would find the derivative 0.

import Expressions

extension Calculus {
  /// The most pieces of which two arguments may be made.
  private static let mostPieces = 32

  /// Whether two arguments that both vary may be equal on an open set.
  mutating func mayTie(_ arguments: [ExpressionID]) -> Bool { piecesThatMeet(arguments) != nil }

  /// The pieces of two arguments that differ, pair by pair, where the arguments may be equal on an open set.
  ///
  /// A kink is only where two of these meet. Nil where the arguments cannot be equal.
  /// Between the kinks inside of them the arguments are one of their pieces each. Two pieces of one normal form are equal
  /// wherever they rule; two others are equal on a set without interior, being analytic.
  mutating func piecesThatMeet(_ arguments: [ExpressionID]) -> [(ExpressionID, ExpressionID)]? {
    guard arguments.count == 2, arguments.allSatisfy({ depends($0) }) else { return nil }
    // What moves by itself stands for nothing.
    let variables = dependence.variables
    let unfolded = arguments.map { argument in
      graph.puttingIn(argument) { symbol, graph in
        guard !variables.contains(symbol), let definition = graph.definition(of: symbol) else { return false }
        return graph.reachableThroughDefinitions(from: [definition]).contains { Self.hasPieces(graph[$0]) }
      }
    }
    var open = [(left: unfolded[0], right: unfolded[1])]
    var pieces: [(ExpressionID, ExpressionID)] = []
    while let pair = open.popLast() {
      guard let (node, values) = firstWithPieces([pair.left, pair.right]) else {
        if !pieces.contains(where: { $0 == pair }) { pieces.append(pair) }
        continue
      }
      guard open.count + pieces.count + values.count <= Self.mostPieces else { return nil }
      for value in values.reversed() {
        let left = graph.substitute([node: value], in: pair.left)
        open.append((left, graph.substitute([node: value], in: pair.right)))
      }
    }
    guard pieces.count > 1 else { return nil }
    var apart: [(ExpressionID, ExpressionID)] = []
    for (left, right) in pieces {
      let difference = graph.difference(left, right)
      var normalizer = Normalizer()
      guard let form = normalizer.normalForm(difference, in: &graph) else { return nil }
      if !graph.isZero(form) { apart.append((left, right)) }
    }
    return apart.count < pieces.count ? apart : nil
  }

  private static func hasPieces(_ node: Node) -> Bool {
    switch node {
    case .apply("min", _), .apply("max", _), .map("abs", _), .map("relu", _): true
    default: false
    }
  }

  /// The outermost function with several pieces, and what it is on each of them.
  private mutating func firstWithPieces(_ roots: [ExpressionID]) -> (ExpressionID, [ExpressionID])? {
    for id in graph.reachable(from: roots).reversed() where Self.hasPieces(graph[id]) {
      switch graph[id] {
      case .apply("min", let sides), .apply("max", let sides): return (id, sides)
      case .map("abs", let x):
        let opposite = graph.negative(x)
        return (id, [x, opposite])
      case .map(_, let x):
        let zero = graph.zeros(graph.shape(x))
        return (id, [x, zero])
      default: continue
      }
    }
    return nil
  }
}
