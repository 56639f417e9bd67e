// Differentials: d, ∂, δ, Δ and D before what they act on.

import Diagnostics
import Expressions
import Syntax

extension FormulaParser {
  /// Whether an atom can be a sign of differentiation, and which one.
  func differentialSign(_ atom: LaTeXAtom) -> String? {
    switch atom.kind {
    case .command("partial"): return "partial"
    case .command("d"): return "d"
    case .letter("d"):
      guard let entry = context.names["d"], entry.kind != .size else { return "d" }
      return ["roman", "sans"].contains(atom.font) ? "d" : nil
    case .letter(let letter) where letter == "delta" || letter == "Delta" || letter == "D":
      return context.names[letter] == nil ? letter : nil
    default: return nil
    }
  }

  /// An operator of differentiation that begins at `atom`, if it is one.
  mutating func differentialOperator(_ atom: LaTeXAtom) throws(UnreadableFormula) -> FormulaReading? {
    if atom.kind == .command("nabla") { return try gradient(atom) }
    if let hessian = try uprightHessian(atom) { return hessian }
    guard let sign = differentialSign(atom) else { return nil }
    if atom.letter != nil {
      if declaredWord() != nil { return nil }
      if functionWord() != nil { return nil }
    }
    guard let next = peekAfter(1) else { return nil }
    if let slashed = try slashedDerivative(atom) { return slashed }
    if case .script(isSuper: false, let content) = next.kind {
      // `D_v` with a meaning of its own is a name, whatever its letter is elsewhere.
      if let letter = atom.letter, let text = FormulaParser.subscriptText(content),
        context.names[letter + "_" + text] != nil
      {
        return nil
      }
      if sign == "d", let varied = try variedDifferential(atom, content) { return varied }
      guard sign == "partial" || sign == "D" else { return nil }
      return try subscripted(atom, sign, content)
    }
    if sign == "D" { return try capitalDerivative(atom, next) }
    if sign == "d", isFunctionAtPlace(next) { return try derivativeMap(atom, subscriptContent: nil) }
    var order = 1
    var distance = 1
    if case .script(isSuper: true, let content) = next.kind {
      guard content.visible.count == 1, case .digit(let digit) = content.visible[0].kind,
        let value = Int(digit),
        (1...3).contains(value)
      else { return nil }
      order = value
      distance = 2
    }
    guard let operand = peekAfter(distance), startsOperand(operand) else { return nil }
    let isSpaced = sign == "d" && operand.isSpaced
    let isFirst =
      isFirstSide && closers.isEmpty
      && (atoms[..<index].allSatisfy(\.isInvisible) || (isSpaced && isNumeral(atoms[..<index])))
    advance(by: distance)
    if case .fraction(let top, let bottom) = operand.kind, let first = bottom.visible.first,
      differentialSign(first) == sign
    {
      advance()
      return try derivativeFraction([atom] + top, bottom, atom.range.union(operand.range))
    }
    if order == 1 {
      if let directed = try differentialOfCall(atom, operand) { return directed }
      if let total = try totalDifferential(atom, operand) { return total }
      if let directed = try directedDifferential(atom, operand) { return directed }
    }
    return try differential(isFirst: isFirst, isSpaced: isSpaced) { operand in
      (0..<order).reduce(operand) { result, _ in
        FormulaReading(
          SyntaxTree(.differential(result.tree), atom.range.union(result.tree.range)),
          rank: result.rank
        )
      }
    }
  }

  /// `d_X f`: the differential of f as X varies.
  private mutating func variedDifferential(_ atom: LaTeXAtom, _ content: [LaTeXAtom])
    throws(UnreadableFormula) -> FormulaReading?
  {
    guard let name = FormulaParser.subscriptText(content), context.names["d_" + name] == nil,
      context.names[name] != nil, let operand = peekAfter(2), startsOperand(operand)
    else { return nil }
    advance(by: 2)
    let inner = try factor()
    let range = atom.range.union(inner.tree.range)
    guard let variable = context.names[name] else {
      return FormulaReading(SyntaxTree(.differential(inner.tree), range), rank: inner.rank)
    }
    let wrt = SyntaxTree(.name(variable.name, latex: nil), atom.range)
    if case .call = inner.tree.kind, let directed = try directionAfterDifferential(inner, wrt, atom) {
      return directed
    }
    if context.variables == [variable.name] {
      return FormulaReading(SyntaxTree(.differential(inner.tree), range), rank: inner.rank)
    }
    // Other names may move elsewhere in the row: here they do not.
    let moved = SyntaxTree(.differential(wrt), atom.range)
    return FormulaReading(
      SyntaxTree(.directional(of: inner.tree, wrt: [wrt], along: [moved]), range),
      rank: inner.rank
    )
  }

  /// `df(H)`, `df[H]`, where the variable of f is X: the differential of f at X in the direction H.
  private mutating func differentialOfCall(_ atom: LaTeXAtom, _ operand: LaTeXAtom)
    throws(UnreadableFormula) -> FormulaReading?
  {
    let word: String? = if case .word(let word) = operand.kind { word } else { operand.letter }
    guard let word, let function = context.names[word],
      case .function(let parameters, let value) = function.kind, parameters.count == 1,
      let parameter = context.names[parameters[0]], let open = peekAfter(1),
      open.isSymbol("(") || open.isSymbol("[")
    else { return nil }
    // What was read is taken back whole: reading takes marks and subscripts off the atoms.
    let start = self
    advance()
    let (items, end) = try bracketItems()
    let variable = SyntaxTree(.name(parameter.name, latex: nil), operand.range)
    let call = SyntaxTree(
      .call(name: function.name, nameRange: operand.range, isElementwise: false, arguments: [variable]),
      operand.range
    )
    guard items.count == 1, items[0].tree.withoutBrackets.kind != variable.kind else {
      if items.count == 1, !operand.isSpaced,
        let directed = try directionAfterDifferential(
          FormulaReading(call, rank: FormulaRank(value)),
          variable,
          atom
        )
      {
        return directed
      }
      self = start
      return nil
    }
    return FormulaReading(
      SyntaxTree(.directional(of: call, wrt: [variable], along: [items[0].tree]), atom.range.union(end))
    )
  }

  /// `D f(X)` waits for its direction; `D X` of something that varies is either its derivative or its differential.
  private mutating func capitalDerivative(_ atom: LaTeXAtom, _ next: LaTeXAtom) throws(UnreadableFormula)
    -> FormulaReading?
  {
    guard startsOperand(next), !isList(after: 1), !isTrial else {
      return try derivativeMap(atom, subscriptContent: nil)
    }
    var trial = self
    trial.isTrial = true
    guard let found = try trial.derivativeMap(atom, subscriptContent: nil) else { return nil }
    if trial.peek?.isSymbol("[") != true, let function = found.map?.of, isOfOwnFunction(function) {
      throw UnreadableFormula(
        "latex.derivative",
        "whether 'D' is of the outer function at that value or of the whole is not clear",
        atom.range,
        hints: ["write 'D_X' for the derivative of the whole by X"]
      )
    }
    // With its direction behind it, `Df(X)[H]`, it is a derivative.
    if let after = trial.peek, after.opensBracket { return try derivativeMap(atom, subscriptContent: nil) }
    return try either(Habit.capitalDifferential) { (parser) throws(UnreadableFormula) in
      guard let map = try parser.derivativeMap(atom, subscriptContent: nil) else {
        throw parser.unexpected(next)
      }
      return try parser.continueProduct(parser.readingRow(map))
    } other: { (parser) throws(UnreadableFormula) in
      _ = parser.peek
      parser.advance()
      let operand = try parser.factor()
      return try parser.continueProduct(
        FormulaReading(
          SyntaxTree(.differential(operand.tree), atom.range.union(operand.tree.range)),
          rank: operand.rank
        )
      )
    }
  }

  /// Whether a formula is a known function of a function that the author defined: `\operatorname{tr}(F(X))`.
  private func isOfOwnFunction(_ tree: SyntaxTree) -> Bool {
    guard case .call(let name, _, _, let arguments) = tree.withoutBrackets.kind,
      context.names.isKnown(function: name)
    else { return false }
    return arguments.contains { argumentsOfOwn($0.withoutBrackets) != nil }
  }

  /// `d\operatorname{tr}(XA)[H]`: the differential in the direction H, or times what stands in the bracket.
  private mutating func directedDifferential(_ atom: LaTeXAtom, _ operand: LaTeXAtom)
    throws(UnreadableFormula) -> FormulaReading?
  {
    guard !isTrial, context.variables.count <= 1 else { return nil }
    var trial = self
    trial.isTrial = true
    guard (try? trial.factor()) != nil, trial.isDirection(after: operand) else { return nil }
    let start = self
    let function = try factor()
    let wrt = varied(in: function.tree)
    guard isDirection(after: operand), wrt.count <= 1, !isOneName(function.tree) else {
      self = start
      return nil
    }
    let range = atom.range.union(function.tree.range)
    let differential = FormulaReading(SyntaxTree(.differential(function.tree), range), rank: function.rank)
    return try either(Habit.directionInBrackets) { (parser) throws(UnreadableFormula) in
      try parser.continueProduct(differential)
    } other: { (parser) throws(UnreadableFormula) in
      let (items, end) = try parser.bracketItems()
      guard items.count == 1 else { throw parser.unexpected(parser.peek) }
      let directed = FormulaReading(
        SyntaxTree(.directional(of: function.tree, wrt: wrt, along: [items[0].tree]), range.union(end)),
        rank: function.rank
      )
      return try parser.continueProduct(directed)
    }
  }

  /// Whether the bracket that stands here can be a direction: a square one, or a round one after a square one.
  private mutating func isDirection(after operand: LaTeXAtom) -> Bool {
    guard let next = peek else { return false }
    return next.isSymbol("[") || (operand.isSymbol("[") && next.isSymbol("("))
  }

  /// Whether a formula is a name without a definition: `dX[A + B]` is a product.
  private func isOneName(_ tree: SyntaxTree) -> Bool {
    guard case .name(let name, _) = tree.withoutBrackets.kind else { return false }
    return context.names[name]?.isDefined != true
  }

  /// Whether atoms are a numeral, perhaps with a sign before it: `2`, `-1/2`, `\frac12`.
  private func isNumeral(_ atoms: ArraySlice<LaTeXAtom>) -> Bool {
    let visible = Array(atoms).visible
    let isSigned = visible.first.map { $0.isSymbol("-") || $0.isSymbol("+") } ?? false
    return visible.dropFirst(isSigned ? 1 : 0).allSatisfy { atom in
      switch atom.kind {
      case .digit: true
      case .symbol(let sign): sign == "." || sign == "/"
      case .fraction(let top, let bottom): isNumeral(top[...]) && isNumeral(bottom[...])
      default: false
      }
    }
  }

  /// Whether a name is one of those that vary.
  func isVarying(_ entry: NameTable.Entry) -> Bool {
    context.variables.contains { NameTable.key($0) == NameTable.key(entry.name) }
  }

  mutating func startsOperand(_ atom: LaTeXAtom) -> Bool {
    switch atom.kind {
    case .letter, .word, .fraction, .root, .accent, .labelled, .large, .matrix: return true
    case .command(let name): return name == "partial" || name == "d"
    case .symbol(let sign):
      if sign == "|" || sign == "‖" { return closers.last != sign }
      return ["(", "[", "\\{", "|(", "‖(", "langle"].contains(sign)
    default: return false
    }
  }
}
