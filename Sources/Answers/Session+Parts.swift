// A statement over several rows, `… = a`, `+ b`, `− c`: its parts are judged together, and a fault is put on the row
// whose part fails.

import Diagnostics
import Expressions
import Findings
import LaTeX
import Syntax
import Verification

extension Session {
  /// A row that is one part of a statement.
  struct Part {
    /// The place of the row among the rows of the display.
    var row: Int
    /// What it adds to the statement.
    var term: ExpressionID
  }

  /// A row that begins with + or −: it is judged together with the rows it goes on from.
  mutating func judgeTerms(
    _ formulas: [DisplayFormula],
    _ statement: DisplayStatement,
    _ line: inout CheckedLine,
    _ lines: inout [CheckedLine],
    _ state: inout DisplayState,
    _ options: AnswerOptions
  ) {
    var reading = read([formulas[0]], .mixed, state.previous, state, options)
    let only = onlyReading(of: formulas[0]) ?? formulas[0].tree.plainWay
    let term = scope.lower(chain: [only], continuing: state.previous, range: formulas[0].range)
      .formulas.first?.expression
    diagnostics += scope.takeDiagnostics().filter { $0.severity == .warning }
    guard let previous = state.previous, let term, scope.graph.shape(term) == scope.graph.shape(previous)
    else {
      if reading.verdict == .holds || reading.verdict == .refuted {
        reading.verdict = .unread
        if let previous = state.previous, let term {
          let (before, here) = (scope.graph.shape(previous), scope.graph.shape(term))
          reading.verdict = .illTyped
          reading.fault = .shape
          reading.message = "this part is a \(here), the part before it a \(before)"
        }
      }
      take(reading, into: &line)
      if line.verdict == .illTyped { mendPart(formulas[0], &line, &lines, state, options) }
      return
    }
    if state.parts.isEmpty, !lines.isEmpty { state.parts = [Part(row: lines.count - 1, term: previous)] }
    state.parts.append(Part(row: lines.count, term: term))
    let total = scope.graph.sum([previous, term])
    state.previous = total
    guard let base = state.base else {
      line.verdict = line.verdict.worse(.definition)
      return
    }
    var whole = Reading()
    whole.expressions = [total]
    judgePair(base, total, isFirst: true, state, options, &whole)
    for part in state.parts where part.row < lines.count {
      joinParts(&lines[part.row], whole.verdict == .holds ? .holds : .undecided, whole.evidence)
    }
    if whole.verdict == .holds { state.lastRight = total }
    take(whole, into: &line)
  }

  /// Takes back what was said of a row as if it were the whole statement.
  private mutating func joinParts(_ line: inout CheckedLine, _ verdict: Verdict, _ evidence: Evidence?) {
    guard line.verdict == .refuted || line.verdict == .holds || line.verdict == .undecided else { return }
    line.verdict = verdict
    line.counterexample = nil
    line.fault = nil
    line.suggestions = []
    line.evidence = verdict == .holds ? evidence : nil
    line.message = "judged together with the next row"
  }

  /// What a part of another shape should be, the parts before it granted.
  private mutating func mendPart(
    _ formula: DisplayFormula,
    _ line: inout CheckedLine,
    _ lines: inout [CheckedLine],
    _ state: DisplayState,
    _ options: AnswerOptions
  ) {
    guard let base = state.base, let previous = state.previous, !lines.isEmpty,
      scope.graph.shape(base) == scope.graph.shape(previous)
    else { return }
    var trial = self
    let rest = trial.scope.graph.difference(base, previous)
    trial.offer(formula, equalTo: rest, besides: (base, previous), &line, state, options)
    joinParts(&lines[lines.count - 1], line.suggestions.isEmpty ? .undecided : .holds, nil)
    if !line.suggestions.isEmpty {
      lines[lines.count - 1].message = "right as a part of the statement that goes on in the next row"
    }
  }

  /// Puts the fault of a finished statement over several rows on the row whose part an edit mends.
  mutating func finishParts(
    _ lines: inout [CheckedLine],
    _ state: inout DisplayState,
    _ options: AnswerOptions
  ) {
    let parts = state.parts
    state.parts = []
    guard parts.count > 1, let base = state.base, let last = parts.last, lines[last.row].verdict == .refuted
    else { return }
    let verifier = Verifier(functions: table, options: verificationOptions(options))
    var found: (row: Int, repair: Repair, total: ExpressionID, rank: Int)?
    var trial = self
    for (place, part) in parts.enumerated() {
      let others = parts.indices.filter { $0 != place }.map { parts[$0].term }
      let rest = trial.scope.graph.sum(others)
      let target = trial.scope.graph.difference(base, rest)
      let repairs = verifier.repairs(
        of: part.term,
        toEqual: target,
        in: &trial.scope.graph,
        variables: state.moving,
        limit: 1
      )
      guard let repair = repairs.first, let rank = EditKind.allCases.firstIndex(of: repair.kind),
        Session.isOfOnePart(repair.kind), found.map({ rank < $0.rank }) ?? true
      else { continue }
      let total = trial.scope.graph.sum(others + [repair.expression])
      found = (part.row, repair, total, rank)
    }
    guard let found else {
      let total = scope.graph.sum(parts.map(\.term))
      mend(&lines[last.row], base, total, state.moving, options)
      lines[last.row].message = "with this row the statement is complete, and " + lines[last.row].message
      return
    }
    let (counterexample, refutation) = (lines[last.row].counterexample, lines[last.row].evidence)
    for part in parts where part.row != found.row {
      joinParts(&lines[part.row], .holds, found.repair.evidence)
      lines[part.row].message = "right as a part of the statement, row \(found.row + 1) mended"
    }
    let printer = FormulaPrinter(trial.scope)
    lines[found.row].verdict = .refuted
    lines[found.row].evidence = refutation
    lines[found.row].fault = found.repair.kind.fault
    lines[found.row].message =
      "this part of the statement is wrong: " + trial.explanation(of: found.repair, whole: nil)
    lines[found.row].counterexample = counterexample
    lines[found.row].suggestions = [printer.formula(base).latex + " = " + printer.formula(found.total).latex]
  }

  /// Whether an edit mends the part it was found in; a term that is missing belongs to the whole.
  static func isOfOnePart(_ kind: EditKind) -> Bool {
    switch kind {
    case .transpose, .order, .sign, .factor, .inverse, .exponent, .index, .variable: true
    case .symmetricPart, .productRule, .missingTerm, .elementwise, .missingFactor, .layout: false
    }
  }
}
