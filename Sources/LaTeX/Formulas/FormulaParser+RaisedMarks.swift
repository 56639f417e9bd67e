// `w^*`, `\hat x_k^-`, `\theta^{\text{new}}`, `W^L`: a name with the mark above it, where that is a name.

import Diagnostics
import Expressions
import Syntax

extension FormulaParser {
  /// The name that a letter makes with the mark above it, and with the subscript beside that where the whole is a name;
  /// nil where the mark is something else, or there is none.
  mutating func markedName(_ base: String, _ range: SourceRange) throws(UnreadableFormula) -> FormulaReading?
  {
    guard let (place, mark, below) = raisedMark() else { return nil }
    let lower = below.flatMap { script -> (place: Int, text: String)? in
      guard case .script(_, let content) = atoms[script].kind else { return nil }
      return FormulaParser.subscriptText(content).map { (script, $0) }
    }
    let end = range.union(atoms[place].range)
    if let lower {
      let inner = CanonicalName.plain(base + "_" + lower.text)
      let whole = CanonicalName.plain(inner + "_" + mark.text)
      // Where `\mu^{new}` is known, `\mu_k^{new}` is a member or an entry of it.
      let isPart =
        context.names[whole] == nil && context.names[CanonicalName.plain(base + "_" + mark.text)] != nil
      if !isPart && isName(whole, base: inner, mark)
        || (!isName(base + "_" + mark.text, base: base, mark) && isOwn(mark, inner, base))
      {
        try requireOneName(whole, end)
        take(mark, at: place, and: lower.place)
        markedNames.insert(whole)
        return try resolved(context.names[whole]?.name ?? whole, end.union(range))
      }
    }
    let name = CanonicalName.plain(base + "_" + mark.text)
    guard isName(name, base: base, mark) || (below == nil && isOwn(mark, base, base)) else { return nil }
    try requireOneName(name, end)
    take(mark, at: place)
    if mark.kind != .word, mark.kind != .letters { accompany(name, of: base) }
    markedNames.insert(name)
    return try named(name, latex: nil, end)
  }

  /// The mark above a name, and the place of the subscript beside it.
  private func raisedMark() -> (place: Int, mark: RaisedMark, below: Int?)? {
    var above: Int?
    var below: Int?
    var place = index
    scan: while place < atoms.count {
      switch atoms[place].kind {
      case .script(isSuper: true, _):
        guard above == nil else { break scan }
        above = place
      case .script(isSuper: false, _):
        guard below == nil else { break scan }
        below = place
      default: if !atoms[place].isInvisible { break scan }
      }
      place += 1
    }
    guard let above, case .script(_, let content) = atoms[above].kind, let mark = RaisedMark(content) else {
      return nil
    }
    return (above, mark, below)
  }

  /// Refuses a mark above a letter where the same stands below it: in plain text both would have one name.
  func requireOneName(_ name: String, _ range: SourceRange) throws(UnreadableFormula) {
    guard context.loweredNames.contains(NameTable.key(name)) else { return }
    throw UnreadableFormula(
      "latex.superscript",
      "what stands above this letter stands below it, too, and both would be '\(name)'",
      range,
      hints: ["give one of them another letter"]
    )
  }

  /// Notes that a name with a mark has the shape of the declared vector, matrix or number without the mark.
  ///
  /// A word may name other data, and a capital another layer, of another size.
  mutating func accompany(_ name: String, of base: String) {
    guard context.names[name] == nil, let entry = context.names[base], !entry.isDefined else { return }
    switch entry.kind {
    case .scalar, .vector, .row, .matrix: companions[name] = entry.name
    case .function, .family, .size, .other: return
    }
  }

  /// Whether a name with a mark is declared, or introduced by a row.
  private func isName(_ name: String, base: String, _ mark: RaisedMark) -> Bool {
    if mark.kind == .letters, let letter = mark.text.first, context.names["\(letter)"] != nil { return false }
    if context.names[name] != nil || context.raisedNames.contains(NameTable.key(name)) { return true }
    guard context.introducesNames else { return false }
    switch (mark.kind, context.names[base]?.kind) {
    case (.plus, .matrix), (.letters, .matrix), (_, .family): return false
    default: return true
    }
  }

  /// Whether a mark can be nothing but a part of a name, though nobody introduced that.
  private func isOwn(_ mark: RaisedMark, _ inner: String, _ base: String) -> Bool {
    switch mark.kind {
    case .minus, .word: return true
    case .star:
      switch context.names[inner]?.kind ?? context.names[base]?.kind {
      case .matrix, .vector, .row, .family: return false
      case .scalar, .function, .size, .other, nil: return true
      }
    case .plus, .letters: return false
    }
  }

  /// Takes a mark away, and the subscript that belongs to the name; a transpose after the mark stays.
  private mutating func take(_ mark: RaisedMark, at place: Int, and below: Int? = nil) {
    let range = atoms[place].range
    if mark.transpose.isEmpty {
      atoms.remove(at: place)
      if let below { atoms.remove(at: below > place ? below - 1 : below) }
    } else {
      atoms[place] = LaTeXAtom(.script(isSuper: true, mark.transpose), range)
      if let below { atoms.remove(at: below) }
    }
  }
}
