// What a row set to zero says of the next ones: it is granted, and what comes after it must be a consequence.

import Derivation
import Diagnostics
import Expressions
import Findings
import LaTeX
import Syntax
import Verification

extension RowJudge {
  /// `∂f/∂x = 0` demands, it does not claim; what comes after it is judged with it granted.
  mutating func judgeCondition(
    _ left: ExpressionID,
    _ right: ExpressionID,
    continues: Bool,
    _ reading: inout Reading
  ) {
    if scope.graph.isZero(right) {
      return judgeVanishing(left, right, continues: continues, &reading)
    }
    if scope.graph.isZero(left), !continues, isGradientOfNumber(right) {
      // `0 = ∇f` says the same as `∇f = 0`.
      return judgeVanishing(right, left, continues: continues, &reading)
    }
    guard !workspace.hasDerivative([left, right]) else {
      if state.isConsequence, !state.conditions.isEmpty {
        // `A = A' ⟹ ∂(x'Ax)/∂x = 2Ax`: the derivative where the premise holds.
        let premises = premises(for: [left, right])
        return workspace.judgeConsequence(left, right, of: premises, isSolution: false, &reading)
      }
      if !continues, !state.conditions.isEmpty, let outcome = follows(left, right) {
        // `w - w_0 + η∇f(w_0) = 0`, then `w = w_0 - η∇f(w_0)`.
        return reading.grant(outcome, "this is the condition of a row before, rearranged")
      }
      guard state.conditions.isEmpty else { return }
      return workspace.judgeUnderAssumptions(left, right, varying: state.moving, options, &reading)
    }
    let isSolution = isSolution(left, right)
    if isSolution, state.conditions.isEmpty, let gradient = state.gradient { state.conditions = [[gradient]] }
    if !continues, let outcome = follows(left, right) {
      reading.grant(
        outcome,
        state.gradient == nil
          ? "this is the condition of a row before, rearranged"
          : "this is the condition that the gradient vanishes, rearranged"
      )
      return
    }
    if isDifferentiated(left, right) {
      let difference = scope.graph.difference(left, right)
      state.conditions += [[difference], [scope.graph.differential(difference)]]
      reading.withdraw("taken as a condition, which the rows below differentiate", .definition)
      return
    }
    if state.isGranted,
      isSolution || solvesNext(left, right) || isCondition(left, right, reading)
        || (state.isPremise && workspace.canBeMet(left, right, premises(for: [left, right])))
    {
      state.conditions.append([scope.graph.difference(left, right)])
      if state.isPremise || isSolution || solvesNext(left, right) {
        reading.withdraw("granted to what it implies", .definition)
      } else {
        reading.withdraw("this fails in general; it is granted to what it implies in the next row")
      }
      return
    }
    if state.isPremise {
      state.hasOpenPremise = true
      reading.withdraw(
        "this fails in general; whether it is meant as a premise of what it implies is not clear"
      )
      return
    }
    let premises = premises(for: [left, right])
    guard !premises.conditions.isEmpty else {
      if isSolution { reading.withdraw("this would be a solution of an equation that is not stated") }
      return
    }
    reading.standsOnAssumptions = state.conditions.isEmpty
    workspace.judgeConsequence(left, right, of: premises, isSolution: isSolution, &reading)
    if reading.verdict == .refuted, state.conditions.isEmpty, givesValue(left, right) {
      // Beside an assumption that does not make it right it may solve an equation of the page.
      reading.withdraw("this would be a solution of an equation that is not stated")
    }
  }

  /// Whether a row gives a declared name a value free of it.
  private func givesValue(_ left: ExpressionID, _ right: ExpressionID) -> Bool {
    guard let symbol = nameGivenValue(left, right) else { return false }
    return scope.graph[symbol].role == .declared
  }

  /// A row that ends in `= 0`: a condition where it speaks of a derivative, else a consequence of one.
  private mutating func judgeVanishing(
    _ left: ExpressionID,
    _ right: ExpressionID,
    continues: Bool,
    _ reading: inout Reading
  ) {
    let before = continues ? [state.previous, state.base].compactMap { $0 } : []
    let forms = (reading.expressions + [left] + before).filter {
      !scope.graph.isZero($0) && scope.graph.shape($0) == scope.graph.shape(left)
    }
    if let optimum = state.optimum { return judgeProblem(optimum, forms, &reading) }
    if let outcome = follows(left, right) {
      let isNew = state.conditions.isEmpty
      state.conditions.append(forms)
      if isNew, workspace.hasDerivative(forms) || continues {
        reading.withdraw("taken as the condition that the gradient vanishes", .definition)
      } else {
        reading.grant(outcome, "this is the condition that the gradient vanishes")
      }
      return
    }
    if forms.contains(where: isGradientOfNumber) {
      if state.isFirstRow, state.isLastRow, !state.isStatedPremise, reading.expressions.count < 3 {
        judgeLoneCondition(left, forms, &reading)
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
    if state.isStatedPremise, state.conditions.isEmpty, state.gradient != nil {
      state.conditions.append(forms)
      reading.withdraw(
        "this is not the gradient of a row before: it is granted to what it implies, and not checked"
      )
      return
    }
    let premises = premises(for: [left, right])
    guard !premises.conditions.isEmpty else {
      guard state.isFirstRow, !state.isLastRow, state.subject == nil, !workspace.isConstant(left) else {
        return
      }
      // Few begin with an identity that they set to zero; where no function is asked for it may be the equation that is solved.
      state.conditions.append(forms)
      reading.withdraw("this fails in general; it is granted to the rows after it")
      return
    }
    reading.standsOnAssumptions = state.conditions.isEmpty
    workspace.judgeConsequence(left, right, of: premises, isSolution: false, &reading)
  }

  /// Whether an expression is the gradient of one number, which a stationary point makes vanish: no derivative of an entry
  /// for all its indices.
  func isGradientOfNumber(_ id: ExpressionID) -> Bool {
    scope.graph.reachable(from: [id]).contains { node in
      guard case .derivative(.gradient, let function, _) = scope.graph[node] else { return false }
      return scope.graph.shape(function).isScalar && workspace.freeIndices(function).isEmpty
    }
  }

  /// A display that is nothing but `∂f/∂x = 0`: as a claim it is wrong, as the condition of a stationary point it would be
  /// granted; what is no gradient by a name is a claim.
  private mutating func judgeLoneCondition(
    _ left: ExpressionID,
    _ forms: [ExpressionID],
    _ reading: inout Reading
  ) {
    guard case .derivative(.gradient, let function, let variable) = scope.graph[left],
      scope.graph.shape(function).isScalar
    else { return }
    switch scope.graph[variable] {
    case .symbol, .entry, .member: break
    default: return
    }
    state.conditions.append(forms)
    reading.withdraw(
      "as a claim this is wrong; as the condition of a stationary point it is granted to the rows after it, and there are none"
    )
  }

  /// What rows before granted, and what is assumed of the names of two sides.
  private mutating func premises(for sides: [ExpressionID]) -> Premises {
    let assumed = workspace.assumedConditions(on: sides + state.conditions.flatMap { $0 })
    return Premises(
      conditions: state.conditions + assumed,
      variables: state.variables,
      options: options,
      source: state.conditions.isEmpty ? "an assumption of the scope" : "the condition of a row before",
      isEquivalence: state.isEquivalence
    )
  }

  /// What a row was granted, as equations of the cell language in the names of the notebook.
  mutating func grantedEquations(for reading: Reading) -> [String] {
    if reading.standsOnAssumptions { return [] }
    let conditions: [[ExpressionID]]
    switch reading.verdict {
    case .holds: conditions = state.conditions.isEmpty ? gradients : state.conditions
    case .refuted: conditions = state.conditions
    case .undecided, .unread, .illTyped, .definition: return []
    }
    return conditions.compactMap { forms in
      guard let form = forms.first else { return nil }
      let isOfNotebook = scope.graph.symbols(in: [form], throughDefinitions: false).allSatisfy {
        state.notebook.symbol(named: scope.graph[$0].name) == $0
      }
      let stated = isOfNotebook ? form : workspace.expanded(form)
      return PlainPrinter.text(stated, in: scope.graph) + " == 0"
    }
  }

  /// The gradients that would vanish at a stationary point: the last one worked out, and the one that `of=` asks for.
  private var gradients: [[ExpressionID]] {
    mutating get {
      var found: [[ExpressionID]] = []
      if let gradient = state.gradient { found.append([gradient]) }
      if let subject = state.subject, let variable = state.variable, scope.graph.shape(subject).isScalar {
        found.append([scope.graph.derivative(.gradient, of: subject, wrt: variable)])
      }
      return found
    }
  }

  /// Whether a row gives a name that varies, or that a condition is solved for, a value free of it.
  private func isSolution(_ left: ExpressionID, _ right: ExpressionID) -> Bool {
    guard let symbol = nameGivenValue(left, right) else { return false }
    return state.variables.contains(symbol)
      || state.conditions.contains {
        scope.graph.symbols(in: $0, throughDefinitions: true).contains(symbol)
      }
  }

  /// The name on the left, where the right side is free of it.
  private func nameGivenValue(_ left: ExpressionID, _ right: ExpressionID) -> SymbolID? {
    guard case .symbol(let symbol) = scope.graph[left],
      !scope.graph.symbols(in: [right], throughDefinitions: true).contains(symbol)
    else { return nil }
    return symbol
  }

  /// Whether an equation reads as a condition, not as an identity: one side is a name or free of names, as in t = 2s,
  /// ‖w‖ = 1, AᵀA = I, B² = B.
  private func isCondition(_ left: ExpressionID, _ right: ExpressionID, _ reading: Reading) -> Bool {
    guard reading.chain.count == 2, !scope.graph.isZero(left) else { return false }
    return [left, right].contains { side in
      if case .symbol = scope.graph[side] { return true }
      return scope.graph.symbols(in: [side], throughDefinitions: true).isEmpty
    }
  }

  /// Whether the statement that this one implies is a value of a name in it.
  private func solvesNext(_ left: ExpressionID, _ right: ExpressionID) -> Bool {
    guard let name = state.impliedName, let symbol = scope.symbol(named: name) else { return false }
    return scope.graph.symbols(in: [left, right], throughDefinitions: true).contains(symbol)
  }

  /// Whether a later row is the differential of this one, which then is an equation that is given: Hu = λu.
  private mutating func isDifferentiated(
    _ left: ExpressionID,
    _ right: ExpressionID
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
      if trial.workspace.judge(rate, difference, state.variables, options).0 == .holds { return true }
    }
    return false
  }

  /// Whether the difference of the sides is what a row set to zero, or the gradient that `of=` and `wrt=` ask for.
  private mutating func follows(
    _ left: ExpressionID,
    _ right: ExpressionID
  ) -> CheckOutcome? {
    let conditions = state.conditions + gradients
    let premises = premises(for: [left, right])
    let isStatement = !scope.graph.isZero(left) && !scope.graph.isZero(right)
    if isStatement, scope.graph.shape(left).isScalar { return nil }
    let nothing = scope.graph.zeros(scope.graph.shape(left))
    for condition in conditions {
      // `G = 2G` of a gradient G is a slip, not the condition that G vanishes.
      if isStatement,
        [left, right].contains(where: {
          workspace.follows($0, nothing, from: condition, premises) != nil
        })
      {
        continue
      }
      if let outcome = workspace.follows(left, right, from: condition, premises) { return outcome }
      let transposed = condition.prefix(1).map { scope.graph.transpose($0) }
      if let outcome = workspace.follows(left, right, from: transposed, premises) { return outcome }
    }
    return nil
  }
}
