// A chain of formulas: each against the one before, in the layout that fits, with what a row before set to zero.

import Derivation
import Diagnostics
import Expressions
import Findings
import LaTeX
import Syntax
import Verification

extension RowJudge {
  /// Judges a chain with the names moving that move in the statement.
  mutating func judgeWhole(_ chain: Chain) {
    if chain.stated.contains(.approximately),
      chain.stated.allSatisfy({ $0.isEquality || $0 == .approximately })
    {
      judgeApproximation(chain)
      return
    }
    if let odd = chain.stated.first(where: { !$0.isEquality }) {
      // What is left out of a proportion is not said, so there is nothing to decide.
      line.verdict = line.verdict.worse(odd == .proportional ? .unread : .undecided)
      line.message =
        odd == .proportional
        ? "'∝' leaves out a factor that is not said: write the factor, or the equation of the derivatives"
        : "the relation '\(odd.rawValue)' is not decided"
      return
    }
    if case .terms = chain.statement.continuation {
      judgeTerms(chain.formulas)
      return
    }
    if !chain.continues, chain.formulas.count == 1 {
      judgeExpression(chain.formulas[0])
      return
    }
    let formulas = definingBareNames(chain.formulas)
    if formulas.isEmpty || (formulas.count == 1 && !chain.continues) {
      goOn(from: formulas.first)
    } else if chain.continues, state.previous == nil {
      judgeDetached(formulas)
    } else {
      judgeEqualities(formulas, continues: chain.continues)
    }
  }

  /// The row only names something; what it names goes on.
  private mutating func goOn(from formula: DisplayFormula?) {
    guard let formula else { return }
    let reading = read([formula], .mixed, nil)
    state.previous = reading.expressions.last
    state.base = nil
    state.lastRight = state.previous
    if reading.verdict != .holds { take(reading) }
  }

  private mutating func judgeEqualities(_ formulas: [DisplayFormula], continues: Bool) {
    let leftSide = continues ? state.previous : nil
    workspace.seeksCounterexamples = false
    var reading = inLayout(formulas, leftSide)
    if reading.verdict == .refuted, let (left, right) = reading.sides {
      let guess = guessedName(in: [left, right])
      let isCondition = scope.graph.isZero(right) && isGradientOfNumber(left)
      // What is granted of a name may be granted of one that nobody declared.
      if guess == nil || isCondition || !state.conditions.isEmpty {
        judgeCondition(left, right, continues: continues, &reading)
        judgeOtherPairs(continues: continues, &reading)
        reading.granted = grantedEquations(for: reading)
      }
      heedGuesses(leftSide, &reading)
    }
    heedLinks(&reading)
    workspace.seeksCounterexamples = true
    if reading.verdict == .refuted, reading.suggestions.isEmpty, let (left, right) = reading.sides {
      reading.counterexample = workspace.verify(left, right, state.moving, options).counterexample
    }
    if reading.verdict == .illTyped, let name = vectorOfSequence(in: formulas, continuing: leftSide) {
      reading.withdraw(
        "an index of '\(name)' is read as that of an entry; as the place in a sequence of vectors it is not declared",
        .unread
      )
    }
    heedMaps(formulas, &reading)
    if let layout = reading.mixture { blame(layout, &reading) }
    if reading.verdict.isWrong, reading.mixture == nil, let excuse = excuse(formulas, leftSide) {
      if excuse.isNotation {
        reading.withdraw(excuse.text + "; as it is read it fails")
      } else {
        reading.message =
          reading.message.isEmpty ? excuse.text : excuse.text + "; " + reading.message
      }
    }
    settleConventions(reading, formulas, leftSide)
    take(reading)
    tell(reading, continuing: leftSide)
    if reading.verdict == .illTyped {
      mendShapes(formulas, continuing: leftSide)
      if let explanation = workspace.tensorProduct(formulas) {
        line.fault = .chainRule
        line.message = explanation
      }
    }
    goOn(from: reading, continuing: leftSide)
    if reading.verdict == .refuted, reading.mixture == nil { mend(reading) }
    followSlips(reading, continues: continues)
  }

  /// Takes a verdict back that rests on names which are tied together, or on nothing that varies.
  private mutating func heedLinks(_ reading: inout Reading) {
    guard reading.verdict == .holds || reading.verdict == .refuted, workspace.hasDerivative(reading.chain)
    else {
      return
    }
    let assumed = workspace.assumedConditions(on: reading.chain).flatMap { $0 }
    let premises = state.isConsequence ? state.conditions.flatMap { $0 } : []
    if let (name, variable) = workspace.linkedNames(
      in: reading.chain,
      by: assumed + premises,
      // A derivative that is wrong with the other name held still may be right where that moves along.
      implicitly: reading.verdict == .refuted
    ) {
      reading.withdraw("whether '\(name)' moves with '\(variable)', as an equation says, is not clear")
    } else if reading.verdict == .holds, let (name, variable) = workspace.vacuousName(in: reading.chain) {
      reading.withdraw(
        "both sides are zero, since '\(name)' does not depend on '\(variable)': say how, as in '\(name)(\(variable)) = …'"
      )
    }
  }

  /// What is granted to one sign of a chain is not granted to the next: each that is wrong by itself is judged anew.
  private mutating func judgeOtherPairs(continues: Bool, _ reading: inout Reading) {
    for (sides, outcome) in reading.failing.dropFirst() {
      guard reading.verdict == .holds || reading.verdict == .definition else { return }
      var other = Reading()
      other.expressions = reading.expressions
      other.chain = reading.chain
      other.note(.refuted, outcome, sides)
      judgeCondition(sides.0, sides.1, continues: continues, &other)
      if other.verdict == .holds {
        reading.evidence = reading.evidence?.weaker(other.evidence) ?? other.evidence
        continue
      }
      reading.withdraw(other.message, other.verdict)
      reading.evidence = other.evidence
      reading.fault = other.fault
      reading.counterexample = other.counterexample
      reading.suggestions = other.suggestions
      reading.sides = other.sides
      reading.meetsConditions = other.meetsConditions
    }
  }

  /// A name in the sides whose shape nobody declared; it proves nothing wrong.
  func guessedName(in sides: [ExpressionID]) -> String? {
    scope.graph.symbols(in: sides, throughDefinitions: true).first { symbol in
      let name = scope.graph[symbol].name
      return scope.guessedNames.contains(name) && scope.symbol(named: name) == symbol
    }.map { scope.graph[$0].name }
  }

  /// What the next row goes on from.
  private mutating func goOn(from reading: Reading, continuing leftSide: ExpressionID?) {
    let expressions = reading.expressions
    guard let last = expressions.last else {
      state.previous = reading.lastReadable
      state.previousTree = nil
      state.base = nil
      return
    }
    // Whatever the right side is worth, the left side of a statement is what its rows are about.
    if leftSide == nil, expressions.count > 1 { state.lastRight = expressions.first }
    state.base = expressions.count > 1 ? expressions[expressions.count - 2] : leftSide
    state.previous = last
    state.previousTree = reading.trees.last
    guard reading.verdict == .holds else { return }
    state.lastRight = last
    let first = leftSide ?? expressions[0]
    if !workspace.hasDerivative([last]), isGradientOfNumber(first) { state.gradient = last }
  }

  /// Says how a wrong row would be right, and whether it follows from a slip before it.
  private mutating func mend(_ reading: Reading) {
    guard let (left, right) = reading.sides else { return }
    if reading.suggestions.isEmpty {
      workspace.mend(&line, left, right, state.moving, options)
    } else {
      line.suggestions = reading.suggestions
    }
    if let row = grantedSlip(left, right) {
      line.message += "; if row \(row + 1) is granted, this row follows: the slip is there"
    }
    state.slips.append(DisplayState.Slip(row: state.row, left: left, right: right))
  }

  /// Keeps the row whose slip the next ones follow.
  private mutating func followSlips(_ reading: Reading, continues: Bool) {
    switch reading.verdict {
    case .refuted, .illTyped: state.slipRow = state.row
    case .holds:
      guard continues, let slipRow = state.slipRow, reading.followsPrevious else {
        state.slipRow = nil
        break
      }
      line.carriedFrom = slipRow + 1
      let granted = "follows from row \(slipRow + 1), granting the slip there"
      line.message = line.message.isEmpty ? granted : line.message + "; " + granted
    case .undecided, .unread, .definition: break
    }
  }

  /// Makes definitions of formulas that are only a new name: `… = H`, `∂λ/∂x = g = …`; returns the others.
  private mutating func definingBareNames(_ formulas: [DisplayFormula]) -> [DisplayFormula] {
    var kept = formulas
    for place in formulas.indices.reversed() where kept.count > 1 {
      guard let (name, latex) = formulas[place].tree.namedThing,
        scope.symbol(named: name) == nil,
        !scope.sizeNames.contains(name), name != "I"
      else { continue }
      // A shape stated behind the name says it again, and is judged once the name is defined.
      let others = kept.indices.filter { $0 != place && !kept[$0].tree.names.contains(name) }.map { kept[$0] }
      let worked = others.filter { !$0.tree.hasDerivative }
      guard let neighbour = worked.last ?? others.first else { continue }
      kept.remove(at: place)
      guard let tree = onlyReading(of: neighbour) else { continue }
      let defined = Statement.Name(name, latex: latex, range: formulas[place].range)
      _ = define(defined, as: scope.withSizes(tree), neighbour.range)
    }
    return kept
  }

  /// Takes back that shapes are wrong where `d\sigma(p)\,V` is mostly meant as the linear map at p, applied to V.
  private func heedMaps(_ formulas: [DisplayFormula], _ reading: inout Reading) {
    guard reading.verdict == .illTyped,
      formulas.contains(where: \.tree.plainWay.multipliesDifferentialOfCall)
    else { return }
    reading.withdraw("whether a differential of a function is a factor here, or a map, is not said", .unread)
  }

  /// A row that goes on from one that could not be read: only the last right row can vouch for it.
  private mutating func judgeDetached(_ formulas: [DisplayFormula]) {
    var reading = read(formulas, .mixed, nil)
    heedMaps(formulas, &reading)
    if let first = reading.expressions.first, reading.verdict == .holds {
      if let lastRight = state.lastRight, scope.graph.shape(lastRight) == scope.graph.shape(first) {
        judgePair(lastRight, first, isFirst: false, &reading)
      } else {
        reading.verdict = .undecided
      }
      if reading.verdict != .holds { reading.withdraw("the row before could not be read") }
    }
    take(reading)
    state.base = nil
    state.previous = reading.expressions.last
    // Where nothing was right yet, the rows after this one are at least about the same value.
    if reading.verdict == .holds || state.lastRight == nil { state.lastRight = state.previous }
  }

  // MARK: - Equalities

  /// Takes what a reading is worth into the row.
  mutating func take(_ reading: Reading) {
    var reading = reading
    heedGuesses(nil, &reading)
    if reading.verdict == .unread, let problem = reading.problem { workspace.note(problem) }
    state.sides += reading.chain + reading.expressions
    if reading.verdict == .refuted {
      let conditions = state.conditions.flatMap { $0 }
      let isFree = reading.sides.map { !workspace.isUnderAssumptions([$0.0, $0.1] + conditions) } ?? false
      state.heedsAssumptions = isFree || reading.meetsConditions
    }
    let before = line.verdict
    line.verdict = line.verdict.worse(reading.verdict)
    let isRight = reading.verdict == .holds
    line.evidence = isRight ? line.evidence?.weaker(reading.evidence) ?? reading.evidence : reading.evidence
    if line.verdict != before || line.message.isEmpty, !reading.message.isEmpty {
      line.message = reading.message
    }
    for outcome in reading.outcomes { line.noteTrials(outcome, in: workspace) }
    if isRight { line.noteConditions(workspace.domainConditions(of: reading.chain)) }
    line.fault = reading.fault ?? line.fault
    line.counterexample = reading.counterexample ?? line.counterexample
  }

  /// Judges one equality of a reading; the first of a row may follow from the last right row, too.
  mutating func judgePair(
    _ left: ExpressionID,
    _ right: ExpressionID,
    isFirst: Bool,
    _ reading: inout Reading
  ) {
    let (indicesOfLeft, indicesOfRight) = (workspace.freeIndices(left), workspace.freeIndices(right))
    let hasIndices = !indicesOfLeft.isEmpty || !indicesOfRight.isEmpty
    if hasIndices, judgeIndices(left, right, &reading) { return }
    var (verdict, outcome) = judgedOnce(left, right)
    if verdict != .holds, isFirst, let lastRight = state.lastRight, lastRight != left {
      let (again, other) = workspace.judge(lastRight, right, state.moving, options)
      if again == .holds {
        (verdict, outcome) = (again, other)
        reading.followed = lastRight
      }
    } else if isFirst, verdict == .holds {
      reading.followsPrevious = true
    }
    // In `C - α_i - μ_i = 0` no term has an index twice, so that none is summed over.
    // Nor in the zero of `∇_{μ_k} Q = Σ_i γ_ik (x_i - μ_k) = 0`, which has the k of both sides before it.
    let isVanishing = scope.graph.isZero(left) || scope.graph.isZero(right)
    reading.sharedIndices.formUnion(indicesOfLeft.intersection(indicesOfRight))
    let isOfRow = isVanishing && indicesOfLeft.union(indicesOfRight).isSubset(of: reading.sharedIndices)
    if verdict == .refuted, hasIndices, workspace.hasIndexOfOneSide(left, right), !isOfRow,
      !isVanishing || workspace.repeatsIndices(left, right)
    {
      (verdict, outcome) = (.undecided, .undecided(because: "an index stands on one side only"))
    }
    if verdict == .refuted, hasIndices, state.sumsRepeatedIndices == true,
      workspace.repeatsIndices(left, right)
    {
      (verdict, outcome) = (
        .undecided, .undecided(because: "an index that stands twice was summed over in a row before")
      )
    }
    reading.note(verdict, outcome, (left, right))
  }

  /// The verdict on an equality; layouts often leave a row as it is, which then is not judged again.
  mutating func judgedOnce(_ left: ExpressionID, _ right: ExpressionID) -> (Verdict, CheckOutcome) {
    let key = JudgedPair(
      left: left,
      right: right,
      variables: state.moving,
      seeksCounterexamples: workspace.seeksCounterexamples
    )
    if let known = judgedPairs[key] { return known }
    let result = workspace.judge(left, right, state.moving, options)
    judgedPairs[key] = result
    return result
  }
}

extension DisplayRelation {
  /// Whether the relation says that both sides are equal.
  var isEquality: Bool {
    switch self {
    case .equal, .defined, .identical: true
    case .approximately, .proportional, .lessOrEqual, .less, .greaterOrEqual, .greater, .notEqual, .member:
      false
    }
  }
}
