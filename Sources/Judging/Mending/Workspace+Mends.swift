// What a refuted row is told: the kind of its fault, single edits that hold, an assumption that was not made, and the
// right side when no single edit gives it.

import Derivation
import Expressions
import Findings
import Functions
import Syntax
import Verification

extension Workspace {
  /// Names the kind of fault of a refuted row and offers lines near it that hold.
  func mend(
    _ line: inout CheckedLine,
    _ left: ExpressionID,
    _ right: ExpressionID,
    _ variables: Set<SymbolID>,
    _ options: AnswerOptions
  ) {
    // What is built here is only tried: the session's own graph stays as it is.
    var trial = self
    if let layout = trial.otherLayout(of: left, right, variables, options) {
      trial.mend(&line, left, right, from: layout, options)
      return
    }
    if line.fault == .layout { return }
    guard let left = trial.laidOut(left, as: trial.scope.graph.shape(right)) else { return }
    if scope.graph.isZero(right) {
      line.fault = .value
      line.message = "the left side is not zero"
      return
    }
    let factors = trial.forgottenFactors(of: left)
    let verifier = Verifier(functions: table, options: verificationOptions(options))
    let repairs = verifier.repairs(
      of: right,
      toEqual: left,
      in: &trial.scope.graph,
      variables: variables,
      factors: factors
    ).filter { $0.expression != left }
    let printer = FormulaPrinter(trial.scope)
    let leftSide = printer.formula(left).latex
    let formulas = repairs.map { (kind: $0.kind, formula: printer.formula($0.expression)) }
    line.suggestions = formulas.filter { edit in
      // A sign or a number can be put in many equal places: only the shortest is worth reading.
      let alike = formulas.filter { $0.kind == edit.kind }.map(\.formula.plain)
      switch edit.kind {
      case .factor: return alike.min { $0.count < $1.count } == edit.formula.plain
      case .sign, .missingFactor, .exponent:
        return alike.map(\.count).min() == edit.formula.plain.count
      case .diagonal, .symmetricPart, .productRule: return alike.first == edit.formula.plain
      default: return true
      }
    }.filter { $0.formula.latex != leftSide }.map { leftSide + " = " + $0.formula.latex }
    if let first = repairs.first {
      line.fault = first.kind.fault
      line.message = [trial.explanation(of: first, whole: right), line.message].filter { !$0.isEmpty }
        .joined(separator: "; ")
    }
    let needsAssumption = repairs.first.map { $0.kind == .symmetricPart || $0.kind == .productRule } ?? true
    let assumptions =
      needsAssumption
      ? verifier.assumptions(for: Equation(left, right), in: trial.scope.graph, variables: variables) : []
    name(assumptions, repairs.first, &line)
    guard repairs.isEmpty else { return }
    if assumptions.isEmpty, let equation = trial.missingEquation(left, right, variables, options) {
      line.fault = .assumption
      line.message = "this holds only under an assumption that was not made: 'given \(equation)'"
      return
    }
    guard !trial.nameMissingTerm(&line, left, right, variables, options) else { return }
    trial.offerRightSide(&line, left, right, variables, options)
    if line.fault == nil { line.fault = .value }
    if line.message.isEmpty { line.message = "the two sides differ, and no single edit mends this" }
  }

  /// A derivative in the shape of the side it is compared with: as it is, as a row, or on vec.
  private mutating func laidOut(_ side: ExpressionID, as shape: Shape) -> ExpressionID? {
    let own = scope.graph.shape(side)
    if own == shape { return side }
    if own.transposed == shape { return scope.graph.transpose(side) }
    guard let column = try? scope.graph.apply("vec", [side]) else { return nil }
    if scope.graph.shape(column) == shape { return column }
    let row = scope.graph.transpose(column)
    return scope.graph.shape(row) == shape ? row : nil
  }

  /// Says under which assumption the row would hold.
  private func name(_ assumptions: [Assumption], _ repair: Repair?, _ line: inout CheckedLine) {
    guard !assumptions.isEmpty else {
      if repair?.kind == .symmetricPart { line.fault = .missingTerm }
      return
    }
    let texts = assumptions.map { "'\($0.text)'" }.joined(separator: " or ")
    let isDiagonal = assumptions.contains { $0.text.hasSuffix(" diagonal") }
    if isDiagonal,
      assumptions.allSatisfy({ $0.text.hasSuffix(" diagonal") || $0.text.hasSuffix(" skew") })
    {
      // Diagonal matrices commute: what is right for them alone has its factors in the wrong order.
      line.fault = .order
      line.message =
        repair?.kind == .productRule
        ? line.message + "; only where the factors commute, as for \(texts), the row as written is right"
        : "factors that do not commute stand in the wrong order: this holds only where they do, as for \(texts)"
      return
    }
    line.fault = .assumption
    line.message =
      "this holds only under an assumption that was not made: \(texts)"
      + (repair == nil || line.message.isEmpty ? "" : "; without it " + line.message)
  }

  /// What a single edit that mends a row says about it, with what stands there and what was meant.
  func explanation(of repair: Repair, whole: ExpressionID?) -> String {
    let words = repair.kind.words
    let printer = FormulaPrinter(scope)
    let found = printer.formula(repair.found).latex
    let meant = printer.formula(repair.meant).latex
    guard repair.found != whole, found.count + meant.count < 160 else { return words }
    return words + ": here stands $\(found)$, right is $\(meant)$"
  }

  // MARK: - What a forgotten step would have brought in

  /// The factors that differentiating the left side brings in: derivatives of functions, determinants, norms, inverses.
  private mutating func forgottenFactors(of left: ExpressionID) -> [ExpressionID] {
    var numbers: [ExpressionID] = []
    var entries: [ExpressionID] = []
    var squares: [ExpressionID] = []
    func add(_ id: ExpressionID, to list: inout [ExpressionID]) {
      if !list.contains(id), list.count < 10 { list.append(id) }
    }
    let root = expanded(left)
    for id in scope.graph.reachable(from: [root]).reversed() {
      let shape = scope.graph.shape(id)
      switch scope.graph[id] {
      case .map(let name, let argument):
        let derivative = slope(name, at: argument)
        for value in [derivative, id].compactMap({ $0 }) where scope.graph.number(value) == nil {
          if shape.isScalar { add(value, to: &numbers) } else { add(value, to: &entries) }
        }
      case .power(let base, _):
        if shape.isScalar {
          add(base, to: &numbers)
          add(id, to: &numbers)
        }
      case .apply: if shape.isScalar { add(id, to: &numbers) }
      case .symbol(let symbol):
        guard case .declared = scope.graph[symbol].role else { continue }
        if shape.isScalar { add(id, to: &numbers) } else if shape.isSquare { add(id, to: &squares) }
      case .inverse: add(id, to: &squares)
      default: continue
      }
    }
    // A power or a determinant of n rows brings in n, as a sum over n data does.
    for size in scope.graph.reachable(from: [root]).flatMap({ sizes(of: scope.graph.shape($0)) }) {
      add(scope.graph.size(size), to: &numbers)
    }
    let transposed = squares.map { scope.graph.transpose($0) }
    for id in transposed { add(id, to: &squares) }
    return numbers + entries + squares
  }

  /// The sizes of a shape that have a name.
  private func sizes(of shape: Shape) -> [Size] { [shape.rows, shape.columns].filter { $0.constant == nil } }

  /// f'(u) of an elementwise function, from its rule.
  private mutating func slope(_ name: FunctionName, at argument: ExpressionID) -> ExpressionID? {
    guard let function = book.functions[name], case .elementwise(let formula, _, _) = function.differential
    else { return nil }
    var binding = book.binding(function, [argument], scope.graph)
    binding.liftsTo = scope.graph.shape(argument)
    return try? book.instance(formula, binding, in: &scope.graph)
  }

  // MARK: - The right side itself

  /// Offers the left side with its derivatives worked out, if the verifier finds it right; names a term that is missing.
  mutating func offerRightSide(
    _ line: inout CheckedLine,
    _ left: ExpressionID,
    _ right: ExpressionID,
    _ variables: Set<SymbolID>,
    _ options: AnswerOptions
  ) {
    guard let value = workedOut(left, variables, options) else { return }
    let printer = FormulaPrinter(scope)
    let formula = printer.formula(value)
    // An answer many times as long as the row teaches nothing.
    guard scope.graph.readingCost(value) <= max(150, 3 * scope.graph.readingCost(right)) else { return }
    let leftSide = printer.formula(left).latex
    if leftSide != formula.latex { line.suggestions = [leftSide + " = " + formula.latex] }
    if line.message.isEmpty, line.suggestions.isEmpty, formula.latex.count < 200 {
      line.message =
        "the two sides differ, and no single edit mends this: worked out, the left side is $\(formula.latex)$"
    }
    guard left != right, case .sum(let terms) = scope.graph[value], line.fault == nil else { return }
    for term in terms {
      let completed = scope.graph.sum([right, term])
      guard verify(left, completed, variables, options).verdict == .holds else { continue }
      line.fault = .missingTerm
      line.message = "a term is missing: $\(FormulaPrinter(scope).formula(term).latex)$"
      return
    }
  }

  /// Names the one term by which two sums differ, if it is one; whether it is.
  private mutating func nameMissingTerm(
    _ line: inout CheckedLine,
    _ left: ExpressionID,
    _ right: ExpressionID,
    _ variables: Set<SymbolID>,
    _ options: AnswerOptions
  ) -> Bool {
    for term in termsThatMayBeMissing(left, right) where term != left && !scope.graph.isZero(term) {
      let completed = scope.graph.sum([right, term])
      guard verify(left, completed, variables, options).verdict == .holds else { continue }
      let printer = FormulaPrinter(scope)
      line.fault = .missingTerm
      line.message = "a term is missing: $\(printer.formula(term).latex)$"
      line.suggestions = [printer.formula(left).latex + " = " + printer.formula(completed).latex]
      return true
    }
    return false
  }

  /// The difference of the sides when it is one term, and the parts of the left side, one for each term of its sums.
  private mutating func termsThatMayBeMissing(_ left: ExpressionID, _ right: ExpressionID) -> [ExpressionID] {
    var found: [ExpressionID] = []
    var normalizer = Normalizer(
      .init(distributes: true, expandsDefinitions: false, keepsWriting: true, termLimit: 64)
    )
    if let rest = normalizer.collected(scope.graph.difference(left, right), in: &scope.graph) {
      var isSum = false
      if case .sum = scope.graph[rest] { isSum = true }
      if !isSum, scope.graph.readingCost(rest) <= scope.graph.readingCost(right) { found.append(rest) }
    }
    for id in scope.graph.reachable(from: [left]).reversed() where found.count < 8 {
      guard case .sum(let terms) = scope.graph[id], terms.count <= 4 else { continue }
      for term in terms { found.append(scope.graph.substitute([id: term], in: left)) }
    }
    return found
  }

  /// An expression with its derivatives and differentials worked out; nil when there are none or they cannot be.
  mutating func workedOut(_ left: ExpressionID, _ variables: Set<SymbolID>, _ options: AnswerOptions)
    -> ExpressionID?
  {
    var value = left
    for id in scope.graph.reachable(from: [left]) {
      guard case .derivative(let kind, let function, let variable) = scope.graph[id],
        case .symbol(let symbol) = scope.graph[variable]
      else { continue }
      let body = isDefined(symbol) ? function : expanded(function)
      guard let worked = derivative(kind, of: body, wrt: variable, symbol),
        scope.graph.shape(worked) == scope.graph.shape(id)
      else { return nil }
      value = scope.graph.substitute([id: worked], in: value)
    }
    if hasDifferential(value) {
      guard case .differential(let inner) = scope.graph[value],
        let derivation = try? derive(
          varying: variables.sorted(),
          { calculus throws(DerivationFailure) in try calculus.differential(of: inner) }
        )
      else { return value == left ? nil : checked(value, left, variables, options) }
      value = derivation.result
    }
    return checked(value, left, variables, options)
  }

  private func checked(
    _ value: ExpressionID,
    _ left: ExpressionID,
    _ variables: Set<SymbolID>,
    _ options: AnswerOptions
  ) -> ExpressionID? {
    guard value != left, scope.graph.shape(value) == scope.graph.shape(left),
      verify(left, value, variables, options).verdict == .holds
    else { return nil }
    return value
  }

  private func isDefined(_ symbol: SymbolID) -> Bool {
    if case .defined = scope.graph[symbol].role { true } else { false }
  }

  private func hasDifferential(_ id: ExpressionID) -> Bool {
    scope.graph.reachable(from: [id]).contains {
      if case .differential = scope.graph[$0] { true } else { false }
    }
  }
}
