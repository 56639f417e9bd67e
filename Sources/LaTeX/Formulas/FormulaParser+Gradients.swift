// Gradients and Hessians, and how far an operator of differentiation reaches.

import Diagnostics
import Expressions
import Syntax

extension FormulaParser {
  /// What an operator of differentiation applies to: the whole term after it, products of all kinds inside.
  ///
  /// The reach is a rule of grammar: with a narrower one the product rule could be forgotten unseen.
  mutating func operand(_ range: SourceRange) throws(UnreadableFormula) -> FormulaReading? {
    guard let next = peek, startsFactor(next) else {
      if let term = try negativeOperand() { return term }
      return try subjectOperand(range)
    }
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

  /// The term behind a minus that stands right behind an operator, `\frac{\partial}{\partial v} - \log p(v)`, where nothing
  /// else can be differentiated; nil where there is none.
  private mutating func negativeOperand() throws(UnreadableFormula) -> FormulaReading? {
    guard context.subject == nil, let sign = peek, sign.isSymbol("-"), let next = peekAfter(1),
      startsFactor(next)
    else { return nil }
    advance()
    let term = try frobenius()
    return FormulaReading(
      SyntaxTree(.negative(term.tree), sign.range.union(term.tree.range)),
      rank: term.rank
    )
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
      return context.names[name] == nil && context.names.function(called: name) == nil
    case .transpose(let inner): return isOwnFunction(inner)
    case .name(let name, _):
      guard let entry = context.names[name] else { return false }
      if case .function = entry.kind { return true }
      // ∇ of a vector's name is not meant: in `∇ rᵀr` the number is differentiated.
      return entry.isDefined && entry.kind == .scalar
    default: return false
    }
  }

  /// `∇f(x)^T` is the transpose of the gradient, not the gradient of a transposed number.
  func untransposed(_ reading: FormulaReading) -> (FormulaReading, Bool) {
    guard case .transpose(let inner) = reading.tree.kind else { return (reading, false) }
    if case .call = inner.kind { return (FormulaReading(inner, rank: reading.rank?.transposed), true) }
    if reading.rank == .scalar { return (FormulaReading(inner, rank: .scalar), true) }
    return (reading, false)
  }

  /// The order and the variables that scripts after ∇ give it.
  private mutating func gradientScripts(order first: Int) throws(UnreadableFormula)
    -> (order: Int, wrt: [FormulaReading])
  {
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
          let variable = try nested(Array(part), at: next.range)
          guard case .binary(.multiply, let left, let right) = variable.tree.kind else {
            wrt.append(variable)
            continue
          }
          // ∇²_xx, ∇_xx is by x twice, ∇_xy by x and then by y, wherever the 2 stands.
          order = 2
          wrt.append(FormulaReading(left))
          if !left.isSameFormula(as: right) { wrt.append(FormulaReading(right)) }
        }
      }
    }
    return (order, wrt)
  }

  mutating func gradient(_ atom: LaTeXAtom, order first: Int = 1) throws(UnreadableFormula)
    -> FormulaReading
  {
    if atom.kind == .command("nabla") { advance() }
    let (order, wrt) = try gradientScripts(order: first)
    guard var operand = try gradientOperand(atom.range) else { throw unexpected(peek) }
    var entries: [SyntaxTree] = []
    if case .entry(let call, let indices) = operand.tree.kind, isNumberValued(call) {
      // `\nabla f(x)_k` is an entry of the gradient: a number has none.
      entries = indices
      operand = FormulaReading(call, rank: .scalar)
    }
    let (function, isTransposed) = untransposed(operand)
    var trees = wrt.map(\.tree)
    var takesBracket = false
    if trees.isEmpty, case .call(let name, _, _, let arguments) = function.tree.kind, arguments.count == 1,
      case .function = context.names[name]?.kind
    {
      // ∇ of a function of a number is by what varies in its argument: of q(a'x) by x.
      var isName: Bool { if case .name = arguments[0].withoutBrackets.kind { true } else { false } }
      let isOfNumber = operand.argumentRank == .scalar && !isName && !context.variables.isEmpty
      trees = isOfNumber ? context.variables.map { SyntaxTree(.name($0, latex: nil), atom.range) } : arguments
      takesBracket = !isOfNumber
    } else if trees.isEmpty {
      takesBracket = isDefinedName(function.tree)
      trees = context.variables.map { SyntaxTree(.name($0, latex: nil), atom.range) }
    }
    let range = atom.range.union(function.tree.range)
    let form: SyntaxTree.DerivativeForm = order == 1 ? .gradient : .hessian
    let tree =
      mixedDerivative(of: function.tree, wrt.map(\.tree), order, range)
      ?? derivativeAtArgument(form, of: function.tree, wrt, range)
      ?? SyntaxTree(.derivative(form, of: function.tree, wrt: trees), range)
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
    if !entries.isEmpty {
      return FormulaReading(SyntaxTree(.entry(result.tree, entries), range.union(lastRange)), rank: .scalar)
    }
    return isTransposed ? transposed(result, range) : result
  }

  /// `\nabla^2_{xy} f`, the Jacobian by y of the gradient by x; nil where there are not two variables.
  private func mixedDerivative(
    of function: SyntaxTree,
    _ variables: [SyntaxTree],
    _ order: Int,
    _ range: SourceRange
  ) -> SyntaxTree? {
    guard order == 2, variables.count == 2 else { return nil }
    let gradient = SyntaxTree(.derivative(.gradient, of: function, wrt: [variables[0]]), range)
    return SyntaxTree(.derivative(.jacobian, of: gradient, wrt: [variables[1]]), range)
  }

  /// `\nabla_w f(u)` of a function f(w), with u made of other names: the derivative by w, taken at u.
  ///
  /// A value that has a definition may be made of w itself, so that the derivative is that of the whole.
  private func derivativeAtArgument(
    _ form: SyntaxTree.DerivativeForm,
    of function: SyntaxTree,
    _ wrt: [FormulaReading],
    _ range: SourceRange
  ) -> SyntaxTree? {
    guard wrt.count == 1, case .name(let variable, let latex) = wrt[0].tree.kind,
      case .call(let name, let nameRange, false, let arguments) = function.kind,
      case .function(let parameters, _)? = context.names[name]?.kind, parameters.count == arguments.count,
      let place = parameters.firstIndex(where: { NameTable.key($0) == NameTable.key(variable) }),
      arguments.flatMap(\.names).allSatisfy({ $0 != variable && context.names[$0]?.isDefined != true })
    else { return nil }
    var general = arguments
    general[place] = wrt[0].tree
    let call = SyntaxTree.Kind.call(
      name: name,
      nameRange: nameRange,
      isElementwise: false,
      arguments: general
    )
    let derivative = SyntaxTree(
      .derivative(form, of: SyntaxTree(call, function.range), wrt: [wrt[0].tree]),
      range
    )
    let binding = Statement.Binding(
      name: Statement.Name(variable, latex: latex, range: range),
      value: arguments[place]
    )
    return SyntaxTree(.parenthesized(SyntaxTree(.evaluated(derivative, at: [binding]), range)), range)
  }

  /// Whether a formula is a call of the author's whose value is a number.
  private func isNumberValued(_ tree: SyntaxTree) -> Bool {
    guard case .call(let name, _, _, _) = tree.kind, case .function(_, let value)? = context.names[name]?.kind
    else { return false }
    return value == .scalar
  }

  func rank(of tree: SyntaxTree?) -> FormulaRank? {
    guard case .name(let name, _) = tree?.kind else { return nil }
    return FormulaRank(context.names[name]?.kind)
  }

  private func isDefinedName(_ tree: SyntaxTree) -> Bool {
    guard case .name(let name, _) = tree.kind else { return false }
    return context.names[name]?.isDefined == true
  }
}
