// `\nabla f = \mathbf O`: the capital O alone on a right side is the zero of its shape, as people type it.

extension LaTeXReader {
  /// The atoms with a 0 for each O that stands alone between a relation and the end of its side.
  ///
  /// Where O is declared, stands on a left side or with anything beside it, it is a name; O(x) is a remainder.
  static func withZeros(_ atoms: [LaTeXAtom], _ names: NameTable) -> [LaTeXAtom] {
    guard names["O"] == nil, !atoms.levels.contains(where: usesAsName) else { return atoms }
    var result = atoms
    for (place, atom) in atoms.enumerated() where isLetter(atom) {
      result[place] = LaTeXAtom(.digit("0"), atom.range)
    }
    return result
  }

  private static func isLetter(_ atom: LaTeXAtom) -> Bool { atom.letter == "O" && atom.font != "script" }

  /// Whether an O stands in a list otherwise than alone on a right side.
  private static func usesAsName(_ list: [LaTeXAtom]) -> Bool {
    let visible = list.visible
    return visible.indices.contains { place in
      guard visible[place].letter == "O" else { return false }
      guard place > 0, case .relation = visible[place - 1].kind, isLetter(visible[place]) else { return true }
      return place + 1 < visible.count && !endsSide(visible[place + 1])
    }
  }

  private static func endsSide(_ atom: LaTeXAtom) -> Bool {
    switch atom.kind {
    case .rowBreak, .connective, .text, .wideSpace, .relation, .symbol(","), .symbol(";"), .symbol("."): true
    default: false
    }
  }
}
