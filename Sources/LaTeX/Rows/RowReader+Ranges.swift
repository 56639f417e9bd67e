// `x_i = y_i, \quad i = 1, \ldots, n` and `(i = 1, \ldots, n)`: for which values of an index a row is stated.

import Diagnostics
import Syntax

extension RowReader {
  /// Makes one remark of the parts of a range that commas took apart; rows hold for all values of their free indices.
  func joiningRanges(_ segments: [Segment]) -> [Segment] {
    var result: [Segment] = []
    var index = 0
    while index < segments.count {
      let rest = segments[index...]
      if index > 0, let count = rangeLength(Array(rest)) {
        let atoms = rest.prefix(count).flatMap(\.atoms)
        var range = Segment(atoms: atoms, connective: .condition)
        range.remark = source(RowReader.range(of: atoms))
        result.append(range)
        index += count
      } else {
        result.append(segments[index])
        index += 1
      }
    }
    return result
  }

  /// How many segments make a range from here: `i = 1`, perhaps `2`, dots, and a size that ends the row.
  private func rangeLength(_ segments: [Segment]) -> Int? {
    guard segments.count >= 3, let first = segments.first, first.remark == nil, beginsRange(first.atoms)
    else {
      return nil
    }
    let numbers = segments.dropFirst().prefix {
      isSingle($0) { if case .digit = $0.kind { true } else { false } }
    }
    let place = 1 + numbers.count
    guard place + 1 < segments.count, isSingle(segments[place], RowReader.isDotsAtom),
      isSingle(
        segments[place + 1],
        { $0.letter != nil || { if case .digit = $0.kind { true } else { false } }($0) }
      )
    else { return nil }
    return place + 2
  }

  /// `i = 1`, of a letter that nobody declared.
  private func beginsRange(_ atoms: [LaTeXAtom]) -> Bool {
    let visible = atoms.visible
    guard visible.count == 3, let letter = visible[0].letter, context.names[letter] == nil,
      visible[1].kind == .relation(.equal) || visible[1].kind == .relation(.member),
      case .digit = visible[2].kind
    else { return false }
    return true
  }

  private func isSingle(_ segment: Segment, _ test: (LaTeXAtom) -> Bool) -> Bool {
    let visible = segment.atoms.visible
    return segment.remark == nil && visible.count == 1 && test(visible[0])
  }

  private static func isDotsAtom(_ atom: LaTeXAtom) -> Bool {
    guard case .command(let name) = atom.kind else { return false }
    return name.hasSuffix("dots") || name == "dotsc" || name == "dotsb"
  }

  /// The end of a bracket that holds a range and stands apart: after a wide space or a comma, at the end of the row.
  func rangeEnd(_ atoms: [LaTeXAtom], from start: Int) -> Int? {
    guard atoms[start].isSymbol("("), start > 0,
      let before = atoms[..<start].last(where: { $0.kind != .groupOpen && $0.kind != .groupClose }),
      before.kind == .wideSpace || before.isSymbol(",")
    else { return nil }
    guard let end = atoms[start...].firstIndex(where: { $0.isSymbol(")") }),
      atoms[(end + 1)...].allSatisfy({ $0.isInvisible || $0.isSymbol(".") || $0.isSymbol(",") })
    else { return nil }
    let inner = Array(atoms[(start + 1)..<end])
    let parts = inner.split(whereSeparator: { $0.isSymbol(",") }).map { Segment(atoms: Array($0)) }
    return rangeLength(parts) == parts.count ? end + 1 : nil
  }
}
