// Superscripts, primes and subscripts after a factor.

import Diagnostics
import Expressions
import Syntax

extension FormulaParser {
  /// Superscripts, primes and subscripts after a factor, in the order in which they stand.
  mutating func scripts(on base: FormulaReading) throws(UnreadableFormula) -> FormulaReading {
    var result = base
    putCrossFirst()
    while let atom = peek {
      switch atom.kind {
      case .prime:
        advance()
        result = try primed(result, atom.range)
      case .script(isSuper: true, let content):
        if let entry = try upperEntry(of: result) {
          result = entry
          continue
        }
        advance()
        if let skew = skewMatrix(content, of: result, atom) {
          result = skew
        } else {
          result = try superscript(content, on: result, atom)
        }
      case .script(isSuper: false, let content):
        advance()
        if let skew = skewMatrix(content, of: result, atom) {
          result = skew
          continue
        }
        if let entry = try derivativeEntry(result, content, atom.range) {
          result = entry
          continue
        }
        let items = try indices(
          content,
          at: atom.range,
          isMatrix: result.rank != .column && result.rank != .row
        )
        let entries = items.count == 2 ? capitalized(result.tree) : result.tree
        result = FormulaReading(
          SyntaxTree(.entry(entries, items), result.tree.range.union(atom.range)),
          rank: FormulaParser.rank(ofEntry: items)
        )
      case .symbol("("):
        guard let end = try ownArgument(of: result.tree) else { return result }
        index = end
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
    // `X^{-1^\top}`: the exponent has an exponent of its own.
    if visible.count == 3, visible[0].isSymbol("-"), visible[1].kind == .digit("1"),
      case .script(isSuper: true, let above) = visible[2].kind, above.visible.count == 1,
      isTranspose(above.visible[0], rank: rank)
    {
      return .inverseTranspose
    }
    guard let first = visible.first else { return .power }
    if visible.count == 1 {
      switch first.kind {
      case .command("dagger") where rank == .column || rank == .row || context.daggerIsTranspose:
        return .transpose
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
  private func primed(_ base: FormulaReading, _ range: SourceRange) throws(UnreadableFormula)
    -> FormulaReading
  {
    if let derivative = try derivativeOfNumber(base, range) { return derivative }
    // A number has no transpose: where one name varies, the derivative of a number with a name is meant.
    if base.rank == .scalar, context.variables.count == 1 {
      switch base.tree.kind {
      case .name, .call: return rate(of: base, range)
      default: break
      }
    }
    guard context.scalarVariable != nil || (base.rank == .scalar && context.variables.count == 1) else {
      let transpose = transposed(base, range)
      if let number = onlyNumber(in: base) {
        let derivative = SyntaxTree(
          .derivative(.fraction, of: base.tree, wrt: [SyntaxTree(.name(number, latex: nil), range)]),
          transpose.tree.range
        )
        return FormulaReading(
          SyntaxTree(
            .ambiguous(Habit.primeOfMatrix.name, [transpose.tree, derivative]),
            transpose.tree.range
          ),
          rank: base.rank == .matrix ? .matrix : nil
        )
      }
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
    if content.visible.count == 1, content.visible[0].kind == .prime {
      return try primed(base, atom.range)
    }
    if let either = try powerOrTranspose(content, on: base, atom) { return either }
    switch meaning(of: content, rank: base.rank) {
    case .transpose:
      // Nobody transposes the number 1: `1^\top x` has a vector of ones.
      return transposed(ones(base), atom.range)
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
    var result: [SyntaxTree] = []
    for item in items(content, isMatrix: isMatrix) {
      if item.contains(where: { $0.isSymbol(":") }) {
        result.append(try indexRange(item, at: range))
      } else {
        result.append(try nested(item, at: range).tree)
      }
    }
    guard !result.isEmpty else { throw UnreadableFormula("latex.incomplete", "a subscript is empty", range) }
    return result
  }

  /// A range of indices, `2:5` or `:`.
  private mutating func indexRange(_ content: [LaTeXAtom], at range: SourceRange) throws(UnreadableFormula)
    -> SyntaxTree
  {
    let ends = content.split(omittingEmptySubsequences: false) { $0.isSymbol(":") }.map { Array($0) }
    guard ends.count == 2 else {
      throw UnreadableFormula("latex.subscript", "a range of indices has no step", range)
    }
    var trees: [SyntaxTree?] = []
    for end in ends { trees.append(end.isEmpty ? nil : try nested(end, at: range).tree) }
    return SyntaxTree(.argument(.range(from: trees[0], to: trees[1])), range)
  }

  /// The rank of an entry, or of what the ranges among its indices pick.
  static func rank(ofEntry indices: [SyntaxTree]) -> FormulaRank? {
    switch indices.map(\.isRange) {
    case [true], [true, false]: .column
    case [false, true]: .row
    case [true, true]: .matrix
    default: .scalar
    }
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
}
