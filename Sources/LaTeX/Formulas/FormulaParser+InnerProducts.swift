// Inner products: `\langle a, b \rangle`, `\langle a | b \rangle`, `(a \mid b)`.

import Diagnostics
import Syntax

extension FormulaParser {
  /// `\langle a, b \rangle`, with the space at its foot.
  mutating func angle(_ open: LaTeXAtom) throws(UnreadableFormula) -> FormulaReading {
    let (items, range) = try bracketItems()
    guard items.count == 2 else {
      throw UnreadableFormula("latex.inner-product", "an inner product has two operands", range)
    }
    if let atom = peek, case .script(isSuper: false, let content) = atom.kind,
      let first = content.visible.first,
      first.font == "double" || (content.visible.count <= 2 && ["F", "f", "H"].contains(first.letter))
    {
      // `\rangle_F`, `\rangle_{\mathbb R^n}` name the space.
      advance()
    }
    return FormulaReading(SyntaxTree(.binary(.frobenius, items[0].tree, items[1].tree), range), rank: .scalar)
  }

  /// Whether a bracket that follows no name holds two formulas with one stroke between them: `(u \mid v)`, `(u | v)`.
  ///
  /// The stroke is made a separator, so that nobody takes it for the beginning of an absolute value.
  mutating func separatesByStroke(_ open: LaTeXAtom) -> Bool {
    guard open.isSymbol("(") else { return false }
    var depth = 0
    var strokes: [Int] = []
    for place in atoms.indices[index...] {
      guard case .symbol(let sign) = atoms[place].kind else { continue }
      switch sign {
      case "(", "[", "\\{", "langle", "|(", "‖(": depth += 1
      case ")", "]", "\\}", "rangle", "|)", "‖)":
        depth -= 1
        if depth == 0 {
          guard strokes.count == 1, let stroke = strokes.first else { return false }
          atoms[stroke] = LaTeXAtom(.symbol("mid"), atoms[stroke].range)
          return true
        }
      case "|", "mid":
        if depth == 1 { strokes.append(place) }
      case ",", ";":
        if depth == 1 { return false }
      default: break
      }
    }
    return false
  }
}
