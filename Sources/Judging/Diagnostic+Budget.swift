// What is said of a cell or row that takes more than it may.

package import Diagnostics
package import Expressions

extension Diagnostic {
  /// A cell or row took more work, memory or time than it may.
  package static func overBudget(_ excess: Budget.Excess, _ range: SourceRange) -> Diagnostic {
    let hints =
      switch excess.kind {
      case .work, .memory:
        [
          "ask for less: smaller numbers, fewer sums inside one another, a question at a time",
          "'limit: 10x' among the options of the cell or display allows ten times as much",
        ]
      case .time: ["a longer '--timeout'; without it the bound is one of steps, the same on every machine"]
      }
    return Diagnostic(
      code: "bound.\(excess.kind.rawValue)",
      message: excess.words,
      range: range,
      hints: hints
    )
  }
}

extension Budget.Excess {
  /// What was used up, by what.
  var words: String {
    switch kind {
    case .work: "this takes more than \(bound) of work, used up by \(occasion)"
    case .memory: "this takes more than \(bound) of memory, used up by \(occasion)"
    case .time: "the clock ended this after \(bound), at \(occasion)"
    }
  }
}
