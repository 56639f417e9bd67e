// One author means one thing by one spelling: a habit that shapes leave open is taken alike at all places.

/// A way for each habit that shapes leave open.
///
/// Where shapes decide at a place, its habit is not open there, and another place may be taken otherwise.
struct World: Sendable, Hashable {
  /// How many habits may be open in one row; each doubles its readings.
  static let bound = 4

  /// The way of each habit, by name.
  var ways: [String: Int] = [:]

  /// The worlds of all ways of some habits, plain ways first.
  static func all(of habits: [String]) -> [World] {
    habits.reduce([World()]) { worlds, habit in
      let count = Habit.named(habit)?.ways.count ?? 1
      return worlds.flatMap { world in
        (0..<count).map { way in
          var next = world
          next.ways[habit] = way
          return next
        }
      }
    }
  }

  /// Whether another world takes each habit of this one alike.
  func isPart(of other: World) -> Bool { ways.allSatisfy { other.ways[$0.key] == $0.value } }
}

/// The ways of the formulas of a row, side by side.
struct RowCells {
  /// The ways of each formula.
  let cells: [[FormulaItem]]
  /// One way of each formula, all of one shape, those that need least first.
  let choices: [[FormulaItem]]
  /// Whether some were left out for want of room.
  let isCut: Bool
}
