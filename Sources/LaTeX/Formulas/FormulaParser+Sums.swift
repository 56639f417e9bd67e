// Sums and products over an index, and how far they reach: over every following term in which the index occurs.

import Diagnostics
import Expressions
import Syntax

extension FormulaParser {
  mutating func largeOperator(_ name: String, _ atom: LaTeXAtom) throws(UnreadableFormula) -> FormulaReading {
    advance()
    var below: [LaTeXAtom] = []
    var above: [LaTeXAtom] = []
    while let next = peek, case .script(let isSuper, let content) = next.kind {
      if isSuper { above = content } else { below = content }
      advance()
    }
    guard name != "lim" else { return try limit(below, atom) }
    let bounds = try boundNames(below, atom.range)
    let indices = bounds.names
    var upTo: SyntaxTree? = above.visible.isEmpty ? nil : try nested(above, at: atom.range).tree
    boundIndices += indices
    defer { boundIndices.removeLast(indices.count) }
    let body = try self.body(over: indices, isSum: name == "sum")
    let range = atom.range.union(body.tree.range)
    var tree = body.tree
    if bounds.beginsAtZero {
      // Entries counted from 0 to n − 1 are those counted from 1 to n.
      guard case .binary(.subtract, let end, let one)? = upTo?.kind, case .number(let value, _) = one.kind,
        value == .one, indices.allSatisfy({ FormulaParser.isOnlyIndex($0, in: tree) })
      else {
        throw UnreadableFormula(
          "latex.sum-range",
          "a sum from 0 is read only up to n − 1, over entries",
          range
        )
      }
      upTo = end
    }
    if let other = bounds.other {
      // Without one index: 1 − δ leaves its term out.
      guard name == "sum" else {
        throw UnreadableFormula("latex.sum-range", "this range of a product is not read", range)
      }
      let delta = SyntaxTree(
        .entry(
          SyntaxTree(.name("I", latex: nil), atom.range),
          [SyntaxTree(.name(indices[0], latex: nil), atom.range), other]
        ),
        atom.range
      )
      let one = SyntaxTree(.number(.one, text: "1"), atom.range)
      let factor = SyntaxTree(
        .parenthesized(SyntaxTree(.binary(.subtract, one, delta), atom.range)),
        atom.range
      )
      tree = SyntaxTree(.binary(.multiply, factor, SyntaxTree(.parenthesized(tree), tree.range)), range)
    }
    for index in indices.reversed() {
      tree = SyntaxTree(
        .indexed(name == "sum" ? .sum : .product, index: index, upTo: upTo, body: tree),
        range
      )
    }
    return FormulaReading(tree, rank: body.rank)
  }

  /// What stands under a sum.
  private struct Bounds {
    var names: [String] = []
    /// Whether the index begins at 0.
    var beginsAtZero = false
    /// The value that the index does not take: `j \ne i`.
    var other: SyntaxTree?
  }

  /// The indices under the sign: `i`, `i=1`, `i,j,k`, `i=0`, `j \ne i`.
  private mutating func boundNames(_ below: [LaTeXAtom], _ range: SourceRange) throws(UnreadableFormula)
    -> Bounds
  {
    var atoms = below.visible
    var result = Bounds()
    if let place = atoms.firstIndex(where: { $0.kind == .relation(.equal) }) {
      guard atoms.count == place + 2,
        atoms[place + 1].kind == .digit("1") || atoms[place + 1].kind == .digit("0")
      else {
        throw UnreadableFormula("latex.sum-range", "a sum that does not begin at 1 is not read", range)
      }
      result.beginsAtZero = atoms[place + 1].kind == .digit("0")
      atoms = Array(atoms[..<place])
    } else if let place = atoms.firstIndex(where: { $0.kind == .relation(.notEqual) }), place == 1 {
      result.other = try nested(Array(atoms[(place + 1)...]), at: range).tree
      atoms = Array(atoms[..<place])
    }
    for atom in atoms where !atom.isSymbol(",") {
      guard let letter = atom.letter, !result.names.contains(letter) else {
        throw UnreadableFormula("latex.sum-range", "this range of a sum is not read", atom.range)
      }
      result.names.append(letter)
    }
    guard !result.names.isEmpty else {
      throw UnreadableFormula("latex.sum-range", "a sum without an index is not read", range)
    }
    return result
  }

  /// Whether a name stands only as a whole index of entries.
  private static func isOnlyIndex(_ name: String, in tree: SyntaxTree) -> Bool {
    switch tree.kind {
    case .name(name, _): return false
    case .entry(let base, let indices):
      return isOnlyIndex(name, in: base)
        && indices.allSatisfy { index in
          if case .name = index.kind { true } else { isOnlyIndex(name, in: index) }
        }
    default: return tree.children.allSatisfy { isOnlyIndex(name, in: $0) }
    }
  }

  /// `\lim_{t \to 0} …`, which reaches over the product that follows.
  mutating func limit(_ below: [LaTeXAtom], _ atom: LaTeXAtom) throws(UnreadableFormula)
    -> FormulaReading
  {
    let under = below.visible
    guard under.count == 3, let letter = under[0].letter, case .arrow = under[1].kind,
      under[2].kind == .digit("0")
    else {
      throw UnreadableFormula("latex.limit", "only a limit as a number goes to 0 is read", atom.range)
    }
    if let kind = context.names[letter]?.kind, kind != .scalar {
      throw UnreadableFormula("latex.limit", "only a limit as a number goes to 0 is read", atom.range)
    }
    let outer = context
    context.names.insert(NameTable.Entry(letter, .scalar))
    defer { context = outer }
    let body = try frobenius()
    let range = atom.range.union(body.tree.range)
    let variable = SyntaxTree(.name(letter, latex: nil), under[0].range)
    return FormulaReading(
      SyntaxTree(
        .call(
          name: LaTeXReader.limitAtZero,
          nameRange: atom.range,
          isElementwise: false,
          arguments: [variable, body.tree]
        ),
        range
      ),
      rank: body.rank
    )
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
    case .root(_, let content), .accent(_, let content), .labelled(let content, _):
      occurs(indices, in: content, isScript: isScript)
    default: false
    }
  }
}
