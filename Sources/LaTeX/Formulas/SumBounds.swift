// What stands below a sum: `i`, `i=1`, `i,j`, `j \ne k`, `1 \le i < j \le n`, conditions below each other.

import Diagnostics
import Syntax

/// The indices below a sum or product, where each begins, and what is asked of them.
struct SumBounds {
  /// What is asked of two indices.
  enum Comparison {
    /// `j \ne k`.
    case unequal
    /// `i < j`.
    case less
    /// `i \le j`.
    case lessOrEqual
  }

  /// A condition on an index.
  struct Condition {
    let comparison: Comparison
    let left: [LaTeXAtom]
    let right: [LaTeXAtom]
  }

  /// The most terms that a range may leave out at one end; each is a factor of the term.
  static let leftOutBound = 3

  /// The indices, in the order in which they stand.
  private(set) var names: [String] = []
  /// The number at which an index begins that does not begin at 1.
  private(set) var first: [String: Int] = [:]
  /// What is asked of the indices.
  private(set) var conditions: [Condition] = []
  /// The size that ends a chain of comparisons: the n of `1 \le i < j \le n`.
  private(set) var upper: [LaTeXAtom] = []
  private let context: FormulaContext
  private let bound: [String]
  private let range: SourceRange
  /// The letters in the scripts of what follows the sign.
  private let following: Set<String>

  /// The bounds below a sign that stands inside sums over `bound`.
  init(
    _ below: [LaTeXAtom],
    context: FormulaContext,
    bound: [String],
    following: Set<String>,
    range: SourceRange
  ) throws(UnreadableFormula) {
    self.context = context
    self.bound = bound
    self.range = range
    self.following = following
    var unequal: [LaTeXAtom]?
    for piece in SumBounds.pieces(below.visible) {
      let (sides, relations) = RowReader.sides(piece)
      guard let relation = relations.first else {
        if let unequal {
          // `k \ne i, j`: k is neither.
          guard piece.count == 1, isIndex(piece[0]) else {
            throw unread("whether what stands behind '≠' is summed over is not said", piece.range)
          }
          try take(.unequal, unequal, piece)
        } else {
          try takeIndices(piece)
        }
        continue
      }
      unequal = relation == .notEqual && relations.count == 1 ? sides[0] : nil
      switch relation {
      case .equal where relations.count == 1: try takeStart(sides[0], sides[1])
      case .notEqual where relations.count == 1: try take(.unequal, sides[0], sides[1])
      case .member:
        guard relations.count == 1, let size = countedSet(sides[1]), sides[0].count == 1, isIndex(sides[0][0])
        else { throw unread("the set is not said by its bounds", below.range) }
        upper = [size]
        try bind(sides[0])
      default: try takeChain(sides, relations)
      }
    }
    guard !names.isEmpty else { throw unread("it has no index", nil) }
    for (name, start) in first where start > SumBounds.leftOutBound + 1 {
      throw unread("it begins at \(start), far from 1, with '\(name)'", nil)
    }
  }

  /// The parts between commas and line breaks; a comma in brackets parts nothing.
  private static func pieces(_ atoms: [LaTeXAtom]) -> [[LaTeXAtom]] {
    var result: [[LaTeXAtom]] = [[]]
    var depth = 0
    for atom in atoms {
      if atom.opensBracket { depth += 1 }
      if atom.isSymbol(")") || atom.isSymbol("]") || atom.isSymbol("\\}") { depth -= 1 }
      let parts = depth == 0 && (atom.isSymbol(",") || atom.kind == .command(AtomBuilder.atop))
      if parts { result.append([]) } else { result[result.count - 1].append(atom) }
    }
    return result.filter { !$0.isEmpty }
  }

  private func unread(_ reason: String, _ place: SourceRange?) -> UnreadableFormula {
    UnreadableFormula("latex.sum-range", "this range of a sum is not read: \(reason)", place ?? range)
  }

  // MARK: - Pieces

  /// `i`, `ij`: an index a letter.
  private mutating func takeIndices(_ piece: [LaTeXAtom]) throws(UnreadableFormula) {
    for atom in piece {
      guard let letter = atom.letter, !names.contains(letter) else {
        throw unread("only letters are indices", atom.range)
      }
      names.append(letter)
    }
  }

  /// `i = 1`, `i = 0`, `i = 2`, `j = i + 1`: where an index begins.
  private mutating func takeStart(_ left: [LaTeXAtom], _ right: [LaTeXAtom]) throws(UnreadableFormula) {
    if !left.isEmpty, left.count > 1, left.allSatisfy({ $0.letter != nil }), SumBounds.number(right) == 1 {
      // `ij = 1`.
      return try takeIndices(left)
    }
    guard left.count == 1, let letter = left[0].letter, !names.contains(letter) else {
      throw unread("only letters are indices", left.range)
    }
    names.append(letter)
    if let number = SumBounds.number(right) {
      if number != 1 { first[letter] = number }
      return
    }
    // `j = i`, `j = i + 1`: from another index on.
    let isNext = right.count == 3 && right[1].isSymbol("+") && right[2].kind == .digit("1")
    guard right.count == 1 || isNext, isIndex(right[0]) else {
      throw unread("it begins at what is no number", right.range)
    }
    conditions.append(
      Condition(comparison: isNext ? .less : .lessOrEqual, left: [right[0]], right: [left[0]])
    )
  }

  /// `1 \le i < j \le n`: comparisons of neighbours.
  private mutating func takeChain(_ sides: [[LaTeXAtom]], _ relations: [DisplayRelation])
    throws(UnreadableFormula)
  {
    for (place, relation) in relations.enumerated() {
      var (small, large) = (sides[place], sides[place + 1])
      let comparison: Comparison
      switch relation {
      case .less: comparison = .less
      case .lessOrEqual: comparison = .lessOrEqual
      case .greater: (comparison, small, large) = (.less, large, small)
      case .greaterOrEqual: (comparison, small, large) = (.lessOrEqual, large, small)
      default: throw unread("'\(relation.rawValue)' compares no indices", nil)
      }
      try take(comparison, small, large)
    }
  }

  private mutating func take(_ comparison: Comparison, _ left: [LaTeXAtom], _ right: [LaTeXAtom])
    throws(UnreadableFormula)
  {
    if comparison == .lessOrEqual, SumBounds.number(left) == 1, right.count == 1, isIndex(right[0]) {
      return try bind(right)
    }
    if comparison == .lessOrEqual, left.count == 1, isIndex(left[0]), right.count == 1,
      let size = right[0].letter, context.names[size]?.kind == .size
    {
      upper = right
      return try bind(left)
    }
    let letters = [left, right].compactMap { $0.count == 1 ? $0[0].letter : nil }
    let isPlace = comparison == .unequal && left.count == 1 && !right.isEmpty
    guard letters.count == 2 || isPlace else { throw unread("only indices are compared", nil) }
    conditions.append(Condition(comparison: comparison, left: left, right: right))
    let candidates = letters.filter { letter in
      (left[0].letter == letter ? isIndex(left[0]) : isIndex(right[0])) && !bound.contains(letter)
        && !names.contains(letter)
    }
    // A letter that stands elsewhere in the row is given there, and one that the term does not have; else both are summed over.
    var free = candidates.filter { !context.freeIndices.contains($0) && following.contains($0) }
    if free.isEmpty, names.isEmpty || letters.allSatisfy({ !names.contains($0) }) {
      guard comparison == .unequal, let first = candidates.first else {
        throw unread("over which index is not said", nil)
      }
      free = [first]
    }
    // `j = 1, j \ne k`: what stands beside an index that is named is given.
    if letters.contains(where: names.contains), comparison == .unequal { free = [] }
    names += free
  }

  /// The size of a set that is counted: the V of `w \in V` where V is a size, and n of `i \in [n]`, `i \in \{1, \dots, n\}`.
  private func countedSet(_ set: [LaTeXAtom]) -> LaTeXAtom? {
    let last: LaTeXAtom?
    if set.count == 1 {
      last = set[0]
    } else if set.count == 3, set[0].isSymbol("["), set[2].isSymbol("]") {
      last = set[1]
    } else if set.count > 4, set[0].isSymbol("\\{"), set[set.count - 1].isSymbol("\\}"),
      set[1].kind == .digit("1"), set[2].isSymbol(",")
    {
      last = set[set.count - 2]
    } else {
      last = nil
    }
    guard let last, let letter = last.letter, context.names[letter]?.kind == .size else { return nil }
    return last
  }

  private mutating func bind(_ side: [LaTeXAtom]) throws(UnreadableFormula) {
    guard let letter = side[0].letter, !names.contains(letter), !bound.contains(letter) else { return }
    names.append(letter)
  }

  /// Whether an atom is a letter that may be an index: nobody declared it.
  private func isIndex(_ atom: LaTeXAtom) -> Bool { atom.letter.map(context.isUndeclared) ?? false }

  /// The whole number that some atoms write.
  private static func number(_ atoms: [LaTeXAtom]) -> Int? {
    let digits = atoms.compactMap { atom -> String? in
      if case .digit(let digit) = atom.kind { digit } else { nil }
    }
    return digits.count == atoms.count ? Int(digits.joined()) : nil
  }
}
