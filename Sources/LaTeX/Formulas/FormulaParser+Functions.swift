// Functions known by name, with or without brackets, and what they mean on numbers, vectors and matrices.

import Diagnostics
import Expressions
import Syntax

extension FormulaParser {
  /// The functions of a matrix that people write with the name of the scalar function.
  static let matrixFunctions: [String: String] = [
    "log": "logm", "exp": "expm", "sqrt": "sqrtm", "sin": "sinm", "cos": "cosm",
  ]

  /// Functions of a matrix whose argument is often a product that begins with a bracket.
  static let takesMatrices: Set<String> = ["tr", "vec", "det", "logdet"]

  /// Functions of one square matrix.
  static let takesSquare: Set<String> = ["tr", "det", "logdet", "inv", "adj"]

  /// Functions whose value is a number.
  static let scalarValued: Set<String> = [
    "tr", "det", "logdet", "sum", "norm1", "norm2", "normF", "nuclear", "spectral", "logsumexp",
    "max", "min",
  ]

  /// A function's name has been read; its scripts and its argument follow.
  mutating func application(of word: String, wordRange: SourceRange) throws(UnreadableFormula)
    -> FormulaReading
  {
    if let entry = context.names[word] {
      guard case .function(_, let value) = entry.kind else {
        return FormulaReading(
          SyntaxTree(.name(entry.name, latex: nil), wordRange),
          rank: FormulaRank(entry.kind)
        )
      }
      return try appliedWord(entry.name, wordRange, value: value)
    }
    if let order = LaTeXSymbols.derivativeWords[word] {
      // `\operatorname{grad} f` is ∇f, `\operatorname{Hess} f` is ∇²f.
      return try gradient(LaTeXAtom(.word(word), wordRange), order: order)
    }
    if LaTeXSymbols.writtenOut[word] == "cof" {
      // The matrix of cofactors is the transpose of the adjugate.
      return transposed(try appliedWord("adj", wordRange, value: nil), wordRange)
    }
    guard
      let function = context.names.function(called: word) ?? context.names.function(printedAs: word)
    else {
      if let notation = UnreadNotation(word: word) { throw notation.unreadable(wordRange) }
      let hints = Diagnostic.nearestNames(
        to: word,
        among: context.names.functionWords + context.names.names
      )
      throw UnreadableFormula(
        "latex.unknown-function",
        "the function '\(word)' is not known",
        wordRange,
        hints: hints.map { "did you mean '\($0)'?" }
      )
    }
    if function == "tr", powerFollowsBracket() {
      return try either(Habit.traceOfPower) { (parser) throws(UnreadableFormula) in
        let value = try parser.appliedWord(function, wordRange, value: nil)
        return try parser.continueProduct(parser.scripts(on: value))
      } other: { (parser) throws(UnreadableFormula) in
        let argument = try parser.continueProduct(parser.factor())
        let range = wordRange.union(argument.tree.range)
        return parser.applied(function, [argument], range, nameRange: wordRange)
      }
    }
    if function == "log", !isTrial, oddPowerFollowsBracket() {
      return try either(Habit.logarithmOfPower) { (parser) throws(UnreadableFormula) in
        let value = try parser.appliedWord(function, wordRange, value: nil)
        return try parser.scripts(on: value)
      } other: { (parser) throws(UnreadableFormula) in
        let argument = try parser.factor()
        return parser.applied(
          function,
          [argument],
          wordRange.union(argument.tree.range),
          nameRange: wordRange
        )
      }
    }
    return try appliedWord(function, wordRange, value: nil)
  }

  /// Whether a bracket stands here with a power behind it that is no whole positive number.
  private mutating func oddPowerFollowsBracket() -> Bool {
    guard let open = peek, open.opensBracket, let (content, _) = powerBehindBracket(rank: .scalar) else {
      return false
    }
    return !content.visible.allSatisfy { if case .digit = $0.kind { true } else { false } }
  }

  /// Whether a bracket stands here with a power behind it that is no transpose, and a factor behind that.
  private mutating func powerFollowsBracket() -> Bool {
    guard let open = peek, open.isSymbol("(") || open.isSymbol("["), !isTrial,
      let (_, next) = powerBehindBracket(rank: .matrix), let next
    else { return false }
    return startsFactor(next)
  }

  /// The power behind the bracket that stands here, if it is no transpose, and the atom behind it.
  private mutating func powerBehindBracket(rank: FormulaRank) -> (content: [LaTeXAtom], next: LaTeXAtom?)? {
    var depth = 0
    for offset in 0..<400 {
      guard let atom = peekAfter(offset) else { return nil }
      if atom.opensBracket { depth += 1 }
      if atom.closesBracket { depth -= 1 }
      guard depth == 0 else { continue }
      guard let power = peekAfter(offset + 1), case .script(isSuper: true, let content) = power.kind else {
        return nil
      }
      var trial = self
      guard case .power = trial.meaning(of: content, rank: rank) else { return nil }
      return (content, peekAfter(offset + 2))
    }
    return nil
  }

  /// The scripts between a function's word and its argument: powers, apostrophes, `\odot` for every entry.
  private mutating func wordScripts(_ function: String) throws(UnreadableFormula)
    -> (powers: [LaTeXAtom], primes: Int, isEntrywise: Bool, axis: SyntaxTree?)
  {
    var powers: [LaTeXAtom] = []
    var axis: SyntaxTree?
    var primes = 0
    var isEntrywise = false
    while let atom = peek {
      if atom.kind == .prime {
        primes += 1
      } else if case .script(isSuper: true, let content) = atom.kind {
        if content.visible.allSatisfy({ $0.kind == .prime }) {
          primes += content.visible.count
        } else {
          powers.append(atom)
        }
      } else if case .script(isSuper: false, let content) = atom.kind, context.names.isElementwise(function),
        content.visible.count == 1, [.operator("odot"), .operator("circ")].contains(content.visible[0].kind)
      {
        // `\exp_\odot(A)`: the function of every entry.
        isEntrywise = true
      } else if case .script(isSuper: false, let content) = atom.kind,
        let word = FormulaParser.subscriptText(content).flatMap(SyntaxTree.Axis.init(rawValue:))
      {
        // `\operatorname{softmax}_{\mathrm{rows}}(X)`: the function of every row.
        axis = SyntaxTree(.argument(.axis(word)), atom.range)
      } else if case .script(isSuper: false, _) = atom.kind {
        throw UnreadableFormula("latex.subscript", "a subscript of a function is not read", atom.range)
      } else {
        break
      }
      advance()
    }
    if context.names.isElementwise(function),
      let inverse = powers.first(where: { FormulaParser.isMinusOne($0) })
    {
      throw UnreadableFormula(
        "latex.superscript",
        "'\(function)^{-1}' has no one meaning: the inverse function, or one over the value",
        inverse.range,
        hints: ["write $\\arcsin x$ and the like, or a fraction with the value below"]
      )
    }
    return (powers, primes, isEntrywise, axis)
  }

  private mutating func appliedWord(_ function: String, _ wordRange: SourceRange, value: NameTable.Kind?)
    throws(UnreadableFormula) -> FormulaReading
  {
    let (powers, primes, isEntrywise, axis) = try wordScripts(function)
    let isOpen = peek.map { !$0.opensBracket } ?? false
    let arguments = try self.arguments(of: function, wordRange)
    var range = wordRange
    for argument in arguments { range = range.union(argument.tree.range) }
    range = range.union(lastRange)
    var result =
      axis != nil
      ? alongAxis(axis, function, arguments, range, nameRange: wordRange)
      : isEntrywise
        ? entrywise(function, arguments, range, nameRange: wordRange)
        : applied(function, arguments, range, nameRange: wordRange)
    if let value { result.rank = FormulaRank(value) }
    if primes > 0 {
      let isEntrywise =
        primes == 1 && context.names.isElementwise(function)
        && (arguments.first?.rank == .column || arguments.first?.rank == .matrix)
      result = derivative(of: result, arguments.map(\.tree), [], order: primes, range)
      if isEntrywise { result = entryByEntry(result, at: arguments[0]) }
    }
    for power in powers {
      if case .script(_, let content) = power.kind { result = try superscript(content, on: result, power) }
    }
    guard isOpen || function == "tr", axis == nil, !isEntrywise, powers.isEmpty, primes == 0,
      arguments.count == 1
    else {
      return result
    }
    result.word = FormulaReading.FunctionWord(
      function: function,
      nameRange: wordRange,
      argument: isOpen
        ? arguments[0].tree : SyntaxTree(.parenthesized(arguments[0].tree), arguments[0].tree.range),
      argumentRank: arguments[0].rank,
      isBracketed: !isOpen
    )
    guard isOpen else { return result }
    return readingExcuse(result, range)
  }

  /// Whether a script is −1.
  private static func isMinusOne(_ atom: LaTeXAtom) -> Bool {
    guard case .script(isSuper: true, let content) = atom.kind else { return false }
    let visible = content.visible
    return visible.count == 2 && visible[0].isSymbol("-") && visible[1].kind == .digit("1")
  }

  /// A function's word over several factors, in an explanation also over the first of them alone.
  private mutating func readingExcuse(_ whole: FormulaReading, _ range: SourceRange) -> FormulaReading {
    guard context.readsExcuses, let word = whole.word else { return whole }
    var factors: [SyntaxTree] = []
    var first = word.argument
    while case .binary(.multiply, let left, let right) = first.kind {
      factors.append(right)
      first = left
    }
    guard !factors.isEmpty else { return whole }
    let narrow = applied(
      word.function,
      [FormulaReading(first, rank: factors.isEmpty ? word.argumentRank : nil)],
      word.nameRange.union(first.range),
      nameRange: word.nameRange
    )
    let tree = factors.reversed().reduce(narrow.tree) { product, factor in
      SyntaxTree(.binary(.multiply, product, factor), range)
    }
    var result = whole
    result.tree = SyntaxTree(.ambiguous(Habit.narrowWord.name, [whole.tree, tree]), range)
    return result
  }

  /// The argument: in brackets, or the product up to the next sign; braces are not seen.
  mutating func arguments(of function: String, _ wordRange: SourceRange) throws(UnreadableFormula)
    -> [FormulaReading]
  {
    guard let next = peek else {
      throw UnreadableFormula("latex.incomplete", "the function '\(function)' has no argument", wordRange)
    }
    if next.opensBracket, let argument = try argumentInBraces() { return [argument] }
    if next.opensBracket {
      if function == "where" { return try choiceItems() }
      if let list = try listOverDots(next, isArgument: true) { return [list] }
      // What was read is taken back whole: reading takes marks and subscripts off the atoms.
      let start = self
      let items = try bracketItems().items
      guard items.count == 1, FormulaParser.takesMatrices.contains(function), let after = peek else {
        return items
      }
      var isTransposed = after.kind == .prime
      if case .script(isSuper: true, let content) = after.kind,
        case .transpose = meaning(of: content, rank: items[0].rank)
      {
        isTransposed = true
      }
      // `tr (dX)^T A` is the trace of the whole product: a number has no transpose.
      guard isTransposed, function == "tr" else { return items }
      self = start
      let transposed = try factor()
      return [try reach(of: function, from: transposed, overBrackets: true)]
    }
    guard startsFactor(next) else {
      throw UnreadableFormula("latex.incomplete", "the function '\(function)' has no argument", wordRange)
    }
    let first = try factor()
    return [try reach(of: function, from: first, overBrackets: false)]
  }

  /// The argument in `\log{(2\pi)^k}`: braces that hold more than a bracket are the author's own bounds of it.
  private mutating func argumentInBraces() throws(UnreadableFormula) -> FormulaReading? {
    // The braces are passed over where the next sign is looked for.
    var open = index
    while open > 0, atoms[open - 1].isInvisible, atoms[open].kind != .groupOpen { open -= 1 }
    guard open < atoms.count, atoms[open].kind == .groupOpen,
      let close = FormulaParser.end(ofGroupAt: open, in: atoms),
      let last = atoms[open..<close].last(where: { !$0.isInvisible }), !last.closesBracket
    else { return nil }
    var inner = self
    inner.atoms = Array(atoms[..<close])
    inner.index = open + 1
    let argument = try inner.sum()
    guard inner.peek == nil else { return nil }
    let whole = atoms
    self = inner
    atoms = whole
    index = close + 1
    return argument
  }

  /// The place where the group that begins at a place ends.
  private static func end(ofGroupAt open: Int, in atoms: [LaTeXAtom]) -> Int? {
    var depth = 0
    for place in open..<atoms.count {
      if atoms[place].kind == .groupOpen { depth += 1 }
      if atoms[place].kind == .groupClose { depth -= 1 }
      if depth == 0 { return place }
    }
    return nil
  }

  /// The factors that a function without brackets reaches over: up to the next function's word, the first bracket after
  /// its first factor, or a sign.
  mutating func reach(of function: String, from first: FormulaReading, overBrackets: Bool)
    throws(UnreadableFormula) -> FormulaReading
  {
    var result = first
    while let atom = peek, startsFactor(atom), !beginsFunction(atom), overBrackets || !atom.opensBracket,
      !endsAngle(function, result.rank)
    {
      let right = try factor()
      result = binary(.multiply, result, right, rank: FormulaRank.product(result.rank, right.rank))
    }
    return result
  }

  /// Whether the argument of a function of angles ends before the next factor: in `\cos\phi\,I + \sin\phi\,[e]_\times`
  /// the number φ is the angle, since nobody takes the sine of a vector, and of a matrix hardly anybody.
  mutating func endsAngle(_ function: String, _ argument: FormulaRank?) -> Bool {
    guard FormulaParser.ofAngles.contains(function), argument == .scalar, !isTrial else { return false }
    var trial = self
    trial.isTrial = true
    guard let next = try? trial.factor() else { return false }
    return next.rank == .matrix || next.rank == .column || next.rank == .row
  }

  private static let ofAngles: Set<String> = ["sin", "cos", "tan"]

  /// Whether a function's word begins here.
  private mutating func beginsFunction(_ atom: LaTeXAtom) -> Bool {
    switch atom.kind {
    case .word: return true
    case .letter: return declaredWord() == nil && functionWord() != nil
    default: return false
    }
  }
}
