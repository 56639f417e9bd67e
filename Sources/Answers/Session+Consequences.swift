// What a row set to zero says of the next ones: it is granted, and what comes after it must be a consequence.

import Derivation
import Diagnostics
import Expressions
import Findings
import LaTeX
import Syntax
import Verification

extension Session {
  /// `∂f/∂x = 0` demands, it does not claim; what comes after it is judged with it granted.
  mutating func judgeCondition(
    _ left: ExpressionID,
    _ right: ExpressionID,
    continues: Bool,
    _ reading: inout Reading,
    _ state: inout DisplayState,
    _ options: AnswerOptions
  ) {
    if scope.graph.isZero(right) {
      return judgeVanishing(left, right, continues: continues, &reading, &state, options)
    }
    guard !hasDerivative([left, right]) else { return }
    let isSolution = isSolution(left, right, state)
    if isSolution, state.conditions.isEmpty, let gradient = state.gradient { state.conditions = [[gradient]] }
    if !continues, let outcome = follows(left, right, state, options) {
      grant(outcome, "this is the condition that the gradient vanishes, rearranged", &reading)
      return
    }
    if isDifferentiated(left, right, state, options) {
      let difference = scope.graph.difference(left, right)
      state.conditions += [[difference], [scope.graph.differential(difference)]]
      reading.withdraw("taken as a condition, which the rows below differentiate", .definition)
      return
    }
    if state.isGranted, isSolution || solvesNext(left, right, state) {
      state.conditions.append([scope.graph.difference(left, right)])
      reading.withdraw("granted to what it implies", .definition)
      return
    }
    guard !state.conditions.isEmpty else {
      if isSolution { reading.withdraw("this would be a solution of an equation that is not stated") }
      return
    }
    judgeConsequence(left, right, isSolution: isSolution, &reading, state, options)
  }

  /// A row that ends in `= 0`: a condition where it speaks of a derivative, else a consequence of one.
  private mutating func judgeVanishing(
    _ left: ExpressionID,
    _ right: ExpressionID,
    continues: Bool,
    _ reading: inout Reading,
    _ state: inout DisplayState,
    _ options: AnswerOptions
  ) {
    let before = continues ? [state.previous, state.base].compactMap { $0 } : []
    let forms = (reading.expressions + [left] + before).filter {
      !scope.graph.isZero($0) && scope.graph.shape($0) == scope.graph.shape(left)
    }
    if let outcome = follows(left, right, state, options) {
      let isNew = state.conditions.isEmpty
      state.conditions.append(forms)
      if isNew, hasDerivative(forms) || continues {
        reading.withdraw("taken as the condition that the gradient vanishes", .definition)
      } else {
        grant(outcome, "this is the condition that the gradient vanishes", &reading)
      }
      return
    }
    if forms.contains(where: isGradientOfNumber) {
      if state.isFirstRow, state.isLastRow, reading.expressions.count < 3 {
        judgeLoneCondition(left, forms, &reading, &state)
        return
      }
      state.conditions.append(forms)
      reading.withdraw("taken as the condition that this vanishes", .definition)
      return
    }
    if state.isGranted {
      state.conditions.append(forms)
      reading.withdraw("granted to what it implies", .definition)
      return
    }
    guard !state.conditions.isEmpty else { return }
    judgeConsequence(left, right, isSolution: false, &reading, state, options)
  }

  /// Whether an expression is the gradient of one number, which a stationary point makes vanish: no derivative of an entry
  /// for all its indices.
  private func isGradientOfNumber(_ id: ExpressionID) -> Bool {
    scope.graph.reachable(from: [id]).contains { node in
      guard case .derivative(.gradient, let function, _) = scope.graph[node] else { return false }
      return scope.graph.shape(function).isScalar && freeIndices(function).isEmpty
    }
  }

  /// A display that is nothing but `∂f/∂x = 0`: as a claim it is wrong, as the condition of a stationary point it would be
  /// granted; what is no gradient by a name is a claim.
  private func judgeLoneCondition(
    _ left: ExpressionID,
    _ forms: [ExpressionID],
    _ reading: inout Reading,
    _ state: inout DisplayState
  ) {
    guard case .derivative(.gradient, let function, let variable) = scope.graph[left],
      scope.graph.shape(function).isScalar, case .symbol = scope.graph[variable]
    else { return }
    state.conditions.append(forms)
    reading.withdraw(
      "as a claim this is wrong; as the condition of a stationary point it is granted to the rows after it, and there are none"
    )
  }

  /// A row that must follow from what rows before set to zero.
  private mutating func judgeConsequence(
    _ left: ExpressionID,
    _ right: ExpressionID,
    isSolution: Bool,
    _ reading: inout Reading,
    _ state: DisplayState,
    _ options: AnswerOptions
  ) {
    for condition in state.conditions {
      if let outcome = follows(left, right, from: condition, state, options) {
        grant(outcome, "this is the condition of a row before, rearranged", &reading)
        return
      }
      if isSolution, let outcome = solves(left, right, condition, state, options), outcome.verdict == .holds {
        grant(outcome, "this solves the condition of a row before", &reading)
        return
      }
    }
    if mendCondition(left, right, &reading, state, options, isSolution: isSolution) { return }
    if let (outcome, isOnly) = atSolution(left, right, state, options) {
      switch outcome.verdict {
      case .holds where isOnly:
        grant(outcome, "this follows from the condition of a row before", &reading)
        return
      case .refuted:
        reading.message =
          "this does not follow from the condition of a row before: where that holds, the sides still differ"
        reading.counterexample = outcome.counterexample
        reading.sides = nil
        return
      case .holds, .undecided, .unread, .illTyped, .definition: break
      }
    }
    if isSolution, state.conditions.count == 1, explicit(state.conditions[0]) != nil { return }
    reading.withdraw("whether this follows from the condition of a row before is not decided")
  }

  /// Takes the evidence of a check that stands for the row.
  private func grant(_ outcome: CheckOutcome, _ reason: String, _ reading: inout Reading) {
    reading.withdraw(reason, .holds)
    reading.evidence = outcome.strongest
  }

  /// Whether a row gives a name that varies, or that a condition is solved for, a value free of it.
  private func isSolution(_ left: ExpressionID, _ right: ExpressionID, _ state: DisplayState) -> Bool {
    guard case .symbol(let symbol) = scope.graph[left] else { return false }
    let inConditions = state.conditions.contains {
      scope.graph.symbols(in: $0, throughDefinitions: true).contains(symbol)
    }
    return (state.variables.contains(symbol) || inConditions)
      && !scope.graph.symbols(in: [right], throughDefinitions: true).contains(symbol)
  }

  /// Whether the statement that this one implies is a value of a name in it.
  private func solvesNext(_ left: ExpressionID, _ right: ExpressionID, _ state: DisplayState) -> Bool {
    guard let name = state.impliedName, let symbol = scope.symbol(named: name) else { return false }
    return scope.graph.symbols(in: [left, right], throughDefinitions: true).contains(symbol)
  }

  /// Both sides where the condition holds, with the variable's value put in; whether that is the only such value.
  private mutating func atSolution(
    _ left: ExpressionID,
    _ right: ExpressionID,
    _ state: DisplayState,
    _ options: AnswerOptions
  ) -> (CheckOutcome, isOnly: Bool)? {
    guard state.conditions.count == 1, let condition = state.conditions.first,
      let explicit = explicit(condition)
    else { return nil }
    let inside = scope.graph.symbols(in: [left, right], throughDefinitions: true)
    let unknowns = scope.graph.symbols(in: [explicit], throughDefinitions: true).filter { symbol in
      guard case .declared = scope.graph[symbol].role, inside.contains(symbol) else { return false }
      return state.variables.contains(symbol)
    }
    for symbol in unknowns.sorted() {
      let variable = scope.graph.symbol(symbol)
      var calculus = Calculus(graph: scope.graph, book: book, variables: [symbol])
      guard let solution = try? calculus.zero(of: explicit, in: variable),
        // Of Sw = λw the solution 0 is not the one that is meant: S − λI is singular where there is another.
        !calculus.graph.isZero(solution.value)
      else { continue }
      scope.graph = calculus.graph
      book = calculus.book
      let there = scope.graph.substitute([variable: solution.value], in: explicit)
      let nothing = scope.graph.zeros(scope.graph.shape(there))
      // The solver's word alone is not taken for the value.
      guard judge(there, nothing, state.variables, options).0 == .holds else { continue }
      let sides = [left, right].map { scope.graph.substitute([variable: solution.value], in: expanded($0)) }
      seeksCounterexamples = true
      defer { seeksCounterexamples = false }
      return (judge(sides[0], sides[1], state.variables, options).1, solution.isOnly)
    }
    return nil
  }

  /// A form of a condition without derivatives; a gradient that no row worked out is derived, and verified.
  mutating func explicit(_ condition: [ExpressionID]) -> ExpressionID? {
    if let known = condition.map({ expanded($0) }).first(where: { !hasDerivative([$0]) }) { return known }
    for form in condition {
      guard case .derivative(.gradient, let function, let variable) = scope.graph[form],
        case .symbol(let symbol) = scope.graph[variable]
      else { continue }
      let body = expanded(function)
      var calculus = Calculus(graph: scope.graph, book: book, variables: [symbol])
      guard let derivation = try? calculus.gradient(of: body, wrt: variable) else { continue }
      scope.graph = calculus.graph
      book = calculus.book
      let asked = scope.graph.derivative(.gradient, of: body, wrt: variable)
      guard verify(asked, derivation.result, scope.graph, [symbol], AnswerOptions()).verdict == .holds else {
        continue
      }
      return derivation.result
    }
    return nil
  }

  /// `x̂ = …` where the display or the one before says of what: the value is put into the gradient.
  mutating func judgeHat(
    _ definition: DisplayStatement.Definition,
    _ line: inout CheckedLine,
    _ state: DisplayState,
    _ options: AnswerOptions
  ) {
    guard let value = scope.symbol(named: definition.name.text).flatMap({ scope.graph.definition(of: $0) }),
      let base = Session.withoutHat(definition.name.text), let symbol = scope.symbol(named: base)
    else { return }
    let variable = scope.graph.symbol(symbol)
    var conditions = state.conditions.isEmpty ? conditionsBefore : state.conditions
    if let subject = state.subject, state.variable == variable, scope.graph.shape(subject).isScalar {
      conditions = [[scope.graph.derivative(.gradient, of: subject, wrt: variable)]]
    }
    guard conditions.count == 1, let explicit = explicit(conditions[0]),
      scope.graph.symbols(in: [explicit], throughDefinitions: true).contains(symbol)
    else { return }
    let there = scope.graph.substitute([variable: expanded(value)], in: expanded(explicit))
    let nothing = scope.graph.zeros(scope.graph.shape(there))
    let (verdict, outcome) = judge(there, nothing, state.variables, options)
    line.verdict = verdict
    line.evidence = outcome.strongest
    line.counterexample = outcome.counterexample
    line.message =
      verdict == .holds
      ? "this solves the condition that is stated before"
      : verdict == .refuted
        ? "put into the condition that is stated before, this does not solve it" : outcome.reason ?? ""
  }

  /// The name under a hat or a star.
  private static func withoutHat(_ name: String) -> String? {
    for mark in ["_hat", "_star"] where name.hasSuffix(mark) { return String(name.dropLast(mark.count)) }
    return nil
  }

  /// Whether a later row is the differential of this one, which then is an equation that is given: Hu = λu.
  private mutating func isDifferentiated(
    _ left: ExpressionID,
    _ right: ExpressionID,
    _ state: DisplayState,
    _ options: AnswerOptions
  ) -> Bool {
    let isGiven = scope.graph.reachableThroughDefinitions(from: [left, right]).allSatisfy {
      if case .differential = scope.graph[$0] { false } else { true }
    }
    guard isGiven else { return false }
    let rate = scope.graph.differential(scope.graph.difference(left, right))
    let shape = scope.graph.shape(rate)
    for case .chain(let formulas, _) in state.following.prefix(3).flatMap(\.statements).map(\.kind)
    where formulas.count == 2 && formulas.contains(where: { $0.tree.hasDifferential }) {
      var trial = self
      let row = trial.scope.lower(chain: formulas.map(\.tree.plainWay), range: formulas[0].range)
      guard row.formulas.count == 2, let a = row.formulas[0].expression, let b = row.formulas[1].expression,
        trial.scope.graph.shape(a) == shape, trial.scope.graph.shape(b) == shape
      else { continue }
      let difference = trial.scope.graph.difference(a, b)
      if trial.judge(rate, difference, state.variables, options).0 == .holds { return true }
    }
    return false
  }

  /// Whether the difference of the sides is what a row set to zero, or the gradient that `of=` and `wrt=` ask for.
  private mutating func follows(
    _ left: ExpressionID,
    _ right: ExpressionID,
    _ state: DisplayState,
    _ options: AnswerOptions
  ) -> CheckOutcome? {
    var conditions = state.conditions
    if let gradient = state.gradient { conditions.append([gradient]) }
    if let subject = state.subject, let variable = state.variable, scope.graph.shape(subject).isScalar {
      conditions.append([scope.graph.derivative(.gradient, of: subject, wrt: variable)])
    }
    let isStatement = !scope.graph.isZero(left) && !scope.graph.isZero(right)
    if isStatement, scope.graph.shape(left).isScalar { return nil }
    let nothing = scope.graph.zeros(scope.graph.shape(left))
    for condition in conditions {
      // `G = 2G` of a gradient G is a slip, not the condition that G vanishes.
      if isStatement,
        [left, right].contains(where: { follows($0, nothing, from: condition, state, options) != nil })
      {
        continue
      }
      if let outcome = follows(left, right, from: condition, state, options) { return outcome }
      let transposed = condition.prefix(1).map { scope.graph.transpose($0) }
      if let outcome = follows(left, right, from: transposed, state, options) { return outcome }
    }
    return nil
  }

  /// Whether the difference of the sides is the condition, but for a factor.
  private mutating func follows(
    _ left: ExpressionID,
    _ right: ExpressionID,
    from condition: [ExpressionID],
    _ state: DisplayState,
    _ options: AnswerOptions
  ) -> CheckOutcome? {
    guard var first = condition.first else { return nil }
    if scope.graph.shape(left).isScalar, scope.graph.shape(first).columns.isOne {
      // The condition multiplied by a vector that stands in it: uᵀ(Hu − λu).
      let rows = scope.graph.shape(first)
      let vectors = scope.graph.symbols(in: [first], throughDefinitions: false).sorted().filter {
        scope.graph[$0].shape == rows && !rows.isScalar
      }
      if let vector = vectors.first {
        first = scope.graph.product([scope.graph.transpose(scope.graph.symbol(vector)), first])
      }
    }
    guard scope.graph.shape(first) == scope.graph.shape(left) else { return nil }
    let difference = scope.graph.difference(left, right)
    for factor in [Rational(1), Rational(-1), Rational(2), Rational(-2), Rational(1, 2), Rational(-1, 2)] {
      let scaled = scope.graph.scaled(difference, by: factor)
      let (verdict, outcome) = judge(first, scaled, state.variables, options)
      if verdict == .holds { return outcome }
    }
    return parallel(resolvedDerivatives(first), difference, state, options)
  }

  /// Whether two vectors differ by a factor that is a number, wherever they are taken: ab' = ba'.
  private mutating func parallel(
    _ a: ExpressionID,
    _ b: ExpressionID,
    _ state: DisplayState,
    _ options: AnswerOptions
  ) -> CheckOutcome? {
    let shape = scope.graph.shape(a)
    guard shape.columns.isOne, !shape.isScalar, shape == scope.graph.shape(b), !scope.graph.isZero(b) else {
      return nil
    }
    let left = scope.graph.product([a, scope.graph.transpose(b)])
    let right = scope.graph.product([b, scope.graph.transpose(a)])
    let (verdict, outcome) = judge(left, right, state.variables, options)
    return verdict == .holds ? outcome : nil
  }

  /// Whether the condition holds with the right side put in for the name on the left.
  private mutating func solves(
    _ left: ExpressionID,
    _ right: ExpressionID,
    _ condition: [ExpressionID],
    _ state: DisplayState,
    _ options: AnswerOptions
  ) -> CheckOutcome? {
    guard let explicit = explicit(condition) else { return nil }
    let value = scope.graph.substitute([left: expanded(right)], in: explicit)
    let zero = scope.graph.zeros(scope.graph.shape(value))
    return judge(value, zero, state.variables, options).1
  }
}
