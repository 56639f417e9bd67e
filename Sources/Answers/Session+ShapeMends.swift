// Rows whose shapes do not fit: the edits of one place after which they fit and hold.

import Derivation
import Diagnostics
import Expressions
import Findings
import LaTeX
import Syntax
import Verification

extension Session {
  /// Offers edits of an ill-typed row that make it fit and hold.
  func mendShapes(
    _ line: inout CheckedLine,
    _ formulas: [DisplayFormula],
    continuing previous: ExpressionID?,
    _ state: DisplayState,
    _ options: AnswerOptions
  ) {
    var trial = self
    let values = formulas.map { formula -> ExpressionID? in
      trial.tried(onlyReading(of: formula) ?? formula.tree.plainWay)
    }
    // The first formula that does not fit what stands before it.
    for (place, formula) in formulas.enumerated() {
      let before = place > 0 ? values[place - 1] : previous
      let shape = before.map { trial.scope.graph.shape($0) }
      if let value = values[place], shape == nil || trial.scope.graph.shape(value) == shape { continue }
      let after = place + 1 < formulas.count ? values[place + 1] : nil
      guard let target = before ?? after else { continue }
      trial.offer(formula, equalTo: target, &line, state, options)
      if line.suggestions.isEmpty { break }
      return
    }
    offerTogether(&line, formulas, continuing: previous, state, options)
  }

  /// Offers edits of a row whose formulas only have sizes together: bold ones, free indices.
  private func offerTogether(
    _ line: inout CheckedLine,
    _ formulas: [DisplayFormula],
    continuing previous: ExpressionID?,
    _ state: DisplayState,
    _ options: AnswerOptions
  ) {
    let range = formulas.reduce(formulas[0].range) { $0.union($1.range) }
    var trial = scope
    let row = trial.lower(chain: formulas.map(\.tree.plainWay), continuing: previous, range: range)
    guard let place = row.formulas.firstIndex(where: { $0.expression == nil || !$0.fits }),
      place > 0 || previous != nil || formulas.count > 1
    else { return }
    for tree in readings(formulas[place]) {
      for edit in tree.shapeEdits.prefix(60) {
        var changed = formulas.map(\.tree.plainWay)
        changed[place] = edit.tree
        var trial = self
        let row = trial.scope.lower(chain: changed, continuing: previous, range: range)
        let problems = trial.scope.takeDiagnostics()
        guard row.formulas.allSatisfy({ $0.expression != nil && $0.fits }),
          problems.allSatisfy({ $0.severity != .error && $0.code != "scope.inferred" })
        else { continue }
        var chain = row.formulas.compactMap(\.expression)
        if let previous { chain.insert(previous, at: 0) }
        chain = chain.map { trial.resolvedDerivatives($0) }
        trial.seeksCounterexamples = false
        let holds = zip(chain, chain.dropFirst()).allSatisfy {
          trial.judge($0, $1, state.moving, options).0 == .holds
        }
        guard holds, let first = chain.first else { continue }
        let printer = FormulaPrinter(trial.scope)
        line.suggestions = [
          printer.formula(first).latex + " = "
            + printer.formula(chain[min(place + (previous == nil ? 0 : 1), chain.count - 1)]).latex
        ]
        line.message += (line.message.isEmpty ? "" : "; ") + Session.words(edit.kind)
        return
      }
    }
  }

  /// Offers edits of a formula under which it equals a target of another shape, or with which it has a shape at all.
  mutating func offer(
    _ formula: DisplayFormula,
    equalTo target: ExpressionID,
    besides statement: (whole: ExpressionID, rest: ExpressionID)? = nil,
    _ line: inout CheckedLine,
    _ state: DisplayState,
    _ options: AnswerOptions
  ) {
    let shape = scope.graph.shape(target)
    var seen = Set<ExpressionID>()
    var candidates: [(edit: FormulaEdit, value: ExpressionID)] = []
    for tree in readings(formula) {
      for edit in tree.shapeEdits {
        guard candidates.count < 300 else { break }
        guard let value = tried(edit.tree, expecting: shape), scope.graph.shape(value) == shape,
          seen.insert(value).inserted
        else { continue }
        candidates.append((edit, value))
      }
    }
    let held = holding(candidates.map(\.value), equalTo: target, state.moving, options)
    let kept = candidates.filter { held.contains($0.value) }
    guard let least = kept.map(\.edit.distance).min() else {
      guard statement == nil else { return }
      offerRightSide(&line, target, target, state.moving, options)
      return
    }
    let best = kept.filter { $0.edit.distance == least }.prefix(3)
    // A part of a statement over several rows is shown with the others.
    let wholes = best.map { candidate in
      statement.map { scope.graph.sum([$0.rest, candidate.value]) } ?? candidate.value
    }
    let printer = FormulaPrinter(scope)
    let left = printer.formula(statement?.whole ?? target).latex
    line.suggestions = wholes.map { value in
      let right = printer.formula(value).latex
      return right == left ? "= " + right : left + " = " + right
    }
    guard let first = best.first else { return }
    var words = Session.words(first.edit.kind)
    if let meant = tried(first.edit.meant), meant != first.value {
      words += ": meant is $\(FormulaPrinter(scope).formula(meant).latex)$"
    }
    line.message += (line.message.isEmpty ? "" : "; ") + words
  }

  /// The readings of a formula that edits begin with.
  private func readings(_ formula: DisplayFormula) -> [SyntaxTree] {
    [onlyReading(of: formula) ?? formula.tree.plainWay]
  }

  /// The expression of a formula, nil when it has none; nothing is reported.
  mutating func tried(_ tree: SyntaxTree, expecting shape: Shape? = nil) -> ExpressionID? {
    let value = scope.attempt(keeping: .expressions) { trial -> ExpressionID? in
      guard let value = trial.lower(tree, expecting: shape),
        trial.takeDiagnostics().allSatisfy({ $0.severity != .error && $0.code != "scope.inferred" })
      else { return nil }
      return value
    }
    return value.map { resolvedDerivatives($0) }
  }

  /// Those of many expressions that equal a target: tried at few points first, then in full.
  private func holding(
    _ values: [ExpressionID],
    equalTo target: ExpressionID,
    _ variables: Set<SymbolID>,
    _ options: AnswerOptions
  ) -> [ExpressionID] {
    var settings = verificationOptions(options)
    settings.seeksCounterexamples = false
    settings.seeksProofs = false
    let thorough = Verifier(functions: table, options: settings)
    settings.points = 1
    settings.ballPoints = 1
    let quick = Verifier(functions: table, options: settings)
    let outcomes = quick.check(values.map { Equation($0, target) }, in: scope.graph, variables: variables)
    var result: [ExpressionID] = []
    for (value, outcome) in zip(values, outcomes) where outcome.verdict == .holds && result.count < 6 {
      let full = thorough.check(Equation(value, target), in: scope.graph, variables: variables)
      if full.verdict == .holds { result.append(value) }
    }
    return result
  }
}
