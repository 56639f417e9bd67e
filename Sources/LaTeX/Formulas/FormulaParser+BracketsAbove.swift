// `x^{(i)}`, `x^{(t+1)}`, `W^{(2)}`: the member of a family, the step of an iteration, the number of a layer.

import Diagnostics
import Expressions
import Syntax

extension FormulaParser {
  /// What a letter and the bracket above it name; nil without a bracket.
  mutating func bracketedMember(_ base: String, _ range: SourceRange) throws(UnreadableFormula)
    -> FormulaReading?
  {
    guard let (text, item, place) = bracketedSuperscript(on: base) else { return nil }
    if let entry = context.names[base + "_" + text] {
      advance()
      return try resolved(entry.name, range.union(place))
    }
    if let entry = context.names[base], case .family(let kind) = entry.kind {
      advance()
      let index = try nested(item, at: place).tree
      let name = SyntaxTree(.name(entry.name, latex: nil), range)
      return FormulaReading(SyntaxTree(.entry(name, [index]), range.union(place)), rank: FormulaRank(kind))
    }
    if isStep(text, of: base) {
      try requireOneName(base + "_" + text, range.union(place))
      advance()
      accompany(CanonicalName.plain(base + "_" + text), of: base)
      return unknownName(base, text, range.union(place))
    }
    throw UnreadableFormula("latex.superscript", "'\(base)^{(\(text))}' is not a member of a family", place)
  }

  /// The index of `x^{(i)}` and `x^{(t+1)}`, a member of a family or the step of an iteration.
  mutating func bracketedSuperscript(on base: String) -> (
    text: String, item: [LaTeXAtom], place: SourceRange
  )? {
    guard let atom = peek, case .script(isSuper: true, let content) = atom.kind else { return nil }
    let visible = content.visible
    guard visible.first?.isSymbol("(") == true, let end = visible.firstIndex(where: { $0.isSymbol(")") }),
      end > 1
    else { return nil }
    let inner = Array(visible[1..<end])
    // Of a vector there is no power by a declared number.
    let isVector = context.names[base]?.kind == .vector
    guard let text = FormulaParser.subscriptText(inner),
      inner.count == 1 || isVector || inner[0].letter.map({ context.isUndeclared($0) }) == true
    else { return nil }
    if visible.count > end + 1 {
      // `W^{(2)\top}`: what follows the bracket is a superscript of its own.
      let rest = Array(visible[(end + 1)...])
      atoms.insert(LaTeXAtom(.script(isSuper: true, rest), atom.range), at: index + 1)
    }
    return (text, inner, atom.range)
  }

  /// Whether a letter with a bracket above it is a name of its own: the step of an iteration, or the number of a layer.
  private func isStep(_ text: String, of base: String) -> Bool {
    switch context.names[base]?.kind {
    case nil, .vector: return true
    case .row, .matrix, .scalar:
      // With a declared number in the bracket it may be a power.
      return text.first.map { $0.isNumber || context.isUndeclared("\($0)") } == true
    case .function, .family, .size, .other: return false
    }
  }
}
