// The letters that stand above as indices: `W^i_k x^k`, `O^{ib}`, `\delta^b_n`.

/// The letters that a row has as indices above.
struct UpperIndices {
  /// The letters of each superscript that is nothing but one or two letters, and those of the subscript beside it.
  private var above: [(letters: [String], beside: [String])] = []
  /// The letters of each subscript that is nothing but letters.
  private var below: [[String]] = []
  /// The letters above declared vectors.
  private var aboveVectors = Set<String>()
  /// The indices of sums and products.
  private var bound = Set<String>()
  private let context: FormulaContext

  /// The letters of a row.
  static func letters(in atoms: [LaTeXAtom], _ context: FormulaContext) -> Set<String> {
    var found = UpperIndices(context)
    found.walk(atoms)
    return found.letters
  }

  private init(_ context: FormulaContext) { self.context = context }

  /// The letters above that are indices elsewhere in the row, too: beside another index, or below.
  ///
  /// One that a sum binds and that stands beside no other may also be the exponent that the sum runs over, but not of a
  /// vector, which has no powers.
  private var letters: Set<String> {
    var count: [String: Int] = [:]
    for letter in above.flatMap(\.letters) + below.flatMap({ $0 }) { count[letter, default: 0] += 1 }
    let paired = Set(above.flatMap { $0.letters.count + $0.beside.count > 1 ? $0.letters + $0.beside : [] })
    let lower = Set(below.flatMap { $0 }).subtracting(bound)
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
            above.append((letters, neighbours.flatMap { below(of: $0) }))
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

  /// The letters of a neighbour that is a subscript.
  private func below(of atom: LaTeXAtom?) -> [String] {
    guard case .script(isSuper: false, let content)? = atom?.kind else { return [] }
    return indices(content) ?? []
  }

  /// The letters of a script that is nothing but one or two small letters that nobody declared.
  private func indices(_ content: [LaTeXAtom]) -> [String]? {
    let visible = content.visible.filter { !$0.isSymbol(",") }
    let letters = visible.compactMap(\.letter)
    guard letters.count == visible.count, (1...2).contains(letters.count),
      letters.allSatisfy({
        $0.count == 1 && $0.first?.isLowercase == true && $0 != "t" && context.isUndeclared($0)
      })
    else { return nil }
    return letters
  }
}
