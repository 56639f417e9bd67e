// The factors of a product by the atom they begin with: numbers, fractions, roots, matrices.

import Diagnostics
import Expressions
import Syntax

extension FormulaParser {
  /// One factor with everything that binds tighter than juxtaposition.
  mutating func factor() throws(UnreadableFormula) -> FormulaReading {
    guard let atom = peek else { throw unexpected(nil) }
    factorDepth += 1
    defer { factorDepth -= 1 }
    guard factorDepth <= FormulaParser.nestingBound else {
      throw .tooDeep(atom.range)
    }
    switch atom.kind {
    case .letter:
      if atom.letter == "I", atom.font == "double", let indicator = try indicator(after: atom) {
        return indicator
      }
      if let operation = try differentialOperator(atom) { return operation }
      return try scripts(on: name())
    case .accent(let accent, let content):
      var letters = content.visible
      if letters.count > 1,
        letters.dropFirst().allSatisfy({ if case .script = $0.kind { true } else { false } })
      {
        // `\hat{y_i}` is `\hat y_i`.
        atoms.insert(contentsOf: letters.dropFirst(), at: index + 1)
        letters.removeSubrange(1...)
      }
      guard letters.count == 1, let letter = letters[0].letter else {
        throw UnreadableFormula("latex.accent", "an accent over more than one letter is not read", atom.range)
      }
      if accent == "dot", context.names[letter + "_dot"] == nil, context.names[letter] != nil {
        atoms[index] = letters[0]
        let base = try name()
        return try scripts(on: rate(of: base, atom.range, isDot: true))
      }
      atoms[index] = LaTeXAtom(.letter(letter + "_" + accent), atom.range)
      return try scripts(on: name())
    case .digit: return try scripts(on: number())
    case .word(let word):
      advance()
      return try scripts(on: application(of: word, wordRange: atom.range))
    case .command: return try command(atom)
    case .large(let name): return try largeOperator(name, atom)
    case .fraction(let top, let bottom):
      advance()
      if let derivative = try derivativeFraction(top, bottom, atom.range) { return derivative }
      let numerator = try nested(top, at: atom.range)
      let denominator = try nested(bottom, at: atom.range)
      let rank = denominator.rank == .scalar ? numerator.rank : nil
      let quotient = SyntaxTree(.binary(.divide, numerator.tree, denominator.tree), atom.range)
      return try scripts(on: FormulaReading(quotient, rank: rank))
    case .root(let order, let radicand):
      advance()
      return try scripts(on: root(order, radicand, atom.range))
    case .labelled(let content, _):
      advance()
      let inner = try nested(content, at: atom.range)
      return try scripts(
        on: FormulaReading(SyntaxTree(.parenthesized(inner.tree), atom.range), rank: inner.rank)
      )
    case .matrix(let name, let rows):
      advance()
      return try scripts(on: matrix(name, rows, atom.range))
    case .symbol(let sign): return try delimited(sign, atom)
    default: throw unexpected(atom)
    }
  }

  mutating func command(_ atom: LaTeXAtom) throws(UnreadableFormula) -> FormulaReading {
    guard let operation = try differentialOperator(atom) else { throw unexpected(atom) }
    return operation
  }

  // MARK: Numbers

  mutating func number() throws(UnreadableFormula) -> FormulaReading {
    guard let first = peek else { throw unexpected(nil) }
    var text = ""
    var range = first.range
    while index < atoms.count {
      let atom = atoms[index]
      if case .digit(let digit) = atom.kind, text.isEmpty || atom.isJoined {
        text += digit
      } else if atom.isSymbol("."), atom.isJoined, !text.isEmpty, !text.contains("."),
        index + 1 < atoms.count,
        case .digit = atoms[index + 1].kind, atoms[index + 1].isJoined
      {
        text += "."
      } else {
        break
      }
      range = range.union(atom.range)
      index += 1
    }
    let isSubscripted =
      if let next = peek, case .script(isSuper: false, _) = next.kind { true } else { false }
    if text == "1", let indicator = try indicator(range) { return indicator }
    if text == "1", isSubscripted || ["bold", "double", "type", "vector", "sans"].contains(first.font) {
      let ones = try onesOrIdentity("ones", range, rank: .column)
      // `RR^\top = \mathbf 1` alone on a side: beside a square matrix the identity as well as ones.
      guard !isSubscripted, peek == nil, depth == 1, atoms.visible.count == 1,
        context.names["I"] == nil
      else { return ones }
      let ways = [ones.tree, SyntaxTree(.name("I", latex: nil), range)]
      return FormulaReading(SyntaxTree(.ambiguous(Habit.onesOrIdentity.name, ways), range))
    }
    guard let value = Rational(text) else {
      throw UnreadableFormula("latex.number", "'\(text)' is not a number", range)
    }
    return FormulaReading(SyntaxTree(.number(value, text: text), range), rank: .scalar)
  }

  /// A vector of ones or an identity, with the size in its subscript if there is one.
  mutating func onesOrIdentity(_ function: String, _ range: SourceRange, rank: FormulaRank)
    throws(UnreadableFormula)
    -> FormulaReading
  {
    var arguments: [SyntaxTree] = []
    var place = range
    if let next = peek, case .script(isSuper: false, let content) = next.kind {
      advance()
      arguments = try indices(content, at: next.range, isMatrix: false)
      place = range.union(next.range)
    }
    return FormulaReading(
      SyntaxTree(.call(name: function, nameRange: range, isElementwise: false, arguments: arguments), place),
      rank: arguments.count == 2 ? .matrix : arguments.isEmpty && function == "ones" ? nil : rank
    )
  }

  // MARK: Roots and matrices

  mutating func root(_ order: [LaTeXAtom]?, _ radicand: [LaTeXAtom], _ range: SourceRange)
    throws(UnreadableFormula) -> FormulaReading
  {
    let inner = try nested(radicand, at: range)
    guard let order else { return applied("sqrt", [inner], range, nameRange: range) }
    let degree = try nested(order, at: range)
    let one = SyntaxTree(.number(.one, text: "1"), range)
    let exponent = SyntaxTree(.binary(.divide, one, degree.tree), range)
    return FormulaReading(SyntaxTree(.binary(.power, inner.tree, exponent), range), rank: inner.rank)
  }

  mutating func matrix(_ name: String, _ rows: [[[LaTeXAtom]]], _ range: SourceRange)
    throws(UnreadableFormula)
    -> FormulaReading
  {
    guard !name.hasSuffix("cases") else {
      return try caseDistinction(rows, range)
    }
    var trees: [[SyntaxTree]] = []
    for row in rows {
      var cells: [SyntaxTree] = []
      for cell in row {
        // An entry that is left blank is 0, where its row has others.
        let isBlank = cell.visible.isEmpty && row.contains { !$0.visible.isEmpty }
        let zero = SyntaxTree(.number(.zero, text: "0"), range)
        cells.append(isBlank ? zero : try nested(cell, at: range).tree)
      }
      trees.append(cells)
    }
    guard let width = trees.first?.count, trees.allSatisfy({ $0.count == width }) else {
      throw UnreadableFormula("latex.matrix", "the rows of this matrix differ in length", range)
    }
    let rank: FormulaRank =
      width == 1 ? (trees.count == 1 ? .scalar : .column) : trees.count == 1 ? .row : .matrix
    let literal = FormulaReading(SyntaxTree(.matrix(trees), range), rank: rank)
    switch name {
    case "vmatrix": return applied("det", [literal], range, nameRange: range)
    case "Vmatrix": return applied("norm2", [literal], range, nameRange: range)
    default: return literal
    }
  }
}
