// `f_{xy}`, `H_f(x)`, `J_g`, `H(f)`: derivatives of a function of the author that a subscript or a letter says.

import Diagnostics
import Expressions
import Syntax

extension FormulaParser {
  /// The derivative that a letter with its subscript or bracket stands for; nil where they say something else.
  mutating func derivativeBySubscript(_ base: String, _ range: SourceRange) throws(UnreadableFormula)
    -> FormulaReading?
  {
    guard let place = nextPlace(), !context.introducesNames else { return nil }
    if case .script(isSuper: false, let content) = atoms[place].kind {
      if let partial = try partialDerivative(base, content, place, range) { return partial }
      guard let form = FormulaParser.derivativeForm(base), context.names[base] == nil,
        context.names[base + "_" + (FormulaParser.subscriptText(content) ?? "")] == nil,
        content.visible.count == 1, let letter = content.visible[0].letter
      else { return nil }
      return try derivative(form, of: letter, endingAt: place, range)
    }
    guard let form = FormulaParser.derivativeForm(base), context.names[base] == nil,
      atoms[place].isSymbol("(")
    else { return nil }
    if let item = peekAfter(1), let letter = item.letter, peekAfter(2)?.isSymbol(")") == true {
      // `H(f)`, where nobody declared an H.
      guard isFunction(letter) else { return nil }
      advance(by: 2)
      guard let end = nextPlace() else { return nil }
      return try derivative(form, of: letter, endingAt: end, range)
    }
    return form == .hessian ? try hessian(ofFormulaBehind: range) : nil
  }

  /// `H(\|x - a\|^2)`: the Hessian of a number that is written out, where one name varies.
  private mutating func hessian(ofFormulaBehind range: SourceRange) throws(UnreadableFormula)
    -> FormulaReading?
  {
    guard context.variables.count == 1, let variable = context.variables.first, !isTrial else { return nil }
    var trial = self
    trial.isTrial = true
    guard let (items, end) = try? trial.bracketItems(), items.count == 1, items[0].rank == .scalar,
      items[0].tree.names.contains(variable)
    else { return nil }
    let (read, _) = try bracketItems()
    let wrt = SyntaxTree(.name(variable, latex: nil), range)
    let tree = SyntaxTree(.derivative(.hessian, of: read[0].tree, wrt: [wrt]), range.union(end))
    return FormulaReading(tree, rank: .matrix)
  }

  /// `f_x`, `f_{xy}`: the partial derivative of a function by the parameters that its subscript names.
  private mutating func partialDerivative(
    _ base: String,
    _ content: [LaTeXAtom],
    _ place: Int,
    _ range: SourceRange
  ) throws(UnreadableFormula) -> FormulaReading? {
    guard case .function(let parameters, .scalar?) = context.names[base]?.kind,
      context.names[base + "_" + (FormulaParser.subscriptText(content) ?? "")] == nil
    else { return nil }
    let letters = content.visible.filter { !$0.isSymbol(",") }.map(\.letter)
    let wrt = letters.compactMap { letter in
      letter.flatMap { parameters.contains($0) && context.names[$0] != nil ? $0 : nil }
    }
    guard wrt.count == letters.count, (1...2).contains(wrt.count), let function = itself(base, range) else {
      return nil
    }
    let end = range.union(atoms[place].range)
    index = place + 1
    try passOwnPlaces(of: function)
    let tree = wrt.reduce(function) { inner, name in
      SyntaxTree(.derivative(.fraction, of: inner, wrt: [SyntaxTree(.name(name, latex: nil), end)]), end)
    }
    let rank = wrt.count == 1 ? self.rank(of: SyntaxTree(.name(wrt[0], latex: nil), end)) : nil
    return FormulaReading(tree, rank: rank)
  }

  /// The Hessian or Jacobian of a function, with its own arguments behind it or none.
  private mutating func derivative(
    _ form: SyntaxTree.DerivativeForm,
    of letter: String,
    endingAt place: Int,
    _ range: SourceRange
  ) throws(UnreadableFormula) -> FormulaReading? {
    guard isFunction(letter), let function = itself(letter, range) else { return nil }
    let end = range.union(atoms[place].range)
    index = place + 1
    try passOwnPlaces(of: function)
    let wrt: [SyntaxTree]
    if case .call(_, _, _, let arguments) = function.kind {
      wrt = arguments
    } else {
      wrt = context.variables.map { SyntaxTree(.name($0, latex: nil), end) }
    }
    guard wrt.count == 1 else {
      throw UnreadableFormula(
        "latex.derivative",
        "by what '\(letter)' is differentiated here is not said",
        end,
        hints: ["write \(form == .hessian ? "\\nabla_x^2 f" : "\\frac{\\partial f}{\\partial x}")"]
      )
    }
    return FormulaReading(SyntaxTree(.derivative(form, of: function, wrt: wrt), end), rank: .matrix)
  }

  private static func derivativeForm(_ base: String) -> SyntaxTree.DerivativeForm? {
    switch base {
    case "H": .hessian
    case "J": .jacobian
    default: nil
    }
  }

  /// Whether a letter is a function of the author, or a value that a cell or a row defines.
  private func isFunction(_ letter: String) -> Bool {
    switch context.names[letter]?.kind {
    case .function: true
    case .scalar, .vector: context.names[letter]?.isDefined == true
    default: false
    }
  }

  /// A function at its own parameters, or a value.
  private func itself(_ name: String, _ range: SourceRange) -> SyntaxTree? {
    guard let entry = context.names[name] else { return nil }
    guard case .function(let parameters, _) = entry.kind else {
      return SyntaxTree(.name(entry.name, latex: nil), range)
    }
    guard parameters.allSatisfy({ context.names[$0] != nil }) else { return nil }
    return ownArguments(entry.name, parameters, range)
  }

  private mutating func passOwnPlaces(of function: SyntaxTree) throws(UnreadableFormula) {
    if peek?.isSymbol("(") == true { try passPlaces(of: function) }
  }

  private mutating func nextPlace() -> Int? {
    peek == nil ? nil : index
  }
}
