// Mends a wrong line by one edit. Candidates are made on the graph, shapes checked before a node is made, and all of them
// are judged in one pass; what survives is judged again in full.

public import Expressions

/// What kind of slip an edit undoes.
public enum EditKind: String, Sendable, Hashable, CaseIterable {
  case transpose
  case order
  case sign
  case factor
  case inverse
  case exponent
  case index
  case symmetricPart = "symmetric part"
  case productRule = "product rule"
  case missingTerm = "missing term"
  case elementwise = "elementwise product"
  case variable
  case missingFactor = "missing factor"
  case layout
}

/// A wrong expression with one edit.
public struct Repair: Sendable, Hashable {
  /// What was edited.
  public let kind: EditKind
  /// The whole expression after the edit.
  public let expression: ExpressionID
  /// What stands at the edited place.
  public let found: ExpressionID
  /// What should stand there.
  public let meant: ExpressionID
}

extension Verifier {
  /// The single edits of `wrong` that make it equal to `target`, simplest kinds first.
  ///
  /// The factors are what a forgotten step of the chain rule may have left out: they are tried as products and
  /// quotients at every place that they fit.
  public func repairs(
    of wrong: ExpressionID,
    toEqual target: ExpressionID,
    in graph: inout Graph,
    variables: Set<SymbolID> = [],
    free: Set<SymbolID> = [],
    factors: [ExpressionID] = [],
    limit: Int = 3
  ) -> [Repair] {
    let names = graph.symbols(in: [wrong, target], throughDefinitions: true)
    var editor = Editor(graph, names: names, factors: factors)
    let candidates = editor.edits(of: wrong)
    graph = editor.graph
    var quick = self
    quick.options.seeksCounterexamples = false
    quick.options.seeksProofs = false
    quick.options.points = 1
    quick.options.ballPoints = 1
    let outcomes = quick.check(
      candidates.map { Equation($0.expression, target) },
      in: graph,
      variables: variables,
      free: free
    )
    var thorough = self
    thorough.options.seeksCounterexamples = false
    thorough.options.seeksProofs = false
    var result: [Repair] = []
    for (candidate, outcome) in zip(candidates, outcomes) where result.count < limit {
      guard outcome.verdict == .holds else { continue }
      let equation = Equation(candidate.expression, target)
      let full = thorough.check(equation, in: graph, variables: variables, free: free)
      if full.verdict == .holds { result.append(candidate) }
    }
    return result
  }
}
