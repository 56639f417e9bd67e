// From what a row was read as to its verdict: every reading is judged, and none is chosen because it holds.

import Diagnostics
import Expressions
import Findings
import LaTeX
import Syntax
import Verification

extension RowJudge {
  /// Reads the formulas of a row and judges every reading; where readings differ in their verdict, the row is undecided.
  mutating func read(
    _ formulas: [DisplayFormula],
    _ layout: LayoutConvention,
    _ previous: ExpressionID?
  ) -> Reading {
    let outer = scope.layout
    scope.layout = layout
    defer { scope.layout = outer }
    let prepared = formulas.map { self.prepared($0) }
    let remainders = formulas.flatMap(\.tree.remainders)
    let range = formulas.reduce(formulas[0].range) { $0.union($1.range) }
    let read = scope.readings(
      of: prepared,
      continuing: previous,
      settled: state.settled,
      range: range
    )
    switch read {
    case .failed(let plain):
      var reading = failed(plain, range)
      heedGuesses(previous, &reading)
      return reading
    case .read(let found, let isCut):
      if isCut { return tooManyReadings(found, range) }
      var reading = combined(inConvention(found, previous, remainders))
      requireVanishing(formulas, &reading)
      if reading.verdict == .illTyped { heedGuesses(previous, &reading) }
      return reading
    }
  }

  /// Takes back that a row is wrong in which a name stands that nobody declared, whatever rows before made of it.
  func heedGuesses(_ previous: ExpressionID?, _ reading: inout Reading) {
    guard reading.verdict.isWrong, !scope.guessedNames.isEmpty else { return }
    let sides = [previous].compactMap { $0 } + reading.expressions
    let written = reading.trees.flatMap(\.names).first { scope.guessedNames.contains($0) }
    guard let guess = guessedName(in: sides) ?? written else { return }
    // Shapes that were guessed and do not fit say that it was not read as it was meant.
    let open: Verdict = reading.verdict == .illTyped ? .unread : .undecided
    reading.withdraw("'\(guess)' is not declared, so nothing is proved", open)
  }

  /// The one reading of the formulas of a row, which nobody has judged yet; undecided where there are several.
  mutating func readUnjudged(
    _ formulas: [DisplayFormula],
    _ previous: ExpressionID?
  ) -> Reading {
    let prepared = formulas.map { self.prepared($0) }
    let range = formulas.reduce(formulas[0].range) { $0.union($1.range) }
    let read = scope.readings(of: prepared, continuing: previous, settled: state.settled, range: range)
    switch read {
    case .failed(let plain): return failed(plain, range)
    case .read(let found, let isCut):
      guard !isCut, found.count == 1 || found.allSatisfy({ $0.uses.allSatisfy { !$0.isPrint } }),
        let only = found.first
      else { return tooManyReadings(found, range) }
      return adopted(only)
    }
  }

  /// A way to read a row, with its names in force.
  private mutating func adopted(_ row: RowReading) -> Reading {
    let grown = scope
    scope = row.scope
    scope.adoptExpressions(of: grown)
    var reading = Reading()
    reading.uses = row.uses
    reading.trees = row.row.formulas.map(\.tree)
    reading.expressions = row.row.formulas.compactMap(\.expression)
    return reading
  }

  /// A formula with limits, remainders and contractions put into forms that can be lowered.
  mutating func prepared(_ formula: DisplayFormula) -> DisplayFormula {
    declareLimitVariables(of: formula.tree)
    let plain = workspace.namingIdentities(formula.tree.readingLimits().tree.withoutRemainders)
    return DisplayFormula(workspace.contracting(plain), range: formula.range, isCut: formula.isCut)
  }

  /// The bound variables of limits that nobody declared.
  private mutating func declareLimitVariables(of tree: SyntaxTree) {
    guard tree.hasLimit else { return }
    for name in tree.limitNames where scope.symbol(named: name.text) == nil {
      _ = scope.perform(
        Statement(.declaration(names: [name], indices: [:], type: .scalar, attributes: []), name.range)
      )
      _ = scope.takeDiagnostics()
    }
  }

  /// Takes a verdict back that rests on a limit whose numerator is not known to go to 0.
  private mutating func requireVanishing(_ formulas: [DisplayFormula], _ reading: inout Reading) {
    guard reading.verdict == .holds || reading.verdict == .refuted else { return }
    for tree in formulas.flatMap({ $0.tree.readingLimits().vanishing }) {
      let start = scope.lower(chain: [tree], range: tree.range).formulas.first?.expression
      _ = scope.takeDiagnostics()
      if let start {
        let nothing = scope.graph.zeros(scope.graph.shape(start))
        if workspace.verify(start, nothing, [], AnswerOptions()).verdict == .holds { continue }
      }
      reading.withdraw("the limit is a derivative only if the numerator goes to 0, which is not known")
      return
    }
  }

  /// The one way to take a formula by itself, or in the shape of what it goes on from; nil when none fits, or several that
  /// differ.
  func onlyReading(of formula: DisplayFormula, continuing previous: ExpressionID? = nil) -> SyntaxTree? {
    var trial = scope
    guard
      case .read(let found, isCut: false) = trial.readings(
        of: [formula],
        continuing: previous,
        settled: state.settled,
        range: formula.range
      ),
      found.allSatisfy(\.inferred.isEmpty)
    else { return formula.tree.isAmbiguous ? nil : formula.tree }
    guard
      found.count == 1
        // What a name stands for rests on the sign of a matrix only once a row has said which is meant.
        || found.allSatisfy({
          $0.uses.allSatisfy {
            Habit.named($0.habit)?.kind == .convention && $0.habit != Habit.signOfMatrix.name
          }
        })
    else { return nil }
    return found.first?.trees.first
  }

  // MARK: - Verdicts

  /// One reading against the formula before, formula by formula.
  mutating func judged(
    _ row: RowReading,
    _ previous: ExpressionID?,
    _ remainders: [Remainder]
  ) -> Reading {
    let outer = scope
    var reading = adopted(row)
    // What stands under a d in this reading varies in it, a name that nobody declared as a declared one would.
    moveNames(under: reading.trees)
    let written = [previous].compactMap { $0 } + reading.expressions
    let chain = written.map { workspace.resolvedDerivatives($0) }
    reading.chain = chain
    for place in chain.indices.dropFirst() {
      let isFirst = place == 1 && previous != nil
      if let index = workspace.indexOfOwnDerivative(written[place - 1], written[place]) {
        let reason = "whether the index '\(index)' is summed over is not clear"
        reading.note(.undecided, .undecided(because: reason), (chain[place - 1], chain[place]))
      } else if remainders.isEmpty {
        judgePair(chain[place - 1], chain[place], isFirst: isFirst, &reading)
      } else {
        let orders = remainders.compactMap(\.order)
        let (verdict, outcome) = workspace.judge(
          chain[place - 1],
          chain[place],
          toOrder: orders.count == remainders.count ? orders.min() : nil,
          in: remainders.flatMap(\.names)
        )
        reading.note(verdict, outcome, (chain[place - 1], chain[place]))
      }
    }
    writeSums(of: chain, continues: previous != nil, &reading)
    reading.inferred = inferredNames(row, besides: outer)
    if let guess = row.inferred.first {
      // A name that nobody declared proves nothing wrong; it is forgotten again, so that a later row may define it.
      if reading.verdict.isWrong {
        reading.withdraw(guess.message + "; what is not declared proves nothing wrong")
        workspace.note(guess)
      } else if reading.message.isEmpty {
        reading.message = guess.message
      }
      scope = forgetting(outer)
    }
    return reading
  }

  /// Puts sums in the place of sides whose repeated indices were summed over.
  private func writeSums(of chain: [ExpressionID], continues: Bool, _ reading: inout Reading) {
    guard !reading.sums.isEmpty else { return }
    for (place, side) in chain.enumerated() {
      guard let sum = reading.sums[side], let tree = parsed(sum) else { continue }
      let formula = continues ? place - 1 : place
      if formula < 0 { reading.treeBefore = tree } else { reading.trees[formula] = tree }
    }
  }

  /// The verdict on a row of which every reading has been judged.
  private func combined(_ outcomes: [Reading]) -> Reading {
    guard let first = outcomes.first else { return Reading() }
    let verdicts = Set(outcomes.map(\.verdict))
    guard verdicts.count > 1 else {
      var result = first
      if first.verdict == .holds, let weakest = outcomes.max(by: { RowJudge.isStronger($0, $1) }) {
        result.evidence = weakest.evidence
      }
      result.openUses = outcomes.count > 1 ? Array(Set(outcomes.flatMap(\.uses))) : []
      return result
    }
    var result = first
    result.withdraw(RowJudge.meanings(outcomes))
    result.alternatives = outcomes
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
  private mutating func failed(_ plain: RowReading, _ range: SourceRange) -> Reading {
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
      let isKnown =
        plain.inferred.isEmpty && !formula.tree.names.contains(where: scope.guessedNames.contains)
      let isShape =
        code.hasPrefix("shape.") && !["shape.identity", "shape.left-over"].contains(code) && isKnown
      // A derivative by an expression that leaves names over asks for another variable; no shapes are wrong in it.
      let isUnfit =
        formula.expression != nil && !formula.fits && isKnown
        && !formula.diagnostics.contains { $0.code == "shape.left-over" }
      reading.verdict = reading.verdict.worse(isShape || isUnfit ? .illTyped : .unread)
      if code == "scope.function", let lack = formula.tree.lackOfForm(at: range) {
        reading.message = lack.message
        reading.problem = lack
        continue
      }
      reading.message =
        problem.map { $0.message + ($0.hints.first.map { " (\($0))" } ?? "") } ?? "this cannot be read"
      if isShape || isUnfit {
        reading.fault = .shape
      } else if let problem {
        workspace.note(problem)
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
    workspace.note(
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
}
