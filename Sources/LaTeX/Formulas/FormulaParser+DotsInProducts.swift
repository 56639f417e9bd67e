// `\tau_1 \tau_2 \cdots \tau_q`, `(x_1, \dots, x_n)^\top`: products and lists of which dots leave the middle out.

import Diagnostics
import Expressions
import Syntax

extension FormulaParser {
  /// The product that the factors before the dots and the one after them agree on.
  ///
  /// Only numbers: of matrices the order would matter. Where they agree on nothing the dots are unread.
  mutating func productOverDots(_ front: FormulaReading, _ dots: LaTeXAtom) throws(UnreadableFormula)
    -> FormulaReading
  {
    let unread = UnreadNotation.dots.unreadable(dots.range)
    advance()
    if let sign = peek, isProductSign(sign) { advance() }
    guard let next = peek, startsFactor(next) else { throw unread }
    let last = try factor()
    guard last.rank == .scalar, let found = patternOverDots(.product, front.tree, last.tree, dots.range)
    else { throw unread }
    return FormulaReading(found.tree, rank: found.isWhole ? .scalar : front.rank)
  }

  /// `(x_1, \dots, x_n)`: the row of what a formula is at every value of an index, or the column; nil without dots.
  ///
  /// As the argument of a function it is the column.
  mutating func listOverDots(_ open: LaTeXAtom, isArgument: Bool = false) throws(UnreadableFormula)
    -> FormulaReading?
  {
    guard open.isSymbol("(") || open.isSymbol("["), hasListedDots() else { return nil }
    var trial = self
    let outer = trial.closers
    trial.closers.append("(")
    trial.advance()
    var items: [SyntaxTree] = []
    var dots: LaTeXAtom?
    var last: FormulaReading?
    while last == nil {
      if let atom = trial.peek, trial.isDots(atom) {
        guard dots == nil, !items.isEmpty else { throw UnreadNotation.dots.unreadable(atom.range) }
        dots = atom
        trial.advance()
      } else {
        let item = try trial.sum()
        if dots == nil { items.append(item.tree) } else { last = item }
      }
      guard let next = trial.peek else { throw trial.unexpected(nil) }
      trial.advance()
      guard next.isSymbol(",") == (last == nil), last == nil || trial.isClosing(next) else {
        throw UnreadNotation.dots.unreadable(dots?.range ?? next.range)
      }
    }
    guard let last, let dots, last.rank == .scalar,
      let found = repeated(last.tree, before: items.reversed(), dots.range), found.count == items.count
    else { throw UnreadNotation.dots.unreadable(dots?.range ?? open.range) }
    trial.closers = outer
    self = trial
    let range = open.range.union(lastRange)
    let column = SyntaxTree(
      .parenthesized(FormulaParser.vector(of: found.body, at: found.index, upTo: found.upTo, range)),
      range
    )
    if isArgument { return FormulaReading(column, rank: .column) }
    let row = SyntaxTree(.transpose(column), range)
    return FormulaReading(SyntaxTree(.ambiguous(Habit.listIsColumn.name, [row, column]), range))
  }

  /// Whether the bracket that opens here has dots as one of its items.
  private func hasListedDots() -> Bool {
    var depth = 0
    var isAfterComma = false
    for atom in Array(atoms[index...]).visible {
      if atom.opensBracket { depth += 1 }
      if isClosing(atom) { depth -= 1 }
      if depth == 0 { return false }
      if depth == 1, isAfterComma, isDots(atom) { return true }
      isAfterComma = atom.isSymbol(",")
    }
    return false
  }
}
