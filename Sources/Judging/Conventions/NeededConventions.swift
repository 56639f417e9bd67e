// The conventions that the rows of a display needed: displays of a notebook that need unlike ones are named once.

package import Findings
import LaTeX

/// What a display was written in, where its rows need one way.
package struct NeededConventions: Sendable, Hashable {
  /// The layouts in which all rows hold.
  package var layouts = LayoutConvention.allCases
  /// How structured variables are treated; nil where no row needs one way.
  package var structure: StructureConvention?
  /// The way in which functions of a matrix are taken; nil where no row needs one.
  package var matrixFunctions: Int?
  /// The order in which the indices of a derivative stand; nil where no row needs one.
  package var indicesOfDerivative: Int?

  /// Nothing is needed.
  package init() {}

  /// Takes the needs of another display; what both need and is not the same, in words.
  package mutating func take(_ other: NeededConventions) -> String? {
    let shared = layouts.filter { other.layouts.contains($0) }
    if shared.isEmpty {
      let words = [layouts, other.layouts].map { $0.map(\.rawValue).joined(separator: " or ") }
      return "this one is in \(words[1]) layout, one before in \(words[0]) layout"
    }
    if let before = structure, let now = other.structure, before != now {
      return "this one treats structured variables as '\(now.rawValue)', one before as '\(before.rawValue)'"
    }
    if let before = matrixFunctions, let now = other.matrixFunctions, before != now {
      return
        "exp and log of a matrix are taken entry by entry in one, and as functions of the matrix in another"
    }
    if let before = indicesOfDerivative, let now = other.indicesOfDerivative, before != now {
      return
        "the indices of a derivative are those of the variable first in one, and those of the function first in another"
    }
    layouts = shared
    structure = structure ?? other.structure
    matrixFunctions = matrixFunctions ?? other.matrixFunctions
    indicesOfDerivative = indicesOfDerivative ?? other.indicesOfDerivative
    return nil
  }
}

extension RowJudge {
  /// The conventions that the rows needed and the author did not fix.
  package var neededConventions: NeededConventions {
    var needed = NeededConventions()
    if !options.fixesLayout { needed.layouts = state.layouts }
    if !options.fixesStructure { needed.structure = workspace.conventions.structure }
    needed.matrixFunctions = state.settled[Habit.matrixFunctions.name]
    needed.indicesOfDerivative = state.settled[Habit.indicesOfDerivative.name]
    return needed
  }
}
