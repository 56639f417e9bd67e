// Names before a bracket: calls of functions, derivatives with primes, values with the names they depend on.

import Diagnostics
import Expressions
import Syntax

extension FormulaParser {
  /// A whole name: a function with its argument, a known name, Euler's number, or an unknown one.
  mutating func resolved(_ name: String, _ range: SourceRange) throws(UnreadableFormula)
    -> FormulaReading
  {
    guard let entry = context.names[name] else {
      // The vector whose entries a display defined.
      if !context.lettersApart.contains(name), let whole = context.names[FormulaContext.entryName(of: name)] {
        return FormulaReading(SyntaxTree(.name(whole.name, latex: nil), range), rank: FormulaRank(whole.kind))
      }
      return try unknown(name, range)
    }
    let tree = SyntaxTree(.name(entry.name, latex: nil), range)
    if case .function(let parameters, let value) = entry.kind {
      return try functionCall(entry.name, parameters, value, range)
    }
    // `f(x)` of a value named f, written with the names it depends on, is that value.
    if entry.isDefined, let next = peek, next.isSymbol("("), let end = try variableArgument(of: entry) {
      index = end
    }
    if peek?.isSymbol("(") == true, let end = timeArgument() { index = end }
    if entry.kind == .matrix, name == "J" || name == "E" { return FormulaReading(tree, rank: .matrix) }
    return FormulaReading(tree, rank: FormulaRank(entry.kind))
  }

  /// The place after a bracket that holds only names which the value depends on: `f(x)`, `f(x, y)` for a value named f.
  ///
  /// Such names stand in its formula, or in that of a name in it.
  ///
  /// A number that depends on none of them is not their function: such a row is not read, since nothing would be put in.
  private func variableArgument(of value: NameTable.Entry) throws(UnreadableFormula) -> Int? {
    var place = index + 1
    var names: [NameTable.Entry] = []
    while place < atoms.count {
      let atom = atoms[place]
      place += 1
      if atom.isInvisible { continue }
      if atom.isSymbol(",") { continue }
      if atom.isSymbol(")") {
        guard !names.isEmpty else { return nil }
        let known = names.count { isArgument($0, of: value) }
        if known == names.count { return place }
        guard value.kind == .scalar else { return nil }
        let stranger = names.first { !isArgument($0, of: value) }?.name ?? value.name
        throw UnreadableFormula(
          "latex.argument",
          "'\(value.name)' is a number here and no function of '\(stranger)'",
          atom.range,
          hints: ["define it as a function in a cell: '\(value.name)(x) = …'"]
        )
      }
      guard let letter = atom.letter else { return nil }
      var name = letter
      if place < atoms.count, case .script(isSuper: false, let content) = atoms[place].kind,
        let text = FormulaParser.subscriptText(content)
      {
        // `f(x_1, x_2)` depends on entries of the vector x.
        let isEntry = context.names[letter]?.kind == .vector && text.allSatisfy(\.isNumber)
        if context.names[name + "_" + text] != nil || !isEntry { name += "_" + text }
        place += 1
      }
      guard let entry = context.names[name] else { return nil }
      names.append(entry)
    }
    return nil
  }

  /// The place after the bracket behind `R_3^T(\theta)`, a value with a mark above it, that holds only what it depends on.
  func ownArgument(of tree: SyntaxTree) throws(UnreadableFormula) -> Int? {
    let base: SyntaxTree
    switch tree.kind {
    case .transpose(let inner): base = inner
    case .binary(.power, let inner, _): base = inner
    default: return nil
    }
    guard case .name(let name, _) = base.kind, let entry = context.names[name], entry.isDefined else {
      return nil
    }
    return try variableArgument(of: entry)
  }

  private func isArgument(_ name: NameTable.Entry, of value: NameTable.Entry) -> Bool {
    if value.parts.isEmpty {
      // A row of this display defines it, in words that are read but not looked through.
      return context.variables.isEmpty ? !name.isDefined : context.variables.contains(name.name)
    }
    var seen: Set<String> = []
    var work = Array(value.parts)
    while let part = work.popLast(), seen.count < FormulaParser.partBound {
      guard seen.insert(part).inserted else { continue }
      if part == name.name { return true }
      work += context.names[part]?.parts ?? []
    }
    return false
  }

  /// How many names a value is looked through for.
  private static let partBound = 256

  /// Whether a round bracket follows, perhaps after apostrophes.
  func bracketFollowsPrimes() -> Bool {
    var place = 0
    while let atom = peekAfter(place), atom.kind == .prime { place += 1 }
    return peekAfter(place)?.isSymbol("(") == true
  }

  /// An unknown name before a bracket is a function that is not known; in a size it is a factor.
  mutating func callOrProduct(_ name: String, _ range: SourceRange) throws(UnreadableFormula)
    -> FormulaReading
  {
    guard !context.bracketsAreFactors else {
      return FormulaReading(SyntaxTree(.name(name, latex: nil), range))
    }
    if name.count > 1, let notation = UnreadNotation(word: name) { throw notation.unreadable(range) }
    if let stroke = conditioningStroke() { throw UnreadNotation.probability.unreadable(stroke) }
    return try functionCall(name, [], nil, range)
  }

  /// Whether a bracket behind a value that a number moves is a factor, as in `X(X^{-1})'` with X(t): what stands
  /// in it is no number.
  private func multiplies(_ items: [FormulaReading], _ parameters: [String], _ value: NameTable.Kind?) -> Bool
  {
    guard items.count == 1, parameters.count == 1, context.names[parameters[0]]?.kind == .scalar,
      let rank = items[0].rank, rank != .scalar, let own = FormulaRank(value)
    else { return false }
    // A number that moves may be applied to every entry, but not to a derivative.
    if own == .scalar, case .derivative = items[0].tree.withoutBrackets.kind { return true }
    return own != .scalar
  }

  /// The stroke of `p(y | x)` in the bracket that stands here: one without a partner, outside inner brackets.
  private func conditioningStroke() -> SourceRange? {
    var depth = 0
    var strokes: [SourceRange] = []
    for atom in atoms[min(index, atoms.count)...] {
      if atom.opensBracket { depth += 1 }
      if atom.isSymbol(")") || atom.isSymbol("]") || atom.isSymbol("\\}") {
        depth -= 1
        if depth == 0 { break }
      }
      if depth == 1, atom.isSymbol("|") { strokes.append(atom.range) }
    }
    return strokes.count.isMultiple(of: 2) ? nil : strokes.first
  }

  /// A function with whatever stands between its name and its argument: `f'(x)`, `X^{-1}(x)`, `X'_{ij}(x)`.
  private mutating func functionCall(
    _ name: String,
    _ parameters: [String],
    _ value: NameTable.Kind?,
    _ range: SourceRange
  ) throws(UnreadableFormula) -> FormulaReading {
    // What was read is taken back whole: reading takes marks and subscripts off the atoms.
    let start = self
    var between: [LaTeXAtom] = []
    while let atom = peek {
      guard atom.kind == .prime || { if case .script = atom.kind { true } else { false } }() else { break }
      between.append(atom)
      advance()
    }
    let order = between.reduce(0) { $0 + FormulaParser.primeCount(of: $1) }
    guard order <= 2 else {
      throw UnreadableFormula("latex.derivative", "derivatives of third and higher order are not read", range)
    }
    var arguments: [FormulaReading]
    var place = range
    if let next = peek, next.opensBracket, !(bracketsAreDirections && next.isSymbol("[")) {
      let (items, end) = try bracketItems()
      if multiplies(items, parameters, value) {
        self = start
        return FormulaReading(ownArguments(name, parameters, range), rank: FormulaRank(value))
      }
      arguments = items
      place = range.union(end)
    } else {
      guard !parameters.isEmpty, order > 0 || between.isEmpty,
        parameters.allSatisfy({ context.names[$0] != nil })
      else {
        self = start
        return FormulaReading(
          ownArguments(name, parameters, range),
          rank: FormulaRank(value)
        )
      }
      arguments = parameters.map { FormulaReading(SyntaxTree(.name($0, latex: nil), range)) }
    }
    if let along = alongArguments(name, parameters, between, order, arguments, place) { return along }
    var call = FormulaReading(
      SyntaxTree(
        .call(name: name, nameRange: range, isElementwise: false, arguments: arguments.map(\.tree)),
        place
      ),
      rank: FormulaRank(value)
    )
    if arguments.count == 1 { call.argumentRank = arguments[0].rank }
    var result =
      order > 0
      ? derivative(
        of: call,
        arguments.map(\.tree),
        parameters,
        order: order,
        isByVector: arguments.first?.rank == .column,
        place
      ) : call
    if order == 1, arguments.count == 1, arguments[0].rank == .column || arguments[0].rank == .matrix,
      context.names[name]?.isEntrywise == true
    {
      result = entryByEntry(result, at: arguments[0])
    } else if order == 1, arguments.count == 1, arguments[0].rank != .scalar,
      between.allSatisfy({ FormulaParser.primeCount(of: $0) > 0 }),
      let directed = try directionAfterPrime(result, call, arguments[0].tree)
    {
      return directed
    }
    for atom in between where FormulaParser.primeCount(of: atom) == 0 {
      result = try scripted(result, atom, place)
    }
    return result
  }

  /// A call with a power or an index that stood between its name and its argument.
  private mutating func scripted(_ call: FormulaReading, _ atom: LaTeXAtom, _ place: SourceRange)
    throws(UnreadableFormula) -> FormulaReading
  {
    guard case .script(let isSuper, let content) = atom.kind else { return call }
    if isSuper { return try superscript(content, on: call, atom) }
    let isOwn =
      if case .call(let name, _, _, _) = call.tree.kind { context.ownFunctions.contains(name) } else { false }
    guard call.rank != .scalar, !isOwn || call.rank != nil else {
      // The σ_i of a number σ(w) is another function, which nobody declared.
      throw UnreadableFormula("latex.subscript", "a number has no entries", place.union(atom.range))
    }
    let items = try indices(content, at: atom.range, isMatrix: call.rank != .column)
    return FormulaReading(
      SyntaxTree(.entry(call.tree, items), place),
      rank: FormulaParser.rank(ofEntry: items)
    )
  }

  /// How many apostrophes an atom stands for: one, or those of `^{\prime\prime}`.
  static func primeCount(of atom: LaTeXAtom) -> Int {
    if atom.kind == .prime { return 1 }
    guard case .script(isSuper: true, let content) = atom.kind,
      content.visible.allSatisfy({ $0.kind == .prime })
    else { return 0 }
    return content.visible.count
  }

  /// A function named without its argument: its value at its own parameters, when these are known.
  func ownArguments(_ name: String, _ parameters: [String], _ range: SourceRange) -> SyntaxTree {
    guard !parameters.isEmpty, parameters.allSatisfy({ context.names[$0] != nil }) else {
      return SyntaxTree(.name(name, latex: nil), range)
    }
    let arguments = parameters.map { SyntaxTree(.name($0, latex: nil), range) }
    return SyntaxTree(.call(name: name, nameRange: range, isElementwise: false, arguments: arguments), range)
  }

  /// `f'(x)` and `f''(x)`; at a number, the derivative at the parameter is taken there.
  func derivative(
    of call: FormulaReading,
    _ arguments: [SyntaxTree],
    _ parameters: [String],
    order: Int,
    isByVector: Bool = false,
    _ range: SourceRange
  ) -> FormulaReading {
    let form: SyntaxTree.DerivativeForm = order == 1 ? .fraction : .hessian
    if arguments.count == 1, case .number = arguments[0].kind, let parameter = parameters.first,
      case .call(let name, let nameRange, _, _) = call.tree.kind
    {
      let variable = SyntaxTree(.name(parameter, latex: nil), nameRange)
      let general = SyntaxTree(
        .call(name: name, nameRange: nameRange, isElementwise: false, arguments: [variable]),
        range
      )
      let derivative = SyntaxTree(.derivative(form, of: general, wrt: [variable]), range)
      let binding = Statement.Binding(name: Statement.Name(parameter, range: nameRange), value: arguments[0])
      return FormulaReading(SyntaxTree(.evaluated(derivative, at: [binding]), range))
    }
    let derivative = SyntaxTree(.derivative(form, of: call.tree, wrt: arguments), range)
    guard order == 1, call.rank == .scalar || call.rank == nil, arguments.count == 1, isByVector else {
      return FormulaReading(derivative)
    }
    let row = SyntaxTree(.transpose(derivative), range)
    return FormulaReading(SyntaxTree(.ambiguous(Habit.primeIsRow.name, [derivative, row]), range))
  }
}
