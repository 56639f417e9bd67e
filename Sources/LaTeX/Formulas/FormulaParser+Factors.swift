// The factors of a product: numbers, brackets, strokes, fractions, roots, matrices, and the scripts after them.

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
      throw UnreadableFormula(
        "latex.nesting",
        "formulas are nested more than \(FormulaParser.nestingBound) deep",
        atom.range
      )
    }
    switch atom.kind {
    case .letter:
      if let operation = try differentialOperator(atom) { return operation }
      return try scripts(on: name())
    case .accent(let accent, let content):
      let letters = content.visible
      guard letters.count == 1, let letter = letters[0].letter else {
        throw UnreadableFormula("latex.accent", "an accent over more than one letter is not read", atom.range)
      }
      if accent == "dot", context.names[letter + "_dot"] == nil, context.names[letter] != nil {
        atoms[index] = letters[0]
        let base = try name()
        return try scripts(on: rate(of: base, atom.range))
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

  private mutating func command(_ atom: LaTeXAtom) throws(UnreadableFormula) -> FormulaReading {
    guard let operation = try differentialOperator(atom) else { throw unexpected(atom) }
    return operation
  }

  // MARK: Numbers

  private mutating func number() throws(UnreadableFormula) -> FormulaReading {
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
    if text == "1", isSubscripted || ["bold", "double", "type", "vector", "sans"].contains(first.font) {
      return try onesOrIdentity("ones", range, rank: .column)
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

  // MARK: Scripts

  /// Superscripts, primes and subscripts after a factor, in the order in which they stand.
  mutating func scripts(on base: FormulaReading) throws(UnreadableFormula) -> FormulaReading {
    var result = base
    while let atom = peek {
      switch atom.kind {
      case .prime:
        advance()
        result = primed(result, atom.range)
      case .script(isSuper: true, let content):
        advance()
        result = try superscript(content, on: result, atom)
      case .script(isSuper: false, let content):
        advance()
        let items = try indices(
          content,
          at: atom.range,
          isMatrix: result.rank != .column && result.rank != .row
        )
        let entries = items.count == 2 ? capitalized(result.tree) : result.tree
        result = FormulaReading(
          SyntaxTree(.entry(entries, items), result.tree.range.union(atom.range)),
          rank: .scalar
        )
      default: return result
      }
    }
    return result
  }

  func transposed(_ reading: FormulaReading, _ range: SourceRange) -> FormulaReading {
    FormulaReading(
      SyntaxTree(.transpose(reading.tree), reading.tree.range.union(range)),
      rank: reading.rank?.transposed
    )
  }

  /// What a superscript says.
  enum Superscript {
    case transpose
    case inverseTranspose
    case pseudoinverse
    case elementwise([LaTeXAtom])
    case power
    case ambiguous(String)
  }

  /// The meaning of a superscript on something of the given rank.
  mutating func meaning(of content: [LaTeXAtom], rank: FormulaRank?) -> Superscript {
    let visible = content.visible
    if !visible.isEmpty, visible.allSatisfy({ $0.kind == .prime }) { return .transpose }
    if visible.count == 1, isTranspose(visible[0], rank: rank) { return .transpose }
    if visible.count == 2, visible[0].isSymbol("-"), isTranspose(visible[1], rank: rank) {
      return .inverseTranspose
    }
    guard let first = visible.first else { return .power }
    if visible.count == 1 {
      switch first.kind {
      case .symbol("+"), .command("dagger"): return .pseudoinverse
      case .symbol("*"), .operator("ast"), .operator("star"):
        return rank == .matrix || rank == .column ? .transpose : .ambiguous("*")
      default: break
      }
    }
    switch first.kind {
    case .operator("circ"), .operator("odot"):
      return visible.count > 1 ? .elementwise(Array(visible.dropFirst())) : .power
    default: return .power
    }
  }

  private mutating func isTranspose(_ atom: LaTeXAtom, rank: FormulaRank?) -> Bool {
    switch atom.kind {
    case .command("top"), .command("intercal"): return true
    case .letter(let letter) where letter == "T" || letter == "t" || letter == "H":
      return context.names[letter] == nil || rank != .scalar
    default: return false
    }
  }

  /// `X^T` where `T` is declared as a number or a size: the transpose, or the power.
  private mutating func powerOrTranspose(_ content: [LaTeXAtom], on base: FormulaReading, _ atom: LaTeXAtom)
    throws(UnreadableFormula) -> FormulaReading?
  {
    guard content.visible.count == 1, let letter = content.visible[0].letter,
      ["T", "t", "H"].contains(letter),
      base.rank == .matrix || base.rank == nil
    else { return nil }
    switch context.names[letter]?.kind {
    case .scalar, .size: break
    case .vector, .row, .matrix, .function, .family, .other, nil: return nil
    }
    let exponent = try nested(content, at: atom.range)
    let range = base.tree.range.union(atom.range)
    let power = SyntaxTree(.binary(.power, base.tree, exponent.tree), range)
    return FormulaReading(
      SyntaxTree(
        .ambiguous(Habit.powerOfT.name, [SyntaxTree(.transpose(base.tree), range), power]),
        range
      ),
      rank: base.rank
    )
  }

  /// An apostrophe: the transpose, the derivative by the one number that varies, or either.
  private func primed(_ base: FormulaReading, _ range: SourceRange) -> FormulaReading {
    // A number has no transpose: where one name varies, the derivative of a number with a name is meant.
    if base.rank == .scalar, context.variables.count == 1 {
      switch base.tree.kind {
      case .name, .call: return rate(of: base, range)
      default: break
      }
    }
    guard context.scalarVariable != nil || (base.rank == .scalar && context.variables.count == 1) else {
      let transpose = transposed(base, range)
      guard context.readsExcuses else { return transpose }
      let ways = [transpose.tree, SyntaxTree(.differential(base.tree), transpose.tree.range)]
      return FormulaReading(
        SyntaxTree(.ambiguous(Habit.primeAsDerivative.name, ways), transpose.tree.range),
        rank: transpose.rank
      )
    }
    let transpose = transposed(base, range)
    let ways = [transpose.tree, rate(of: base, range).tree]
    return FormulaReading(
      SyntaxTree(.ambiguous(Habit.primeOfMatrix.name, ways), transpose.tree.range),
      rank: base.rank == .matrix ? .matrix : nil
    )
  }

  mutating func superscript(_ content: [LaTeXAtom], on base: FormulaReading, _ atom: LaTeXAtom)
    throws(UnreadableFormula)
    -> FormulaReading
  {
    let range = base.tree.range.union(atom.range)
    if content.visible.count == 1, content.visible[0].kind == .prime { return primed(base, atom.range) }
    if let either = try powerOrTranspose(content, on: base, atom) { return either }
    switch meaning(of: content, rank: base.rank) {
    case .transpose: return transposed(base, atom.range)
    case .inverseTranspose:
      let one = SyntaxTree(.number(.one, text: "1"), atom.range)
      let inverse = SyntaxTree(.binary(.power, base.tree, SyntaxTree(.negative(one), atom.range)), range)
      return FormulaReading(SyntaxTree(.transpose(inverse), range), rank: base.rank)
    case .pseudoinverse:
      return FormulaReading(
        SyntaxTree(
          .call(name: "pinv", nameRange: atom.range, isElementwise: false, arguments: [base.tree]),
          range
        ),
        rank: base.rank?.transposed
      )
    case .ambiguous(let sign):
      throw UnreadableFormula("latex.superscript", "the superscript '\(sign)' has no one meaning", atom.range)
    case .elementwise(let exponent):
      let power = try nested(exponent, at: atom.range)
      return FormulaReading(
        SyntaxTree(.binary(.elementwisePower, base.tree, power.tree), range),
        rank: base.rank
      )
    case .power:
      let exponent = try nested(content, at: atom.range)
      return FormulaReading(
        SyntaxTree(.binary(.power, base.tree, exponent.tree), range),
        rank: base.rank == .scalar || base.rank == .matrix ? base.rank : nil
      )
    }
  }

  /// The indices of a subscript: `ij`, `i,j`, `12` of a matrix, `i+1`.
  mutating func indices(_ content: [LaTeXAtom], at range: SourceRange, isMatrix: Bool)
    throws(UnreadableFormula)
    -> [SyntaxTree]
  {
    if content.visible.contains(where: { $0.isSymbol(":") }) {
      let slice = Diagnostic.slice(range)
      throw UnreadableFormula(slice.code, slice.message, range, hints: slice.hints)
    }
    var result: [SyntaxTree] = []
    for item in items(content, isMatrix: isMatrix) {
      result.append(try nested(item, at: range).tree)
    }
    guard !result.isEmpty else { throw UnreadableFormula("latex.incomplete", "a subscript is empty", range) }
    return result
  }

  /// The atoms of each index of a subscript.
  func items(_ content: [LaTeXAtom], isMatrix: Bool) -> [[LaTeXAtom]] {
    let visible = content.visible
    if visible.contains(where: { $0.isSymbol(",") }) {
      return visible.split { $0.isSymbol(",") }.map { Array($0) }
    }
    let isRun = visible.allSatisfy { atom in
      switch atom.kind {
      case .letter, .prime, .script: true
      case .digit: isMatrix
      default: false
      }
    }
    guard isRun else { return visible.isEmpty ? [] : [visible] }
    var result: [[LaTeXAtom]] = []
    for atom in visible {
      switch atom.kind {
      case .letter, .digit: result.append([atom])
      default: if !result.isEmpty { result[result.count - 1].append(atom) }
      }
    }
    return result
  }

  // MARK: Roots and matrices

  private mutating func root(_ order: [LaTeXAtom]?, _ radicand: [LaTeXAtom], _ range: SourceRange)
    throws(UnreadableFormula) -> FormulaReading
  {
    let inner = try nested(radicand, at: range)
    guard let order else { return applied("sqrt", [inner], range, nameRange: range) }
    let degree = try nested(order, at: range)
    let one = SyntaxTree(.number(.one, text: "1"), range)
    let exponent = SyntaxTree(.binary(.divide, one, degree.tree), range)
    return FormulaReading(SyntaxTree(.binary(.power, inner.tree, exponent), range), rank: inner.rank)
  }

  private mutating func matrix(_ name: String, _ rows: [[[LaTeXAtom]]], _ range: SourceRange)
    throws(UnreadableFormula)
    -> FormulaReading
  {
    guard !name.hasSuffix("cases") else {
      return try caseDistinction(rows, range)
    }
    var trees: [[SyntaxTree]] = []
    for row in rows {
      var cells: [SyntaxTree] = []
      for cell in row { cells.append(try nested(cell, at: range).tree) }
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
