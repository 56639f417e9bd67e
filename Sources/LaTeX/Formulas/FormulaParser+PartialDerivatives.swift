// D and ∂ with a subscript: the variable, or the direction.

import Diagnostics
import Expressions
import Syntax

extension FormulaParser {
  mutating func subscripted(_ atom: LaTeXAtom, _ sign: String, _ content: [LaTeXAtom])
    throws(UnreadableFormula) -> FormulaReading?
  {
    guard let operand = peekAfter(2), startsOperand(operand) else { return nil }
    if sign == "D" { return try derivativeMap(atom, subscriptContent: content) }
    advance(by: 2)
    let wrt = try partialVariable(content, atom.range)
    if let directed = try partialInDirection(atom, wrt) { return directed }
    if let directed = try directionFactor(atom, wrt) { return directed }
    return try partial(wrt, atom)
  }

  /// `\partial_A f\,V`: the derivative of the whole product, or of its first factor in the direction of the second.
  private mutating func directionFactor(_ atom: LaTeXAtom, _ wrt: SyntaxTree) throws(UnreadableFormula)
    -> FormulaReading?
  {
    guard !isTrial, case .name = wrt.kind else { return nil }
    var trial = self
    trial.isTrial = true
    trial.leavesEvaluation = true
    guard let first = peek, startsFactor(first), (try? trial.factor()) != nil, let next = trial.peek,
      trial.startsFactor(next)
    else { return nil }
    return try either(Habit.directionFactor) { (parser) throws(UnreadableFormula) in
      try parser.partial(wrt, atom)
    } other: { (parser) throws(UnreadableFormula) in
      let function = try parser.factor()
      let along = try parser.factor()
      let map = FormulaReading.Map(of: function.tree, wrt: [wrt], takesFactor: true)
      let directed = parser.direction(map, along, from: atom.range)
      return try parser.frobenius(from: directed)
    }
  }

  /// `\partial_X f` of the whole term that follows.
  mutating func partial(_ wrt: SyntaxTree, _ atom: LaTeXAtom) throws(UnreadableFormula)
    -> FormulaReading
  {
    guard let function = try operand(atom.range) else { throw unexpected(peek) }
    if case .name(let name, _) = wrt.kind, let entry = context.names[name], !isVarying(entry),
      context.variables.count == 1, let variable = context.variables.first,
      function.tree.names.contains(variable), !function.tree.names.contains(name)
    {
      // `\partial_H f(X)` of f that varies with X alone is the derivative along H.
      let x = SyntaxTree(.name(variable, latex: nil), atom.range)
      return FormulaReading(
        SyntaxTree(
          .directional(of: function.tree, wrt: [x], along: [wrt]),
          atom.range.union(function.tree.range)
        ),
        rank: function.rank
      )
    }
    return readingNarrowOperator(
      FormulaReading(
        SyntaxTree(
          .derivative(.fraction, of: function.tree, wrt: [wrt]),
          atom.range.union(function.tree.range)
        ),
        rank: FormulaRank.derivative(of: function.rank, by: rank(of: wrt)),
        map: FormulaReading.Map(of: function.tree, wrt: [wrt], takesFactor: false)
      )
    )
  }

  /// `\partial_X` is by X; `\partial_j` by the j-th entry of the one vector that varies.
  private mutating func partialVariable(_ content: [LaTeXAtom], _ range: SourceRange)
    throws(UnreadableFormula)
    -> SyntaxTree
  {
    let variable = try nested(content, at: range)
    guard case .name(let name, _) = variable.tree.kind, context.names[name] == nil,
      context.variables.count == 1, let only = context.variables.first
    else { return variable.tree }
    return SyntaxTree(.entry(SyntaxTree(.name(only, latex: nil), range), [variable.tree]), range)
  }
}
