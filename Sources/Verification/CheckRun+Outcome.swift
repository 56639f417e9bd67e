// From what was found at the points to a verdict with its evidence, best first.

import Expressions
@_spi(Granting) import Findings

extension CheckRun {
  /// What is said of a row in the end.
  func outcome(_ state: RowState) -> CheckOutcome {
    if let failure = state.failure { return CheckOutcome(.undecided, reason: failure) }
    let conditions = orders(state)
    var outcome = verdict(state, conditions)
    outcome.signs = state.signs
    outcome.sizes = ordered(Set(state.agreements.keys).union(state.rational.sizes).union(state.balls.sizes))
      .filter { !$0.isEmpty }.map { SizeInstance($0, subject.sizeNames) }
    return outcome
  }

  private func verdict(_ state: RowState, _ conditions: [NameCondition]) -> CheckOutcome {
    if let difference = difference(state) {
      return CheckOutcome(
        .refuted,
        evidence: [difference],
        counterexample: options.seeksCounterexamples ? counterexample(state) : nil,
        conditions: conditions
      )
    }
    let evidence = agreements(state)
    if let reason = oneSidedness(state) {
      return CheckOutcome(.undecided, evidence: evidence, conditions: conditions, reason: reason)
    }
    let demand = SizeDemand(state.equation, in: graph)
    if !SizeAssignment.suffice(for: demand), options.sizes.isEmpty {
      let largest = demand.degrees.keys.map(demand.largest).max() ?? SizeAssignment.largest
      return CheckOutcome(
        .undecided,
        evidence: evidence,
        conditions: conditions,
        reason: "sizes up to \(largest) do not settle a formula of this degree in its sizes"
      )
    }
    let isExact = state.points > 0 && state.mismatches == 0
    let isCertain = state.isRational && isExact && !state.needsIntegers || state.rational.agreements > 0
    // Tables over GF(p) and picked roots know nothing of domains: a real point must be there too.
    if isCertain || state.balls.agreements > 0 || isExact && state.balls.imprecise > 0 {
      return CheckOutcome(.holds, evidence: evidence, conditions: conditions)
    }
    let reason =
      state.balls.imprecise > 0
      ? "balls of \(options.digits) digits are too wide to decide"
      : state.lastMiss.map(CheckRun.words) ?? "it could not be evaluated"
    return CheckOutcome(.undecided, evidence: evidence, conditions: conditions, reason: reason)
  }

  /// The evidence that the sides differ; over GF(p) it counts for rational expressions only.
  private func difference(_ state: RowState) -> Check? {
    var arithmetic: String?
    if state.isRational, state.mismatches > 0 { arithmetic = "GF(2^61 - 1)" }
    if state.balls.mismatches > 0 { arithmetic = ballText }
    if state.rational.mismatches > 0 { arithmetic = "rational numbers" }
    return arithmetic.map {
      Check(
        .refuted,
        method: $0,
        points: 1,
        at: .sizes([]),
        bound: "at a random point",
        result: .different
      )
    }
  }

  private func agreements(_ state: RowState) -> [Check] {
    var evidence: [Check] = []
    if state.points > 0 || state.mismatches > 0 {
      let isEqual = state.mismatches == 0
      evidence.append(
        Check(
          .exact,
          method: "GF(2^61 - 1)",
          points: state.points,
          at: .sizes(sizes(state)),
          bound: isEqual
            ? fieldBound(state) : "functions are unknown tables there, so a difference proves nothing",
          result: isEqual ? .equal : .inconclusive
        )
      )
    }
    if state.rational.agreements > 0 {
      evidence.append(
        Check(
          .exact,
          method: "rational numbers",
          points: state.rational.agreements,
          at: .sizes(sizes(state.rational)),
          bound: "equal at random points of both signs",
          result: .equal
        )
      )
    }
    if state.balls.agreements > 0 {
      let bound =
        state.balls.magnitude.map { "the sides differ by less than 10^\($0)" } ?? "the sides do not differ"
      evidence.append(
        Check(
          .enclosed,
          method: ballText,
          points: state.balls.agreements,
          at: .sizes(sizes(state.balls)),
          bound: bound,
          result: .equal,
          digits: options.digits
        )
      )
    }
    return evidence.sorted { a, b in a.result == .equal && b.result != .equal }
  }

  private var ballText: String { "balls of \(options.digits) digits" }

  private func sizes(_ state: RowState) -> [SizeInstance] {
    ordered(Set(state.agreements.keys)).map { SizeInstance($0, subject.sizeNames) }
  }

  private func sizes(_ tally: PointTally) -> [SizeInstance] {
    ordered(tally.sizes).map { SizeInstance($0, subject.sizeNames) }
  }

  /// Sizes in the order in which they are tried; others come after them.
  private func ordered(_ sizes: Set<[String: Int]>) -> [[String: Int]] {
    var others = sizes
    let known = assignments.filter { others.remove($0) != nil }
    func key(_ sizes: [String: Int]) -> [Int] { subject.sizeNames.map { sizes[$0] ?? 0 } }
    return known + others.sorted { key($0).lexicographicallyPrecedes(key($1)) }
  }

  /// The orders of sizes without which a side has no value.
  private func orders(_ state: RowState) -> [NameCondition] {
    let defined = Set(state.agreements.keys).union(state.rational.sizes).union(state.balls.sizes)
    // Over GF(p) no accident makes a denominator zero.
    let enough = state.isRational && state.worksOverField ? 1 : Self.missesWithoutValue
    let missed = Set(state.misses.filter { $0.value >= enough && !defined.contains($0.key) }.keys)
    return SizeAssignment.orders(subject.sizeNames, defined: ordered(defined), undefined: ordered(missed))
  }

  /// Schwartz and Zippel: a polynomial of degree D that is not zero vanishes at a random point with a probability of
  /// at most D/p.
  private func fieldBound(_ state: RowState) -> String {
    if state.degree == 0 { return "equal, without chance" }
    if state.ingredients.contains(.roots) {
      // Of the two roots GF(p) takes one, so that a wrong sign passes half of the points.
      return "a false equation passes with a probability of about 2^-\(state.points), as roots have two signs"
    }
    let bits = Int.bitWidth - (state.degree - 1).leadingZeroBitCount
    let least = state.agreements.values.min() ?? 0
    let exponent = least * max(60 - bits, 0)
    let sizes = subject.sizeNames.isEmpty ? "" : ", for each of these sizes"
    return "a false equation passes with a probability below 2^-\(exponent)\(sizes)"
  }
}
