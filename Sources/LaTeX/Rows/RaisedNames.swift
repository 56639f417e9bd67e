// The names with a mark above that rows introduce: `w^* = …`, `x^\star \in \mathbb R^n`, `L^{\text{ridge}}(\beta) = …`.

import Diagnostics
import Syntax

extension LaTeXReader {
  /// The keys of the names with a mark above that stand alone on the left of an equation, or before a membership.
  static func raisedNames(in atoms: [LaTeXAtom], _ context: FormulaContext) -> Set<String> {
    guard atoms.contains(where: { if case .script(isSuper: true, _) = $0.kind { true } else { false } })
    else {
      return []
    }
    var introducing = context
    introducing.introducesNames = true
    var found = Set<String>()
    // The names of a list, the last of them being read.
    var list: [[LaTeXAtom]] = [[]]
    var depth = 0
    let isStarred = starsProducts(atoms)
    for (place, atom) in atoms.enumerated() {
      if case .symbol(let sign) = atom.kind {
        if ["(", "[", "\\{", "langle", "eval("].contains(sign) { depth += 1 }
        if [")", "]", "\\}", "rangle", "eval)"].contains(sign) { depth = max(0, depth - 1) }
      }
      switch atom.kind {
      case .rowBreak, .connective, .text, .wideSpace, .symbol(";"), .symbol("."): list = [[]]
      case .symbol(",") where depth == 0: list.append([])
      case .relation(let relation):
        let parts = relation == .member ? list : Array(list.suffix(1))
        if [.equal, .defined, .identical, .member].contains(relation) {
          for part in parts {
            guard let name = raisedName(part, introducing) else { continue }
            if relation != .member, isAdjoint(part, after: atoms[(place + 1)...], context, isStarred) {
              continue
            }
            found.insert(name)
          }
        }
        // What follows is a right side.
        list = [[atom]]
      default: list[list.count - 1].append(atom)
      }
    }
    return found
  }

  /// Whether a star on the left of an equation makes an adjoint of a declared matrix, of which something is said: stars
  /// stand on products, too, or the right side has the matrix itself, `A^* = A`.
  private static func isAdjoint(
    _ side: [LaTeXAtom],
    after right: ArraySlice<LaTeXAtom>,
    _ context: FormulaContext,
    _ isStarred: Bool
  ) -> Bool {
    guard let letter = side.visible.first?.letter, context.names[letter]?.kind == .matrix,
      side.contains(where: { RaisedMark(above: $0)?.kind == .star })
    else { return false }
    let end = right.prefix { atom in
      switch atom.kind {
      case .rowBreak, .connective, .relation: false
      default: true
      }
    }
    return isStarred || end.contains { $0.letter == letter }
  }

  /// Whether a star stands above a bracket: `(AB)^*`.
  private static func starsProducts(_ atoms: [LaTeXAtom]) -> Bool {
    let visible = atoms.visible
    return visible.indices.dropFirst().contains { place in
      RaisedMark(above: visible[place])?.kind == .star && visible[place - 1].isSymbol(")")
    }
  }

  /// The keys of the vectors with a star that stand alone as the argument of a function, `f(x^*)`, where no row can stand.
  static func starredArguments(in atoms: [LaTeXAtom], _ names: NameTable) -> Set<String> {
    var found = Set<String>()
    var work = [atoms]
    while let list = work.popLast() {
      let visible = list.visible
      for (place, atom) in visible.enumerated() {
        switch atom.kind {
        case .script(isSuper: true, let content):
          work.append(content)
          guard place > 2, place + 1 < visible.count, visible[place - 2].isSymbol("("),
            visible[place + 1].isSymbol(")"), let letter = visible[place - 1].letter,
            names[letter]?.kind == .vector, RaisedMark(content)?.kind == .star,
            let function = visible[place - 3].letter, let entry = names[function],
            { if case .function = entry.kind { true } else { entry.isDefined } }()
          else { continue }
          found.insert(NameTable.key(letter + "_star"))
        case .fraction(let top, let bottom): work += [top, bottom]
        case .script(isSuper: false, let content), .root(_, let content), .labelled(let content, _):
          work.append(content)
        default: continue
        }
      }
    }
    return found
  }

  /// The keys of the names that letters make with what stands below them, in formulas however deep.
  static func loweredNames(in atoms: [LaTeXAtom]) -> Set<String> {
    var found = Set<String>()
    for list in atoms.levels {
      var base: String?
      for atom in list {
        switch atom.kind {
        case .letter(let letter): base = letter
        case .accent(let accent, let content):
          base = content.visible.count == 1 ? content.visible[0].letter.map { $0 + "_" + accent } : nil
        case .script(let isSuper, let content):
          if !isSuper, let base, let text = FormulaParser.subscriptText(content) {
            found.insert(NameTable.key(base + "_" + text))
          }
        default: base = nil
        }
      }
    }
    return found
  }

  /// The key of the name with a mark that a side is, or the function with that name which it calls.
  private static func raisedName(_ side: [LaTeXAtom], _ context: FormulaContext) -> String? {
    guard let place = side.visible.range, side.contains(where: { RaisedMark(above: $0) != nil }) else {
      return nil
    }
    var parser = FormulaParser(side, context: context, place: place)
    guard let reading = try? parser.formula() else { return nil }
    switch reading.tree.kind {
    case .name(let name, _), .call(let name, _, false, _):
      return parser.markedNames.contains(name) ? NameTable.key(name) : nil
    default: return nil
    }
  }
}

extension RaisedMark {
  /// The mark of an atom that is a superscript.
  fileprivate init?(above atom: LaTeXAtom) {
    guard case .script(isSuper: true, let content) = atom.kind else { return nil }
    self.init(content)
  }
}
