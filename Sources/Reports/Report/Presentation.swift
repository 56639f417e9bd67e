// How a cell or display is shown, on the page and on paper alike; what is checked does not depend on it.

/// How a cell or display is shown.
package struct Presentation: Sendable, Hashable {
  /// How much of a derivation is shown.
  package enum Detail: String, Sendable, Hashable, CaseIterable {
    /// All lines, of which there are more: one rule a line.
    case fine
    /// All lines, one idea a line.
    case normal
    /// The first line, those in which a name is unfolded, and the last.
    case brief
  }

  /// Whether the text of the cell stands above the results.
  package var echo = true
  /// Whether the lines are folded under the answer; paper shows the answer alone.
  package var isCollapsed = false
  /// Whether the reasons are shown without the lines.
  package var isHint = false
  /// Whether lines and answer are hidden until they are asked for; paper leaves them out.
  package var isExercise = false
  /// Whether tables, plots and heat maps are shown at once.
  package var showsFigures = false
  /// How much of a derivation is shown.
  package var detail = Detail.normal

  /// Everything is shown, evidence folded.
  package init() {}

  /// As on the sheet with the solutions: nothing is hidden.
  var solved: Presentation {
    var result = self
    result.isExercise = false
    result.isHint = false
    return result
  }
}
