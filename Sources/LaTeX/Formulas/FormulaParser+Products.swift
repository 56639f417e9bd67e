// Products, from the loosest to juxtaposition: `:`, entrywise and Kronecker products, `·`, factors side by side.

import Diagnostics
import Expressions
import Syntax

extension FormulaParser {
  /// A term, of which the first factor may have been read.
  mutating func frobenius(from first: FormulaReading? = nil) throws(UnreadableFormula) -> FormulaReading {
    var result = try entrywise(from: first)
    while let atom = peek, atom.isSymbol(":") {
      advance()
      let right = try negated { (parser) throws(UnreadableFormula) in try parser.entrywise() }
      let operands = (ones(result), ones(right))
      if isOnes(operands.0.tree) {
        result = total(of: right, result.tree.range)
      } else if isOnes(operands.1.tree) {
        result = total(of: result, right.tree.range)
      } else {
        result = binary(.frobenius, result, right, rank: .scalar)
      }
    }
    return result
  }

  /// The number 1 where a matrix is expected is a matrix of ones: `1 : X`, `1^\top x`.
  func ones(_ reading: FormulaReading) -> FormulaReading {
    guard case .number(let value, _) = reading.tree.kind, value == .one else { return reading }
    return FormulaReading(
      SyntaxTree(
        .call(name: "ones", nameRange: reading.tree.range, isElementwise: false, arguments: []),
        reading.tree.range
      )
    )
  }

  private func isOnes(_ tree: SyntaxTree) -> Bool {
    if case .call(name: "ones", _, _, let arguments) = tree.kind { return arguments.isEmpty }
    return false
  }

  /// `1 : X`, the sum of all entries.
  private func total(of reading: FormulaReading, _ place: SourceRange) -> FormulaReading {
    FormulaReading(
      SyntaxTree(
        .call(name: "sum", nameRange: place, isElementwise: false, arguments: [reading.tree]),
        place.union(reading.tree.range)
      ),
      rank: .scalar
    )
  }

  private mutating func negated(
    _ read: (inout FormulaParser) throws(UnreadableFormula) -> FormulaReading
  ) throws(UnreadableFormula) -> FormulaReading {
    guard let sign = peek, sign.isSymbol("-") else { return try read(&self) }
    advance()
    let operand = try read(&self)
    return FormulaReading(
      SyntaxTree(.negative(operand.tree), sign.range.union(operand.tree.range)),
      rank: operand.rank
    )
  }

  mutating func entrywise(from first: FormulaReading? = nil) throws(UnreadableFormula)
    -> FormulaReading
  {
    var result = try explicit(from: first)
    while let atom = peek, case .operator(let name) = atom.kind {
      let operation: SyntaxTree.BinaryOperator
      switch name {
      case "odot", "circ", "bigodot": operation = .elementwiseMultiply
      case "otimes", "bigotimes": operation = .kronecker
      case "oslash": operation = .elementwiseDivide
      default:
        if let notation = UnreadNotation(atom) { throw notation.unreadable(atom.range) }
        throw UnreadableFormula(
          "latex.unknown-operator",
          "the product '\\\(name)' has no one meaning",
          atom.range,
          hints: ["write \\odot for the entrywise product, \\otimes for the Kronecker product"]
        )
      }
      advance()
      let right = try negated { (parser) throws(UnreadableFormula) in try parser.explicit() }
      let rank: FormulaRank? =
        operation == .kronecker
        ? (result.rank == .scalar && right.rank == .scalar ? .scalar : .matrix)
        : FormulaRank.sum(result.rank == .scalar ? nil : result.rank, right.rank)
      result = binary(operation, result, right, rank: rank)
    }
    return result
  }

  mutating func explicit(from first: FormulaReading? = nil) throws(UnreadableFormula)
    -> FormulaReading
  {
    var result = try product(from: first)
    while let atom = peek {
      if isDots(atom) {
        result = try product(from: productOverDots(result, atom))
        continue
      }
      let operation: SyntaxTree.BinaryOperator
      var isDivision = false
      switch atom.kind {
      case .operator("cdot"), .operator("bullet"): operation = .dot
      case .operator("times"), .operator("ast"), .symbol("*"): operation = .multiply
      case .operator("div"):
        operation = .divide
        isDivision = true
      default: return result
      }
      advance()
      if !isDivision, let dots = peek, isDots(dots) {
        result = try product(from: productOverDots(result, dots))
        continue
      }
      let right = try negated { (parser) throws(UnreadableFormula) in try parser.product() }
      if operation == .dot, let map = result.map, map.takesFactor, !map.isSecond, right.rank != .scalar {
        // `Dg(X)\cdot H`: the derivative along H.
        result = direction(map, right, from: result.tree.range)
        continue
      }
      if atom.kind == .operator("ast"), result.rank != .scalar, right.rank != .scalar {
        throw UnreadNotation.asterisk.unreadable(atom.range)
      }
      if atom.kind == .operator("times"), let product = crossProduct(result, right) {
        result = product
        continue
      }
      let isInner = operation == .dot && result.rank == .column && right.rank == .column
      let rank: FormulaRank? =
        isInner ? .scalar : isDivision ? result.rank : FormulaRank.product(result.rank, right.rank)
      let isPlain = operation == .dot && rank != nil && !isInner
      result = binary(isPlain ? .multiply : operation, result, right, rank: rank)
    }
    return result
  }

  /// Factors side by side.
  mutating func product(from first: FormulaReading? = nil) throws(UnreadableFormula) -> FormulaReading {
    if let first { return try continueProduct(first) }
    return try continueProduct(try factor())
  }

  /// The factors that follow one that has been read.
  ///
  /// `word` is the last factor so far, when that is a function's word with its argument and no brackets, and what
  /// stands before it.
  mutating func continueProduct(
    _ first: FormulaReading,
    word: OpenWord? = nil
  ) throws(UnreadableFormula) -> FormulaReading {
    var result = first
    var word = word ?? first.word.map { OpenWord(before: nil, word: $0) }
    while let atom = peek {
      if !leavesEvaluation, isEvaluation(atom) {
        // `\frac{…}{…}\Big|_{X = A}`: all factors before it are meant.
        advance()
        result = try scripts(on: evaluated(result, result.tree.range))
        word = nil
      } else if atom.isSymbol("/") {
        return try quotient(result, word.flatMap { $0.word.isBracketed ? nil : $0 })
      } else if let open = word, startsFactor(atom), goesOn(open.word, over: atom),
        open.word.isBracketed || !endsAngle(open.word.function, open.word.argumentRank)
      {
        return try argumentGoingOn(result, open)
      } else if startsFactor(atom) {
        if let map = result.map, atom.isSymbol("("), isList(after: 0) {
          result = try bilinear(map, from: result.tree.range)
          continue
        }
        if atom.isSymbol("("), let end = timeArgument() {
          // `X^{-1}(t)` is X⁻¹, whatever it depends on.
          index = end
          continue
        }
        let right = try factor()
        word = right.word.map { OpenWord(before: result, word: $0) }
        if let map = result.map, !map.isSecond,
          map.takesFactor || atom.isSymbol("(") || atom.isSymbol("[")
        {
          result = direction(map, right, from: result.tree.range)
        } else {
          result = binary(.multiply, result, right, rank: FormulaRank.product(result.rank, right.rank))
        }
      } else {
        break
      }
    }
    return result
  }

  /// Whether a function's word may reach over the factor that begins with an atom.
  private func goesOn(_ word: FormulaReading.FunctionWord, over atom: LaTeXAtom) -> Bool {
    guard word.isBracketed else { return atom.opensBracket }
    if case .word = atom.kind { return false }
    return true
  }

  /// The place after `(t)`, the argument of what depends on an undeclared time.
  func timeArgument() -> Int? {
    var inner: [LaTeXAtom] = []
    for place in index..<min(index + 8, atoms.count) where !atoms[place].isInvisible {
      inner.append(atoms[place])
      if inner.count == 3 {
        return inner[0].isSymbol("(") && inner[2].isSymbol(")") && context.isTime(inner[1].letter)
          ? place + 1 : nil
      }
    }
    return nil
  }

  /// Whether a stroke here has a place below it.
  func isEvaluation(_ atom: LaTeXAtom) -> Bool {
    guard atom.isSymbol("|") || atom.isSymbol("|(") || atom.isSymbol("|)"), closers.last != "|",
      let next = peekAfter(1),
      case .script(isSuper: false, let content) = next.kind
    else { return false }
    return content.contains { $0.kind == .relation(.equal) }
  }

  /// A second derivative with its two directions: `\operatorname{Hess} f(x)(v, w)`.
  private mutating func bilinear(_ map: FormulaReading.Map, from range: SourceRange)
    throws(UnreadableFormula) -> FormulaReading
  {
    let (items, end) = try bracketItems()
    guard items.count == 2 else {
      throw UnreadableFormula("latex.derivative", "a second derivative has two directions", end)
    }
    return items.reduce(FormulaReading(map.of)) { inner, along in
      FormulaReading(
        SyntaxTree(.directional(of: inner.tree, wrt: map.wrt, along: [along.tree]), range.union(end)),
        rank: .scalar
      )
    }
  }

  /// A derivative with its direction.
  func direction(_ map: FormulaReading.Map, _ along: FormulaReading, from range: SourceRange)
    -> FormulaReading
  {
    var vector = along.tree
    if case .parenthesized(let inner) = vector.kind { vector = inner }
    return FormulaReading(
      SyntaxTree(.directional(of: map.of, wrt: map.wrt, along: [vector]), range.union(along.tree.range))
    )
  }

  /// Whether an atom after a factor begins another one.
  mutating func startsFactor(_ atom: LaTeXAtom) -> Bool {
    switch atom.kind {
    case .letter, .digit, .word, .fraction, .root, .accent, .labelled, .matrix: return true
    case .large(let name): return !isBoundAgain(name)
    case .command(let name): return ["partial", "nabla", "d", "hbar"].contains(name)
    case .symbol("|"):
      return closers.last != "|" && !isEvaluation(atom)
    case .symbol("‖"):
      if closers.last == "|" {
        // `|A||B|`: the first stroke closes, the second opens.
        atoms[index] = LaTeXAtom(.symbol("|"), atom.range)
        atoms.insert(LaTeXAtom(.symbol("|"), atom.range), at: index)
        return false
      }
      return closers.last != "‖"
    case .symbol(let sign): return ["(", "[", "\\{", "|(", "‖(", "langle", "eval("].contains(sign)
    default: return false
    }
  }

  /// Whether a sum begins here over an index that is bound already, so that the sum before it ends.
  private func isBoundAgain(_ name: String) -> Bool {
    guard let script = peekAfter(1), case .script(_, let content) = script.kind,
      let bound = content.visible.first?.letter
    else { return false }
    return boundIndices.contains(bound)
  }
}
