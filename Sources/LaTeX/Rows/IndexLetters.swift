// What the scripts of a display tell of its indices: which stand outside the sums over them, and which count from 0.

import Syntax

/// The place of an index of a letter: the second of two in `Z_{ij}`.
struct IndexPlace: Sendable, Hashable {
  /// The letter that has entries, as it is named in the plain language.
  let letter: String
  /// Which of its indices.
  let place: Int
  /// How many it has.
  let count: Int
}

enum IndexLetters {
  /// The letters that stand in subscripts outside the terms of the sums over them.
  ///
  /// The term of a sum ends at the next sign, so that too many letters are found rather than too few.
  static func free(in atoms: [LaTeXAtom]) -> Set<String> {
    var found = Set<String>()
    walk(atoms, bound: [], &found)
    return found
  }

  /// The letters that stand in scripts, whatever binds them.
  static func inScripts(of atoms: ArraySlice<LaTeXAtom>) -> Set<String> {
    var found = Set<String>()
    var work: [(atom: LaTeXAtom, isScript: Bool)] = atoms.map { ($0, false) }
    while let (atom, isScript) = work.popLast() {
      switch atom.kind {
      case .letter(let letter): if isScript { found.insert(letter) }
      case .script(_, let content): work += content.map { ($0, true) }
      case .fraction(let top, let bottom): work += (top + bottom).map { ($0, isScript) }
      case .root(_, let content), .accent(_, let content), .labelled(let content, _):
        work += content.map { ($0, isScript) }
      case .matrix(_, let rows): work += rows.flatMap { $0.flatMap { $0 } }.map { ($0, isScript) }
      default: continue
      }
    }
    return found
  }

  private static func walk(_ atoms: [LaTeXAtom], bound outer: Set<String>, _ found: inout Set<String>) {
    var bound = outer
    var depth = 0
    let visible = atoms.visible
    for (place, atom) in visible.enumerated() {
      switch atom.kind {
      case .symbol(let sign):
        if ["(", "[", "\\{"].contains(sign) { depth += 1 }
        if [")", "]", "\\}"].contains(sign) { depth -= 1 }
        if depth <= 0, ["+", "-", ",", ";", ")", "]", "\\}"].contains(sign) { bound = outer }
      case .relation, .connective, .rowBreak: bound = outer
      case .script(let isSuper, let content):
        if isBelowSum(visible, place) {
          if !isSuper { bound.formUnion(content.visible.compactMap(\.letter)) }
        } else if isSuper {
          walk(content, bound: bound, &found)
        } else {
          for letter in content.visible.compactMap(\.letter) where !bound.contains(letter) {
            found.insert(letter)
          }
        }
      case .fraction(let top, let bottom):
        walk(top, bound: bound, &found)
        walk(bottom, bound: bound, &found)
      case .root(_, let content), .accent(_, let content), .labelled(let content, _):
        walk(content, bound: bound, &found)
      case .matrix(_, let rows):
        for cell in rows.flatMap({ $0 }) { walk(cell, bound: bound, &found) }
      default: continue
      }
    }
  }

  /// Whether a script stands below or above a sum or product.
  private static func isBelowSum(_ visible: [LaTeXAtom], _ place: Int) -> Bool {
    var before = place - 1
    while before >= 0, case .script = visible[before].kind { before -= 1 }
    guard before >= 0, case .large = visible[before].kind else { return false }
    return true
  }

  /// The places of the indices over which a sum from a number runs: `\sum_{j=0}^p \theta_j Z_{ij}` counts the entries of θ and
  /// the columns of Z from 0.
  static func places(from number: String, in atoms: [LaTeXAtom], _ names: NameTable) -> Set<IndexPlace> {
    var found = Set<IndexPlace>()
    for list in atoms.levels {
      for (place, atom) in list.enumerated() {
        guard case .large = atom.kind, place + 1 < list.count else { continue }
        for script in list[(place + 1)...].prefix(2) {
          guard case .script(isSuper: false, let content) = script.kind,
            let letter = start(content.visible, number)
          else { continue }
          places(of: letter, in: Array(list[(place + 1)...]), names, &found)
        }
      }
    }
    return found
  }

  /// The j of `j = 0`.
  private static func start(_ content: [LaTeXAtom], _ number: String) -> String? {
    guard content.count == 3, content[1].kind == .relation(.equal), content[2].kind == .digit(number) else {
      return nil
    }
    return content[0].letter
  }

  /// The places at which a letter is an index, up to the next relation.
  private static func places(
    of index: String,
    in atoms: [LaTeXAtom],
    _ names: NameTable,
    _ found: inout Set<IndexPlace>
  ) {
    var work = [Array(atoms.prefix { if case .relation = $0.kind { false } else { true } })]
    while let list = work.popLast() {
      let visible = list.visible
      var base: String?
      for atom in visible {
        switch atom.kind {
        case .letter(let letter): base = letter
        case .script(isSuper: true, let content): work.append(content)
        case .script(isSuper: false, let content):
          let letters = content.visible.filter { !$0.isSymbol(",") }.map(\.letter)
          guard let base, !letters.contains(nil) else { continue }
          for (place, letter) in letters.enumerated() where letter == index {
            for name in [base, base.prefix(1).uppercased() + base.dropFirst()] {
              guard let entry = names[name] else { continue }
              found.insert(IndexPlace(letter: entry.name, place: place, count: letters.count))
            }
          }
        case .fraction(let top, let bottom):
          work += [top, bottom]
          base = nil
        case .root(_, let content), .accent(_, let content), .labelled(let content, _):
          work.append(content)
          base = nil
        case .matrix(_, let rows):
          work += rows.flatMap { $0 }
          base = nil
        default: base = nil
        }
      }
    }
  }
}
