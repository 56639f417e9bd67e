// Rows whose shapes do not fit: the edits of one place after which they fit and hold.

import Derivation
import Diagnostics
import Expressions
import Findings
import LaTeX
import Syntax
import Verification

extension RowJudge {
  /// Offers edits of an ill-typed row that make it fit and hold.
  mutating func mendShapes(_ formulas: [DisplayFormula], continuing previous: ExpressionID?) {
    var trial = self
    let values = formulas.map { trial.tried(onlyReading(of: $0) ?? $0.tree.plainWay) }
    // The first formula that does not fit what stands before it.
    for (place, formula) in formulas.enumerated() {
      let before = place > 0 ? values[place - 1] : previous
      let shape = before.map { trial.scope.graph.shape($0) }
      if let value = values[place], shape == nil || trial.scope.graph.shape(value) == shape { continue }
      let after = place + 1 < formulas.count ? values[place + 1] : nil
      guard let target = before ?? after else { continue }
      trial.offer(formula, equalTo: target)
      line = trial.line
      if line.suggestions.isEmpty { break }
      return
    }
    offerTogether(formulas, continuing: previous)
  }

  /// A vector whose index may belong to its name, as in `x_k = Ax_{k-1}`: with the whole vectors in place of their entries
  /// the row fits.
  func vectorOfSequence(in formulas: [DisplayFormula], continuing previous: ExpressionID?) -> String? {
    var name: String?
    let changed = formulas.map { formula in
      formula.tree.plainWay.mapping { tree -> SyntaxTree? in
        guard case .entry(let base, let indices) = tree.kind, indices.count == 1,
          let vector = base.bareName?.name, let symbol = scope.symbol(named: vector),
          scope.graph[symbol].shape.columns.isOne, !scope.graph[symbol].shape.isScalar
        else { return nil }
        name = name ?? vector
        return base
      }
    }
    guard let name else { return nil }
    var trial = self
    let range = formulas.reduce(formulas[0].range) { $0.union($1.range) }
    return trial.chain(changed, continuing: previous, range) == nil ? nil : name
  }

  /// Offers edits of a row whose formulas only have sizes together: bold ones, free indices.
  private mutating func offerTogether(_ formulas: [DisplayFormula], continuing previous: ExpressionID?) {
    let plain = formulas.map(\.tree.plainWay)
    let range = formulas.reduce(formulas[0].range) { $0.union($1.range) }
    var trial = scope
    let row = trial.lower(chain: plain, continuing: previous, range: range)
    guard let place = row.formulas.firstIndex(where: { $0.expression == nil || !$0.fits }),
      place > 0 || previous != nil || formulas.count > 1
    else { return }
    let tree = onlyReading(of: formulas[place]) ?? plain[place]
    for edit in tree.shapeEdits.prefix(60) {
      var changed = plain
      changed[place] = edit.tree
      var trial = self
      guard let chain = trial.chain(changed, continuing: previous, range),
        trial.holds(chain), let first = chain.first
      else { continue }
      let printer = FormulaPrinter(trial.scope)
      let side = chain[min(place + (previous == nil ? 0 : 1), chain.count - 1)]
      line.suggestions = [printer.formula(first).latex + " = " + printer.formula(side).latex]
      line.message += (line.message.isEmpty ? "" : "; ") + edit.kind.words
      return
    }
  }

  /// The expressions of a row, that of the row before first; nil where they do not fit.
  private mutating func chain(
    _ trees: [SyntaxTree],
    continuing previous: ExpressionID?,
    _ range: SourceRange
  ) -> [ExpressionID]? {
    let row = scope.lower(chain: trees, continuing: previous, range: range)
    let problems = scope.takeDiagnostics()
    guard row.formulas.allSatisfy({ $0.expression != nil && $0.fits }),
      problems.allSatisfy({ $0.severity != .error && $0.code != "scope.inferred" })
    else { return nil }
    let chain = [previous].compactMap { $0 } + row.formulas.compactMap(\.expression)
    return chain.map { workspace.resolvedDerivatives($0) }
  }

  private mutating func holds(_ chain: [ExpressionID]) -> Bool {
    workspace.seeksCounterexamples = false
    for (left, right) in zip(chain, chain.dropFirst()) {
      guard workspace.judge(left, right, state.moving, options).verdict == .holds else { return false }
    }
    return true
  }

  /// Offers edits of a formula under which it equals a target of another shape, or with which it has a shape at all.
  mutating func offer(
    _ formula: DisplayFormula,
    equalTo target: ExpressionID,
    besides statement: (whole: ExpressionID, rest: ExpressionID)? = nil
  ) {
    let best = edits(of: formula, equalTo: target)
    guard let first = best.first else {
      if statement == nil { workspace.offerRightSide(&line, target, target, state.moving, options) }
      return
    }
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
    var words = first.edit.kind.words
    if let meant = tried(first.edit.meant), meant != first.value {
      words += ": meant is $\(FormulaPrinter(scope).formula(meant).latex)$"
    }
    line.message += (line.message.isEmpty ? "" : "; ") + words
  }

  /// The smallest edits of a formula under which it equals a target, at most three.
  private mutating func edits(of formula: DisplayFormula, equalTo target: ExpressionID) -> [(
    edit: FormulaEdit, value: ExpressionID
  )] {
    let shape = scope.graph.shape(target)
    var seen = Set<ExpressionID>()
    var candidates: [(edit: FormulaEdit, value: ExpressionID)] = []
    for edit in (onlyReading(of: formula) ?? formula.tree.plainWay).shapeEdits where candidates.count < 300 {
      guard let value = tried(edit.tree, expecting: shape), scope.graph.shape(value) == shape,
        seen.insert(value).inserted
      else { continue }
      candidates.append((edit, value))
    }
    let held = holding(candidates.map(\.value), equalTo: target)
    let kept = candidates.filter { held.contains($0.value) }
    guard let least = kept.map(\.edit.distance).min() else { return [] }
    return Array(kept.filter { $0.edit.distance == least }.prefix(3))
  }

  /// The expression of a formula, nil when it has none; nothing is reported.
  mutating func tried(_ tree: SyntaxTree, expecting shape: Shape? = nil) -> ExpressionID? {
    let value = scope.attempt(keeping: .expressions) { trial -> ExpressionID? in
      guard let value = trial.lower(tree, expecting: shape),
        trial.takeDiagnostics().allSatisfy({ $0.severity != .error && $0.code != "scope.inferred" })
      else { return nil }
      return value
    }
    return value.map { workspace.resolvedDerivatives($0) }
  }

  /// Those of many expressions that equal a target: tried at few points first, then in full.
  private func holding(_ values: [ExpressionID], equalTo target: ExpressionID) -> [ExpressionID] {
    var settings = workspace.verificationOptions(options)
    settings.seeksCounterexamples = false
    settings.seeksProofs = false
    let thorough = Verifier(functions: workspace.table, options: settings)
    settings.points = 1
    settings.ballPoints = 1
    let quick = Verifier(functions: workspace.table, options: settings)
    let outcomes = quick.check(values.map { Equation($0, target) }, in: scope.graph, variables: state.moving)
    var result: [ExpressionID] = []
    for (value, outcome) in zip(values, outcomes) where outcome.verdict == .holds && result.count < 6 {
      let full = thorough.check(Equation(value, target), in: scope.graph, variables: state.moving)
      if full.verdict == .holds { result.append(value) }
    }
    return result
  }
}
