// The equality of two sides: what the verifier says of it, and under which convention it is meant where none is fixed.

import Expressions
import Findings
import Syntax
import Verification

extension Workspace {
  /// The verdict on an equality, other layouts and conventions of structure tried where the author fixed none.
  ///
  /// The verdict is that of the outcome, but for sides of unlike shapes and for what is right only in another layout than
  /// the one the author fixed: these were not compared, or are wrong by convention.
  mutating func judge(
    _ left: ExpressionID,
    _ right: ExpressionID,
    _ variables: Set<SymbolID>,
    _ options: AnswerOptions
  ) -> (verdict: Verdict, outcome: CheckOutcome) {
    let (l, r) = (scope.graph.shape(left), scope.graph.shape(right))
    guard l == r else { return judgeUnlike(left, right, variables, options) }
    let outcome = verify(left, right, variables, options)
    if outcome.verdict == .holds || !hasDerivative([left, right]) { return (outcome.verdict, outcome) }
    if outcome.verdict == .refuted, let layout = otherLayout(of: left, right, variables, options) {
      var mixed = outcome
      mixed.reason = Workspace.mixture(layout, options)
      return (.refuted, mixed)
    }
    guard outcome.verdict == .refuted || standsOnOddStructure([left, right]) else {
      return (outcome.verdict, outcome)
    }
    if let again = inOtherStructure(left, right, variables, options) { return (.holds, again) }
    if outcome.verdict == .refuted, l.isSquare, !l.isScalar,
      let turned = transposed(left, right, variables, options)
    {
      return (.holds, turned)
    }
    return (outcome.verdict, outcome)
  }

  /// Sides of unlike shapes: a derivative in another layout, or on vec.
  private mutating func judgeUnlike(
    _ left: ExpressionID,
    _ right: ExpressionID,
    _ variables: Set<SymbolID>,
    _ options: AnswerOptions
  ) -> (verdict: Verdict, outcome: CheckOutcome) {
    let (l, r) = (scope.graph.shape(left), scope.graph.shape(right))
    if let layout = otherLayout(of: left, right, variables, options) {
      // Sides of different shapes were not compared; the verdict is that of the convention.
      return (.refuted, .undecided(because: Workspace.mixture(layout, options)))
    }
    if l == r.transposed, let turned = transposed(left, right, variables, options) { return (.holds, turned) }
    if !options.fixesLayout, hasDerivative([left]), let column = try? scope.graph.apply("vec", [left]) {
      // The derivative of a number by a matrix, on vec: as a column or a row.
      for side in [column, scope.graph.transpose(column)] where scope.graph.shape(side) == r {
        var outcome = verify(side, right, variables, options)
        if outcome.verdict == .holds { outcome.reason = "this is the derivative on vec" }
        return (outcome.verdict, outcome)
      }
    }
    return (.illTyped, .undecided(because: "the left side is a \(l), the right side a \(r)"))
  }

  /// What the verifier says of the transposed right side, where it holds and one side alone has a derivative.
  private mutating func transposed(
    _ left: ExpressionID,
    _ right: ExpressionID,
    _ variables: Set<SymbolID>,
    _ options: AnswerOptions
  ) -> CheckOutcome? {
    guard !options.fixesLayout, judgesLayouts, hasDerivative([left]) != hasDerivative([right]) else {
      return nil
    }
    let turned = scope.graph.transpose(right)
    var outcome = verify(left, turned, variables, options)
    guard outcome.verdict == .holds else { return nil }
    outcome.reason = Workspace.numeratorNote
    return outcome
  }

  /// What the verifier says under another convention for structured variables, where it holds and none is fixed.
  private func inOtherStructure(
    _ left: ExpressionID,
    _ right: ExpressionID,
    _ variables: Set<SymbolID>,
    _ options: AnswerOptions
  ) -> CheckOutcome? {
    guard !options.fixesStructure else { return nil }
    for convention in [StructureConvention.tied, .ignored] where convention != options.structured {
      var other = options
      other.structured = convention
      var again = verify(left, right, variables, other)
      guard again.verdict == .holds else { continue }
      again.reason = "this holds under the convention '\(convention.rawValue)' for structured variables"
      return again
    }
    return nil
  }

  /// Whether a derivative is taken by a name on a set where the verifier has none: it may be meant without structure.
  private func standsOnOddStructure(_ ids: [ExpressionID]) -> Bool {
    scope.graph.reachableThroughDefinitions(from: ids).contains { id in
      guard case .derivative(_, _, let variable) = scope.graph[id],
        case .symbol(let symbol) = scope.graph[variable]
      else { return false }
      switch scope.graph[symbol].properties.structure {
      case .free: return false
      case .on(let structure): return !structure.isLinear
      case .refused: return true
      }
    }
  }
}
