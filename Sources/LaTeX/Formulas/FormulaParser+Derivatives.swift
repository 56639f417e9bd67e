// Differentials and derivatives in all their spellings: d, ∂, δ, Δ, D, ∇, fractions of them; and sums over an index.

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
    guard let sign = differentialSign(atom) else { return nil }
    if atom.letter != nil {
      if declaredWord() != nil { return nil }
      if functionWord() != nil { return nil }
    }
    guard let next = peekAfter(1) else { return nil }
    if let slashed = try slashedDerivative(atom) { return slashed }
    if case .script(isSuper: false, let content) = next.kind {
      if sign == "d", let name = FormulaParser.subscriptText(content), context.names["d_" + name] == nil,
        context.names[name] != nil, let operand = peekAfter(2), startsOperand(operand)
      {
        // `d_X f` is the differential of f as X varies.
        for _ in 0..<2 {
          _ = peek
          advance()
        }
        let inner = try factor()
        return FormulaReading(
          SyntaxTree(.differential(inner.tree), atom.range.union(inner.tree.range)),
          rank: inner.rank
        )
      }
      guard sign == "partial" || sign == "D" else { return nil }
      return try subscripted(atom, sign, content)
    }
    if sign == "D" { return try capitalDerivative(atom, next) }
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
    let isFirst = isFirstSide && closers.isEmpty && atoms[..<index].allSatisfy(\.isInvisible)
    for _ in 0..<distance {
      _ = peek
      advance()
    }
    if case .fraction(let top, let bottom) = operand.kind, let first = bottom.visible.first,
      differentialSign(first) == sign
    {
      _ = peek
      advance()
      return try derivativeFraction([atom] + top, bottom, atom.range.union(operand.range))
    }
    let functionName = operand.letter.flatMap { context.names[$0] }
    if order == 1, case .function(let parameters, _)? = functionName?.kind, parameters.count == 1,
      let parameter = context.names[parameters[0]], peekAfter(1)?.isSymbol("(") == true
    {
      // `df(H)`, where the variable of f is X: the differential of f at X in the direction H.
      let start = index
      _ = peek
      advance()
      let (items, end) = try bracketItems()
      let variable = SyntaxTree(.name(parameter.name, latex: nil), operand.range)
      if items.count == 1, items[0].tree.withoutBrackets.kind != variable.kind {
        let call = SyntaxTree(
          .call(
            name: functionName?.name ?? "",
            nameRange: operand.range,
            isElementwise: false,
            arguments: [variable]
          ),
          operand.range
        )
        return FormulaReading(
          SyntaxTree(.directional(of: call, wrt: [variable], along: [items[0].tree]), atom.range.union(end))
        )
      }
      index = start
    }
    if order == 1, let directed = try directedDifferential(atom, operand) { return directed }
    return try differential(isFirst: isFirst, isSpaced: sign == "d" && operand.isSpaced) { operand in
      (0..<order).reduce(operand) { result, _ in
        FormulaReading(
          SyntaxTree(.differential(result.tree), atom.range.union(result.tree.range)),
          rank: result.rank
        )
      }
    }
  }

  /// `D f(X)` waits for its direction; `D X` of something that varies is either its derivative or its differential.
  private mutating func capitalDerivative(_ atom: LaTeXAtom, _ next: LaTeXAtom) throws(UnreadableFormula)
    -> FormulaReading?
  {
    guard startsOperand(next), !isList(after: 1) else {
      return try derivativeMap(atom, subscriptContent: nil)
    }
    var trial = self
    guard try trial.derivativeMap(atom, subscriptContent: nil) != nil else { return nil }
    // With its direction behind it, `Df(X)[H]`, it is a derivative.
    if let after = trial.peek, isBracket(after) { return try derivativeMap(atom, subscriptContent: nil) }
    return try either(Habit.capitalDifferential) { (parser) throws(UnreadableFormula) in
      guard let map = try parser.derivativeMap(atom, subscriptContent: nil) else {
        throw parser.unexpected(next)
      }
      return try parser.continueProduct(map)
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

  /// `d\operatorname{tr}(XA)[H]`: the differential in the direction H, or times what stands in the bracket.
  private mutating func directedDifferential(_ atom: LaTeXAtom, _ operand: LaTeXAtom)
    throws(UnreadableFormula) -> FormulaReading?
  {
    guard context.variables.count == 1, let variable = context.variables.first else { return nil }
    var trial = self
    let function = try trial.factor()
    guard trial.peek?.isSymbol("[") == true || (operand.isSymbol("[") && trial.peek?.isSymbol("(") == true)
    else { return nil }
    self = trial
    let range = atom.range.union(function.tree.range)
    let differential = FormulaReading(SyntaxTree(.differential(function.tree), range), rank: function.rank)
    return try either(Habit.directionInBrackets) { (parser) throws(UnreadableFormula) in
      try parser.continueProduct(differential)
    } other: { (parser) throws(UnreadableFormula) in
      let (items, end) = try parser.bracketItems()
      guard items.count == 1 else { throw parser.unexpected(parser.peek) }
      let name = SyntaxTree(.name(variable, latex: nil), atom.range)
      let directed = FormulaReading(
        SyntaxTree(.directional(of: function.tree, wrt: [name], along: [items[0].tree]), range.union(end)),
        rank: function.rank
      )
      return try parser.continueProduct(directed)
    }
  }

  /// Whether a name is one of those that vary.
  func isVarying(_ entry: NameTable.Entry) -> Bool {
    context.variables.contains { NameTable.key($0) == NameTable.key(entry.name) }
  }

  private mutating func startsOperand(_ atom: LaTeXAtom) -> Bool {
    switch atom.kind {
    case .letter, .word, .fraction, .root, .accent, .labelled, .large, .matrix: return true
    case .command(let name): return name == "partial" || name == "d"
    case .symbol(let sign):
      if sign == "|" || sign == "‖" { return closers.last != sign }
      return ["(", "[", "\\{", "|(", "‖(", "langle"].contains(sign)
    default: return false
    }
  }

  // MARK: Fractions

  /// `\frac{\partial f}{\partial X}`, with or without its function, of first or second order.
  mutating func derivativeFraction(_ top: [LaTeXAtom], _ bottom: [LaTeXAtom], _ range: SourceRange)
    throws(UnreadableFormula) -> FormulaReading?
  {
    let above = top.visible
    let below = bottom.visible
    guard let first = above.first, let under = below.first, let sign = differentialSign(first),
      let underSign = differentialSign(under),
      sign == underSign || [sign, underSign].allSatisfy({ $0 != "D" }),
      below.count > 1
    else { return nil }
    var rest = Array(above.dropFirst())
    var order = 1
    if case .script(isSuper: true, let content) = rest.first?.kind {
      guard content.visible.count == 1, case .digit(let digit) = content.visible[0].kind,
        let value = Int(digit)
      else {
        throw UnreadableFormula("latex.derivative", "the order of this derivative is not a number", range)
      }
      order = value
      rest.removeFirst()
    }
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
        for _ in 0..<2 {
          _ = peek
          advance()
        }
      }
      guard let operand = try operand(range) else { return nil }
      function = operand
      place = range.union(operand.tree.range)
    } else {
      function = try nested(Array(top.drop { $0.isInvisible }.dropFirst(order == 1 ? 1 : 2)), at: range)
    }
    var (inner, isTransposed) = untransposed(function)
    if wrt.count == 1, case .name(let name, _) = inner.tree.kind,
      case .function(let parameters, let value) = context.names[name]?.kind, parameters.count == 1
    {
      // `\partial f/\partial g` of a function f whose parameter has no meaning of its own: its value at g.
      inner = FormulaReading(
        SyntaxTree(
          .call(name: name, nameRange: inner.tree.range, isElementwise: false, arguments: [wrt[0].tree]),
          inner.tree.range
        ),
        rank: FormulaRank(value)
      )
    }
    if order == 1, wrt.count == 1, case .name(let name, _) = wrt[0].tree.kind, context.isTime(name),
      !inner.tree.names.contains(name)
    {
      // The derivative by a time that nobody declared holds for all curves: it is the differential.
      let rate = FormulaReading(SyntaxTree(.differential(inner.tree), place), rank: inner.rank)
      return try scripts(on: isTransposed ? transposed(rate, place) : rate)
    }
    let rank: FormulaRank? = inner.rank == .scalar && wrt.count == 1 && order == 1 ? wrt[0].rank : nil
    var tree = SyntaxTree(.derivative(form, of: inner.tree, wrt: wrt.map(\.tree)), place)
    let isByEntry = if case .entry = wrt[0].tree.kind { wrt.count == 1 } else { false }
    if order == 2, wrt.count == 2 || isByEntry {
      // Second derivatives by two variables, or by an entry, are taken one after the other.
      let first = SyntaxTree(.derivative(.fraction, of: inner.tree, wrt: [wrt[wrt.count - 1].tree]), place)
      tree = SyntaxTree(.derivative(.fraction, of: first, wrt: [wrt[0].tree]), place)
    }
    var result = FormulaReading(tree, rank: rank)
    if rest.isEmpty { result = readingNarrowOperator(result) }
    if let evaluation {
      atoms.insert(evaluation, at: index)
      result = try evaluated(result, place)
    }
    return try scripts(on: isTransposed ? transposed(result, place) : result)
  }

  /// The variables under a derivative: one after each ∂.
  private mutating func variables(_ below: [LaTeXAtom], sign: String, order: Int, _ range: SourceRange)
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

  private static func sameName(_ left: SyntaxTree, _ right: SyntaxTree) -> Bool {
    if case .name(let a, _) = left.kind, case .name(let b, _) = right.kind { return a == b }
    return false
  }

  /// `d/dX(…)`, `\partial f/\partial X`.
  private mutating func slashedDerivative(_ atom: LaTeXAtom) throws(UnreadableFormula) -> FormulaReading? {
    var distance = 1
    var top = [atom]
    while let next = peekAfter(distance), !next.isSymbol("/") {
      switch next.kind {
      case .letter where distance == 1: top.append(next)
      case .script, .prime: top.append(next)
      default: return nil
      }
      distance += 1
      guard distance < 5 else { return nil }
    }
    guard peekAfter(distance) != nil, let sign = peekAfter(distance + 1),
      differentialSign(sign) == differentialSign(atom), let variable = peekAfter(distance + 2),
      variable.letter != nil
    else { return nil }
    var bottom = [sign, variable]
    var count = distance + 3
    while let next = peekAfter(count), case .script = next.kind {
      bottom.append(next)
      count += 1
    }
    for _ in 0..<count {
      _ = peek
      advance()
    }
    return try derivativeFraction(top, bottom, atom.range.union(variable.range))
  }

  /// What an apostrophe or a dot means on something that varies: its derivative by the one number that varies, or
  /// its differential.
  func rate(of reading: FormulaReading, _ range: SourceRange) -> FormulaReading {
    let place = reading.tree.range.union(range)
    if case .name("I", _) = reading.tree.kind, context.names["I"] == nil {
      return FormulaReading(SyntaxTree(.number(.zero, text: "0"), place))
    }
    if case .parenthesized(let inner) = reading.tree.kind, case .name("I", _) = inner.kind {
      return rate(of: FormulaReading(inner), range)
    }
    let only = context.variables.count == 1 && reading.rank == .scalar ? context.variables.first : nil
    guard let variable = context.scalarVariable ?? only else {
      return FormulaReading(SyntaxTree(.differential(reading.tree), place), rank: reading.rank)
    }
    let name = SyntaxTree(.name(variable, latex: nil), range)
    return FormulaReading(
      SyntaxTree(.derivative(.fraction, of: reading.tree, wrt: [name]), place),
      rank: reading.rank
    )
  }

  // MARK: The reach of an operator

  /// What an operator of differentiation applies to: the whole term after it, products of all kinds inside.
  ///
  /// The reach is a rule of grammar: with a narrower one the product rule could be forgotten unseen.
  private mutating func operand(_ range: SourceRange) throws(UnreadableFormula) -> FormulaReading? {
    guard let next = peek, startsFactor(next) else { return try subjectOperand(range) }
    let outer = leavesEvaluation
    leavesEvaluation = true
    defer { leavesEvaluation = outer }
    return try frobenius()
  }

  /// What ∇ applies to: a call of the author's function or a defined name alone, so that `∇f(x)^⊤h` is (∇f(x))ᵀh; else the
  /// whole term.
  private mutating func gradientOperand(_ range: SourceRange) throws(UnreadableFormula) -> FormulaReading? {
    guard let next = peek, startsFactor(next) else { return try subjectOperand(range) }
    let outer = leavesEvaluation
    leavesEvaluation = true
    defer { leavesEvaluation = outer }
    guard next.letter != nil else { return try frobenius() }
    let start = self
    let first = try factor()
    if isOwnFunction(first.tree) { return first }
    self = start
    leavesEvaluation = true
    return try frobenius()
  }

  /// The `of=` of the display, where nothing stands after an operator.
  private func subjectOperand(_ range: SourceRange) throws(UnreadableFormula) -> FormulaReading {
    guard let subject = context.subject else {
      throw UnreadableFormula("latex.derivative", "nothing stands here to be differentiated", range)
    }
    let rank = FormulaRank(context.names[subject]?.kind)
    return FormulaReading(
      SyntaxTree(.name(context.names[subject]?.name ?? subject, latex: nil), range),
      rank: rank
    )
  }

  /// Whether a formula is a call of a function of the author, a value that has a definition, or the transpose of one.
  private func isOwnFunction(_ tree: SyntaxTree) -> Bool {
    switch tree.kind {
    case .call(let name, _, _, _):
      if case .function = context.names[name]?.kind { return true }
      return context.names[name] == nil && LaTeXSymbols.functions[name] == nil
    case .transpose(let inner): return isOwnFunction(inner)
    case .name(let name, _):
      if case .function = context.names[name]?.kind { return true }
      return context.names[name]?.isDefined == true
    default: return false
    }
  }

  /// `∇f(x)^T` is the transpose of the gradient, not the gradient of a transposed number.
  private func untransposed(_ reading: FormulaReading) -> (FormulaReading, Bool) {
    guard case .transpose(let inner) = reading.tree.kind else { return (reading, false) }
    if case .call = inner.kind { return (FormulaReading(inner, rank: reading.rank?.transposed), true) }
    if reading.rank == .scalar { return (FormulaReading(inner, rank: .scalar), true) }
    return (reading, false)
  }

  // MARK: Gradients

  mutating func gradient(_ atom: LaTeXAtom, order first: Int = 1) throws(UnreadableFormula)
    -> FormulaReading
  {
    if first == 1 { advance() }
    var order = first
    var wrt: [FormulaReading] = []
    while let next = peek, case .script(let isSuper, let content) = next.kind {
      advance()
      if isSuper {
        guard content.visible.count == 1, content.visible[0].kind == .digit("2") else {
          throw UnreadableFormula(
            "latex.derivative",
            "'\\nabla' with this superscript is not read",
            next.range
          )
        }
        order = 2
      } else {
        for part in content.visible.split(whereSeparator: { $0.isSymbol(",") }) {
          var variable = try nested(Array(part), at: next.range)
          if order == 2, case .binary(.multiply, let left, _) = variable.tree.kind {
            variable = FormulaReading(left)
          }
          wrt.append(variable)
        }
      }
    }
    guard let operand = try gradientOperand(atom.range) else { throw unexpected(peek) }
    let (function, isTransposed) = untransposed(operand)
    var trees = wrt.map(\.tree)
    var takesBracket = false
    if trees.isEmpty, case .call(let name, _, _, let arguments) = function.tree.kind, arguments.count == 1,
      case .function = context.names[name]?.kind
    {
      trees = arguments
      takesBracket = true
    } else if trees.isEmpty {
      takesBracket = isDefinedName(function.tree)
      trees = context.variables.map { SyntaxTree(.name($0, latex: nil), atom.range) }
    }
    let range = atom.range.union(function.tree.range)
    let tree = SyntaxTree(
      .derivative(order == 1 ? .gradient : .hessian, of: function.tree, wrt: trees),
      range
    )
    let isSimple = function.rank == .scalar && trees.count == 1 && order == 1
    let wrtRank = wrt.first?.rank ?? rank(of: trees.first)
    var result = FormulaReading(tree, rank: isSimple ? wrtRank : nil)
    if takesBracket, order == 1 || first == 2 {
      result.map = FormulaReading.Map(
        of: function.tree,
        wrt: trees,
        takesFactor: false,
        isSecond: order == 2
      )
    }
    result = readingNarrowOperator(result)
    return isTransposed ? transposed(result, range) : result
  }

  private func rank(of tree: SyntaxTree?) -> FormulaRank? {
    guard case .name(let name, _) = tree?.kind else { return nil }
    return FormulaRank(context.names[name]?.kind)
  }

  private func isDefinedName(_ tree: SyntaxTree) -> Bool {
    guard case .name(let name, _) = tree.kind else { return false }
    return context.names[name]?.isDefined == true
  }

  // MARK: D and ∂ with a subscript

  private mutating func subscripted(_ atom: LaTeXAtom, _ sign: String, _ content: [LaTeXAtom])
    throws(UnreadableFormula) -> FormulaReading?
  {
    guard let operand = peekAfter(2), startsOperand(operand) else { return nil }
    if sign == "D" { return try derivativeMap(atom, subscriptContent: content) }
    _ = peek
    advance()
    _ = peek
    advance()
    let wrt = try partialVariable(content, atom.range)
    if let directed = try directionFactor(atom, wrt) { return directed }
    return try partial(wrt, atom)
  }

  /// `\partial_A f\,V`: the derivative of the whole product, or of its first factor in the direction of the second.
  private mutating func directionFactor(_ atom: LaTeXAtom, _ wrt: SyntaxTree) throws(UnreadableFormula)
    -> FormulaReading?
  {
    guard case .name = wrt.kind else { return nil }
    var trial = self
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
  private mutating func partial(_ wrt: SyntaxTree, _ atom: LaTeXAtom) throws(UnreadableFormula)
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
        rank: function.rank == .scalar ? rank(of: wrt) : nil,
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

  /// `Df(X)`, `D_X f`, `Df_T`, waiting for a direction; `D_V f(X)` with it.
  private mutating func derivativeMap(_ atom: LaTeXAtom, subscriptContent: [LaTeXAtom]?)
    throws(UnreadableFormula)
    -> FormulaReading?
  {
    guard let first = peekAfter(subscriptContent == nil ? 1 : 2) else { return nil }
    if subscriptContent == nil, let second = try secondMap(atom, first) { return second }
    if subscriptContent == nil, isList(after: 1) { return nil }
    switch first.kind {
    case .letter, .word, .symbol("["), .symbol("("), .accent: break
    default: return nil
    }
    var along: SyntaxTree?
    var wrt: [SyntaxTree] = []
    if let subscriptContent {
      _ = peek
      advance()
      _ = peek
      advance()
      along = try nested(subscriptContent, at: atom.range).tree
    } else {
      _ = peek
      advance()
    }
    // `D\operatorname{tr}(F(X))` is the derivative of the trace at F(X), `D\log\det f` that of the whole.
    let isApplied =
      first.letter != nil || (peekAfter(1).map { $0.isSymbol("(") || $0.isSymbol("[") } ?? false)
    var function = try functionOfMap(&wrt)
    if case .parenthesized(let inner) = function.tree.kind { function.tree = inner }
    let range = atom.range.union(function.tree.range)
    if case .call(_, _, _, let arguments) = function.tree.kind, wrt.isEmpty {
      let areNames = arguments.allSatisfy { if case .name = $0.kind { true } else { false } }
      if areNames || (isApplied && along == nil) || context.variables.isEmpty { wrt = arguments }
    }
    let hasDirection = peek?.isSymbol("[") == true
    if let variable = along, isVariable(variable, wrt) || (wrt.isEmpty && hasDirection) {
      wrt = [variable]
      along = nil
    }
    if wrt.isEmpty { wrt = context.variables.map { SyntaxTree(.name($0, latex: nil), atom.range) } }
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
      content.visible[0].kind == .digit("2"), let next = peekAfter(2), next.letter != nil
    else { return nil }
    for _ in 0..<2 {
      _ = peek
      advance()
    }
    var wrt: [SyntaxTree] = []
    let function = try functionOfMap(&wrt)
    if wrt.isEmpty, case .call(_, _, _, let arguments) = function.tree.kind, arguments.count == 1 {
      wrt = arguments
    }
    if wrt.isEmpty { wrt = context.variables.map { SyntaxTree(.name($0, latex: nil), atom.range) } }
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

  /// The function after D; `f_T` names the place T as a subscript.
  private mutating func functionOfMap(_ wrt: inout [SyntaxTree]) throws(UnreadableFormula) -> FormulaReading {
    if let letter = peek, let name = letter.letter, let entry = context.names[name],
      let next = peekAfter(1), case .script(isSuper: false, let content) = next.kind,
      let text = FormulaParser.subscriptText(content), context.names[name + "_" + text] == nil,
      let place = context.names[text]
    {
      let variable = SyntaxTree(.name(place.name, latex: nil), next.range)
      _ = peek
      advance()
      _ = peek
      advance()
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
    return try factor()
  }

  private func isVariable(_ tree: SyntaxTree, _ wrt: [SyntaxTree]) -> Bool {
    guard case .name(let name, _) = tree.kind else { return false }
    return context.variables.contains { NameTable.key($0) == NameTable.key(name) }
      || wrt.contains { FormulaParser.sameName($0, tree) }
  }
}
