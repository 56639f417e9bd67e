// A statement over several rows, `… = a`, `+ b`, `− c`: its parts are judged together, and a fault is put on the row
// whose part fails.

import Diagnostics
import Expressions
import Findings
import LaTeX
import Syntax
import Verification

extension RowJudge {
  /// A row that begins with + or −: it is judged together with the rows it goes on from.
  mutating func judgeTerms(_ formulas: [DisplayFormula]) {
    var reading = read([formulas[0]], .mixed, state.previous)
    let only = onlyReading(of: formulas[0], continuing: state.previous) ?? formulas[0].tree.plainWay
    let term = scope.lower(chain: [only], continuing: state.previous, range: formulas[0].range)
      .formulas.first?.expression
    workspace.diagnostics += scope.takeDiagnostics().filter { $0.severity == .warning }
    guard let previous = state.previous, let term, scope.graph.shape(term) == scope.graph.shape(previous)
    else {
      refuseTerm(term, &reading)
      take(reading)
      if line.verdict == .illTyped { mendPart(formulas[0]) }
      return
    }
    if state.parts.isEmpty, !lines.isEmpty {
      state.parts = [DisplayState.Part(row: lines.count - 1, term: previous)]
    }
    state.parts.append(DisplayState.Part(row: lines.count, term: term))
    let total = scope.graph.sum([previous, term])
    state.previous = total
    state.previousTree = nil
    guard let base = state.base else {
      line.verdict = line.verdict.worse(.definition)
      return
    }
    var whole = Reading()
    whole.expressions = [total]
    judgePair(base, total, isFirst: true, &whole)
    let text = statement(base, total)
    for part in state.parts where part.row < lines.count {
      lines[part.row].join(whole.verdict == .holds ? .holds : .undecided, whole.evidence, text)
      for outcome in whole.outcomes { lines[part.row].noteTrials(outcome, in: workspace) }
    }
    if whole.verdict == .holds { state.lastRight = total }
    line.reading = text
    take(whole)
  }

  /// What is said of a part that cannot be added to the part before it.
  private func refuseTerm(_ term: ExpressionID?, _ reading: inout Reading) {
    guard reading.verdict == .holds || reading.verdict == .refuted else { return }
    reading.verdict = .unread
    guard let previous = state.previous, let term else { return }
    reading.verdict = .illTyped
    reading.fault = .shape
    reading.message =
      "this part is a \(scope.graph.shape(term)), the part before it a \(scope.graph.shape(previous))"
  }

  /// A statement over several rows as the text of a cell.
  private func statement(_ base: ExpressionID, _ total: ExpressionID) -> String? {
    guard let left = parsed(base), let right = parsed(total) else { return nil }
    var reading = Reading()
    reading.trees = [left, right]
    return snippet(reading, continuing: nil)
  }

  /// What a part of another shape should be, the parts before it granted.
  private mutating func mendPart(_ formula: DisplayFormula) {
    guard let base = state.base, let previous = state.previous, !lines.isEmpty,
      scope.graph.shape(base) == scope.graph.shape(previous)
    else { return }
    var trial = self
    let rest = trial.scope.graph.difference(base, previous)
    trial.offer(formula, equalTo: rest, besides: (base, previous))
    line = trial.line
    let isMended = !line.suggestions.isEmpty
    lines[lines.count - 1].join(isMended ? .holds : .undecided, nil, nil)
    if isMended {
      lines[lines.count - 1].message = "right as a part of the statement that goes on in the next row"
    }
  }

  /// Puts the fault of a finished statement over several rows on the row whose part an edit mends.
  mutating func finishParts() {
    let parts = state.parts
    state.parts = []
    guard parts.count > 1, let base = state.base, let last = parts.last, lines[last.row].verdict == .refuted
    else { return }
    var trial = self
    guard let found = trial.repair(of: parts, base) else {
      let total = scope.graph.sum(parts.map(\.term))
      workspace.mend(&lines[last.row], base, total, state.moving, options)
      lines[last.row].message = "with this row the statement is complete, and " + lines[last.row].message
      return
    }
    let (counterexample, refutation) = (lines[last.row].counterexample, lines[last.row].evidence)
    let text = statement(base, scope.graph.sum(parts.map(\.term)))
    let mended = trial.statement(base, found.total)
    for part in parts where part.row != found.row {
      lines[part.row].join(.holds, found.repair.evidence, mended)
      lines[part.row].message = "right as a part of the statement, row \(found.row + 1) mended"
    }
    let printer = FormulaPrinter(trial.scope)
    lines[found.row].verdict = .refuted
    lines[found.row].evidence = refutation
    lines[found.row].reading = text
    lines[found.row].fault = found.repair.kind.fault
    lines[found.row].message =
      "this part of the statement is wrong: " + trial.workspace.explanation(of: found.repair, whole: nil)
    lines[found.row].counterexample = counterexample
    lines[found.row].suggestions = [printer.formula(base).latex + " = " + printer.formula(found.total).latex]
  }

  /// The edit of one part, of the likeliest kind, after which the statement holds.
  private mutating func repair(of parts: [DisplayState.Part], _ base: ExpressionID) -> (
    row: Int, repair: Repair, total: ExpressionID
  )? {
    let verifier = Verifier(functions: workspace.table, options: workspace.verificationOptions(options))
    var found: (row: Int, repair: Repair, total: ExpressionID)?
    var least = Int.max
    for (place, part) in parts.enumerated() {
      let others = parts.indices.filter { $0 != place }.map { parts[$0].term }
      let rest = scope.graph.sum(others)
      let repairs = verifier.repairs(
        of: part.term,
        toEqual: scope.graph.difference(base, rest),
        in: &scope.graph,
        variables: state.moving,
        limit: 1
      )
      guard let repair = repairs.first, let rank = EditKind.allCases.firstIndex(of: repair.kind),
        repair.kind.isOfOnePart, rank < least
      else { continue }
      least = rank
      found = (part.row, repair, scope.graph.sum(others + [repair.expression]))
    }
    return found
  }
}

extension CheckedLine {
  /// Takes back what was said of a row as if it were the whole statement.
  fileprivate mutating func join(_ verdict: Verdict, _ evidence: Evidence?, _ reading: String?) {
    guard self.verdict == .refuted || self.verdict == .holds || self.verdict == .undecided else { return }
    withdraw("judged together with the next row", verdict)
    if verdict == .holds { self.evidence = evidence }
    self.reading = reading ?? self.reading
  }
}
