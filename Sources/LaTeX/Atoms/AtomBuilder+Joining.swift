// Signs that are one where they stand side by side: `:=`, `||`, `<a, b>`, `R.dY`, `\Sigma_{i=1}^n`.

import Diagnostics

extension AtomBuilder {
  /// Signs of two characters as one (`:=`, `==`), and `<a, b>` as an inner product.
  static func joined(_ atoms: [LaTeXAtom]) -> [LaTeXAtom] {
    var result: [LaTeXAtom] = []
    for atom in atoms {
      if atom.kind == .relation(.equal), let last = result.last,
        last.isSymbol(":") || (last.kind == .relation(.equal) && atom.isJoined)
      {
        // No product ends in a colon: `m : = A` is `m := A`.
        let kind: LaTeXAtom.Kind = last.isSymbol(":") ? .relation(.defined) : .relation(.equal)
        result[result.count - 1] = LaTeXAtom(kind, last.range.union(atom.range))
      } else if atom.isSymbol(":"), result.last?.kind == .relation(.equal), atom.isJoined,
        let last = result.last
      {
        result[result.count - 1] = LaTeXAtom(.relation(.defined), last.range.union(atom.range))
      } else {
        result.append(atom)
      }
    }
    return angles(letteredSums(dottedProducts(fullStops(result))))
  }

  /// Three full stops or more are dots: `x_1 + ... + x_n`.
  private static func fullStops(_ atoms: [LaTeXAtom]) -> [LaTeXAtom] {
    var result: [LaTeXAtom] = []
    var place = 0
    while place < atoms.count {
      let stops = atoms[place...].prefix { $0.isSymbol(".") }
      if stops.count >= 3, let last = stops.last {
        result.append(LaTeXAtom(.command("dots"), atoms[place].range.union(last.range)))
        place += stops.count
      } else {
        result.append(atoms[place])
        place += 1
      }
    }
    return result
  }

  /// `R.dY` without spaces: a full stop between factors is a product.
  private static func dottedProducts(_ atoms: [LaTeXAtom]) -> [LaTeXAtom] {
    var result = atoms
    for place in atoms.indices.dropFirst().dropLast() where atoms[place].isSymbol(".") {
      let next = atoms[place + 1]
      guard atoms[place].isJoined, next.isJoined else { continue }
      let begins =
        switch next.kind {
        case .letter, .word, .fraction, .symbol("("): true
        default: false
        }
      let ends =
        switch atoms[place - 1].kind {
        case .letter, .prime, .script, .fraction, .symbol(")"), .symbol("]"): true
        default: false
        }
      if begins, ends { result[place] = LaTeXAtom(.operator("cdot"), atoms[place].range) }
    }
    return result
  }

  /// `\Sigma_{i=1}^n` and `\Pi_{i=1}^n` for `\sum` and `\prod`: the letters with a range below.
  private static func letteredSums(_ atoms: [LaTeXAtom]) -> [LaTeXAtom] {
    var result = atoms
    for place in atoms.indices.dropLast() {
      guard let letter = atoms[place].letter, letter == "Sigma" || letter == "Pi",
        case .script(isSuper: false, let content) = atoms[place + 1].kind,
        content.contains(where: { $0.kind == .relation(.equal) })
      else { continue }
      result[place] = LaTeXAtom(.large(letter == "Sigma" ? "sum" : "prod"), atoms[place].range)
    }
    return result
  }

  /// `i'` in a subscript is another index, not a transpose.
  static func primedIndices(_ content: [LaTeXAtom]) -> [LaTeXAtom] {
    guard content.contains(where: { $0.kind == .prime }) else { return content }
    var result: [LaTeXAtom] = []
    for atom in content {
      guard atom.kind == .prime, let last = result.last, let letter = last.letter,
        letter.first?.isLowercase == true, letter.count <= 8
      else {
        result.append(atom)
        continue
      }
      result[result.count - 1] = LaTeXAtom(
        .letter(letter + "prime"),
        last.range.union(atom.range),
        isJoined: last.isJoined,
        font: last.font
      )
    }
    return result
  }

  /// `<a, b>` with a comma between its signs is an inner product; other `<` and `>` are relations.
  private static func angles(_ atoms: [LaTeXAtom]) -> [LaTeXAtom] {
    guard atoms.contains(where: { $0.isSymbol("<") || $0.isSymbol(">") }) else { return atoms }
    var result = atoms
    var opened: [(place: Int, hasComma: Bool)] = []
    for (place, atom) in atoms.enumerated() {
      switch atom.kind {
      case .symbol("<"): opened.append((place, false))
      case .symbol(","), .symbol("mid"), .symbol("|"):
        if !opened.isEmpty { opened[opened.count - 1].hasComma = true }
      case .symbol(">"):
        guard let last = opened.popLast(), last.hasComma else { break }
        result[last.place] = LaTeXAtom(.symbol("langle"), atoms[last.place].range)
        result[place] = LaTeXAtom(.symbol("rangle"), atom.range)
      case .relation, .connective, .rowBreak: opened = []
      default: break
      }
    }
    return result.map { atom in
      switch atom.kind {
      case .symbol("<"): LaTeXAtom(.relation(.less), atom.range)
      case .symbol(">"): LaTeXAtom(.relation(.greater), atom.range)
      default: atom
      }
    }
  }

  /// Appends atoms; two strokes side by side are a double stroke.
  func append(_ new: [LaTeXAtom], to atoms: inout [LaTeXAtom]) {
    if new.count == 1, let stroke = new.first, stroke.isSymbol("|"), stroke.isJoined, let last = atoms.last,
      last.isSymbol("|")
    {
      atoms[atoms.count - 1] = LaTeXAtom(
        .symbol("‖"),
        last.range.union(stroke.range),
        isJoined: last.isJoined
      )
      return
    }
    for (single, double) in [("|(", "‖("), ("|)", "‖)")] {
      if new.count == 1, new[0].isSymbol(single), new[0].isJoined, let last = atoms.last,
        last.isSymbol(single)
      {
        atoms[atoms.count - 1] = LaTeXAtom(
          .symbol(double),
          last.range.union(new[0].range),
          isJoined: last.isJoined
        )
        return
      }
    }
    atoms += new
  }
}
