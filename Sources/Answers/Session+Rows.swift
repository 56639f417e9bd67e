// One row of a display: its formulas against each other and against the row before, in the layout that fits.

import Derivation
import Diagnostics
import Expressions
import Syntax
import Verification

extension Session {
  /// What one reading of a row is worth.
  struct Reading {
    var verdict = Verdict.holds
    var expressions: [ExpressionID] = []
    var evidence = ""
    var message = ""
    var fault: String?
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
    var layout = LayoutReading.asWritten

    /// Takes a refutation back.
    mutating func withdraw(_ reason: String, _ verdict: Verdict = .undecided) {
      self.verdict = verdict
      message = reason
      evidence = ""
      fault = nil
      counterexample = nil
      sides = nil
      suggestions = []
    }
  }

  /// The ways derivatives of a row may be laid out.
  enum LayoutReading: CaseIterable {
    case asWritten, numerator, denominator
    /// Fractions and f' are rows, ∇f is a column.
    case rowFractions
    /// The derivative by a vector or matrix stands for those by its entries.
    case entries
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
        let reading = read([formula], .asWritten, nil, state, options)
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
    var best: Reading?
    let hasDerivatives = formulas.contains { $0.candidates.contains(where: \.hasDerivative) }
    seeksCounterexamples = false
    for layout in hasDerivatives && !options.fixesLayout ? LayoutReading.allCases : [.asWritten] {
      if layout == .entries, !formulas.contains(where: { isProductOfTensors($0) }) { continue }
      var reading = read(formulas, layout, continues ? state.previous : nil, state, options)
      reading.layout = layout
      if best.map({ Session.precedes(reading.verdict, $0.verdict) }) ?? true { best = reading }
      if best?.verdict == .holds { break }
    }
    if let found = best, found.verdict == .holds, found.message.isEmpty {
      best?.message = Session.note(on: found.layout)
    }
    if best?.layout == .entries, best?.verdict == .holds {
      best?.message =
        "this holds for every entry of the variable: ∂/∂X is read as the derivative by an entry X_kl"
    }
    defer { seeksCounterexamples = true }
    guard var reading = best else { return }
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
      reading.counterexample = outcome.counterexample.map { Counterexample($0) }
    }
    let leftSide = continues ? state.previous : nil
    take(reading, into: &line)
    if reading.verdict == .illTyped {
      mendShapes(&line, formulas, continuing: leftSide, state, options)
      if let explanation = tensorProduct(formulas) {
        line.fault = "chain rule"
        line.message = explanation
      }
    }
    if reading.expressions.isEmpty {
      state.previous = nil
      state.base = nil
    }
    if !continues, reading.expressions.count > 1 {
      // Whatever the right side is worth, the left side of a statement is what its rows are about.
      state.lastRight = reading.expressions.first
    }
    if let last = reading.expressions.last {
      state.baseFormula = formulas.count > 1 ? formulas[formulas.count - 2] : nil
      state.base =
        reading.expressions.count > 1 ? reading.expressions[reading.expressions.count - 2] : leftSide
      state.previous = last
      if reading.verdict == .holds { state.lastRight = last }
      if reading.verdict == .holds, reading.layout == .entries, let first = formulas.first,
        let whole = tried(first.candidates[0])
      {
        // Entries are one way to write it: the next row may say it with all of them at once.
        state.lastRight = whole
      }
      if reading.verdict == .holds, !hasDerivative([last]),
        hasDerivative(Array(reading.expressions.prefix(1)))
      {
        state.gradient = last
      }
    }
    if reading.verdict == .refuted, let (left, right) = reading.sides {
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

  /// What is said of a row that holds in another layout.
  private static func note(on layout: LayoutReading) -> String {
    switch layout {
    case .asWritten, .entries: ""
    case .numerator, .rowFractions: "this holds in numerator layout: the derivative of a number is a row"
    case .denominator:
      "this holds in denominator layout: the derivative of a vector by a vector is the transposed Jacobian"
    }
  }

  /// Makes definitions of formulas that are only a new name: `… = H`, `∂λ/∂x = g = …`; returns the others.
  private mutating func definingBareNames(_ formulas: [DisplayFormula]) -> [DisplayFormula] {
    var kept = formulas
    for place in formulas.indices.reversed() where kept.count > 1 {
      guard let (name, latex) = formulas[place].candidates.first?.namedThing,
        scope.symbol(named: name) == nil,
        !scope.sizeNames.contains(name), name != "I"
      else { continue }
      let others = kept.indices.filter { $0 != place }.map { kept[$0] }
      let worked = others.filter { !($0.candidates.first?.hasDerivative ?? true) }
      guard let neighbour = worked.last ?? others.first else { continue }
      kept.remove(at: place)
      for tree in neighbour.candidates {
        var trial = scope
        let defined = Statement.Name(name, latex: latex, range: formulas[place].range)
        _ = trial.perform(
          Statement(.definition(name: defined, parameters: nil, index: nil, body: tree), neighbour.range)
        )
        guard trial.takeDiagnostics().allSatisfy({ $0.severity != .error }) else { continue }
        scope = trial
        break
      }
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
    var reading = read(formulas, .asWritten, nil, state, options)
    if let first = reading.expressions.first, reading.verdict == .holds {
      if let lastRight = state.lastRight, scope.graph.shape(lastRight) == scope.graph.shape(first) {
        judgePair(lastRight, first, isFirst: false, state, options, &reading)
      } else {
        reading.verdict = .undecided
      }
      if reading.verdict != .holds {
        reading.verdict = .undecided
        reading.evidence = ""
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
  private static func precedes(_ a: Verdict, _ b: Verdict) -> Bool {
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
    if line.evidence.isEmpty || reading.verdict != .holds { line.evidence = reading.evidence }
    if line.verdict != before || line.message.isEmpty, !reading.message.isEmpty {
      line.message = reading.message
    }
    line.fault = reading.fault ?? line.fault
    line.counterexample = reading.counterexample ?? line.counterexample
  }

  // MARK: - Readings

  /// One reading of a row; if what it says first is wrong, another way to read it may be what was meant.
  mutating func read(
    _ formulas: [DisplayFormula],
    _ layout: LayoutReading,
    _ previous: ExpressionID?,
    _ state: DisplayState,
    _ options: AnswerOptions
  ) -> Reading {
    let outer = self
    let reading = readFirst(formulas, layout, previous, state, options)
    guard reading.verdict == .refuted || reading.verdict == .illTyped else { return reading }
    var others: [[DisplayFormula]] = []
    for (place, formula) in formulas.enumerated() {
      var variants = formula.candidates.dropFirst().filter(\.hasDerivative)
      variants += formula.candidates.prefix(2).map { addingEverywhere($0) }.filter {
        $0 != formula.candidates[0]
      }
      for tree in variants.prefix(6) {
        var changed = formulas
        changed[place] = DisplayFormula(candidates: [tree], range: formula.range)
        others.append(changed)
      }
    }
    let everywhere = formulas.map { formula in
      DisplayFormula(candidates: formula.candidates.map { addingEverywhere($0) }, range: formula.range)
    }
    if everywhere != formulas { others.append(everywhere) }
    for other in others.prefix(12) {
      var trial = outer
      let again = trial.readFirst(other, layout, previous, state, options)
      guard again.verdict == .holds else { continue }
      self = trial
      return again
    }
    return reading
  }

  private mutating func readFirst(
    _ formulas: [DisplayFormula],
    _ layout: LayoutReading,
    _ previous: ExpressionID?,
    _ state: DisplayState,
    _ options: AnswerOptions
  ) -> Reading {
    let formulas = formulas.map { formula in
      DisplayFormula(candidates: formula.candidates.map { workingOutLimits($0) }, range: formula.range)
    }
    let remainders = formulas.flatMap { $0.candidates.first?.remainderNames ?? [] }
    let laidOut = formulas.map { formula in
      DisplayFormula(
        candidates: formula.candidates.map {
          workingOutEvaluations(
            self.laidOut(contracting(namingIdentities($0.withoutRemainders)), layout)
          )
        },
        range: formula.range
      )
    }
    let range = formulas.reduce(formulas[0].range) { $0.union($1.range) }
    let outer = scope
    var row = scope.lower(chain: laidOut, continuing: previous, range: range)
    var inferred = scope.takeDiagnostics().filter { $0.code == "scope.inferred" }
    if row.formulas.contains(where: { $0.expression == nil || !$0.fits }) {
      for variant in looserReadings(laidOut) {
        var trial = outer
        let other = trial.lower(chain: variant, continuing: previous, range: range)
        guard other.formulas.allSatisfy({ $0.expression != nil && $0.fits }) else { continue }
        inferred = trial.takeDiagnostics().filter { $0.code == "scope.inferred" }
        scope = trial
        row = other
        break
      }
    }
    var reading = Reading()
    defer {
      // A name nobody declared proves nothing wrong; it is forgotten again, so that a later row may define it.
      if !inferred.isEmpty {
        if reading.verdict == .refuted {
          reading.verdict = .unread
          reading.message = inferred[0].message
          reading.problem = inferred[0]
          reading.counterexample = nil
          reading.evidence = ""
          reading.sides = nil
        }
      }
    }
    for formula in row.formulas where formula.expression == nil {
      let problem = formula.diagnostics.first
      let code = problem?.code ?? ""
      let isShape = code.hasPrefix("shape.") && code != "shape.identity" && inferred.isEmpty
      reading.verdict = reading.verdict.worse(isShape ? .illTyped : .unread)
      if code == "scope.function", laidOut.contains(where: { $0.candidates[0].hasLimit }) {
        reading.message = "this limit could not be worked out"
        reading.problem = Diagnostic(
          code: "latex.limit",
          message: reading.message,
          range: range
        )
        continue
      }
      reading.message =
        problem.map { $0.message + ($0.hints.first.map { " (\($0))" } ?? "") } ?? "this cannot be read"
      if isShape { reading.fault = "shape" }
      if !isShape, let problem { note(problem) }
    }
    guard reading.verdict == .holds else {
      if !inferred.isEmpty { scope = forgetting(outer) }
      return reading
    }
    reading.expressions = row.formulas.compactMap(\.expression)
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
    if !inferred.isEmpty, reading.verdict == .refuted || reading.verdict == .illTyped {
      // A name nobody declared proves nothing wrong.
      reading.verdict = .unread
      reading.message = inferred[0].message
      reading.problem = inferred[0]
      reading.counterexample = nil
      reading.evidence = ""
      reading.sides = nil
      scope = forgetting(outer)
    }
    return reading
  }

  /// The names of an earlier scope over the graph of now, whose expressions are still used.
  private func forgetting(_ outer: Scope) -> Scope {
    var result = outer
    result.graph = scope.graph
    return result
  }

  /// `1 − y` of a vector y as it is meant: the number beside every entry.
  func addingEverywhere(_ tree: SyntaxTree) -> SyntaxTree {
    tree.mapping { part in
      guard case .binary(let operation, let a, let b) = part.kind,
        operation == .add || operation == .subtract,
        a.isNumber != b.isNumber
      else { return nil }
      let left = addingEverywhere(a)
      let right = addingEverywhere(b)
      var trial = scope
      guard let value = trial.lower(a.isNumber ? right : left),
        !trial.graph.shape(value).isScalar
      else { return SyntaxTree(.binary(operation, left, right), part.range) }
      let elementwise: SyntaxTree.BinaryOperator =
        operation == .add ? .elementwiseAdd : .elementwiseSubtract
      return SyntaxTree(
        .parenthesized(
          SyntaxTree(.binary(elementwise, left, right), part.range)
        ),
        part.range
      )
    }
  }

  /// Readings that usage allows though the letter does not: tr over a sum that mixes matrices and scalars, and
  /// identities in Kronecker products, whose sizes the neighbours fix.
  private func looserReadings(_ formulas: [DisplayFormula]) -> [[DisplayFormula]] {
    var variants: [[DisplayFormula]] = []
    let split = formulas.map { formula in
      DisplayFormula(candidates: formula.candidates.map { distributingTraces($0) }, range: formula.range)
    }
    if split != formulas { variants.append(split) }
    let powers = formulas.map { formula in
      DisplayFormula(
        candidates: formula.candidates.map { addingEverywhere(raisingEntries($0)) },
        range: formula.range
      )
    }
    if powers != formulas { variants.append(powers) }
    let grouped = formulas.map { formula in
      DisplayFormula(candidates: formula.candidates.map { groupingScalars($0) }, range: formula.range)
    }
    if grouped != formulas { variants.append(grouped) }
    let counted = formulas.map { formula in
      DisplayFormula(candidates: formula.candidates.map { takingOneForOnes($0) }, range: formula.range)
    }
    if counted != formulas { variants.append(counted) }
    let squared = formulas.map { formula in
      DisplayFormula(candidates: formula.candidates.map { squaringVectors($0) }, range: formula.range)
    }
    if squared != formulas { variants.append(squared) }
    let everywhere = formulas.map { formula in
      DisplayFormula(candidates: formula.candidates.map { addingEverywhere($0) }, range: formula.range)
    }
    if everywhere != formulas { variants.append(everywhere) }
    var sized: [DisplayFormula] = []
    var isChanged = false
    for formula in formulas {
      var candidates: [SyntaxTree] = []
      for tree in formula.candidates.prefix(2) {
        let options = sizingIdentities(tree)
        if !options.isEmpty { isChanged = true }
        candidates += options.isEmpty ? [tree] : options
      }
      sized.append(DisplayFormula(candidates: candidates, range: formula.range))
    }
    if isChanged { variants.append(sized) }
    return variants
  }

  /// tr(A − s) as tr(A) − tr(s), where tr of a scalar is the scalar.
  private func distributingTraces(_ tree: SyntaxTree) -> SyntaxTree {
    tree.mapping { tree in
      guard case .call("tr", let nameRange, let isElementwise, let arguments) = tree.kind,
        arguments.count == 1
      else {
        return nil
      }
      func distribute(_ argument: SyntaxTree) -> SyntaxTree {
        switch argument.kind {
        case .parenthesized(let inner): return distribute(inner)
        case .binary(let operation, let a, let b) where operation == .add || operation == .subtract:
          return SyntaxTree(
            .parenthesized(SyntaxTree(.binary(operation, distribute(a), distribute(b)), argument.range)),
            argument.range
          )
        case .negative(let a): return SyntaxTree(.negative(distribute(a)), argument.range)
        default:
          var trial = scope
          if let value = trial.lower(argument), trial.graph.shape(value).isScalar { return argument }
          return SyntaxTree(
            .call(name: "tr", nameRange: nameRange, isElementwise: isElementwise, arguments: [argument]),
            argument.range
          )
        }
      }
      return distribute(arguments[0])
    }
  }

  /// tanh²(z) of a vector or matrix as the square of every entry.
  private func raisingEntries(_ tree: SyntaxTree) -> SyntaxTree {
    tree.mapping { tree in
      guard case .binary(.power, let base, let exponent) = tree.kind, exponent.isNumber,
        case .call(let name, _, _, _) = base.kind,
        scope.graph.vocabulary[FunctionName(name)]?.isElementwise ?? false
      else { return nil }
      return SyntaxTree(.binary(.elementwisePower, base, exponent), tree.range)
    }
  }

  /// v² of a vector as v'v.
  private func squaringVectors(_ tree: SyntaxTree) -> SyntaxTree {
    tree.mapping { tree in
      guard case .binary(.power, let base, let exponent) = tree.kind, case .number(2, _) = exponent.kind
      else {
        return nil
      }
      var trial = scope
      guard let value = trial.lower(base), trial.graph.shape(value).isVector else { return nil }
      let inner = SyntaxTree(.parenthesized(base), base.range)
      return SyntaxTree(
        .parenthesized(
          SyntaxTree(.binary(.multiply, SyntaxTree(.transpose(inner), base.range), inner), tree.range)
        ),
        tree.range
      )
    }
  }

  /// The formula with every identity of a Kronecker product given a size, in all ways that type-check alone.
  private func sizingIdentities(_ tree: SyntaxTree) -> [SyntaxTree] {
    let places = tree.all.flatMap { inner -> [SourceRange] in
      guard case .binary(.kronecker, let a, let b) = inner.kind else { return [] }
      return [a, b].filter { $0.bareName?.name == "I" }.map(\.range)
    }
    guard !places.isEmpty, places.count <= 4, scope.symbol(named: "I") == nil else { return [] }
    let sizes = scope.sizeNames
    guard !sizes.isEmpty, sizes.count <= 6 else { return [] }
    var found: [SyntaxTree] = []
    var choice = [Int](repeating: 0, count: places.count)
    for _ in 0..<1296 {
      let filled = tree.mapping { inner in
        guard inner.bareName?.name == "I", let place = places.firstIndex(of: inner.range) else { return nil }
        let size = SyntaxTree(.name(sizes[choice[place]], latex: nil), inner.range)
        return SyntaxTree(
          .call(name: "eye", nameRange: inner.range, isElementwise: false, arguments: [size]),
          inner.range
        )
      }
      var trial = scope
      if trial.lower(filled) != nil { found.append(filled) }
      if found.count >= 8 { break }
      var position = 0
      while position < choice.count {
        choice[position] += 1
        if choice[position] < sizes.count { break }
        choice[position] = 0
        position += 1
      }
      if position == choice.count { break }
    }
    return found
  }

  /// A problem in reading a name is said once.
  private mutating func note(_ problem: Diagnostic) {
    if !diagnostics.contains(problem) { diagnostics.append(problem) }
  }

  mutating func judgePair(
    _ left: ExpressionID,
    _ right: ExpressionID,
    isFirst: Bool,
    _ state: DisplayState,
    _ options: AnswerOptions,
    _ reading: inout Reading
  ) {
    var (verdict, outcome) = judge(left, right, state.moving, options)
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
        outcome = Verification.Outcome(.undecided, reason: "an index stands on one side only")
      }
    }
    note(verdict, outcome, (left, right), &reading)
  }

  /// Takes the verdict on one equality into a reading.
  func note(
    _ verdict: Verdict,
    _ outcome: Verification.Outcome,
    _ sides: (ExpressionID, ExpressionID),
    _ reading: inout Reading
  ) {
    let before = reading.verdict
    reading.verdict = reading.verdict.worse(verdict)
    if verdict == .holds {
      if reading.evidence.isEmpty { reading.evidence = outcome.strongest.map { Session.evidence($0) } ?? "" }
      if let reason = outcome.reason, reading.message.isEmpty { reading.message = reason }
      if outcome.reason == Session.numeratorNote { reading.isTransposed = true }
      return
    }
    guard reading.verdict != before else { return }
    reading.evidence = verdict == .refuted ? "refuted" : ""
    reading.message = outcome.reason ?? ""
    reading.counterexample = outcome.counterexample.map { Counterexample($0) }
    if verdict == .illTyped { reading.fault = "shape" }
    reading.sides = sides
  }

  /// The formula with the derivatives of scalars as rows, or those of vectors and matrices transposed.
  private func laidOut(_ tree: SyntaxTree, _ layout: LayoutReading) -> SyntaxTree {
    guard layout != .asWritten else { return tree }
    return tree.mappingDerivatives { derivative, of, wrt in
      var trial = scope
      guard let function = trial.lower(of), let variable = wrt.first.flatMap({ trial.lower($0) }),
        !trial.graph.shape(variable).isScalar
      else { return nil }
      let isScalar = trial.graph.shape(function).isScalar
      if layout == .entries { return byEntries(derivative, of, wrt, trial.graph.shape(variable)) }
      guard isScalar == (layout != .denominator) else { return nil }
      if layout == .rowFractions, case .derivative(.gradient, _, _) = derivative.kind { return nil }
      return SyntaxTree(.transpose(derivative), derivative.range)
    }
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
    var reading = read([formula], .asWritten, nil, state, options)
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
        reading.evidence = outcome.strongest.map { Session.evidence($0) } ?? ""
        return
      }
      if !fitsAnswer, state.isLastRow, !state.isFirstRow {
        reading.verdict = .illTyped
        reading.fault = "shape"
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
