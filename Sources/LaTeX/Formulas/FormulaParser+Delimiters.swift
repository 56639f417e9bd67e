// Brackets, strokes and angles: grouping, determinants and absolute values, norms, inner products, values at a place.

import Diagnostics
import Expressions
import Syntax

extension FormulaParser {
  /// The factor that begins with a bracket or a stroke.
  mutating func delimited(_ sign: String, _ atom: LaTeXAtom) throws(UnreadableFormula) -> FormulaReading {
    switch sign {
    case "(", "[", "\\{": return try scripts(on: bracket(atom))
    case "|", "|(":
      advance()
      let inner = try enclosed(by: ["|", "|)"], atom)
      if let next = peek, case .script(isSuper: false, let content) = next.kind, content.visible.count == 1,
        content.visible[0].kind == .digit("2") || content.visible[0].letter == "F"
      {
        // `|x|_2` is a norm, whatever strokes it is written with.
        return try scripts(on: norm(inner, atom.range.union(lastRange)))
      }
      return try scripts(on: strokes(inner, atom.range.union(lastRange)))
    case "‖", "‖(":
      advance()
      let inner = try enclosed(by: ["‖", "‖)"], atom)
      return try scripts(on: norm(inner, atom.range.union(lastRange)))
    case "langle": return try scripts(on: angle(atom))
    case "eval(":
      advance()
      if let operation = peek, case .fraction(let top, let bottom) = operation.kind, top.visible.count == 1,
        differentialSign(top.visible[0]) != nil, let end = peekAfter(1), end.isSymbol("eval)")
      {
        // `\left.\frac{d}{dt}\right|_{t=0} f(t)`.
        advance()
        skipInvisible()
        atoms[index] = LaTeXAtom(.symbol("|"), end.range)
        if let derivative = try derivativeFraction(top, bottom, atom.range) { return derivative }
      }
      let outer = closers
      closers.append("eval(")
      defer { closers = outer }
      let inner = try sum()
      guard let end = peek, end.isSymbol("eval)") else {
        throw UnreadableFormula("latex.unbalanced-bracket", "'\\left.' is not met by a '\\right'", atom.range)
      }
      advance()
      return try evaluated(inner, atom.range)
    default: throw unexpected(atom)
    }
  }

  static func closer(of sign: String) -> String {
    switch sign {
    case "(": ")"
    case "[": "]"
    case "langle": "rangle"
    default: "\\}"
    }
  }

  /// The formulas between a bracket and its end, separated by commas.
  mutating func bracketItems(separatedByStroke: Bool = false) throws(UnreadableFormula) -> (
    items: [FormulaReading], range: SourceRange
  ) {
    guard let open = peek, case .symbol(let sign) = open.kind else { throw unexpected(peek) }
    let close = FormulaParser.closer(of: sign)
    advance()
    let outer = (closers, leavesEvaluation, bracketsAreDirections)
    closers.append(sign)
    leavesEvaluation = false
    bracketsAreDirections = false
    defer { (closers, leavesEvaluation, bracketsAreDirections) = outer }
    var items: [FormulaReading] = []
    while true {
      items.append(try sum())
      guard let next = peek else {
        throw UnreadableFormula("latex.unbalanced-bracket", "this bracket is never closed", open.range)
      }
      advance()
      if next.isSymbol(close) { return (items, open.range.union(next.range)) }
      guard
        next.isSymbol(",") || next.isSymbol(";")
          || ((sign == "langle" || separatedByStroke) && (next.isSymbol("mid") || next.isSymbol("|")))
      else {
        index -= 1
        throw unexpected(next)
      }
    }
  }

  /// A formula in brackets, an inner product `(a, b)`, or a function in brackets before its argument.
  mutating func bracket(_ open: LaTeXAtom) throws(UnreadableFormula) -> FormulaReading {
    if let composed = try composition(open) { return composed }
    if let list = try listOverDots(open) { return list }
    if isList(after: 0), let before = atoms[..<index].last(where: { !$0.isInvisible }),
      before.kind == .operator("cdot")
    {
      throw UnreadableFormula(
        "latex.list",
        "a list behind a dot is not read: a pair of directions, or an inner product",
        open.range,
        hints: [#"write $Df(x, y)[h, k]$, or $\langle a, b\rangle$"#]
      )
    }
    let isInnerProduct = separatesByStroke(open)
    let (items, range) = try bracketItems(separatedByStroke: isInnerProduct)
    if items.count == 1 {
      return FormulaReading(
        SyntaxTree(.parenthesized(items[0].tree), range),
        rank: items[0].rank,
        map: items[0].map
      )
    }
    guard items.count == 2, open.isSymbol("(") else {
      throw UnreadableFormula("latex.list", "a list in brackets is not read as a formula", range)
    }
    return FormulaReading(SyntaxTree(.binary(.frobenius, items[0].tree, items[1].tree), range), rank: .scalar)
  }

  /// `(f)(X)` and `(\operatorname{tr} \circ f)(X)`.
  private mutating func composition(_ open: LaTeXAtom) throws(UnreadableFormula) -> FormulaReading? {
    var functions: [(String, SourceRange)] = []
    var place = 1
    while let atom = peekAfter(place) {
      if case .word(let word) = atom.kind {
        functions.append((word, atom.range))
      } else if let letter = atom.letter, let entry = context.names[letter], case .function = entry.kind {
        functions.append((entry.name, atom.range))
      } else if let letter = atom.letter, peekAfter(place + 1)?.letter == "r", ["T", "t"].contains(letter) {
        functions.append(("tr", atom.range))
        place += 1
      } else {
        return nil
      }
      guard let next = peekAfter(place + 1) else { return nil }
      if next.kind == .operator("circ") {
        place += 2
        continue
      }
      guard next.isSymbol(")"), let after = peekAfter(place + 2), after.isSymbol("(") || after.isSymbol("[")
      else {
        return nil
      }
      advance(by: place + 2)
      skipInvisible()
      let (items, range) = try bracketItems()
      var result = items
      for (word, wordRange) in functions.reversed() {
        result = [applied(word, result, open.range.union(range), nameRange: wordRange)]
      }
      return result.first
    }
    return nil
  }

  private mutating func enclosed(by ends: [String], _ open: LaTeXAtom) throws(UnreadableFormula)
    -> FormulaReading
  {
    let outer = closers
    closers.append(ends[0])
    defer { closers = outer }
    let inner = try sum()
    guard let end = peek, case .symbol(let sign) = end.kind, ends.contains(sign) else {
      throw UnreadableFormula("latex.unbalanced-bracket", "this stroke is never closed", open.range)
    }
    advance()
    return inner
  }

  /// `|X|`: a determinant, an absolute value, or a length.
  mutating func strokes(_ inner: FormulaReading, _ range: SourceRange) -> FormulaReading {
    switch inner.rank {
    case .matrix: return strokes(around: inner, range, ["det"])
    case .scalar: return applied("abs", [inner], range, nameRange: range)
    case .column, .row: return strokes(around: inner, range, ["norm2"])
    case nil: return strokes(around: inner, range, ["abs", "norm2", "det"])
    }
  }

  /// The functions that strokes around something that is no number may stand for; entry by entry where nothing else fits.
  func strokes(around inner: FormulaReading, _ range: SourceRange, _ names: [String])
    -> FormulaReading
  {
    func call(_ name: String, isElementwise: Bool = false) -> SyntaxTree {
      SyntaxTree(
        .call(name: name, nameRange: range, isElementwise: isElementwise, arguments: [inner.tree]),
        range
      )
    }
    let ways = names.map { call($0) }
    let whole = ways.count == 1 ? ways[0] : SyntaxTree(.ambiguous(Habit.strokes.name, ways), range)
    return FormulaReading(
      SyntaxTree(
        .ambiguous(Habit.strokesEntryByEntry.name, [whole, call("abs", isElementwise: true)]),
        range
      ),
      rank: .scalar
    )
  }

  private mutating func norm(_ inner: FormulaReading, _ range: SourceRange) throws(UnreadableFormula)
    -> FormulaReading
  {
    var name = "norm2"
    var place = range
    if let above = peek, case .script(isSuper: true, _) = above.kind, let below = peekAfter(1),
      case .script(isSuper: false, _) = below.kind, let second = atoms[(index + 1)...].firstIndex(of: below)
    {
      // `\|x\|^2_2` is `\|x\|_2^2`.
      atoms.swapAt(index, second)
    }
    if let atom = peek, case .script(isSuper: false, let content) = atom.kind {
      advance()
      place = range.union(atom.range)
      let visible = content.visible
      switch visible.first?.kind {
      case .letter("F") where visible.count <= 4, .letter("f") where visible.count == 1,
        .letter("H") where visible.count == 2:
        name = "normF"
      case .digit("2") where visible.count == 1 && inner.rank != .column && inner.rank != .row:
        return twoNorm(of: inner, range, place)
      case .digit("2") where visible.count == 1: name = "norm2"
      case .digit("1") where visible.count == 1: name = "norm1"
      case .symbol("*"), .operator("ast"): name = "nuclear"
      case .text("F"): name = "normF"
      case .letter("o") where visible.count == 2 && visible[1].letter == "p": name = "spectral"
      case .digit("2") where visible.count == 3 && visible[1].isSymbol(","): name = "norm21"
      case .letter(let letter) where context.names[letter]?.kind == .matrix && inner.rank == .column:
        let weight = try nested(content, at: atom.range).tree
        let left = SyntaxTree(.binary(.multiply, SyntaxTree(.transpose(inner.tree), place), weight), place)
        let square = FormulaReading(SyntaxTree(.binary(.multiply, left, inner.tree), place), rank: .scalar)
        return applied("sqrt", [square], place, nameRange: range)
      default: throw UnreadableFormula("latex.norm", "this norm is not known", atom.range)
      }
    }
    guard name != "norm21" else { throw UnreadableFormula("latex.norm", "this norm is not known", place) }
    return FormulaReading(
      SyntaxTree(.call(name: name, nameRange: range, isElementwise: false, arguments: [inner.tree]), place),
      rank: .scalar
    )
  }

  /// `\|A\|_2`: of a matrix the largest singular value, or the root of the sum of squares as of a vector.
  private func twoNorm(of inner: FormulaReading, _ range: SourceRange, _ place: SourceRange)
    -> FormulaReading
  {
    func call(_ name: String) -> SyntaxTree {
      SyntaxTree(.call(name: name, nameRange: range, isElementwise: false, arguments: [inner.tree]), place)
    }
    return FormulaReading(
      SyntaxTree(.ambiguous(Habit.normTwoOfMatrix.name, [call("spectral"), call("norm2")]), place),
      rank: .scalar
    )
  }

  /// `… |_{Y = W}`.
  mutating func evaluated(_ inner: FormulaReading, _ open: SourceRange) throws(UnreadableFormula)
    -> FormulaReading
  {
    guard let atom = peek, case .script(isSuper: false, let content) = atom.kind else {
      return FormulaReading(SyntaxTree(.parenthesized(inner.tree), open.union(lastRange)), rank: inner.rank)
    }
    advance()
    var bindings: [Statement.Binding] = []
    for part in content.visible.split(whereSeparator: { $0.isSymbol(",") }) {
      let sides = part.split(maxSplits: 1) { $0.kind == .relation(.equal) }.map { Array($0) }
      guard sides.count == 2 else {
        throw UnreadableFormula("latex.evaluation", "a place is given as 'name = value'", atom.range)
      }
      let left = try nested(sides[0], at: atom.range)
      let right = try nested(sides[1], at: atom.range)
      guard case .name(let name, let latex) = left.tree.kind else {
        throw UnreadableFormula("latex.evaluation", "a place is given as 'name = value'", left.tree.range)
      }
      bindings.append(
        Statement.Binding(name: Statement.Name(name, latex: latex, range: left.tree.range), value: right.tree)
      )
    }
    return FormulaReading(
      SyntaxTree(.evaluated(inner.tree, at: bindings), open.union(atom.range)),
      rank: inner.rank
    )
  }
}
