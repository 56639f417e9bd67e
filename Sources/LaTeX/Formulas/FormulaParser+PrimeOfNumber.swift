// `(t^2)'`, `(\det X)'`: an apostrophe on a number, which has no transpose.

import Diagnostics
import Expressions
import Syntax

extension FormulaParser {
  /// The derivative of a number by the one number in it.
  ///
  /// Numbers that are made of vectors or matrices have a transpose in
  /// print, `(x'Ax)' = x'A'x`; of a determinant or trace nobody writes one, and by what it is differentiated is not said.
  func derivativeOfNumber(_ base: FormulaReading, _ range: SourceRange) throws(UnreadableFormula)
    -> FormulaReading?
  {
    guard base.rank == .scalar else { return nil }
    let inner = base.tree.withoutBrackets
    switch inner.kind {
    case .name, .number, .entry: return nil
    case .call(let name, _, _, let arguments):
      if arguments.allSatisfy({ isMadeOfNumbers($0) }) { break }
      guard FormulaParser.scalarValued.contains(name), context.variables.count != 1 else { return nil }
      throw unsaidVariable(range)
    default: break
    }
    guard isMadeOfNumbers(inner) else { return nil }
    let names = Set(plainNames(of: inner))
    guard let variable = context.scalarVariable ?? (names.count == 1 ? names.first : nil) else {
      throw unsaidVariable(range)
    }
    let wrt = SyntaxTree(.name(variable, latex: nil), range)
    return FormulaReading(
      SyntaxTree(.derivative(.fraction, of: base.tree, wrt: [wrt]), base.tree.range.union(range)),
      rank: .scalar
    )
  }

  /// The one declared number in a vector or matrix, `(tA)'`, by which an apostrophe may differentiate.
  ///
  /// Nobody writes both ways in one display: where an apostrophe stands on a vector or matrix alone, all are transposes.
  func onlyNumber(in base: FormulaReading) -> String? {
    guard context.variables.isEmpty, !context.transposesByApostrophe, base.rank != .scalar else { return nil }
    let names = Set(plainNames(of: base.tree))
    let numbers = names.filter { context.names[$0]?.kind == .scalar && context.names[$0]?.isDefined == false }
    return numbers.count == 1 && names.count > 1 ? numbers.first : nil
  }

  /// Whether all names of a formula are declared numbers, and there is one.
  private func isMadeOfNumbers(_ tree: SyntaxTree) -> Bool {
    let names = plainNames(of: tree)
    return !names.isEmpty && names.allSatisfy { context.names[$0]?.kind == .scalar }
  }

  /// The names of a formula that are no functions.
  private func plainNames(of tree: SyntaxTree) -> [String] {
    var names: [String] = []
    var work = [tree]
    while let next = work.popLast() {
      if case .name(let name, _) = next.kind, name != "e" && name != "pi" || context.names[name] != nil {
        names.append(name)
      }
      work.append(contentsOf: next.children)
    }
    return names
  }

  private func unsaidVariable(_ range: SourceRange) -> UnreadableFormula {
    UnreadableFormula(
      "latex.derivative",
      "a number has no transpose, and by what this one is differentiated is not said",
      range,
      hints: ["write $\\frac{d}{dt}$ before it"]
    )
  }
}
