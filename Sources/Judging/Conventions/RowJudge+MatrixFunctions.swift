// exp and log of a square matrix, as functions of the matrix or entry by entry: a convention, fixed for a display by its
// first row that needs one.

import Expressions
import Findings
import LaTeX

extension RowJudge {
  static let convention = Habit.matrixFunctions.name

  /// Judges the readings in the convention in force; where none is, in the default one, and if that fails in the other.
  mutating func inConvention(
    _ readings: [RowReading],
    _ previous: ExpressionID?,
    _ remainders: [Remainder]
  ) -> [Reading] {
    let name = Self.convention
    let ways = [0, 1].map { way in
      readings.filter { reading in reading.uses.allSatisfy { $0.habit != name || $0.way == way } }
    }
    guard readings.contains(where: { $0.uses.contains { $0.habit == name } }),
      ways.allSatisfy({ !$0.isEmpty })
    else {
      let only = ways.first { !$0.isEmpty } ?? readings
      return only.map { judged($0, previous, remainders) }
    }
    let inForce = state.settled[name]
    let chosen = ways[inForce ?? 0].map { judged($0, previous, remainders) }
    if chosen.allSatisfy({ $0.verdict == .holds }) { return chosen }
    let others = ways[1 - (inForce ?? 0)].map { judged($0, previous, remainders) }
    guard others.allSatisfy({ $0.verdict == .holds }) else { return chosen }
    guard let inForce else { return others }
    guard var mixed = chosen.first, mixed.verdict == .refuted else { return chosen }
    mixed.message =
      "this holds only with \(name) taken the other way than in a row before: "
      + Habit.matrixFunctions.ways[1 - inForce]
    mixed.fault = .value
    return [mixed]
  }

  /// Fixes the convention for the rows to come, when this row is right in one of its ways only.
  mutating func settleConventions(
    _ reading: Reading,
    _ formulas: [DisplayFormula],
    _ previous: ExpressionID?
  ) {
    let name = Self.convention
    guard reading.verdict == .holds, state.settled[name] == nil,
      let way = reading.uses.first(where: { $0.habit == name })?.way
    else { return }
    var trial = self
    trial.state.settled[name] = 1 - way
    trial.workspace.seeksCounterexamples = false
    if trial.read(formulas, reading.layout, previous).verdict != .holds { state.settled[name] = way }
  }
}
