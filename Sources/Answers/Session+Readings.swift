// From what a row was read as to its verdict: every reading is judged, and none is chosen because it holds.

import Diagnostics
import Expressions
import Findings
import LaTeX
import Syntax
import Verification

extension Session {
  /// Reads the formulas of a row and judges every reading; where readings differ in their verdict, the row is undecided.
  mutating func read(
    _ formulas: [DisplayFormula],
    _ layout: LayoutConvention,
    _ previous: ExpressionID?,
    _ state: DisplayState,
    _ options: AnswerOptions
  ) -> Reading {
    let outer = scope.layout
    scope.layout = layout
    defer { scope.layout = outer }
    let prepared = formulas.map { self.prepared($0) }
    let remainders = formulas.flatMap { $0.tree.remainderNames }
    let range = formulas.reduce(formulas[0].range) { $0.union($1.range) }
    let read = scope.readings(
      of: prepared,
      continuing: previous,
      settled: state.settled,
      range: range
    )
    switch read {
    case .failed(let plain): return failed(plain, hasLimit: prepared.contains { $0.tree.hasLimit }, range)
    case .read(let found, let isCut):
      if isCut { return tooManyReadings(found, range) }
      let outcomes = inConvention(found, state) { session, reading in
        session.judged(reading, previous, remainders, state, options)
      } isRight: {
        $0.verdict == .holds
      }
      return combined(outcomes)
    }
  }

  /// The one reading of the formulas of a row, which nobody has judged yet; undecided where there are several.
  mutating func readUnjudged(
    _ formulas: [DisplayFormula],
    _ previous: ExpressionID?,
    _ state: DisplayState
  ) -> Reading {
    let prepared = formulas.map { self.prepared($0) }
    let range = formulas.reduce(formulas[0].range) { $0.union($1.range) }
    let read = scope.readings(of: prepared, continuing: previous, settled: state.settled, range: range)
    switch read {
    case .failed(let plain): return failed(plain, hasLimit: false, range)
    case .read(let found, let isCut):
      guard !isCut, found.count == 1 || found.allSatisfy({ $0.uses.allSatisfy { !$0.isPrint } }),
        let only = found.first
      else { return tooManyReadings(found, range) }
      let grown = scope
      scope = only.scope
      scope.adoptExpressions(of: grown)
      var reading = Reading()
      reading.uses = only.uses
      reading.trees = only.row.formulas.map(\.tree)
      reading.expressions = only.row.formulas.compactMap(\.expression)
      return reading
    }
  }

  /// A formula with limits, remainders, contractions and values at a place put into forms that can be lowered.
  mutating func prepared(_ formula: DisplayFormula) -> DisplayFormula {
    let tree = contracting(namingIdentities(workingOutLimits(formula.tree).withoutRemainders))
    return DisplayFormula(workingOutEvaluations(tree), range: formula.range, isCut: formula.isCut)
  }

  /// The one way to take a formula by itself; nil when none fits, or several that differ.
  func onlyReading(of formula: DisplayFormula) -> SyntaxTree? {
    var trial = scope
    guard
      case .read(let found, isCut: false) = trial.readings(of: [formula], range: formula.range),
      found.allSatisfy(\.inferred.isEmpty)
    else { return formula.tree.isAmbiguous ? nil : formula.tree }
    guard
      found.count == 1 || found.allSatisfy({ $0.uses.allSatisfy { $0.habit == Habit.matrixFunctions.name } })
    else { return nil }
    return found.first?.trees.first
  }

  // MARK: - Conventions

  /// Reads a row in the layouts that are still possible, and keeps those in which it is right.
  mutating func inLayout(
    _ formulas: [DisplayFormula],
    _ previous: ExpressionID?,
    _ state: inout DisplayState,
    _ options: AnswerOptions
  ) -> Reading {
    // Layouts are read here, from the formulas; the equality of two sides does not try them again.
    judgesLayouts = false
    defer { judgesLayouts = true }
    let isFixed = options.fixesLayout
    let hasDerivatives = formulas.contains { $0.tree.hasDerivative }
    let fixed = isFixed ? options.layout : nil
    let possible = fixed.map { [$0] } ?? (hasDerivatives ? state.layouts : Array(state.layouts.prefix(1)))
    var readings: [(layout: LayoutConvention, reading: Reading)] = []
    for layout in possible {
      var reading = read(formulas, layout, previous, state, options)
      reading.layout = layout
      readings.append((layout, reading))
      if reading.verdict == .holds { break }
    }
    guard var best = readings.min(by: { Session.precedes($0.reading.verdict, $1.reading.verdict) })?.reading
    else {
      return Reading()
    }
    guard hasDerivatives else { return best }
    if best.verdict == .holds {
      if fixed == nil { keepLayouts(best, formulas, previous, &state, options) }
      if best.message.isEmpty { best.message = Session.note(on: best.layout, isFixed: fixed != nil) }
      return best
    }
    if best.verdict == .refuted || best.verdict == .illTyped {
      for layout in LayoutConvention.allCases where !possible.contains(layout) {
        guard read(formulas, layout, previous, state, options).verdict == .holds else { continue }
        best.mixture = layout
        break
      }
    }
    return best
  }

  /// Of the layouts that are still possible, those in which the row holds, too.
  private mutating func keepLayouts(
    _ right: Reading,
    _ formulas: [DisplayFormula],
    _ previous: ExpressionID?,
    _ state: inout DisplayState,
    _ options: AnswerOptions
  ) {
    guard state.layouts.count > 1 else { return }
    state.layouts = state.layouts.filter { layout in
      if layout == right.layout { return true }
      let other = read(formulas, layout, previous, state, options)
      return other.verdict == .holds
    }
  }

  /// What is said of a row that holds in another layout.
  private static func note(on layout: LayoutConvention, isFixed: Bool) -> String {
    if isFixed { return "" }
    switch layout {
    case .mixed: return ""
    case .numerator: return "this holds in numerator layout: the derivative of a number is a row"
    case .denominator:
      return
        "this holds in denominator layout: the derivative of a vector by a vector is the transposed Jacobian"
    }
  }

  /// Judges the readings in the convention in force; where none is, in the default one, and if that fails in another.
  private mutating func inConvention(
    _ readings: [RowReading],
    _ state: DisplayState,
    _ judge: (inout Session, RowReading) -> Reading,
    isRight: (Reading) -> Bool
  ) -> [Reading] {
    let name = Habit.matrixFunctions.name
    let groups = [0, 1].map { way in
      readings.filter { reading in reading.uses.allSatisfy { $0.habit != name || $0.way == way } }
    }.filter { !$0.isEmpty }
    let isOpen = readings.contains { $0.uses.contains { $0.habit == name } }
    guard isOpen, groups.count > 1 else {
      let only = groups.first ?? readings
      return only.map { judge(&self, $0) }
    }
    if let way = state.settled[name] {
      let chosen = groups[way].map { judge(&self, $0) }
      if chosen.allSatisfy(isRight) { return chosen }
      let others = groups[1 - way].map { judge(&self, $0) }
      guard others.allSatisfy(isRight), var mixed = chosen.first, mixed.verdict == .refuted else {
        return chosen
      }
      mixed.message =
        "this holds only with \(name) taken the other way than in a row before: \(Habit.matrixFunctions.ways[1 - way])"
      mixed.fault = .value
      return [mixed]
    }
    let plain = groups[0].map { judge(&self, $0) }
    if plain.allSatisfy(isRight) { return plain }
    let others = groups[1].map { judge(&self, $0) }
    return others.allSatisfy(isRight) ? others : plain
  }

  /// Fixes the convention for the rows to come, when this row is right in one of its ways only.
  mutating func settleConventions(
    _ reading: Reading,
    _ formulas: [DisplayFormula],
    _ previous: ExpressionID?,
    _ state: inout DisplayState,
    _ options: AnswerOptions
  ) {
    let name = Habit.matrixFunctions.name
    guard reading.verdict == .holds, state.settled[name] == nil,
      let way = reading.uses.first(where: { $0.habit == name })?.way
    else { return }
    var other = state
    other.settled[name] = 1 - way
    var trial = self
    trial.seeksCounterexamples = false
    let again = trial.read(formulas, reading.layout, previous, other, options)
    if again.verdict != .holds { state.settled[name] = way }
  }

  // MARK: - Verdicts

  /// One reading against the formula before, formula by formula.
  mutating func judged(
    _ row: RowReading,
    _ previous: ExpressionID?,
    _ remainders: [String],
    _ state: DisplayState,
    _ options: AnswerOptions
  ) -> Reading {
    let outer = scope
    let grown = scope
    scope = row.scope
    scope.adoptExpressions(of: grown)
    var reading = Reading()
    reading.uses = row.uses
    reading.trees = row.row.formulas.map(\.tree)
    reading.expressions = row.row.formulas.compactMap(\.expression)
    var chain = reading.expressions
    if let previous { chain.insert(previous, at: 0) }
    chain = chain.map { resolvedDerivatives($0) }
    for place in chain.indices.dropFirst() {
      let isFirst = place == 1 && previous != nil
      if remainders.isEmpty {
        judgePair(chain[place - 1], chain[place], isFirst: isFirst, state, options, &reading)
      } else {
        let (verdict, outcome) = judgeToFirstOrder(chain[place - 1], chain[place], in: remainders)
        note(verdict, outcome, (chain[place - 1], chain[place]), &reading)
      }
    }
    if let guess = row.inferred.first {
      // A name that nobody declared proves nothing wrong; it is forgotten again, so that a later row may define it.
      if reading.verdict == .refuted || reading.verdict == .illTyped {
        reading.withdraw(guess.message, .unread)
        reading.problem = guess
      } else if reading.message.isEmpty {
        reading.message = guess.message
      }
      reading.inferred = inferredNames(row, besides: outer)
      scope = forgetting(outer)
    }
    return reading
  }

  /// The verdict on a row of which every reading has been judged.
  private func combined(_ outcomes: [Reading]) -> Reading {
    guard let first = outcomes.first else { return Reading() }
    let verdicts = Set(outcomes.map(\.verdict))
    guard verdicts.count > 1 else {
      var result = first
      if first.verdict == .holds, let weakest = outcomes.max(by: { Session.isStronger($0, $1) }) {
        result.evidence = weakest.evidence
      }
      result.openUses = outcomes.count > 1 ? Array(Set(outcomes.flatMap(\.uses))) : []
      return result
    }
    var result = first
    result.withdraw(Session.meanings(outcomes))
    result.problem = nil
    result.openUses = outcomes.flatMap(\.uses)
    return result
  }

  private static func isStronger(_ a: Reading, _ b: Reading) -> Bool {
    let order = Evidence.Kind.allCases
    func place(_ reading: Reading) -> Int {
      reading.evidence.flatMap { order.firstIndex(of: $0.kind) } ?? order.count
    }
    return place(a) < place(b)
  }

  /// The meanings of a row whose readings differ, and how to write each.
  private static func meanings(_ outcomes: [Reading]) -> String {
    let all = outcomes.map { Set($0.uses) }
    let common = all.dropFirst().reduce(all[0]) { $0.intersection($1) }
    var texts: [String] = []
    for outcome in outcomes {
      let own = outcome.uses.filter { !common.contains($0) }
      let words = own.compactMap { use in Habit.named(use.habit).map { $0.ways[use.way] } }
      let text = words.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }.joined(
        separator: ", and "
      )
      if !text.isEmpty, !texts.contains(text) { texts.append(text) }
    }
    return "this can be read in \(texts.count) ways, which differ: " + texts.joined(separator: "; or ")
  }

  /// A row of which no reading has shapes that fit.
  private mutating func failed(_ plain: RowReading, hasLimit: Bool, _ range: SourceRange) -> Reading {
    var reading = Reading()
    reading.uses = plain.uses
    reading.trees = plain.row.formulas.map(\.tree)
    if let last = plain.row.formulas.last, last.expression != nil {
      // By itself: beside what has no meaning its indices may have been given other ranges.
      let alone = scope.lower(chain: [last.tree], range: range)
      _ = scope.takeDiagnostics()
      reading.lastReadable = alone.fits ? alone.formulas.first?.expression : nil
    }
    for formula in plain.row.formulas where formula.expression == nil || !formula.fits {
      let problem = formula.diagnostics.first
      let code = problem?.code ?? ""
      let isKnown = plain.inferred.isEmpty
      let isShape = code.hasPrefix("shape.") && code != "shape.identity" && isKnown
      let isUnfit = formula.expression != nil && !formula.fits && isKnown
      reading.verdict = reading.verdict.worse(isShape || isUnfit ? .illTyped : .unread)
      if code == "scope.function", hasLimit {
        reading.message = "this limit could not be worked out"
        reading.problem = Diagnostic(code: "latex.limit", message: reading.message, range: range)
        continue
      }
      reading.message =
        problem.map { $0.message + ($0.hints.first.map { " (\($0))" } ?? "") } ?? "this cannot be read"
      if isShape || isUnfit {
        reading.fault = .shape
      } else if let problem {
        note(problem)
      }
    }
    if reading.verdict == .holds {
      reading.verdict = .unread
      reading.message = "this cannot be read"
    }
    return reading
  }

  /// A row with more readings than are looked at.
  private mutating func tooManyReadings(_ found: [RowReading], _ range: SourceRange) -> Reading {
    var names: [String] = []
    for use in found.flatMap(\.uses) where !names.contains(use.habit) { names.append(use.habit) }
    let list = names.prefix(4).joined(separator: ", ")
    var reading = Reading()
    reading.verdict = .undecided
    reading.message =
      "this row has too many places that can be read in more than one way"
      + (list.isEmpty ? "" : ": \(list)")
    note(
      Diagnostic(
        code: "latex.ambiguous",
        severity: .warning,
        message: reading.message,
        range: range,
        hints: ["write brackets, or take the row apart"]
      )
    )
    return reading
  }

  /// The names of an earlier scope over the graph of now, whose expressions are still used.
  func forgetting(_ outer: Scope) -> Scope {
    var result = outer
    result.adoptExpressions(of: scope)
    return result
  }

  /// A problem in reading a name is said once.
  mutating func note(_ problem: Diagnostic) {
    if !diagnostics.contains(problem) { diagnostics.append(problem) }
  }
}
