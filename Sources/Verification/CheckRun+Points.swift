// Exact points over ℚ for what needs order, and balls for what is transcendental.

import Expressions
import Numerics

/// How two sides compare at one point.
enum Comparison {
  case equal
  case different
  /// They overlap as balls; the power of ten that bounds the difference, nil for none.
  case close(Int?)
  /// The balls overlap and are too wide to say more.
  case wide
}

extension CheckRun {
  /// The kinds of points in turn: both signs often, restricted domains now and then.
  private static let moods: [NumberSource] = [
    .signed, .positive, .small, .signed, .nearIdentity, .signed, .large, .positive,
  ]

  /// Evaluates the rows that need order over ℚ.
  func rationalPoints(_ states: inout [RowState]) {
    let wanted = states.indices.filter {
      let state = states[$0]
      return state.failure == nil && state.ingredients.contains(.order)
        && state.ingredients.isDisjoint(with: [.opaque, .roots, .limits])
    }
    points(&states, wanted, \.rational, wanted: options.points, in: RationalArithmetic()) { left, right in
      left == right ? .equal : .different
    }
  }

  /// Evaluates in balls the rows that exact arithmetic cannot decide.
  func ballPoints(_ states: inout [RowState]) {
    let wanted = states.indices.filter {
      let state = states[$0]
      guard state.failure == nil else { return false }
      if state.isRational, state.worksOverField { return state.points == 0 && state.mismatches == 0 }
      return state.rational.agreements == 0 && state.rational.mismatches == 0
    }
    let balls = BallArithmetic(digits: options.digits)
    points(&states, wanted, \.balls, wanted: options.ballPoints, in: balls) { left, right in
      guard left.isFinite, right.isFinite else { return .wide }
      if !left.overlaps(right) { return .different }
      let difference = balls.subtract(left, right).magnitudeExponent
      return (difference ?? .min) > -options.digits / 3 ? .wide : .close(difference)
    }
  }

  private func points<A: Arithmetic>(
    _ states: inout [RowState],
    _ wanted: [Int],
    _ tally: WritableKeyPath<RowState, PointTally>,
    wanted count: Int,
    in arithmetic: A,
    _ compare: (A.Matrix, A.Matrix) -> Comparison
  ) {
    guard let (program, places) = program(&states, wanted) else { return }
    func isOpen(_ state: RowState) -> Bool {
      state[keyPath: tally].agreements < count && state[keyPath: tally].mismatches == 0
    }
    for attempt in 0..<8 * count {
      if !places.contains(where: { isOpen(states[$0]) }) { break }
      let turn = attempt % assignments.count
      let mood = Self.moods[attempt % Self.moods.count]
      guard let point = exactPoint(assignments[turn], attempt, mood: mood) else { continue }
      let values = values(of: program, at: point, in: arithmetic)
      for (order, place) in places.enumerated() where isOpen(states[place]) {
        do throws(NumericFailure) {
          let comparison = compare(try values[2 * order].get(), try values[2 * order + 1].get())
          record(comparison, turn, &states[place][keyPath: tally])
        } catch {
          if error == .imprecise { states[place][keyPath: tally].imprecise += 1 }
          states[place].misses[turn, default: 0] += 1
          states[place].lastMiss = error
        }
      }
    }
  }

  private func record(_ comparison: Comparison, _ turn: Int, _ tally: inout PointTally) {
    switch comparison {
    case .different: tally.mismatches += 1
    case .wide: tally.imprecise += 1
    case .equal:
      tally.agreements += 1
      tally.assignments.append(turn)
    case .close(let magnitude):
      tally.agreements += 1
      tally.assignments.append(turn)
      if let magnitude { tally.magnitude = max(tally.magnitude ?? magnitude, magnitude) }
    }
  }
}
