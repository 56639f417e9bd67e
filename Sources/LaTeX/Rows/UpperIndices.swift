// The letters that stand above as indices: `W^i_k x^k`, `O^{ib}`, `\delta^b_n`.

/// The letters that a row has as indices above.
struct UpperIndices {
  /// The letters of each superscript that is nothing but one or two letters, and those of the subscript beside it.
  private var above: [(letters: [String], beside: [String])] = []
  /// The letters of each subscript that is nothing but letters.
  private var below: [[String]] = []
  /// The letters above declared vectors.
  private var aboveVectors = Set<String>()
  /// The indices of sums and products of this side.
  private var bound = Set<String>()
  private let context: FormulaContext

  /// The letters of a row.
  static func letters(in atoms: [LaTeXAtom], _ context: FormulaContext) -> Set<String> {
    let sides = atoms.split { if case .relation = $0.kind { true } else { false } }.map { side in
      var found = UpperIndices(context)
      found.walk(Array(side))
      return found
    }
    var whole = UpperIndices(context)
    whole.above = sides.flatMap(\.above)
    whole.below = sides.flatMap(\.below)
    return sides.reduce(into: Set()) { $0.formUnion($1.letters(in: whole)) }
  }

  private init(_ context: FormulaContext) { self.context = context }

  /// The letters above on this side that are indices elsewhere in the row, too: beside another index, or below.
  ///
  /// One that a sum binds and that stands beside no other may also be the exponent that the sum runs over, but not of a
  /// vector, which has no powers.
  private func letters(in row: UpperIndices) -> Set<String> {
    var count: [String: Int] = [:]
    for letter in row.above.flatMap(\.letters) + row.below.flatMap({ $0 }) { count[letter, default: 0] += 1 }
    let paired = Set(
      row.above.flatMap { $0.letters.count + $0.beside.count > 1 ? $0.letters + $0.beside : [] }
    )
    let lower = Set(row.below.flatMap { $0 }).subtracting(bound)
    return Set(
      above.flatMap(\.letters).filter { letter in
        let isOfVector = bound.contains(letter) && aboveVectors.contains(letter)
        return isOfVector
          || (count[letter, default: 0] > 1 && (paired.contains(letter) || lower.contains(letter)))
      }
    )
  }

  private mutating func walk(_ atoms: [LaTeXAtom]) {
    let visible = atoms.visible
    for (place, atom) in visible.enumerated() {
      switch atom.kind {
      case .script(let isSuper, let content):
        let before = place > 0 ? visible[place - 1] : nil
        if case .large = before?.kind {
          bound.formUnion(content.visible.prefix(1).compactMap(\.letter))
        } else if let letters = indices(content), before?.letter != "e" || !isSuper {
          if isSuper {
            let neighbours = [before, place + 1 < visible.count ? visible[place + 1] : nil]
            let partner = partner(of: letters, at: place, in: visible)
            above.append((letters, neighbours.flatMap { below(of: $0) } + partner))
            if let base = before?.letter, context.names[base]?.kind == .vector {
              aboveVectors.formUnion(letters)
            }
          } else {
            below.append(letters)
          }
        }
      case .fraction(let top, let bottom):
        walk(top)
        walk(bottom)
      case .root(_, let content), .accent(_, let content), .labelled(let content, _): walk(content)
      default: continue
      }
    }
  }

  /// The index of a vector when the next factor is a vector with the same index above: `x^i y^i`, where powers of vectors
  /// would have no product.
  private func partner(of letters: [String], at place: Int, in visible: [LaTeXAtom]) -> [String] {
    guard letters.count == 1, place > 0, place + 2 < visible.count,
      [visible[place - 1], visible[place + 1]].allSatisfy({ isVector($0) }),
      case .script(isSuper: true, let next) = visible[place + 2].kind, indices(next) == letters
    else { return [] }
    return letters
  }

  private func isVector(_ atom: LaTeXAtom) -> Bool {
    atom.letter.map { context.names[$0]?.kind == .vector } ?? false
  }

  /// The letters of a neighbour that is a subscript.
  private func below(of atom: LaTeXAtom?) -> [String] {
    guard case .script(isSuper: false, let content)? = atom?.kind else { return [] }
    return indices(content) ?? []
  }

  /// The matrices that a row has with a pair of indices above at one place, and below at another.
  ///
  /// In physics the first are entries of the inverse of the second, elsewhere both are entries of one matrix.
  static func onBothLevels(in atoms: [LaTeXAtom], _ context: FormulaContext) -> Set<String> {
    let found = UpperIndices(context)
    var above = Set<String>()
    var below = Set<String>()
    var work = [atoms]
    while let list = work.popLast() {
      let visible = list.visible
      for (place, atom) in visible.enumerated() {
        switch atom.kind {
        case .script(let isSuper, let content):
          work.append(content)
          guard place > 0, let base = visible[place - 1].letter, context.names[base]?.kind == .matrix,
            found.indices(content)?.count == 2
          else { continue }
          if isSuper { above.insert(base) } else { below.insert(base) }
        case .fraction(let top, let bottom): work += [top, bottom]
        case .root(_, let content), .accent(_, let content), .labelled(let content, _): work.append(content)
        default: continue
        }
      }
    }
    return above.intersection(below)
  }

  /// The letters of a script that is nothing but one or two small letters that nobody declared, Latin or Greek.
  private func indices(_ content: [LaTeXAtom]) -> [String]? {
    let visible = content.visible.filter { !$0.isSymbol(",") }
    let letters = visible.compactMap(\.letter)
    guard letters.count == visible.count, (1...2).contains(letters.count),
      letters.allSatisfy({
        ($0.count == 1 || LaTeXSymbols.letters[$0] != nil) && $0.first?.isLowercase == true && $0 != "t"
          && context.isUndeclared($0)
      })
    else { return nil }
    return letters
  }
}
