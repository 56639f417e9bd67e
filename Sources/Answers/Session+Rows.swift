// One row of a display: its formulas against each other and against the row before, in the layout that fits.

import Derivation
import Diagnostics
import Expressions
import Findings
import LaTeX
import Syntax
import Verification

extension Session {
  /// What one reading of a row is worth.
  struct Reading {
    var verdict = Verdict.holds
    var expressions: [ExpressionID] = []
    var evidence: Evidence?
    var message = ""
    var fault: Fault?
    var counterexample: Counterexample?
    /// Right lines near the wrong one, when they are known already.
    var suggestions: [String] = []
    /// The sides that differ.
    var sides: (ExpressionID, ExpressionID)?
    /// What keeps it from being read, at its place.
    var problem: Diagnostic?
    /// Whether the first formula was compared with the row before, not with the last right one.
    var followsPrevious = false
    /// Whether a derivative is right only as the transpose of what is claimed.
    var isTransposed = false
    /// How derivatives were laid out.
    var layout = LayoutConvention.mixed
    /// The formulas as they were read, and the places that were decided.
    var trees: [SyntaxTree] = []
    var uses: [HabitUse] = []
    /// The places at which more than one reading was judged.
    var openUses: [HabitUse] = []
    /// The last formula of a row that could not be read as a whole.
    var lastReadable: ExpressionID?
    /// What was taken of names that nobody declared.
    var inferred: [Snippet.Declaration] = []
    /// What was checked of it.
    var outcomes: [CheckOutcome] = []
    /// The layout in which a wrong row would hold, though another one is in force.
    var mixture: LayoutConvention?

    /// Takes a refutation back.
    mutating func withdraw(_ reason: String, _ verdict: Verdict = .undecided) {
      self.verdict = verdict
      message = reason
      evidence = nil
      fault = nil
      counterexample = nil
      sides = nil
      suggestions = []
    }
  }

  mutating func judgeWholeChain(
    _ formulas: [DisplayFormula],
    _ relations: [DisplayRelation],
    _ statement: DisplayStatement,
    _ line: inout CheckedLine,
    _ lines: inout [CheckedLine],
    _ state: inout DisplayState,
    _ options: AnswerOptions
  ) {
    let stated = relations + continuationRelations(statement)
    if stated.contains(.approximately), stated.allSatisfy({ $0.isEquality || $0 == .approximately }) {
      judgeApproximation(formulas, statement, &line, &state, options)
      return
    }
    if let odd = stated.first(where: { !$0.isEquality }) {
      line.verdict = line.verdict.worse(.undecided)
      line.message = "the relation '\(odd.rawValue)' is not decided"
      return
    }
    if case .terms = statement.continuation {
      judgeTerms(formulas, statement, &line, &lines, &state, options)
      return
    }
    let continues: Bool
    if case .relation = statement.continuation { continues = true } else { continues = false }
    if !continues, formulas.count == 1 {
      judgeExpression(formulas[0], statement, &line, &state, options)
      return
    }
    let formulas = definingBareNames(formulas)
    if formulas.isEmpty || (formulas.count == 1 && !continues) {
      // The row only names something; what it names goes on.
      if let formula = formulas.first {
        let reading = read([formula], .mixed, nil, state, options)
        state.previous = reading.expressions.last
        state.base = nil
        state.lastRight = state.previous
        if reading.verdict != .holds { take(reading, into: &line) }
      }
      return
    }
    if continues, state.previous == nil {
      judgeDetached(formulas, &line, &state, options)
      return
    }
    seeksCounterexamples = false
    var reading = inLayout(formulas, continues ? state.previous : nil, &state, options)
    defer { seeksCounterexamples = true }
    if reading.verdict == .refuted, let (left, right) = reading.sides {
      let symbols = scope.graph.symbols(in: [left, right], throughDefinitions: true)
      if let guess = symbols.first(where: { state.guessed.contains($0) }) {
        reading.withdraw("'\(scope.graph[guess].name)' is not declared, so nothing is proved")
      } else {
        judgeCondition(left, right, continues: continues, &reading, &state, options)
      }
    }
    seeksCounterexamples = true
    if reading.verdict == .refuted, reading.suggestions.isEmpty, let (left, right) = reading.sides {
      let outcome = verify(left, right, scope.graph, state.moving, options)
      reading.counterexample = outcome.counterexample
    }
    let leftSide = continues ? state.previous : nil
    if let layout = reading.mixture {
      reading.fault = .layout
      reading.verdict = .refuted
      reading.message =
        "this holds only in \(layout.rawValue) layout, and "
        + (options.fixesLayout
          ? "the option 'layout' says \(options.layout.rawValue)"
          : "a row before holds only in \(state.layouts.map(\.rawValue).joined(separator: " or ")) layout")
    }
    if reading.verdict == .refuted || reading.verdict == .illTyped, reading.mixture == nil,
      let excuse = excuse(formulas, leftSide, state, options)
    {
      reading.message = reading.message.isEmpty ? excuse : excuse + "; " + reading.message
    }
    settleConventions(reading, formulas, leftSide, &state, options)
    take(reading, into: &line)
    tell(reading, continuing: leftSide, state, options, &line)
    if reading.verdict == .illTyped {
      mendShapes(&line, formulas, continuing: leftSide, state, options)
      if let explanation = tensorProduct(formulas) {
        line.fault = .chainRule
        line.message = explanation
      }
    }
    if reading.expressions.isEmpty {
      state.previous = reading.lastReadable
      state.previousTree = nil
      state.base = nil
    }
    if !continues, reading.expressions.count > 1 {
      // Whatever the right side is worth, the left side of a statement is what its rows are about.
      state.lastRight = reading.expressions.first
    }
    if let last = reading.expressions.last {
      state.base =
        reading.expressions.count > 1 ? reading.expressions[reading.expressions.count - 2] : leftSide
      state.previous = last
      state.previousTree = reading.trees.last
      if reading.verdict == .holds { state.lastRight = last }
      if reading.verdict == .holds, !hasDerivative([last]),
        hasDerivative(Array(reading.expressions.prefix(1)))
      {
        state.gradient = last
      }
    }
    if reading.verdict == .refuted, reading.mixture == nil, let (left, right) = reading.sides {
      if reading.suggestions.isEmpty {
        mend(&line, left, right, state.moving, options)
      } else {
        line.suggestions = reading.suggestions
      }
      if let row = grantedSlip(left, right, state, options) {
        line.message += "; if row \(row + 1) is granted, this row follows: the slip is there"
      }
      state.slips.append(Slip(row: state.row, left: left, right: right))
    }
    if reading.verdict == .holds, reading.isTransposed, let left = reading.expressions.first,
      let right = reading.expressions.last
    {
      state.numeratorRows.append(Slip(row: state.row, left: left, right: right))
    }
    switch reading.verdict {
    case .refuted, .illTyped: state.slipRow = state.row
    case .holds:
      guard continues, let slipRow = state.slipRow, reading.followsPrevious else {
        state.slipRow = nil
        break
      }
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
      let others = kept.indices.filter { $0 != place }.map { kept[$0] }
      let worked = others.filter { !$0.tree.hasDerivative }
      guard let neighbour = worked.last ?? others.first else { continue }
      kept.remove(at: place)
      let defined = Statement.Name(name, latex: latex, range: formulas[place].range)
      guard let tree = onlyReading(of: neighbour) else { continue }
      var trial = scope
      _ = trial.perform(
        Statement(.definition(name: defined, parameters: nil, index: nil, body: tree), neighbour.range)
      )
      guard trial.takeDiagnostics().allSatisfy({ $0.severity != .error }) else { continue }
      scope = trial
    }
    return kept
  }

  /// A row that goes on from one that could not be read: only the last right row can vouch for it.
  private mutating func judgeDetached(
    _ formulas: [DisplayFormula],
    _ line: inout CheckedLine,
    _ state: inout DisplayState,
    _ options: AnswerOptions
  ) {
    var reading = read(formulas, .mixed, nil, state, options)
    if let first = reading.expressions.first, reading.verdict == .holds {
      if let lastRight = state.lastRight, scope.graph.shape(lastRight) == scope.graph.shape(first) {
        judgePair(lastRight, first, isFirst: false, state, options, &reading)
      } else {
        reading.verdict = .undecided
      }
      if reading.verdict != .holds {
        reading.verdict = .undecided
        reading.evidence = nil
        reading.counterexample = nil
        reading.message = "the row before could not be read"
      }
    }
    take(reading, into: &line)
    state.base = nil
    state.previous = reading.expressions.last
    if reading.verdict == .holds { state.lastRight = state.previous }
  }

  private func continuationRelations(_ statement: DisplayStatement) -> [DisplayRelation] {
    if case .relation(let relation) = statement.continuation { return [relation] }
    return []
  }

  /// Holds before undecided before refuted before unread before ill-typed: the reading the author meant.
  static func precedes(_ a: Verdict, _ b: Verdict) -> Bool {
    func rank(_ verdict: Verdict) -> Int {
      switch verdict {
      case .definition, .holds: 0
      case .undecided: 1
      case .refuted: 2
      case .illTyped: 3
      case .unread: 4
      }
    }
    return rank(a) < rank(b)
  }

  mutating func take(_ reading: Reading, into line: inout CheckedLine) {
    if reading.verdict == .unread, let problem = reading.problem { note(problem) }
    let before = line.verdict
    line.verdict = line.verdict.worse(reading.verdict)
    if line.evidence == nil || reading.verdict != .holds { line.evidence = reading.evidence }
    if line.verdict != before || line.message.isEmpty, !reading.message.isEmpty {
      line.message = reading.message
    }
    for outcome in reading.outcomes { line.noteTrials(outcome) }
    line.fault = reading.fault ?? line.fault
    line.counterexample = reading.counterexample ?? line.counterexample
  }

  mutating func judgePair(
    _ left: ExpressionID,
    _ right: ExpressionID,
    isFirst: Bool,
    _ state: DisplayState,
    _ options: AnswerOptions,
    _ reading: inout Reading
  ) {
    if let index = indexOfTwoRanges(left, right) {
      note(
        .undecided,
        .undecided(because: "the index '\(index)' runs over two ranges"),
        (left, right),
        &reading
      )
      return
    }
    var (verdict, outcome) = judgedOnce(left, right, state.moving, options)
    if verdict != .holds, isFirst, let lastRight = state.lastRight, lastRight != left {
      let (again, other) = judge(lastRight, right, state.moving, options)
      if again == .holds { (verdict, outcome) = (again, other) }
    } else if isFirst, verdict == .holds {
      reading.followsPrevious = true
    }
    if verdict == .refuted, let (summedLeft, summedRight) = summingWithinTerms(left, right) {
      let (again, other) = judge(summedLeft, summedRight, state.moving, options)
      if again == .holds {
        (verdict, outcome) = (again, other)
        outcome.reason = "indices that stand twice in a term are summed over"
      }
    }
    if verdict == .refuted, let (summedLeft, summedRight) = summingRepeatedIndices(left, right) {
      // An index that one side alone has is summed over, as Einstein writes it; if that fails too, nothing is proved.
      (verdict, outcome) = judge(summedLeft, summedRight, state.moving, options)
      if verdict == .holds {
        outcome.reason = "indices that stand on one side only are summed over"
      } else {
        verdict = .undecided
        outcome = .undecided(because: "an index stands on one side only")
      }
    }
    note(verdict, outcome, (left, right), &reading)
  }

  /// A free index that has another range on the left than on the right.
  private func indexOfTwoRanges(_ left: ExpressionID, _ right: ExpressionID) -> String? {
    var seen: [String: SymbolID] = [:]
    for symbol in freeIndices(left).union(freeIndices(right)).sorted() {
      let name = scope.graph[symbol].name
      if let other = seen[name], other != symbol { return name }
      seen[name] = symbol
    }
    return nil
  }

  /// The verdict on an equality; layouts often leave a row as it is, which then is not judged again.
  private mutating func judgedOnce(
    _ left: ExpressionID,
    _ right: ExpressionID,
    _ variables: Set<SymbolID>,
    _ options: AnswerOptions
  ) -> (Verdict, CheckOutcome) {
    let key = JudgedPair(
      left: left,
      right: right,
      variables: variables,
      options: options,
      seeksCounterexamples: seeksCounterexamples
    )
    if let known = judgedPairs[key] { return known }
    let result = judge(left, right, variables, options)
    judgedPairs[key] = result
    return result
  }

  /// An equality that was judged, and under what.
  struct JudgedPair: Hashable {
    let left: ExpressionID
    let right: ExpressionID
    let variables: Set<SymbolID>
    let options: AnswerOptions
    let seeksCounterexamples: Bool
  }

  /// Takes the verdict on one equality into a reading.
  func note(
    _ verdict: Verdict,
    _ outcome: CheckOutcome,
    _ sides: (ExpressionID, ExpressionID),
    _ reading: inout Reading
  ) {
    let before = reading.verdict
    reading.outcomes.append(outcome)
    reading.verdict = reading.verdict.worse(verdict)
    if verdict == .holds {
      if reading.evidence == nil { reading.evidence = outcome.strongest }
      if let reason = outcome.reason, reading.message.isEmpty { reading.message = reason }
      if outcome.reason == Session.numeratorNote { reading.isTransposed = true }
      return
    }
    guard reading.verdict != before else { return }
    reading.evidence = verdict == .refuted ? outcome.strongest : nil
    reading.message = outcome.reason ?? ""
    reading.counterexample = outcome.counterexample
    if verdict == .illTyped { reading.fault = .shape }
    reading.sides = sides
  }

  // MARK: - Rows of other forms

  /// A row that is only an expression: the claimed answer, or the function itself again.
  private mutating func judgeExpression(
    _ formula: DisplayFormula,
    _ statement: DisplayStatement,
    _ line: inout CheckedLine,
    _ state: inout DisplayState,
    _ options: AnswerOptions
  ) {
    var reading = read([formula], .mixed, nil, state, options)
    if reading.verdict == .illTyped, let subject = state.subject, let variable = state.variable {
      let kind: DerivativeKind = scope.graph.shape(subject).isScalar ? .gradient : .jacobian
      let answer = scope.graph.derivative(kind, of: subject, wrt: variable, in: options.layout)
      offerShapes(formula, answer, &reading, &line, state, options)
    }
    defer {
      take(reading, into: &line)
      if let value = reading.expressions.last {
        state.base = nil
        state.previous = value
        if reading.verdict == .holds || reading.verdict == .definition { state.lastRight = value }
      }
    }
    guard reading.verdict == .holds, let value = reading.expressions.last else { return }
    guard let subject = state.subject, let variable = state.variable else {
      reading.verdict = .definition
      return
    }
    let shape = scope.graph.shape(value)
    let isScalar = scope.graph.shape(subject).isScalar
    let answer = scope.graph.derivative(
      isScalar ? .gradient : .jacobian,
      of: subject,
      wrt: variable,
      in: options.layout
    )
    let answerShape = scope.graph.shape(answer)
    let fitsAnswer = shape == answerShape || shape == answerShape.transposed
    if shape == scope.graph.shape(subject) {
      let (verdict, outcome) = judge(subject, value, state.moving, options)
      if verdict == .holds {
        reading.evidence = outcome.strongest
        return
      }
      if !fitsAnswer, state.isLastRow, !state.isFirstRow {
        reading.verdict = .illTyped
        reading.fault = .shape
        reading.message = "the answer is a \(answerShape), this is a \(shape)"
        return
      }
      if !fitsAnswer {
        // A formula begins here that is not the subject itself; what follows from it is judged below.
        reading.verdict = .definition
        reading.message = "this row claims nothing by itself"
        return
      }
    }
    judgePair(answer, value, isFirst: false, state, options, &reading)
    if reading.verdict == .refuted { mend(&line, answer, value, state.moving, options) }
    if reading.verdict == .illTyped { offerShapes(formula, answer, &reading, &line, state, options) }
  }

  /// Offers edits of a claimed answer that does not fit.
  private func offerShapes(
    _ formula: DisplayFormula,
    _ answer: ExpressionID,
    _ reading: inout Reading,
    _ line: inout CheckedLine,
    _ state: DisplayState,
    _ options: AnswerOptions
  ) {
    var trial = self
    var mended = line
    mended.message = reading.message
    trial.offer(formula, equalTo: answer, &mended, state, options)
    line.suggestions = mended.suggestions
    reading.message = mended.message
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
