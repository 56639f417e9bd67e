// Habits that are conventions, such as exp and log of a square matrix as functions of the matrix or entry by entry: fixed
// for a display by its first row that needs one.

import Expressions
import Findings
import LaTeX

extension RowJudge {
  /// The habits that are conventions.
  private static let conventions = Habit.all.filter { $0.kind == .convention }

  /// Judges the readings in the convention in force; where none is, in the default one, and if that fails in the other.
  mutating func inConvention(
    _ readings: [RowReading],
    _ previous: ExpressionID?,
    _ remainders: [Remainder]
  ) -> [Reading] {
    func ways(_ habit: Habit) -> [[RowReading]] {
      [0, 1].map { way in
        readings.filter { reading in reading.uses.allSatisfy { $0.habit != habit.name || $0.way == way } }
      }
    }
    let met = Self.conventions.filter { habit in
      readings.contains { $0.uses.contains { $0.habit == habit.name } }
    }
    guard let habit = met.first(where: { ways($0).allSatisfy { !$0.isEmpty } }) else {
      let only = met.first.flatMap { ways($0).first { !$0.isEmpty } } ?? readings
      return only.map { judged($0, previous, remainders) }
    }
    let (name, ways) = (habit.name, ways(habit))
    let inForce = state.settled[name]
    let chosen = ways[inForce ?? 0].map { judged($0, previous, remainders) }
    if chosen.allSatisfy({ $0.verdict == .holds }) { return chosen }
    let others = ways[1 - (inForce ?? 0)].map { judged($0, previous, remainders) }
    guard others.allSatisfy({ $0.verdict == .holds }) else { return chosen }
    guard let inForce else { return others }
    guard var mixed = chosen.first, mixed.verdict == .refuted else { return chosen }
    mixed.message =
      "this holds only with \(name) taken the other way than in a row before: "
      + habit.ways[1 - inForce]
    mixed.fault = .value
    return [mixed]
  }

  /// Fixes the convention for the rows to come, when this row is right in one of its ways only.
  mutating func settleConventions(
    _ reading: Reading,
    _ formulas: [DisplayFormula],
    _ previous: ExpressionID?
  ) {
    guard reading.verdict == .holds else { return }
    for name in Self.conventions.map(\.name) where state.settled[name] == nil {
      guard let way = reading.uses.first(where: { $0.habit == name })?.way else { continue }
      var trial = self
      trial.state.settled[name] = 1 - way
      trial.workspace.seeksCounterexamples = false
      if trial.read(formulas, reading.layout, previous).verdict != .holds { state.settled[name] = way }
    }
  }
}
