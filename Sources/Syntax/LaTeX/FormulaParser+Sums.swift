// Sums and products over an index, and how far they reach: over every following term in which the index occurs.

import Diagnostics
import Expressions

extension FormulaParser {
  mutating func largeOperator(_ name: String, _ atom: LaTeXAtom) throws(UnreadableFormula) -> FormulaReading {
    advance()
    var below: [LaTeXAtom] = []
    var above: [LaTeXAtom] = []
    while let next = peek, case .script(let isSuper, let content) = next.kind {
      if isSuper { above = content } else { below = content }
      advance()
    }
    let indices = try boundNames(below, atom.range)
    let upTo: SyntaxTree? = above.visible.isEmpty ? nil : try nested(above, at: atom.range).tree
    boundIndices += indices
    defer { boundIndices.removeLast(indices.count) }
    let body = try self.body(over: indices, isSum: name == "sum")
    let range = atom.range.union(body.tree.range)
    var tree = body.tree
    for index in indices.reversed() {
      tree = SyntaxTree(
        .indexed(name == "sum" ? .sum : .product, index: index, upTo: upTo, body: tree),
        range
      )
    }
    return FormulaReading(tree, rank: body.rank)
  }

  /// The indices under the sign: `i`, `i=1`, `i,j,k`.
  private func boundNames(_ below: [LaTeXAtom], _ range: SourceRange) throws(UnreadableFormula) -> [String] {
    var atoms = below.visible
    if let place = atoms.firstIndex(where: { $0.kind == .relation(.equal) }) {
      guard atoms.count == place + 2, atoms[place + 1].kind == .digit("1") else {
        throw UnreadableFormula("latex.sum-range", "a sum that does not begin at 1 is not read", range)
      }
      atoms = Array(atoms[..<place])
    }
    var result: [String] = []
    for atom in atoms where !atom.isSymbol(",") {
      guard let letter = atom.letter, !result.contains(letter) else {
        throw UnreadableFormula("latex.sum-range", "this range of a sum is not read", atom.range)
      }
      result.append(letter)
    }
    guard !result.isEmpty else {
      throw UnreadableFormula("latex.sum-range", "a sum without an index is not read", range)
    }
    return result
  }

  private mutating func body(over indices: [String], isSum: Bool) throws(UnreadableFormula) -> FormulaReading
  {
    var result = try signedTerm()
    guard isSum else { return result }
    var count = termsAhead(containing: indices)
    while count > 0, let sign = peek, sign.isSymbol("+") || sign.isSymbol("-") {
      advance()
      let right = try signedTerm()
      result = binary(
        sign.isSymbol("+") ? .add : .subtract,
        result,
        right,
        rank: FormulaRank.sum(result.rank, right.rank)
      )
      count -= 1
    }
    return result
  }

  /// How many of the following terms belong to the sum: up to the last one in which an index occurs.
  private func termsAhead(containing indices: [String]) -> Int {
    var depth = 0
    var count = 0
    var last = 0
    var isBound = false
    var place = index
    scan: while place < atoms.count {
      let atom = atoms[place]
      place += 1
      switch atom.kind {
      case .symbol(let sign):
        if ["(", "[", "\\{", "langle", "|(", "‖(", "eval("].contains(sign) { depth += 1 }
        if [")", "]", "\\}", "rangle", "|)", "‖)", "eval)"].contains(sign) { depth -= 1 }
        if depth < 0 { break scan }
        if depth == 0 {
          if sign == "+" || sign == "-" {
            count += 1
            isBound = false
          }
          if sign == "," || sign == ";" { break scan }
        }
      case .relation, .connective, .rowBreak, .arrow: if depth == 0 { break scan }
      case .large:
        if place < atoms.count, case .script(_, let content) = atoms[place].kind,
          content.contains(where: { indices.contains($0.letter ?? "") })
        {
          isBound = true
        }
      default: break
      }
      if !isBound, count > 0, FormulaParser.occurs(indices, in: atom, isScript: false) { last = count }
    }
    return last
  }

  /// Whether one of the indices stands in a script of one of the atoms, unless a sum inside binds it anew.
  private static func occurs(_ indices: [String], in atoms: [LaTeXAtom], isScript: Bool) -> Bool {
    var isLarge = false
    for atom in atoms {
      if isLarge, case .script(_, let content) = atom.kind,
        content.contains(where: { indices.contains($0.letter ?? "") })
      {
        return false
      }
      if case .large = atom.kind { isLarge = true } else { isLarge = false }
    }
    return atoms.contains { occurs(indices, in: $0, isScript: isScript) }
  }

  /// Whether one of the indices stands in a script of the atom.
  static func occurs(_ indices: [String], in atom: LaTeXAtom, isScript: Bool) -> Bool {
    switch atom.kind {
    case .letter(let letter): isScript && indices.contains(letter)
    case .script(_, let content): occurs(indices, in: content, isScript: true)
    case .fraction(let top, let bottom):
      occurs(indices, in: top, isScript: isScript) || occurs(indices, in: bottom, isScript: isScript)
    case .root(_, let content), .accent(_, let content), .labelled(let content):
      occurs(indices, in: content, isScript: isScript)
    default: false
    }
  }
}
