// Slips of writing: after a refutation a row is read as it may have been meant, and told how to write that.

import Diagnostics
import Expressions
import Findings
import LaTeX
import Syntax

extension RowJudge {
  /// How many readings with a slip are tried.
  private static let excuseBound = 8

  /// What a wrong row would be right for, and how to write it.
  struct Excuse {
    /// The sentence.
    let text: String
    /// Whether pages are written in this way, so that the row may be right as it stands.
    let isNotation: Bool
  }

  /// What a wrong row would be right for; nil when no slip of writing explains it.
  mutating func excuse(_ formulas: [DisplayFormula], _ previous: ExpressionID?) -> Excuse? {
    let excused = excusedFormulas()
    let again = formulas.map { excused[$0.range.start] ?? $0 }
    guard again != formulas else { return nil }
    var trial = self
    trial.workspace.seeksCounterexamples = false
    trial.workspace.judgesLayouts = false
    let range = again.reduce(again[0].range) { $0.union($1.range) }
    let prepared = again.map { trial.prepared($0) }
    guard
      case .read(let found, _) = trial.scope.readings(
        of: prepared,
        continuing: previous,
        settled: state.settled,
        range: range
      )
    else { return nil }
    let slips = found.filter { $0.uses.contains(where: \.isExcuse) }
    for reading in slips.prefix(RowJudge.excuseBound) {
      guard trial.judged(reading, previous, []).verdict == .holds,
        let use = reading.uses.first(where: \.isExcuse), let habit = Habit.named(use.habit)
      else { continue }
      let text = "this would hold for \(habit.ways[use.way])"
      return Excuse(text: text, isNotation: habit.kind == .foreign)
    }
    return nil
  }

  /// The formulas of the display with the slips that may stand in them, by their place; read once a display.
  private mutating func excusedFormulas() -> [Int: DisplayFormula] {
    if let known = state.excused { return known }
    var reader = state.reader
    reader.readsExcuses = true
    var found: [Int: DisplayFormula] = [:]
    for formula in reader.rows(of: state.text).flatMap(\.formulas) { found[formula.range.start] = formula }
    state.excused = found
    return found
  }

  /// The ways of habits that shapes force at some row, and that all rows of the display follow.
  func settledHabits(_ rows: [DisplayRow]) -> [String: Int] {
    guard rows.flatMap(\.formulas).contains(where: { $0.tree.isAmbiguous }) else { return [:] }
    var trial = self
    var ways: [String: Set<Int>] = [:]
    var previous: ExpressionID?
    for statement in rows.flatMap(\.statements) {
      guard case .chain(let formulas, _) = statement.kind, !formulas.isEmpty else { continue }
      if let definition = statement.definition { _ = trial.define(definition, formulas) }
      let continues = if case .relation = statement.continuation { true } else { false }
      let range = formulas.reduce(formulas[0].range) { $0.union($1.range) }
      let prepared = formulas.map { trial.prepared($0) }
      let read = trial.scope.readings(of: prepared, continuing: continues ? previous : nil, range: range)
      previous = nil
      guard case .read(let found, isCut: false) = read else { continue }
      previous = found.count == 1 ? found[0].row.formulas.last?.expression : nil
      var here: [String: Set<Int>] = [:]
      for use in found.flatMap(\.uses) where use.isPrint { here[use.habit, default: []].insert(use.way) }
      for (habit, taken) in here where taken.count == 1 { ways[habit, default: []].formUnion(taken) }
    }
    return ways.compactMapValues { $0.count == 1 ? $0.first : nil }
  }
}
