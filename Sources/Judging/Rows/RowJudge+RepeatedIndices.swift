// Indices that stand twice in a term: summed over, as Einstein writes it, in all rows of a display or in none.

import Expressions
import Findings
import Syntax
import Verification

extension RowJudge {
  /// Judges sides with free indices where these settle the row: in two ranges, summed over, or kept where a row before sums.
  mutating func judgeIndices(_ left: ExpressionID, _ right: ExpressionID, _ reading: inout Reading) -> Bool {
    if let index = indexOfTwoRanges(left, right) {
      let reason = "the index '\(index)' runs over two ranges"
      reading.note(.undecided, .undecided(because: reason), (left, right))
      return true
    }
    if let summed = workspace.einsteinSums(left, right) {
      judgeSums(summed, (left, right), &reading)
      return true
    }
    return workspace.keepsRepeatedIndices(left, right) && settles(sums: false, (left, right), &reading)
  }

  /// Judges sides whose terms have unlike free indices: those that are repeated are summed over, as Einstein writes it;
  /// if that fails, nothing is proved.
  private mutating func judgeSums(
    _ summed: (left: ExpressionID, right: ExpressionID),
    _ sides: (ExpressionID, ExpressionID),
    _ reading: inout Reading
  ) {
    if settles(sums: true, sides, &reading) { return }
    var (verdict, outcome) = judgedOnce(summed.left, summed.right)
    if verdict == .holds {
      outcome.reason = "indices that stand twice in a term are summed over"
      reading.sums[sides.0] = summed.left
      reading.sums[sides.1] = summed.right
    } else {
      verdict = .undecided
      outcome = .undecided(because: "an index stands in some terms only")
    }
    reading.note(verdict, outcome, sides)
  }

  /// Fixes for the display whether an index that stands twice in a term is summed over; whether a row before says otherwise,
  /// which leaves this one undecided.
  private mutating func settles(
    sums: Bool,
    _ sides: (ExpressionID, ExpressionID),
    _ reading: inout Reading
  ) -> Bool {
    guard let before = state.sumsRepeatedIndices else {
      state.sumsRepeatedIndices = sums
      return false
    }
    guard before != sums else { return false }
    let reason =
      before
      ? "an index that stands twice was summed over in a row before"
      : "an index that stands twice was not summed over in a row before"
    reading.note(.undecided, .undecided(because: reason), sides)
    return true
  }

  /// A free index that has another range on the left than on the right.
  private func indexOfTwoRanges(_ left: ExpressionID, _ right: ExpressionID) -> String? {
    var seen: [String: SymbolID] = [:]
    for symbol in workspace.freeIndices(left).union(workspace.freeIndices(right)).sorted() {
      let name = scope.graph[symbol].name
      if let other = seen[name], other != symbol { return name }
      seen[name] = symbol
    }
    return nil
  }
}
