// `g'(X)(H)`, `df(x)h`, `df(x)\cdot h`: a derivative or differential of a call, and its direction.

import Diagnostics
import Expressions
import Syntax

extension FormulaParser {
  /// `df_x(h)`, `df_x h`: whether a function of the author stands here with a place below it and a direction behind it.
  func isFunctionAtPlace(_ atom: LaTeXAtom) -> Bool {
    guard let letter = atom.letter, case .function? = context.names[letter]?.kind, let script = peekAfter(2),
      case .script(isSuper: false, let content) = script.kind,
      let text = FormulaParser.subscriptText(content), context.names[letter + "_" + text] == nil,
      context.names[text] != nil, let direction = peekAfter(3)
    else { return false }
    if direction.isSymbol("(") || direction.isSymbol("[") { return true }
    switch direction.letter.flatMap({ context.names[$0]?.kind }) {
    case .vector, .row, .matrix: return true
    case .scalar, .function, .family, .size, .other, nil: return false
    }
  }

  /// `f'_X(H)`, `f''_X(H, K)`: the derivative at the place below, along as many directions as there are apostrophes.
  func alongArguments(
    _ name: String,
    _ parameters: [String],
    _ between: [LaTeXAtom],
    _ order: Int,
    _ directions: [FormulaReading],
    _ range: SourceRange
  ) -> FormulaReading? {
    let scripts = between.filter { FormulaParser.primeCount(of: $0) == 0 }
    guard order > 0, order <= 2, directions.count == order, parameters.count == 1, scripts.count == 1,
      case .script(isSuper: false, let content) = scripts[0].kind,
      let text = FormulaParser.subscriptText(content), let place = context.names[text]
    else { return nil }
    switch place.kind {
    case .vector, .row, .matrix: break
    case .scalar, .function, .family, .size, .other: return nil
    }
    let variable = SyntaxTree(.name(place.name, latex: nil), scripts[0].range)
    let call = SyntaxTree(
      .call(name: name, nameRange: range, isElementwise: false, arguments: [variable]),
      range
    )
    let tree = directions.reduce(call) { inner, direction in
      SyntaxTree(.directional(of: inner, wrt: [variable], along: [direction.tree]), range)
    }
    return FormulaReading(tree, rank: context.names[name].flatMap { FormulaRank($0.kind) })
  }

  /// `g'(X)(H)`: the derivative times what stands in the bracket, or along it where the product has no shape.
  mutating func directionAfterPrime(
    _ derivative: FormulaReading,
    _ call: FormulaReading,
    _ variable: SyntaxTree
  )
    throws(UnreadableFormula) -> FormulaReading?
  {
    guard let next = peek else { return nil }
    if next.isSymbol("(") || next.isSymbol("[") {
      guard !isList(after: 0) else { return nil }
    } else {
      // `f'(X)H` for a number f.
      guard call.rank == .scalar, let entry = declaredName(next), entry.kind == .matrix,
        !call.tree.names.contains(entry.name)
      else { return nil }
    }
    let range = derivative.tree.range
    return try either(Habit.directionFactor) { (parser) throws(UnreadableFormula) in
      try parser.continueProduct(derivative)
    } other: { (parser) throws(UnreadableFormula) in
      let along = try parser.factor()
      let map = FormulaReading.Map(of: call.tree, wrt: [variable], takesFactor: false)
      return try parser.continueProduct(parser.direction(map, along, from: range))
    }
  }

  /// `df(x, y)\cdot(h, k)`, `df(x, y)[h, k]`: a function of several names along as many directions.
  ///
  /// It is the sum of the derivatives by each; behind a differential a list is never an inner product.
  mutating func totalDifferential(_ sign: LaTeXAtom, _ operand: LaTeXAtom) throws(UnreadableFormula)
    -> FormulaReading?
  {
    let word: String? = if case .word(let word) = operand.kind { word } else { operand.letter }
    guard let word, let function = context.names[word],
      case .function(let parameters, _) = function.kind, parameters.count > 1,
      let open = peekAfter(1), open.isSymbol("(")
    else { return nil }
    var trial = self
    trial.advance()
    guard let (places, _) = try? trial.bracketItems(), places.count == parameters.count,
      places.allSatisfy({ if case .name = $0.tree.withoutBrackets.kind { true } else { false } })
    else { return nil }
    if trial.peek?.kind == .operator("cdot") { trial.advance() }
    guard let list = trial.peek, list.isSymbol("(") || list.isSymbol("["),
      let (directions, end) = try? trial.bracketItems(), directions.count == places.count
    else { return nil }
    self = trial
    let range = sign.range.union(end)
    let variables = places.map(\.tree.withoutBrackets)
    let call = SyntaxTree(
      .call(name: function.name, nameRange: operand.range, isElementwise: false, arguments: variables),
      range
    )
    let terms = zip(variables, directions).map { variable, direction in
      SyntaxTree(.directional(of: call, wrt: [variable], along: [direction.tree]), range)
    }
    let sum = terms.dropFirst().reduce(terms[0]) { SyntaxTree(.binary(.add, $0, $1), range) }
    return try continueProduct(
      FormulaReading(SyntaxTree(.parenthesized(sum), range), rank: FormulaRank(function.kind))
    )
  }

  /// The name that a letter stands for, or a letter under an accent.
  private func declaredName(_ atom: LaTeXAtom) -> NameTable.Entry? {
    if let letter = atom.letter { return context.names[letter] }
    guard case .accent(let accent, let content) = atom.kind, content.visible.count == 1,
      let letter = content.visible[0].letter
    else { return nil }
    return context.names[letter + "_" + accent]
  }

  /// `df(x)h`, `df(x)\cdot h`: the differential times the next factor, or along it where the product has no shape.
  ///
  /// `call` has been read; a space after the d, or the variable again, leaves the reach to the habits of differentials.
  mutating func directionAfterDifferential(_ call: FormulaReading, _ variable: SyntaxTree, _ sign: LaTeXAtom)
    throws(UnreadableFormula) -> FormulaReading?
  {
    guard let next = peek else { return nil }
    let isDotted = next.kind == .operator("cdot")
    guard let first = isDotted ? peekAfter(1) : next, let entry = declaredName(first),
      !call.tree.names.contains(entry.name)
    else { return nil }
    switch entry.kind {
    case .vector, .row, .matrix: break
    case .scalar, .function, .family, .size, .other: return nil
    }
    let range = sign.range.union(call.tree.range)
    return try either(Habit.directionFactor) { (parser) throws(UnreadableFormula) in
      let differential = SyntaxTree(.differential(call.tree), range)
      return try parser.frobenius(from: FormulaReading(differential, rank: call.rank))
    } other: { (parser) throws(UnreadableFormula) in
      if isDotted { parser.advance() }
      let along = try parser.factor()
      let map = FormulaReading.Map(of: call.tree, wrt: [variable], takesFactor: true)
      return try parser.frobenius(from: parser.direction(map, along, from: range))
    }
  }
}
