// Derivatives that wait for their directions: `Df(X)[H]`, `D^2 f(X)[H, K]`.

import Diagnostics
import Expressions
import Syntax

extension FormulaParser {
  /// `Df(X)`, `D_X f`, `Df_T`, waiting for a direction; `D_V f(X)` with it.
  mutating func derivativeMap(_ atom: LaTeXAtom, subscriptContent: [LaTeXAtom]?)
    throws(UnreadableFormula)
    -> FormulaReading?
  {
    guard let first = peekAfter(subscriptContent == nil ? 1 : 2) else { return nil }
    if subscriptContent == nil, let second = try secondMap(atom, first) { return second }
    if subscriptContent == nil, isList(after: 1) { return nil }
    switch first.kind {
    case .letter, .word, .symbol("["), .symbol("("), .symbol("‖"), .symbol("‖("), .accent: break
    default: return nil
    }
    var along: SyntaxTree?
    var wrt: [SyntaxTree] = []
    if let subscriptContent {
      advance(by: 2)
      along = try nested(subscriptContent, at: atom.range).tree
    } else {
      advance()
    }
    // `Df(AX)` is the derivative of f at AX, `D\operatorname{tr}(AX)` that of the whole by X.
    let isApplied =
      first.letter != nil || (peekAfter(1).map { $0.isSymbol("(") || $0.isSymbol("[") } ?? false)
    var function = try functionOfMap(&wrt)
    if case .parenthesized(let inner) = function.tree.kind { function.tree = inner }
    let range = atom.range.union(function.tree.range)
    if wrt.isEmpty, let arguments = argumentsOfOwn(function.tree) {
      let areNames = arguments.allSatisfy { if case .name = $0.kind { true } else { false } }
      if areNames || (isApplied && along == nil) || context.variables.isEmpty { wrt = arguments }
    }
    let hasDirection = peek?.isSymbol("[") == true
    if let variable = along,
      isVariable(variable, wrt) || occurs(variable, in: function.tree) || (wrt.isEmpty && hasDirection)
    {
      wrt = [variable]
      along = nil
    }
    if wrt.isEmpty { wrt = varied(in: function.tree) }
    if let along {
      return FormulaReading(SyntaxTree(.directional(of: function.tree, wrt: wrt, along: [along]), range))
    }
    return FormulaReading(
      SyntaxTree(.derivative(.fraction, of: function.tree, wrt: wrt), range),
      map: FormulaReading.Map(of: function.tree, wrt: wrt, takesFactor: true)
    )
  }

  /// Whether a bracket with a comma stands here: `D(p, q)` is a function of two arguments.
  func isList(after distance: Int) -> Bool {
    guard peekAfter(distance)?.isSymbol("(") == true else { return false }
    var depth = 0
    for offset in distance..<(distance + 200) {
      guard let atom = peekAfter(offset) else { return false }
      if atom.isSymbol("(") { depth += 1 }
      if atom.isSymbol(")") { depth -= 1 }
      if depth == 0 { return false }
      if depth == 1, atom.isSymbol(",") { return true }
    }
    return false
  }

  /// `D^2 f(X)[H, K]`: the derivative along H, then along K.
  private mutating func secondMap(_ atom: LaTeXAtom, _ script: LaTeXAtom) throws(UnreadableFormula)
    -> FormulaReading?
  {
    guard case .script(isSuper: true, let content) = script.kind, content.visible.count == 1,
      content.visible[0].kind == .digit("2"), let next = peekAfter(2),
      next.letter != nil || hasTwoDirections(after: 2)
    else { return nil }
    advance(by: 2)
    var wrt: [SyntaxTree] = []
    let function = try functionOfMap(&wrt)
    if wrt.isEmpty, let arguments = argumentsOfOwn(function.tree), arguments.count == 1 { wrt = arguments }
    if wrt.isEmpty { wrt = varied(in: function.tree) }
    guard let open = peek, open.isSymbol("[") || open.isSymbol("(") else {
      return FormulaReading(
        SyntaxTree(.derivative(.hessian, of: function.tree, wrt: wrt), atom.range.union(function.tree.range))
      )
    }
    let (items, end) = try bracketItems()
    guard wrt.count == 1, let first = items.first, items.count <= 2 else {
      throw UnreadableFormula("latex.derivative", "a second derivative has two directions", end)
    }
    let range = atom.range.union(end)
    return [first, items.last ?? first].reduce(function) { inner, along in
      FormulaReading(SyntaxTree(.directional(of: inner.tree, wrt: wrt, along: [along.tree]), range))
    }
  }

  /// Whether what stands here after some atoms is followed by a pair in square brackets: `\operatorname{tr}(X^3)[H, K]`.
  private func hasTwoDirections(after distance: Int) -> Bool {
    guard !isTrial else { return false }
    var trial = self
    trial.isTrial = true
    trial.advance(by: distance)
    guard let first = trial.peek, trial.startsFactor(first), (try? trial.factorBeforeDirection()) != nil,
      trial.peek?.isSymbol("[") == true
    else { return false }
    return (try? trial.bracketItems().items.count) == 2
  }

  /// The function after D; `f_T` names the place T as a subscript.
  private mutating func functionOfMap(_ wrt: inout [SyntaxTree]) throws(UnreadableFormula) -> FormulaReading {
    if let letter = peek, let name = letter.letter, let entry = context.names[name],
      let next = peekAfter(1), case .script(isSuper: false, let content) = next.kind,
      let text = FormulaParser.subscriptText(content), context.names[name + "_" + text] == nil,
      let place = context.names[text]
    {
      let variable = SyntaxTree(.name(place.name, latex: nil), next.range)
      advance(by: 2)
      wrt = [variable]
      if case .function = entry.kind {
        return FormulaReading(
          SyntaxTree(
            .call(name: entry.name, nameRange: letter.range, isElementwise: false, arguments: [variable]),
            letter.range.union(next.range)
          )
        )
      }
      return FormulaReading(SyntaxTree(.name(entry.name, latex: nil), letter.range.union(next.range)))
    }
    return try factorBeforeDirection()
  }

  func isVariable(_ tree: SyntaxTree, _ wrt: [SyntaxTree]) -> Bool {
    guard case .name(let name, _) = tree.kind else { return false }
    return context.variables.contains { NameTable.key($0) == NameTable.key(name) }
      || wrt.contains { FormulaParser.sameName($0, tree) }
  }
}
