// The equality of two sides: what the verifier says of it, and under which convention it is meant where none is fixed.

import Expressions
import Findings
import Syntax
import Verification

extension Workspace {
  /// The verdict on an equality, other layouts and conventions of structure tried where none is fixed.
  ///
  /// The verdict is that of the outcome, but for sides of unlike shapes and for what is right only in another convention
  /// than the one in force: these were not compared, or are wrong by convention.
  mutating func judge(
    _ left: ExpressionID,
    _ right: ExpressionID,
    _ variables: Set<SymbolID>,
    _ options: AnswerOptions
  ) -> (verdict: Verdict, outcome: CheckOutcome) {
    let (l, r) = (scope.graph.shape(left), scope.graph.shape(right))
    guard l == r else { return judgeUnlike(left, right, variables, options) }
    guard hasDerivative([left, right]) else {
      let outcome = verify(left, right, variables, options)
      return (outcome.verdict, outcome)
    }
    var options = options
    if !options.fixesStructure, let structure = conventions.structure { options.structured = structure }
    let outcome = verify(left, right, variables, options)
    if outcome.verdict == .holds { return settled(outcome, left, right, variables, options) }
    if outcome.verdict == .refuted, let layout = otherLayout(of: left, right, variables, options) {
      var mixed = outcome
      mixed.reason = Workspace.mixture(layout, options)
      return (.refuted, mixed)
    }
    guard outcome.verdict == .refuted || standsOnOddStructure([left, right]) else {
      return (outcome.verdict, outcome)
    }
    if let (again, convention) = inOtherStructure(left, right, variables, options) {
      guard conventions.structure == nil else {
        return Self.mixture("the convention '\(convention.rawValue)' for structured variables")
      }
      conventions.structure = convention
      return (.holds, again)
    }
    if outcome.verdict == .refuted, l.isSquare, !l.isScalar,
      let turned = transposed(left, right, variables, options)
    {
      return turned
    }
    return (outcome.verdict, outcome)
  }

  /// What holds as it is written fixes the conventions in which it does not hold in every way.
  private mutating func settled(
    _ outcome: CheckOutcome,
    _ left: ExpressionID,
    _ right: ExpressionID,
    _ variables: Set<SymbolID>,
    _ options: AnswerOptions
  ) -> (verdict: Verdict, outcome: CheckOutcome) {
    if !options.fixesStructure, conventions.structure == nil, standsOnStructure([left, right]) {
      let others = StructureConvention.allCases.filter { $0 != options.structured }
      let holdsInAll = others.allSatisfy { convention in
        var other = options
        other.structured = convention
        return verify(left, right, variables, other).verdict == .holds
      }
      if !holdsInAll { conventions.structure = options.structured }
    }
    let shape = scope.graph.shape(left)
    guard judgesLayouts, !options.fixesLayout, !shape.isScalar, conventions.isTransposed != false,
      hasDerivative([left]) != hasDerivative([right])
    else { return (outcome.verdict, outcome) }
    if shape.isSquare {
      let turned = scope.graph.transpose(right)
      if verify(left, turned, variables, options).verdict == .holds { return (outcome.verdict, outcome) }
    }
    guard conventions.isTransposed == nil else {
      return Self.mixture("the shape of the variable")
    }
    conventions.isTransposed = false
    return (outcome.verdict, outcome)
  }

  /// The verdict on an equality that holds only in another convention than one before it.
  private static func mixture(_ convention: String) -> (verdict: Verdict, outcome: CheckOutcome) {
    let reason = "this holds only in \(convention), and an equality before only in another"
    return (.refuted, .undecided(because: reason))
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
    if l == r.transposed, let turned = transposed(left, right, variables, options) { return turned }
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

  /// The verdict on the transposed right side, where it holds and one side alone has a derivative.
  private mutating func transposed(
    _ left: ExpressionID,
    _ right: ExpressionID,
    _ variables: Set<SymbolID>,
    _ options: AnswerOptions
  ) -> (verdict: Verdict, outcome: CheckOutcome)? {
    guard !options.fixesLayout, judgesLayouts, hasDerivative([left]) != hasDerivative([right]) else {
      return nil
    }
    let turned = scope.graph.transpose(right)
    var outcome = verify(left, turned, variables, options)
    guard outcome.verdict == .holds else { return nil }
    let isGradient = derivatives(in: [left, right]).contains { node in
      if case .derivative(.gradient, _, _) = scope.graph[node] { true } else { false }
    }
    let layout = isGradient ? LayoutConvention.numerator : .denominator
    guard conventions.isTransposed != false else {
      return Self.mixture("\(layout.rawValue) layout")
    }
    conventions.isTransposed = true
    outcome.reason = "this holds in \(layout.rawValue) layout, the transpose of the other side"
    return (.holds, outcome)
  }

  /// What the verifier says under another convention for structured variables, where it holds and the author fixed none.
  private func inOtherStructure(
    _ left: ExpressionID,
    _ right: ExpressionID,
    _ variables: Set<SymbolID>,
    _ options: AnswerOptions
  ) -> (outcome: CheckOutcome, convention: StructureConvention)? {
    guard !options.fixesStructure else { return nil }
    for convention in StructureConvention.allCases where convention != options.structured {
      var other = options
      other.structured = convention
      var again = verify(left, right, variables, other)
      guard again.verdict == .holds else { continue }
      again.reason = "this holds under the convention '\(convention.rawValue)' for structured variables"
      return (again, convention)
    }
    return nil
  }

  private func derivatives(in ids: [ExpressionID]) -> [ExpressionID] {
    scope.graph.reachableThroughDefinitions(from: ids).filter {
      if case .derivative = scope.graph[$0] { true } else { false }
    }
  }

  /// The names by which derivatives are taken.
  private func variables(ofDerivativesIn ids: [ExpressionID]) -> [SymbolID] {
    derivatives(in: ids).compactMap { id in
      guard case .derivative(_, _, let variable) = scope.graph[id],
        case .symbol(let symbol) = scope.graph[variable]
      else { return nil }
      return symbol
    }
  }

  /// Whether a derivative is taken by a name that has a structure.
  private func standsOnStructure(_ ids: [ExpressionID]) -> Bool {
    variables(ofDerivativesIn: ids).contains { symbol in
      guard !scope.graph[symbol].shape.isScalar else { return false }
      switch scope.graph[symbol].properties.structure {
      case .free: return false
      case .on, .refused: return true
      }
    }
  }

  /// Whether a derivative is taken by a name on a set where the verifier has none: it may be meant without structure.
  private func standsOnOddStructure(_ ids: [ExpressionID]) -> Bool {
    variables(ofDerivativesIn: ids).contains { symbol in
      switch scope.graph[symbol].properties.structure {
      case .free: return false
      case .on(let structure): return !structure.isLinear
      case .refused: return true
      }
    }
  }
}
