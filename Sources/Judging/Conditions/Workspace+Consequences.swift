// An equation that must follow from what is granted: rearranged, solved, or with the solution put in.

import Derivation
import Expressions
import Findings
import Syntax
import Verification

extension Workspace {
  /// Judges an equation, wrong by itself, as a consequence of what is granted; `isSolution` says that it gives a name a
  /// value free of it.
  mutating func judgeConsequence(
    _ left: ExpressionID,
    _ right: ExpressionID,
    of premises: Premises,
    isSolution: Bool,
    _ reading: inout Reading
  ) {
    weighConsequence(left, right, of: premises, isSolution: isSolution, &reading)
    switch reading.verdict {
    case .holds, .refuted:
      guard areContradictory(premises.conditions, premises) else { return }
      reading.withdraw(
        "no data meet \(premises.source) and what is declared: from that everything would follow"
      )
    case .undecided, .unread, .illTyped, .definition: return
    }
  }

  private mutating func weighConsequence(
    _ left: ExpressionID,
    _ right: ExpressionID,
    of premises: Premises,
    isSolution: Bool,
    _ reading: inout Reading
  ) {
    if premises.isEquivalence,
      (premises.conditions.flatMap { $0 } + [left, right]).contains(where: { hasDomain($0) })
    {
      // √t = s says more than t = s².
      reading.withdraw(
        "both ways of this equivalence are not decided where a side has no value for some data"
      )
      return
    }
    for condition in premises.conditions {
      if let outcome = follows(left, right, from: condition, premises) {
        // A condition multiplied by a vector follows from it, and says less.
        let isWhole = scope.graph.shape(left) == condition.first.map { scope.graph.shape($0) }
        guard !premises.isEquivalence || isWhole else {
          reading.withdraw("this follows from \(premises.source); that it implies it is not decided")
          return
        }
        reading.grant(outcome, "this is \(premises.source), rearranged")
        return
      }
    }
    let there = atSolution(left, right, premises)
    if let there, there.outcome.verdict == .holds, there.isOnly {
      guard !premises.isEquivalence || isSolution else {
        reading.withdraw("this follows from \(premises.source); that it implies it is not decided")
        return
      }
      reading.grant(there.outcome, "this follows from \(premises.source)")
      return
    }
    if premises.conditions.count > 1, !premises.isEquivalence,
      let outcome = fromOneCondition(left, right, premises)
    {
      reading.grant(outcome, "this follows from \(premises.source)")
      return
    }
    let everywhere = there?.outcome.verdict == .holds ? nil : onSolutionSet(left, right, premises)
    if let everywhere, everywhere.outcome.verdict == .holds {
      guard !premises.isEquivalence else {
        reading.withdraw("this follows from \(premises.source); that it implies it is not decided")
        return
      }
      reading.grant(everywhere.outcome, "this holds wherever \(premises.source) does")
      return
    }
    let isOfOneCondition = isSolution && premises.conditions.count == 1
    let solution = isOfOneCondition ? solves(left, right, premises.conditions[0], premises) : nil
    let solving = solution?.verdict
    if let solution, solving == .holds {
      if isOnlySolution(left, right, of: premises.conditions[0], premises) {
        reading.grant(solution, "this follows from \(premises.source)")
        return
      }
      reading.withdraw("this solves \(premises.source); that nothing else does is not decided")
      return
    }
    if mendConsequence(left, right, of: premises, isSolution: isSolution, &reading) { return }
    if solving == .refuted { return }
    let isEverywhereMet = everywhere.map { $0.isComplete && $0.outcome.verdict == .refuted } ?? false
    if isEverywhereMet, !isSolution {
      reading.message =
        "this does not follow from \(premises.source): where that holds, the sides still differ"
      reading.counterexample = instance(left, right, premises)
      reading.sides = nil
      reading.meetsConditions = true
      return
    }
    if let there, there.outcome.verdict == .refuted {
      reading.message =
        "this does not follow from \(premises.source): where that holds, the sides still differ"
      reading.counterexample = there.outcome.counterexample
      reading.sides = nil
      return
    }
    reading.withdraw("whether this follows from \(premises.source) is not decided")
    weighAtPoints(left, right, premises, &reading)
  }

  /// Whether the difference of the sides is the condition, but for a factor.
  mutating func follows(
    _ left: ExpressionID,
    _ right: ExpressionID,
    from condition: [ExpressionID],
    _ premises: Premises
  ) -> CheckOutcome? {
    guard var first = condition.first else { return nil }
    if scope.graph.shape(left).isScalar, scope.graph.shape(first).columns.isOne {
      // The condition multiplied by a vector that stands in it: uᵀ(Hu − λu).
      let rows = scope.graph.shape(first)
      let vectors = scope.graph.symbols(in: [first], throughDefinitions: false).sorted().filter {
        scope.graph[$0].shape == rows && !rows.isScalar
      }
      if let vector = vectors.first {
        first = scope.graph.product([scope.graph.transpose(scope.graph.symbol(vector)), first])
      }
    }
    let (demanded, given) = (scope.graph.shape(left), scope.graph.shape(first))
    if given != demanded, demanded.isVector, demanded.rows == given.count,
      let column = try? scope.graph.apply("vec", [first])
    {
      first = column
    }
    guard scope.graph.shape(first) == demanded else { return nil }
    let difference = scope.graph.difference(left, right)
    for factor in Premises.factors {
      let scaled = scope.graph.scaled(difference, by: factor)
      let (verdict, outcome) = judge(first, scaled, premises.variables, premises.options)
      if verdict == .holds { return outcome }
    }
    return cleared(resolvedDerivatives(first), difference, premises)
  }

  /// Whether the condition is the difference but for numbers by which it divides, and which therefore are not zero.
  private mutating func cleared(_ condition: ExpressionID, _ difference: ExpressionID, _ premises: Premises)
    -> CheckOutcome?
  {
    guard isParallel(condition, difference, premises) else { return nil }
    for denominator in denominators(of: condition).prefix(4) {
      for order in 1...2 {
        let product = scope.graph.product([scope.graph.power(denominator, order), condition])
        for factor in Premises.factors {
          let scaled = scope.graph.scaled(difference, by: factor)
          let (verdict, outcome) = judge(product, scaled, premises.variables, premises.options)
          if verdict == .holds { return outcome }
        }
      }
    }
    return nil
  }

  /// The numbers by which an expression divides.
  func denominators(of id: ExpressionID) -> [ExpressionID] {
    scope.graph.reachableThroughDefinitions(from: [id]).compactMap { node in
      guard case .power(let base, let exponent) = scope.graph[node], scope.graph.shape(base).isScalar,
        scope.graph.number(exponent)?.isNegative == true
      else { return nil }
      return base
    }
  }

  /// Whether two vectors differ by a factor that is a number, wherever they are taken: ab' = ba'.
  private mutating func isParallel(_ a: ExpressionID, _ b: ExpressionID, _ premises: Premises) -> Bool {
    let shape = scope.graph.shape(a)
    guard shape.columns.isOne, shape == scope.graph.shape(b), !scope.graph.isZero(b) else { return false }
    // Numbers always are.
    if shape.isScalar { return true }
    let left = scope.graph.product([a, scope.graph.transpose(b)])
    let right = scope.graph.product([b, scope.graph.transpose(a)])
    return judge(left, right, premises.variables, premises.options).verdict == .holds
  }

  /// Whether the condition holds with the right side put in for the name on the left.
  private mutating func solves(
    _ left: ExpressionID,
    _ right: ExpressionID,
    _ condition: [ExpressionID],
    _ premises: Premises
  ) -> CheckOutcome? {
    guard let explicit = explicit(condition) else { return nil }
    let value = scope.graph.substitute([left: expanded(right)], in: explicit)
    let zero = scope.graph.zeros(scope.graph.shape(value))
    return judge(value, zero, premises.variables, premises.options).outcome
  }

  /// Both sides where the condition holds, with the variable's value put in; whether that is the only such value.
  private mutating func atSolution(_ left: ExpressionID, _ right: ExpressionID, _ premises: Premises) -> (
    outcome: CheckOutcome, isOnly: Bool
  )? {
    guard premises.conditions.count == 1, let explicit = explicit(premises.conditions[0]) else { return nil }
    let inside = scope.graph.symbols(in: [left, right], throughDefinitions: true)
    let unknowns = scope.graph.symbols(in: [explicit], throughDefinitions: true).sorted().filter { symbol in
      scope.graph[symbol].role == .declared && inside.contains(symbol)
    }
    // Whatever name the condition determines, it has that value wherever the condition holds; those that vary come first.
    let varying = unknowns.filter { premises.variables.contains($0) }
    for symbol in varying + unknowns.filter({ !premises.variables.contains($0) }) {
      let variable = scope.graph.symbol(symbol)
      guard
        let solution = try? derive(
          varying: [symbol],
          { calculus throws(DerivationFailure) in try calculus.zero(of: explicit, in: variable) }
        ),
        // Of Sw = λw the solution 0 is not the one that is meant: S − λI is singular where there is another.
        !scope.graph.isZero(solution.value)
      else { continue }
      let there = scope.graph.substitute([variable: solution.value], in: explicit)
      let nothing = scope.graph.zeros(scope.graph.shape(there))
      // The solver's word alone is not taken for the value.
      guard judge(there, nothing, premises.variables, premises.options).verdict == .holds else { continue }
      let sides = [left, right].map { scope.value(of: expanded($0), at: [variable: solution.value]) }
      let isSeeking = seeksCounterexamples
      seeksCounterexamples = true
      defer { seeksCounterexamples = isSeeking }
      let isOnly = solution.isOnly && solution.conditions.allSatisfy { isMet($0, in: [left, right]) }
      return (judge(sides[0], sides[1], premises.variables, premises.options).outcome, isOnly)
    }
    return nil
  }

  /// Whether the sides are equal where one of several conditions holds: what follows from one follows from all.
  private mutating func fromOneCondition(_ left: ExpressionID, _ right: ExpressionID, _ premises: Premises)
    -> CheckOutcome?
  {
    for condition in premises.conditions {
      var single = premises
      single.conditions = [condition]
      if let there = atSolution(left, right, single), there.isOnly, there.outcome.verdict == .holds {
        return there.outcome
      }
    }
    return nil
  }

  /// Whether a matrix is regular, or a number not zero, by declaration, or because the sides divide by it.
  private mutating func isMet(_ condition: Condition, in sides: [ExpressionID]) -> Bool {
    let properties = scope.graph.properties(condition.subject)
    let subject = expanded(condition.subject)
    let reached = sides.flatMap { scope.graph.reachable(from: [expanded($0)]) }
    switch condition.relation {
    case .invertible, .nonzero, .notZero:
      if !properties.isDisjoint(with: [.invertible, .positive, .positiveDefinite, .orthogonal]) {
        return true
      }
      let turned = scope.graph.transpose(subject)
      return reached.contains { node in
        switch scope.graph[node] {
        case .inverse(let inner): inner == subject || inner == turned || isEqual(inner, subject)
        case .power(let base, let exponent):
          scope.graph.number(exponent)?.isNegative == true && (base == subject || isEqual(base, subject))
        default: false
        }
      }
    case .positive: return properties.contains(.positive)
    case .nonnegative: return properties.contains(.nonnegative)
    case .insideUnitInterval, .cosineNonzero, .symmetric, .compared, .words: return false
    }
  }

  /// Whether two expressions have one normal form, or are equal by arithmetic.
  private func isEqual(_ a: ExpressionID, _ b: ExpressionID) -> Bool {
    scope.graph.shape(a) == scope.graph.shape(b) && verify(a, b, [], AnswerOptions()).verdict == .holds
  }

  /// A form of a condition without derivatives; a gradient that no row worked out is derived, and verified.
  mutating func explicit(_ condition: [ExpressionID]) -> ExpressionID? {
    if let known = condition.map({ expanded($0) }).first(where: { !hasDerivative([$0]) }) { return known }
    for form in condition { if let value = withDerivativesWorkedOut(form) { return value } }
    return nil
  }

  /// An expression with its derivatives of first order derived and found right; nil where one is not.
  private mutating func withDerivativesWorkedOut(_ root: ExpressionID) -> ExpressionID? {
    var values: [ExpressionID: ExpressionID] = [:]
    for node in scope.graph.reachable(from: [root]) {
      guard case .derivative(let kind, let function, let variable) = scope.graph[node] else { continue }
      guard kind != .hessian, !hasDerivative([function]),
        let value = verifiedDerivative(kind, of: expanded(function), wrt: variable)
      else { return nil }
      values[node] = value
    }
    let worked = scope.graph.substitute(values, in: root)
    return expanded(worked)
  }
}
