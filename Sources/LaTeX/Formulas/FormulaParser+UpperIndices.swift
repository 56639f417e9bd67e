// `W^i_k`, `x^k`, `O^{ib}`, `(Wx)^i`: entries by indices that stand above; the upper of two indices is the row.

import Diagnostics
import Expressions
import Syntax

extension FormulaParser {
  /// The entry of a declared vector or matrix that its letter makes with indices above it.
  mutating func upperEntry(_ base: String, _ range: SourceRange) throws(UnreadableFormula) -> FormulaReading?
  {
    guard !context.upperIndices.isEmpty else { return nil }
    if context.onBothLevels.contains(base) {
      throw UnreadableFormula(
        "latex.notation",
        "'\(base)' has indices above at one place and below at another: whether those above are of its inverse is not said",
        range,
        hints: ["define the inverse under another letter, or write all indices below"]
      )
    }
    if let name = matrixAlias(of: base, isPair: true) {
      let matrix = FormulaReading(SyntaxTree(.name(name, latex: nil), range), rank: .matrix)
      return try upperEntry(of: matrix)
    }
    guard let entry = context.names[base], entry.kind == .vector || entry.kind == .row else { return nil }
    return try upperEntry(
      of: FormulaReading(SyntaxTree(.name(entry.name, latex: nil), range), rank: FormulaRank(entry.kind))
    )
  }

  /// The entry that the scripts after a formula take of it, one of which stands above and is an index; nil where they are
  /// something else.
  mutating func upperEntry(of base: FormulaReading) throws(UnreadableFormula) -> FormulaReading? {
    guard let scripts = scriptPair(), let upper = upperItems(scripts.above.content) else { return nil }
    let isMatrix = base.rank == .matrix
    guard isMatrix || base.rank == .column || base.rank == .row else { return nil }
    var items: [SyntaxTree] = []
    for item in upper { items.append(try nested(item, at: scripts.above.range).tree) }
    var range = base.tree.range.union(scripts.above.range)
    if isMatrix, items.count == 1 {
      guard let below = scripts.below else { return nil }
      let lower = try indices(below.content, at: below.range, isMatrix: true)
      guard lower.count == 1 else { return nil }
      items += lower
      range = range.union(below.range)
      atoms.remove(at: max(scripts.above.place, below.place))
      atoms.remove(at: min(scripts.above.place, below.place))
    } else {
      guard items.count == (isMatrix ? 2 : 1), scripts.below == nil else { return nil }
      atoms.remove(at: scripts.above.place)
    }
    return FormulaReading(SyntaxTree(.entry(base.tree, items), range), rank: .scalar)
  }

  private struct Script {
    let place: Int
    let content: [LaTeXAtom]
    let range: SourceRange
  }

  /// The superscript that follows, and the subscript beside it.
  private func scriptPair() -> (above: Script, below: Script?)? {
    var above: Script?
    var below: Script?
    var place = index
    scan: while place < atoms.count {
      switch atoms[place].kind {
      case .script(let isSuper, let content):
        let script = Script(place: place, content: content, range: atoms[place].range)
        if isSuper {
          guard above == nil else { break scan }
          above = script
        } else {
          guard below == nil else { break scan }
          below = script
        }
      default: if !atoms[place].isInvisible { break scan }
      }
      place += 1
    }
    return above.map { ($0, below) }
  }

  /// The atoms of each index above, where all of them are indices.
  private func upperItems(_ content: [LaTeXAtom]) -> [[LaTeXAtom]]? {
    let items = items(content, isMatrix: true)
    let letters = items.compactMap { $0.count == 1 ? $0[0].letter : nil }
    guard !items.isEmpty, letters.count == items.count, letters.allSatisfy(context.upperIndices.contains)
    else { return nil }
    return items
  }
}
