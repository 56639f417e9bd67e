// From what was found at the points to a verdict with its evidence, best first.

import Expressions

extension CheckRun {
  /// What is said of a row in the end.
  func outcome(_ state: RowState) -> Outcome {
    if let failure = state.failure { return Outcome(.undecided, reason: failure) }
    var evidence: [Check] = []
    let conditions = orders(state)
    if state.points > 0, state.mismatches == 0 {
      evidence.append(
        Check(
          kind: .exact,
          arithmetic: "GF(2^61 - 1)",
          points: state.points,
          sizes: sizes(state),
          bound: fieldBound(state),
          result: .equal
        )
      )
    }
    if state.isRational, state.mismatches > 0 {
      evidence.append(
        Check(
          kind: .refuted,
          arithmetic: "GF(2^61 - 1)",
          points: 1,
          sizes: [],
          bound: "different at a random point",
          result: .different
        )
      )
      return Outcome(.refuted, evidence: evidence, conditions: conditions)
    }
    if state.points > 0, state.mismatches == 0 {
      return Outcome(.holds, evidence: evidence, conditions: conditions)
    }
    return Outcome(
      .undecided,
      evidence: evidence,
      conditions: conditions,
      reason: state.lastMiss.map(CheckRun.words) ?? "it could not be evaluated"
    )
  }

  private func sizes(_ state: RowState) -> [SizeInstance] {
    state.agreements.keys.sorted().map { SizeInstance(assignments[$0], subject.sizeNames) }
  }

  /// The orders of sizes without which a side has no value.
  private func orders(_ state: RowState) -> [String] {
    SizeAssignment.orders(
      subject.sizeNames,
      defined: state.agreements.keys.sorted().map { assignments[$0] },
      undefined: state.misses.keys.sorted().filter { state.agreements[$0] == nil }.map { assignments[$0] }
    )
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
