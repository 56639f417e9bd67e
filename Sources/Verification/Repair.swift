// Mends a wrong line by one edit. Candidates are made on the graph, shapes checked before a node is made, and all of them
// are judged in one pass; what survives is judged again in full.

package import Expressions
package import Findings

/// What kind of slip an edit undoes.
package enum EditKind: Sendable, Hashable, CaseIterable {
  case transpose
  case order
  case sign
  case factor
  case inverse
  case exponent
  case index
  case diagonal
  case symmetricPart
  case productRule
  case missingTerm
  case elementwise
  case variable
  case missingFactor
  case layout

  /// The fault of a row that such an edit mends.
  package var fault: Fault {
    switch self {
    case .transpose: .transpose
    case .order: .order
    case .sign: .sign
    case .factor: .factor
    case .inverse: .inverse
    case .exponent: .exponent
    case .index: .index
    case .diagonal: .missingTerm
    case .symmetricPart: .symmetricPart
    case .productRule: .productRule
    case .missingTerm: .missingTerm
    case .elementwise: .elementwise
    case .variable: .variable
    case .missingFactor: .missingFactor
    case .layout: .layout
    }
  }
}

/// A wrong expression with one edit.
package struct Repair: Sendable, Hashable {
  /// What was edited.
  package let kind: EditKind
  /// The whole expression after the edit.
  package let expression: ExpressionID
  /// What stands at the edited place.
  package let found: ExpressionID
  /// What should stand there.
  package let meant: ExpressionID
  /// What vouches for the equation after the edit; nil while it has not been checked in full.
  package internal(set) var evidence: Evidence?

  fileprivate func isSameEdit(as other: Repair) -> Bool {
    kind == other.kind && expression == other.expression && found == other.found && meant == other.meant
  }
}

extension Verifier {
  /// The single edits of `wrong` that make it equal to `target`, simplest kinds first.
  ///
  /// The factors are what a forgotten step of the chain rule may have left out: they are tried as products and
  /// quotients at every place that they fit.
  package func repairs(
    of wrong: ExpressionID,
    toEqual target: ExpressionID,
    in graph: inout Graph,
    variables: Set<SymbolID> = [],
    free: Set<SymbolID> = [],
    factors: [ExpressionID] = [],
    limit: Int = 3
  ) -> [Repair] {
    repairs(
      of: wrong,
      besides: [target],
      in: &graph,
      variables: variables,
      free: free,
      factors: factors,
      limit: limit
    ) { candidate, _ in [Equation(candidate, target)] }
  }

  /// The single edits of `wrong` that make one of some equations about it hold, simplest kinds first.
  package func repairs(
    of wrong: ExpressionID,
    besides others: [ExpressionID],
    in graph: inout Graph,
    variables: Set<SymbolID> = [],
    free: Set<SymbolID> = [],
    factors: [ExpressionID] = [],
    limit: Int = 3,
    making equations: (ExpressionID, inout Graph) -> [Equation]
  ) -> [Repair] {
    let names = graph.symbols(in: [wrong] + others, throughDefinitions: true)
    var editor = Editor(graph, names: names, factors: factors)
    let edits = editor.edits(of: wrong)
    graph = editor.graph
    var candidates: [(repair: Repair, equation: Equation)] = []
    for edit in edits {
      candidates += equations(edit.expression, &graph).map { (edit, $0) }
    }
    var quick = self
    quick.options.seeksCounterexamples = false
    quick.options.seeksProofs = false
    quick.options.seeksSides = false
    quick.options.points = 1
    quick.options.ballPoints = 1
    let outcomes = quick.check(candidates.map(\.equation), in: graph, variables: variables, free: free)
    var thorough = self
    thorough.options.seeksCounterexamples = false
    thorough.options.seeksProofs = false
    var result: [Repair] = []
    for (candidate, outcome) in zip(candidates, outcomes) where result.count < limit {
      // Of several equations about one edit the first that holds is enough.
      var repair = candidate.repair
      guard outcome.verdict == .holds,
        !result.contains(where: { $0.isSameEdit(as: repair) })
      else { continue }
      let full = thorough.check(candidate.equation, in: graph, variables: variables, free: free)
      guard full.verdict == .holds else { continue }
      repair.evidence = full.strongest
      result.append(repair)
    }
    return result
  }

  /// A small instance of integers at which a condition holds and an equation does not; nil when none is found.
  package func counterexample(
    to equation: Equation,
    given condition: Equation,
    in graph: Graph,
    variables: Set<SymbolID> = []
  ) -> Counterexample? {
    let run = CheckRun(
      [equation, condition],
      in: graph,
      variables: variables,
      free: [],
      functions: functions,
      options
    )
    return run.counterexampleUnderCondition()
  }
}
