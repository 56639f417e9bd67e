// One way to take a part of a formula, and the few ways of a part that are kept.

import Diagnostics
import Expressions
import Syntax

/// One way to take a part of a formula.
struct FormulaItem: Hashable {
  /// The part, with every place decided.
  var tree: SyntaxTree
  /// Its shape, nil while that is not known: an identity whose size the neighbours give, a name that nobody declared.
  var shape: Shape?
  /// The places that were decided.
  var uses: [HabitUse] = []
  /// Whether the shapes of its parts do not fit.
  var isClash = false

  /// Whether every reading with the other item is one with this item that leaves less to shapes.
  func isPlainer(than other: FormulaItem) -> Bool {
    shape != nil && shape == other.shape && tree.isWrittenNumber == other.tree.isWrittenNumber
      && uses.typing.isStrictSubset(of: other.uses.typing)
      && Set(uses.filter { $0.isPrint }) == Set(other.uses.filter { $0.isPrint })
  }
}

extension [FormulaItem] {
  /// How many ways of one part are kept.
  static let bound = 8

  /// The ways that are kept: those that fit, if any does; the plainer ones first.
  ///
  /// Says whether some fell.
  func pruned() -> (items: [FormulaItem], isCut: Bool) {
    guard count > 1 else { return (self, false) }
    var seen = Set<FormulaItem>()
    var kept = filter { !$0.isClash && seen.insert($0).inserted }
    if kept.isEmpty { kept = Array(prefix(1)) }
    if kept.count > [FormulaItem].bound {
      kept = kept.filter { item in !kept.contains { $0.isPlainer(than: item) } }
    }
    guard kept.count > [FormulaItem].bound else { return (kept, false) }
    let order = kept.indices.sorted { a, b in
      let (first, second) = (kept[a].uses.typing.count, kept[b].uses.typing.count)
      return first == second ? a < b : first < second
    }
    return (order.prefix([FormulaItem].bound).map { kept[$0] }, true)
  }
}
