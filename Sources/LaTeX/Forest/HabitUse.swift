// Where a reading took a place in one of the ways of a habit.

package import Diagnostics

/// A place that was read in one of the ways of a habit.
package struct HabitUse: Sendable, Hashable {
  /// The name of the habit.
  package let habit: String
  /// Which of its ways, from 0, the plain one.
  package let way: Int
  /// Where the place stands.
  package let range: SourceRange

  /// Whether both ways stand in print, so that nobody can decide between them.
  package var isPrint: Bool { Habit.named(habit)?.kind == .print }

  /// Whether the place was taken as a slip of writing.
  package var isExcuse: Bool {
    guard way > 0, let kind = Habit.named(habit)?.kind else { return false }
    return kind == .excuse || kind == .foreign
  }

  init(_ habit: Habit, _ way: Int, _ range: SourceRange) {
    self.habit = habit.name
    self.way = way
    self.range = range
  }
}

extension [HabitUse] {
  /// The habits that are taken in more than one way.
  var mixedHabits: Int {
    var ways: [String: Set<Int>] = [:]
    for use in self { ways[use.habit, default: []].insert(use.way) }
    return ways.values.count { $0.count > 1 }
  }

  /// The places where shapes took another way than the plain one.
  var typing: Set<HabitUse> {
    Set(filter { $0.way > 0 && Habit.named($0.habit)?.kind == .typing })
  }
}
