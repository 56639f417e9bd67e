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
    let compares = below.contains { if case .relation(let sign) = $0.kind { sign != .equal } else { false } }
    let bounds = try SumBounds(
      below,
      context: context,
      bound: boundIndices,
      following: compares ? IndexLetters.inScripts(of: atoms[min(index, atoms.count)...]) : [],
      range: atom.range
    )
    let indices = bounds.names
    let end = above.visible.isEmpty ? bounds.upper : above
    let upTo = end.visible.isEmpty ? nil : try nested(end, at: atom.range).tree
    boundIndices += indices
    defer { boundIndices.removeLast(indices.count) }
    let body = try self.body(over: indices, isSum: name == "sum")
    for index in indices { try refuseNames(with: index, in: body.tree) }
    let range = atom.range.union(body.tree.range)
    let tree = try indexed(name == "sum" ? .sum : .product, bounds, upTo: upTo, over: body.tree, range)
    return FormulaReading(tree, rank: body.rank)
  }

  /// Refuses a sum over i of a name `x_i` that was declared as one thing: the sum would add it to itself.
  private func refuseNames(with index: String, in body: SyntaxTree) throws(UnreadableFormula) {
    for name in body.names {
      guard let entry = context.names[name], let below = name.split(separator: "_", maxSplits: 1).last,
        below.count < name.count, isIndex(index, of: below)
      else { continue }
      if case .family = entry.kind { continue }
      throw UnreadableFormula(
        "latex.bound-name",
        "'\(name)' is declared as one thing, which is not another one for each \(index)",
        body.range,
        hints: ["declare its members in a cell: '\(name.prefix { $0 != "_" })[\(index)] : vector(n)'"]
      )
    }
  }

  /// Whether an index is what stands below a name, alone or beside another one.
  private func isIndex(_ index: String, of below: Substring) -> Bool {
    let words = below.split { $0 == "_" || $0 == "," || $0 == "(" || $0 == ")" }
    return words.contains { word in
      word == index || (word.count == 2 && index.count == 1 && word.contains(index))
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
