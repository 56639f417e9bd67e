// The parts of a row that make one statement each: between commas, words, wide spaces and arrows.

import Diagnostics
import Syntax

extension RowReader {
  /// The segments of a row: parts between commas, words, wide spaces and arrows.
  func segments(_ atoms: [LaTeXAtom]) -> [Segment] {
    var result: [Segment] = []
    var current = Segment()
    var depth = 0
    func close(_ connective: DisplayConnective) {
      if !current.atoms.visible.isEmpty || current.remark != nil { result.append(current) }
      current = Segment(connective: connective)
    }
    var index = 0
    while index < atoms.count {
      let atom = atoms[index]
      index += 1
      if case .symbol(let sign) = atom.kind {
        if ["(", "[", "\\{", "langle", "eval("].contains(sign) {
          if depth == 0, let end = remarkEnd(atoms, from: index - 1) ?? rangeEnd(atoms, from: index - 1) {
            let inner = atoms[(index - 1)..<end]
            close(.none)
            current.remark = source(RowReader.range(of: Array(inner)))
            current.atoms = Array(inner)
            close(.none)
            index = end
            continue
          }
          depth += 1
        }
        if [")", "]", "\\}", "rangle", "eval)"].contains(sign) { depth = max(0, depth - 1) }
      }
      guard depth == 0 else {
        current.atoms.append(atom)
        continue
      }
      switch atom.kind {
      case .connective(let connective): close(connective)
      case .symbol(","), .symbol(";"): close(.and)
      case .symbol("."):
        let isDecimal =
          index < atoms.count && { if case .digit = atoms[index].kind { true } else { false } }()
        if isDecimal { current.atoms.append(atom) } else { close(.none) }
      case .arrow where hasRelation(current.atoms) && hasRelation(Array(atoms[index...])): close(.implies)
      case .text(let words):
        let connective = RowReader.connective(of: words)
        guard connective != nil || isMembership(current.atoms) || standsApart(atoms, index - 1, words) else {
          // Words that touch a formula are a part of it: what they say is not known.
          current.atoms.append(atom)
          continue
        }
        close(connective ?? .none)
        if connective == nil || connective == .condition || connective == .reason {
          current.remark = words
          current.atoms = [atom]
          if connective != nil {
            while index < atoms.count, !RowReader.endsRemark(atoms[index]) {
              current.atoms.append(atoms[index])
              index += 1
            }
            current.remark = source(RowReader.range(of: current.atoms))
          }
          close(.none)
        }
      case .command("forall"), .command("exists"):
        close(.condition)
        current.atoms = [atom]
        while index < atoms.count, !RowReader.endsRemark(atoms[index]) {
          current.atoms.append(atoms[index])
          index += 1
        }
        current.remark = source(RowReader.range(of: current.atoms))
        close(.none)
      case .wideSpace:
        if hasRelation(current.atoms), let next = atoms[index...].first(where: { !$0.isInvisible }),
          begins(next), hasRelation(Array(atoms[index...].prefix { !RowReader.isBreak($0) }))
        {
          close(.and)
        }
      default: current.atoms.append(atom)
      }
    }
    close(.none)
    return joiningRanges(result)
  }

  private static func isBreak(_ atom: LaTeXAtom) -> Bool {
    switch atom.kind {
    case .connective, .wideSpace, .text: true
    default: false
    }
  }

  private static func endsRemark(_ atom: LaTeXAtom) -> Bool {
    switch atom.kind {
    case .connective, .wideSpace: true
    default: false
    }
  }

  /// Whether an atom can begin a statement, rather than go on with one.
  private func begins(_ atom: LaTeXAtom) -> Bool {
    switch atom.kind {
    case .relation, .operator, .script, .prime, .arrow: false
    case .symbol(let sign): !["+", "-", ":", "/", "*"].contains(sign)
    default: true
    }
  }

  private func hasRelation(_ atoms: [LaTeXAtom]) -> Bool {
    atoms.contains { if case .relation = $0.kind { true } else { false } }
  }

  /// Joins `x, y \in …`: names before a membership belong to it.
  func merged(_ segments: [Segment]) -> [Segment] {
    var result: [Segment] = []
    for segment in segments {
      var segment = segment
      if segment.remark == nil, isMembership(segment.atoms) {
        while let last = result.last, last.remark == nil, segment.connective == .and, isNameOnly(last.atoms) {
          segment.atoms = last.atoms + [LaTeXAtom(.symbol(","), last.atoms[0].range)] + segment.atoms
          segment.connective = last.connective
          result.removeLast()
        }
      }
      result.append(segment)
    }
    return result
  }

  func isMembership(_ atoms: [LaTeXAtom]) -> Bool { atoms.contains { $0.kind == .relation(.member) } }

  private func isNameOnly(_ atoms: [LaTeXAtom]) -> Bool {
    let visible = atoms.visible
    guard visible.count <= 2, visible.first?.letter != nil else { return false }
    guard visible.count == 2 else { return true }
    if case .script(isSuper: false, _) = visible[1].kind { return true }
    return false
  }
}
