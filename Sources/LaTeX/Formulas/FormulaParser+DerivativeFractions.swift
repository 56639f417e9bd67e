// Derivatives as fractions: `\frac{\partial f}{\partial X}`, `\frac{d}{dt} f`, `df/dx`, and rates of one number.

import Diagnostics
import Expressions
import Syntax

extension FormulaParser {
  /// `\frac{\partial}{B_{ij}}`, `\frac{\partial f}{w}`: the sign below is left out where it stands alone above, or where
  /// nothing is divided by what stands below, a vector or a matrix.
  private func signed(_ variable: [LaTeXAtom], below above: [LaTeXAtom]) -> [LaTeXAtom] {
    guard let sign = above.first, sign.kind == .command("partial"), let first = variable.first,
      let letter = first.letter, let entry = context.names[letter], differentialSign(first) == nil,
      above.count(where: { $0.kind == .command("partial") }) == 1
    else { return variable }
    if above.count == 1 { return [sign] + variable }
    switch entry.kind {
    case .vector, .row, .matrix: return variable.count == 1 ? [sign] + variable : variable
    case .scalar, .function, .family, .size, .other: return variable
    }
  }

  /// `\frac{\partial f}{\partial X}`, with or without its function, of first or second order.
  mutating func derivativeFraction(_ top: [LaTeXAtom], _ bottom: [LaTeXAtom], _ range: SourceRange)
    throws(UnreadableFormula) -> FormulaReading?
  {
    let above = top.visible
    let below = signed(bottom.visible, below: above)
    guard let first = above.first, let under = below.first, let sign = differentialSign(first),
      let underSign = differentialSign(under),
      sign == underSign || [sign, underSign].allSatisfy({ $0 != "D" }),
      below.count > 1
    else { return nil }
    var rest = Array(above.dropFirst())
    let order = try takeOrder(from: &rest, range)
    let wrt = try variables(below, sign: underSign, order: order, range)
    let form: SyntaxTree.DerivativeForm = order == 1 ? .fraction : .hessian
    guard order <= 2 else {
      throw UnreadableFormula("latex.derivative", "derivatives of third and higher order are not read", range)
    }
    let function: FormulaReading
    var place = range
    var evaluation: LaTeXAtom?
    if rest.isEmpty {
      if let bar = peek, isEvaluation(bar), let script = peekAfter(1), let after = peekAfter(2),
        startsFactor(after)
      {
        // `\frac{d}{dt}\Big|_{t=0} f(t)`: the place stands before what is differentiated.
        evaluation = script
        advance(by: 2)
      }
      guard let operand = try operandBeforeOperator(below, range) else { return nil }
      function = operand
      place = range.union(operand.tree.range)
    } else {
      function = try nested(Array(top.drop { $0.isInvisible }.dropFirst(order == 1 ? 1 : 2)), at: range)
    }
    var (inner, isTransposed) = untransposed(function)
    if wrt.count == 1, let value = value(of: inner.tree, at: wrt[0].tree) { inner = value }
    if order == 1, wrt.count == 1, case .name(let name, _) = wrt[0].tree.kind, context.isTime(name),
      !inner.tree.names.contains(name)
    {
      // The derivative by a time that nobody declared holds for all curves: it is the differential.
      let rate = FormulaReading(SyntaxTree(.differential(inner.tree), place), rank: inner.rank)
      return try scripts(on: isTransposed ? transposed(rate, place) : rate)
    }
    let rank = wrt.count == 1 && order == 1 ? FormulaRank.derivative(of: inner.rank, by: wrt[0].rank) : nil
    var tree = SyntaxTree(.derivative(form, of: inner.tree, wrt: wrt.map(\.tree)), place)
    let isByEntry = if case .entry = wrt[0].tree.kind { wrt.count == 1 } else { false }
    if order == 2, wrt.count == 2 || isByEntry {
      // Second derivatives by two variables, or by an entry, are taken one after the other; the rows of ∂²f/∂u∂v^T belong to
      // u, its columns to v.
      let first = SyntaxTree(.derivative(.fraction, of: inner.tree, wrt: [wrt[0].tree]), place)
      tree = SyntaxTree(.derivative(.fraction, of: first, wrt: [wrt[wrt.count - 1].tree]), place)
    }
    var result = FormulaReading(tree, rank: rank)
    if rest.isEmpty { result = readingNarrowOperator(result) }
    if let evaluation {
      atoms.insert(evaluation, at: index)
      result = try evaluated(result, place)
    }
    if !rest.isEmpty, evaluation == nil, isDerivativeOfEntries(inner.tree, by: wrt) {
      advance(by: 3)
      return try scripts(on: isTransposed ? transposed(result, place) : result)
    }
    if !rest.isEmpty, evaluation == nil, !isTransposed, wrt.count == 1, isFunctionItself(inner.tree),
      case .name(let name, _) = wrt[0].tree.kind, let item = bracketedPlace()
    {
      return try derivative(result, at: item, of: name, place)
    }
    if !rest.isEmpty, !isTransposed, isFunctionItself(inner.tree), isList(after: 0) {
      try passPlaces(of: inner.tree)
    }
    return try scripts(on: isTransposed ? transposed(result, place) : result)
  }

  /// What `\frac{d}{dy}` applies to: the term that follows, up to an operator by another variable, as in the chain rule
  /// `\frac{d}{dy} g(y) \frac{d}{dx} f(x)`.
  private mutating func operandBeforeOperator(_ below: [LaTeXAtom], _ range: SourceRange)
    throws(UnreadableFormula)
    -> FormulaReading?
  {
    let own = below.map(\.kind)
    var depth = 0
    for place in min(index, atoms.count)..<atoms.count {
      let atom = atoms[place]
      if atom.opensBracket { depth += 1 }
      if atom.closesBracket { depth -= 1 }
      if depth < 0 { break }
      guard depth == 0 else { continue }
      if atom.isSymbol("+") || atom.isSymbol("-") { break }
      guard case .fraction(let top, let bottom) = atom.kind, top.visible.count == 1,
        let sign = differentialSign(top.visible[0]), let other = bottom.visible.first,
        differentialSign(other) == sign, bottom.visible.map(\.kind) != own
      else { continue }
      guard place > index, atoms[index..<place].contains(where: { !$0.isInvisible }) else { break }
      let function = try nested(Array(atoms[index..<place]), at: range)
      index = place
      return function
    }
    return try operand(range)
  }

  /// Passes over `(x, y)` behind a derivative of f(x, y), which says at which names it is taken: the function's own.
  ///
  /// Behind a derivative a list is no inner product; other values in it are not put in here.
  mutating func passPlaces(of function: SyntaxTree) throws(UnreadableFormula) {
    let own: [String]?
    switch function.kind {
    case .name(let name, _):
      if case .function(let parameters, _)? = context.names[name]?.kind {
        own = parameters
      } else {
        own = nil
      }
    case .call(_, _, _, let arguments): own = arguments.flatMap(\.names)
    default: own = nil
    }
    let (items, range) = try bracketItems()
    let names = items.compactMap { item -> String? in
      if case .name(let name, _) = item.tree.withoutBrackets.kind { name } else { nil }
    }
    let isOwn =
      own.map { $0 == names } ?? (names.count == items.count && Set(names).isSubset(of: function.names))
    guard isOwn else {
      throw UnreadableFormula(
        "latex.place",
        "a derivative at several values is not read",
        range,
        hints: ["put the values in after it is taken: '|_{x = a, y = b}'"]
      )
    }
  }

  /// Whether `(x)` stands behind the derivative of `f_j` or f by `x_k` or x, of a function f of x, and only repeats its name.
  private mutating func isDerivativeOfEntries(_ function: SyntaxTree, by variables: [FormulaReading]) -> Bool
  {
    func whole(_ tree: SyntaxTree) -> SyntaxTree {
      if case .entry(let whole, _) = tree.kind { whole } else { tree }
    }
    guard variables.count == 1, case .name(let name, _) = whole(variables[0].tree).kind,
      whole(function).kind != function.kind || whole(variables[0].tree).kind != variables[0].tree.kind,
      isFunctionItself(whole(function)), let letter = bracketedPlace()?.letter
    else { return false }
    return context.names[letter]?.name == name
  }

  /// Whether a formula is a function or a value of the author, alone or at its own parameters.
  private func isFunctionItself(_ tree: SyntaxTree) -> Bool {
    switch tree.kind {
    case .name(let name, _): return context.names[name]?.isDefined == true
    case .call(let name, _, _, let arguments):
      guard case .function? = context.names[name]?.kind else { return false }
      return arguments.allSatisfy { if case .name = $0.kind { true } else { false } }
    default: return false
    }
  }

  /// What stands in a bracket that holds nothing but a number or a name; nil for other brackets.
  private mutating func bracketedPlace() -> LaTeXAtom? {
    guard let open = peek, open.isSymbol("("), let item = peekAfter(1), let close = peekAfter(2),
      close.isSymbol(")")
    else { return nil }
    switch item.kind {
    case .digit, .letter: return item
    default: return nil
    }
  }

  /// `\frac{dg}{ds}(2)`: at the place, or times it; `\frac{\partial f}{\partial x}(x)` is the derivative itself.
  private mutating func derivative(
    _ result: FormulaReading,
    at item: LaTeXAtom,
    of name: String,
    _ range: SourceRange
  ) throws(UnreadableFormula) -> FormulaReading {
    if let letter = item.letter, context.names[letter]?.name == name {
      advance(by: 3)
      return try scripts(on: result)
    }
    return try either(Habit.derivativeAtBracket) { (parser) throws(UnreadableFormula) in
      try parser.continueProduct(parser.scripts(on: result))
    } other: { (parser) throws(UnreadableFormula) in
      let place = try parser.bracketItems().items[0]
      let binding = Statement.Binding(name: Statement.Name(name, range: range), value: place.tree)
      let tree = SyntaxTree(.evaluated(result.tree, at: [binding]), range)
      return try parser.continueProduct(parser.scripts(on: FormulaReading(tree, rank: result.rank)))
    }
  }

  /// The order above a derivative: the 2 of `\partial^2 f`.
  private func takeOrder(from above: inout [LaTeXAtom], _ range: SourceRange) throws(UnreadableFormula) -> Int
  {
    guard case .script(isSuper: true, let content) = above.first?.kind else { return 1 }
    guard content.visible.count == 1, case .digit(let digit) = content.visible[0].kind, let order = Int(digit)
    else {
      throw UnreadableFormula("latex.derivative", "the order of this derivative is not a number", range)
    }
    above.removeFirst()
    return order
  }

  /// `\partial f/\partial g` of a function f whose parameter has no meaning of its own: its value at g.
  private func value(of function: SyntaxTree, at argument: SyntaxTree) -> FormulaReading? {
    guard case .name(let name, _) = function.kind,
      case .function(let parameters, let value) = context.names[name]?.kind, parameters.count == 1
    else { return nil }
    let call = SyntaxTree.Kind.call(
      name: name,
      nameRange: function.range,
      isElementwise: false,
      arguments: [argument]
    )
    return FormulaReading(SyntaxTree(call, function.range), rank: FormulaRank(value))
  }

  /// The variables under a derivative: one after each ∂.
  mutating func variables(_ below: [LaTeXAtom], sign: String, order: Int, _ range: SourceRange)
    throws(UnreadableFormula) -> [FormulaReading]
  {
    var parts: [[LaTeXAtom]] = []
    var depth = 0
    for atom in below {
      if case .symbol(let bracket) = atom.kind {
        if ["(", "[", "\\{"].contains(bracket) { depth += 1 }
        if [")", "]", "\\}"].contains(bracket) { depth -= 1 }
      }
      if depth == 0, differentialSign(atom) == sign {
        parts.append([])
      } else {
        parts[parts.count - 1].append(atom)
      }
    }
    var result: [FormulaReading] = []
    for part in parts {
      guard !part.isEmpty else {
        throw UnreadableFormula("latex.derivative", "a variable is missing in this derivative", range)
      }
      var part = part
      if order > 1, parts.count == 1, part.count > 1,
        case .script(isSuper: true, let content) = part[part.count - 1].kind,
        content.visible.count == 1, content.visible[0].kind == .digit("\(order)")
      {
        part.removeLast()
      }
      var variable = try nested(part, at: range)
      if order > 1, case .transpose(let inner) = variable.tree.kind { variable = FormulaReading(inner) }
      if case .parenthesized(let inner) = variable.tree.kind { variable.tree = inner }
      if !result.contains(where: { FormulaParser.sameName($0.tree, variable.tree) }) {
        result.append(variable)
      }
    }
    return result
  }

  static func sameName(_ left: SyntaxTree, _ right: SyntaxTree) -> Bool {
    if case .name(let a, _) = left.kind, case .name(let b, _) = right.kind { return a == b }
    return false
  }

  /// What an apostrophe or a dot means on something that varies: its derivative by the one number that varies, or
  /// its differential.
  ///
  /// A dot is the rate of a motion, so that it is never the derivative by a vector or matrix; an apostrophe on a number is.
  func rate(of reading: FormulaReading, _ range: SourceRange, isDot: Bool = false) -> FormulaReading {
    let place = reading.tree.range.union(range)
    if case .name("I", _) = reading.tree.kind, context.names["I"] == nil {
      return FormulaReading(SyntaxTree(.number(.zero, text: "0"), place))
    }
    if case .parenthesized(let inner) = reading.tree.kind, case .name("I", _) = inner.kind {
      return rate(of: FormulaReading(inner), range, isDot: isDot)
    }
    let isOfOne = context.variables.count == 1 && reading.rank == .scalar && !isDot
    let only = isOfOne ? context.variables.first : nil
    guard let variable = context.scalarVariable ?? only else {
      return FormulaReading(SyntaxTree(.differential(reading.tree), place), rank: reading.rank)
    }
    let name = SyntaxTree(.name(variable, latex: nil), range)
    return FormulaReading(
      SyntaxTree(.derivative(.fraction, of: reading.tree, wrt: [name]), place),
      rank: reading.rank
    )
  }
}
