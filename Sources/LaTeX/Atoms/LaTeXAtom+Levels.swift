// The lists of atoms inside a formula: scripts, fractions, roots, what stands under accents and in matrices.

extension LaTeXAtom {
  /// The lists of atoms that it holds.
  var parts: [[LaTeXAtom]] {
    switch kind {
    case .script(_, let content), .accent(_, let content), .root(_, let content), .labelled(let content, _):
      [content]
    case .fraction(let top, let bottom): [top, bottom]
    case .matrix(_, let rows): rows.flatMap { $0 }
    default: []
    }
  }
}

extension [LaTeXAtom] {
  /// Every list in the formula, however deep, itself among them, without what prints nothing.
  var levels: [[LaTeXAtom]] {
    var found: [[LaTeXAtom]] = []
    var work = [self]
    while let list = work.popLast() {
      found.append(list.visible)
      for atom in list { work += atom.parts }
    }
    return found
  }
}
