// Places that can be read on in two ways: the rest of the product is read once for each, and both stand in the tree.

import Diagnostics
import Expressions
import Syntax

extension FormulaParser {
  /// A function's word as the last factor of a product, and the factors before it.
  struct OpenWord {
    let before: FormulaReading?
    let word: FormulaReading.FunctionWord
  }

  /// Reads on from here in two ways that end at one place; the plain way alone when there were too many such places,
  /// when the other way cannot be read, or when it ends elsewhere.
  mutating func either(
    _ habit: Habit,
    plain: (inout FormulaParser) throws(UnreadableFormula) -> FormulaReading,
    other: (inout FormulaParser) throws(UnreadableFormula) -> FormulaReading
  ) throws(UnreadableFormula) -> FormulaReading {
    guard !isTrial else { return try plain(&self) }
    if splits.count >= FormulaParser.mixedBound,
      let enclosing = splits.last(where: { $0.habit == habit.name })
    {
      // Inside so many places, one more of a habit is taken as the last: a writer means one thing by one spelling.
      var trial = self
      if enclosing.way == 1, let alternative = try? other(&trial) {
        self = trial
        return alternative
      }
      return try plain(&self)
    }
    guard splits.count < FormulaParser.splitBound else {
      isCut = true
      return try plain(&self)
    }
    var second = self
    splits.append((habit.name, 0))
    defer { splits.removeLast() }
    let first = try plain(&self)
    second.splits.append((habit.name, 1))
    guard let alternative = try? other(&second), second.remaining == remaining else { return first }
    isCut = isCut || second.isCut
    guard alternative.tree != first.tree else { return first }
    return FormulaReading(
      SyntaxTree(
        .ambiguous(habit.name, [first.tree, alternative.tree]),
        first.tree.range.union(alternative.tree.range)
      ),
      rank: first.rank == alternative.rank ? first.rank : nil,
      map: first.map
    )
  }

  /// How many visible atoms are left.
  private var remaining: Int { atoms[min(index, atoms.count)...].count { !$0.isInvisible } }

  /// A product divided by the factor after the slash; with more factors after it, perhaps by all of them.
  mutating func quotient(_ top: FormulaReading, _ word: OpenWord?) throws(UnreadableFormula)
    -> FormulaReading
  {
    advance()
    let start = self
    let bottom = try factor()
    let divided = binary(.divide, top, bottom, rank: bottom.rank == .scalar ? top.rank : nil)
    let isNumber = if case .number = bottom.tree.kind { true } else { false }
    if let word, !isNumber || !word.word.argument.isNumber {
      // `\log p/q`: the logarithm of p over q, or of p/q.
      return try either(Habit.wordBeforeSlash) { (parser) throws(UnreadableFormula) in
        try parser.continueProduct(divided)
      } other: { (parser) throws(UnreadableFormula) in
        let argument = parser.binary(
          .divide,
          FormulaReading(word.word.argument, rank: word.word.argumentRank),
          bottom,
          rank: bottom.rank == .scalar ? word.word.argumentRank : nil
        )
        return try parser.continueProduct(parser.product(word, argument))
      }
    }
    // Two numerals are a number, `1/2 x`; below anything else a numeral is as open as a letter, `a/2b`, but for what stands
    // apart from it: a function's word, a norm, a space, as in `n/2 \log\det A`.
    guard !(isNumber && top.tree.lastFactor.isNumber), let next = peek, startsFactor(next),
      !isNumber || !standsApart(next)
    else {
      return try continueProduct(divided)
    }
    return try either(Habit.slashReach) { (parser) throws(UnreadableFormula) in
      try parser.continueProduct(divided)
    } other: { (parser) throws(UnreadableFormula) in
      parser.index = start.index
      parser.atoms = start.atoms
      let whole = try parser.continueProduct(try parser.factor())
      return parser.binary(.divide, top, whole, rank: whole.rank == .scalar ? top.rank : nil)
    }
  }

  /// Whether an atom stands apart from a numeral before it: a function's word, strokes, or anything after a visible space.
  private func standsApart(_ atom: LaTeXAtom) -> Bool {
    if atom.isSpaced { return true }
    switch atom.kind {
    case .word: return true
    case .symbol(let symbol): return ["|", "|(", "‖", "‖("].contains(symbol)
    default: return false
    }
  }

  /// `\operatorname{tr} AB(C + D)^{-1}`, `\operatorname{tr}(A)B`: the word stops before what follows, or reaches on over the rest
  /// of the product.
  mutating func argumentGoingOn(_ product: FormulaReading, _ open: OpenWord) throws(UnreadableFormula)
    -> FormulaReading
  {
    try either(open.word.isBracketed ? Habit.traceGoesOn : Habit.argumentGoesOn) {
      (parser) throws(UnreadableFormula) in
      let right = try parser.factor()
      let next = parser.binary(
        .multiply,
        product,
        right,
        rank: FormulaRank.product(product.rank, right.rank)
      )
      return try parser.continueProduct(next)
    } other: { (parser) throws(UnreadableFormula) in
      let argument = FormulaReading(open.word.argument, rank: open.word.argumentRank)
      let whole = try parser.continueProduct(argument)
      return parser.product(open, whole)
    }
  }

  /// The product that ends in a function's word, with another argument for the word.
  mutating func product(_ open: OpenWord, _ argument: FormulaReading) -> FormulaReading {
    let range = open.word.nameRange.union(argument.tree.range)
    let value = applied(open.word.function, [argument], range, nameRange: open.word.nameRange)
    guard let before = open.before else { return value }
    return binary(.multiply, before, value, rank: FormulaRank.product(before.rank, value.rank))
  }

  /// What a differential reaches over: the next factor, the whole term where it stands alone with a space after its sign
  /// on the first side of a row, or either of them where print does not tell.
  ///
  /// A number alone is not differentiated: in `d ½‖x‖²` the product is meant.
  mutating func differential(
    isFirst: Bool,
    isSpaced: Bool,
    _ differential: (FormulaReading) -> FormulaReading
  ) throws(UnreadableFormula) -> FormulaReading {
    let start = self
    let first = try factor()
    guard let next = peek, startsFactor(next) || isProductSign(next) else { return differential(first) }
    if first.tree.names.isEmpty { return differential(try continueProduct(first)) }
    // Inside a trial nothing is tried again: a row of many d's is read once.
    guard isFirst || isSpaced, !isTrial else { return differential(first) }
    var trial = start
    trial.isTrial = true
    guard let whole = try? trial.frobenius() else { return differential(first) }
    let isAlone = isFirst && trial.peek == nil
    if isAlone, isSpaced {
      self = start
      return differential(try frobenius())
    }
    let later = whole.tree.names.dropFirst(first.tree.names.count)
    guard isSpaced || (isAlone && first.tree.names.contains { later.contains($0) }) else {
      return differential(first)
    }
    return try either(Habit.wholeSideDifferential) { (parser) throws(UnreadableFormula) in
      try parser.frobenius(from: differential(first))
    } other: { (parser) throws(UnreadableFormula) in
      parser.index = start.index
      parser.atoms = start.atoms
      return differential(try parser.frobenius())
    }
  }

  /// A derivative of a whole product, in an explanation also of its first factor alone.
  func readingNarrowOperator(_ whole: FormulaReading) -> FormulaReading {
    guard context.readsExcuses, case .derivative(let form, let function, let variables) = whole.tree.kind
    else {
      return whole
    }
    var steps: [SyntaxTree] = []
    var first = function
    while case .binary(let operation, let left, _) = first.kind, operation.joinsFactors {
      steps.append(first)
      first = left
    }
    guard !steps.isEmpty else { return whole }
    var narrow = SyntaxTree(.derivative(form, of: first, wrt: variables), whole.tree.range)
    for step in steps.reversed() {
      guard case .binary(let operation, _, let right) = step.kind else { continue }
      narrow = SyntaxTree(.binary(operation, narrow, right), whole.tree.range)
    }
    var result = whole
    result.tree = SyntaxTree(.ambiguous(Habit.narrowOperator.name, [whole.tree, narrow]), whole.tree.range)
    return result
  }

  /// Whether an atom joins two factors to a product.
  func isProductSign(_ atom: LaTeXAtom) -> Bool {
    switch atom.kind {
    case .operator(let name): ["cdot", "bullet", "times", "ast", "odot", "circ"].contains(name)
    case .symbol(let sign): sign == ":" || sign == "*"
    default: false
    }
  }
}

extension SyntaxTree {
  /// The last factor of a product of factors side by side; of anything else, itself.
  fileprivate var lastFactor: SyntaxTree {
    if case .binary(.multiply, _, let right) = kind { right } else { self }
  }
}

extension SyntaxTree.BinaryOperator {
  /// Whether it is a product of some kind.
  fileprivate var joinsFactors: Bool {
    switch self {
    case .multiply, .dot, .elementwiseMultiply, .frobenius: true
    case .add, .subtract, .divide, .power, .elementwiseDivide, .elementwisePower, .elementwiseAdd,
      .elementwiseSubtract, .kronecker:
      false
    }
  }
}
