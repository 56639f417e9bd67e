// Claims and proofs in cells: every formula of a row against the one before it.

import Derivation
package import Diagnostics
import Expressions
package import Findings
import Functions
package import Syntax
import Verification

/// The judge of the rows of a claim or a proof.
package struct ClaimJudge {
  /// The notebook so far.
  package internal(set) var workspace: Workspace
  let options: AnswerOptions
  /// The row that is judged.
  private var line = CheckedLine(latex: "", plain: "", verdict: .holds, range: SourceRange(0, 0))
  /// The last formula so far, and that of a row that holds.
  private var previous: ExpressionID?
  private var lastRight: ExpressionID?
  /// The last formula so far as it was read.
  private var previousTree: SyntaxTree?
  /// The checks of the statement.
  private var checks: [Check] = []

  private var scope: Scope { workspace.scope }

  /// A judge under the options of a cell.
  package init(_ workspace: Workspace, _ options: AnswerOptions) {
    self.workspace = workspace
    self.options = options
  }

  /// The rows of a claim or proof with their verdicts.
  package mutating func judge(_ rows: [LoweredRow], kind: StatementKind, _ range: SourceRange)
    -> CheckedStatement
  {
    var lines: [CheckedLine] = []
    for row in rows {
      judge(row)
      let sides = (row.continues ? [previousTree].compactMap { $0 } : []) + row.formulas.map(\.tree)
      line.reading = workspace.claim(sides, options)
      lines.append(line)
      previousTree = row.formulas.last?.tree ?? previousTree
      previous = row.formulas.last?.expression ?? previous
      if line.verdict == .holds { lastRight = row.formulas.last?.expression ?? lastRight }
      if let reason = row.reason { checkReason(reason) }
    }
    var statement = CheckedStatement(
      kind: kind,
      label: options.label,
      verdict: lines.map(\.verdict).worst,
      expected: options.expected,
      lines: lines,
      range: range
    )
    statement.checks = checks
    return statement
  }

  private mutating func judge(_ row: LoweredRow) {
    line = printed(row)
    takeProblems(of: row)
    var chain = row.formulas.compactMap(\.expression)
    if row.continues, let previous { chain.insert(previous, at: 0) }
    guard chain.count > 1 else {
      // A formula that is missing was not read; what is left of the row claims nothing.
      let isRead = !row.formulas.isEmpty && row.formulas.allSatisfy { $0.expression != nil }
      if line.verdict == .holds { line.verdict = isRead ? .definition : .unread }
      return
    }
    let varying = variables(of: row, chain).subtracting(workspace.heldSymbols)
    let isFirst = row.continues && chain.first == previous
    // By an entry of a name that has a value: ∂E/∂z_i is an entry of ∂E/∂z.
    let sides = chain.map { workspace.resolvedDerivatives($0) }
    for place in sides.indices.dropFirst() {
      judge(sides[place - 1], sides[place], varying, isFirst: isFirst && place == 1)
    }
    heedGuesses(&line, row)
  }

  /// The row as it is printed.
  private func printed(_ row: LoweredRow) -> CheckedLine {
    let printer = FormulaPrinter(scope)
    let formulas = row.formulas.map { formula in formula.expression.map { printer.formula($0) } }
    let texts = formulas.map { $0?.plain ?? "…" }
    let latex = formulas.map { $0?.latex ?? "\\ldots" }
    var line = CheckedLine(
      latex: (row.continues ? "= " : "") + latex.joined(separator: " = "),
      plain: (row.continues ? "== " : "") + texts.joined(separator: " == "),
      verdict: .holds,
      range: row.range
    )
    line.reason = row.reason?.text
    return line
  }

  /// Takes what keeps formulas from being read, or from fitting.
  private mutating func takeProblems(of row: LoweredRow) {
    for formula in row.formulas {
      guard let problem = formula.diagnostics.first else { continue }
      // What does not fit may fit in another layout, which is looked at below.
      if options.fixesLayout, !formula.fits { continue }
      line.message = problem.message + (problem.hints.first.map { " (\($0))" } ?? "")
      if formula.expression != nil || problem.isOfShapes {
        line.verdict = .illTyped
        line.fault = .shape
      } else {
        // What is not known cannot be ill-typed.
        line.verdict = line.verdict == .illTyped ? .illTyped : .unread
        workspace.note(problem)
      }
    }
    if line.verdict == .holds,
      row.formulas.contains(where: { $0.expression == nil && $0.diagnostics.isEmpty })
    {
      // What could not be read has been said where it stands.
      line.verdict = .unread
      line.message = "a formula of this row cannot be read"
    }
  }

  private mutating func judge(
    _ left: ExpressionID,
    _ right: ExpressionID,
    _ varying: Set<SymbolID>,
    isFirst: Bool
  ) {
    var (verdict, outcome) = workspace.judge(left, right, varying, options)
    if verdict != .holds, isFirst, let lastRight, left != lastRight {
      let again = workspace.judge(lastRight, right, varying, options)
      if again.verdict == .holds { (verdict, outcome) = again }
    }
    var reading = Reading()
    reading.note(verdict, outcome, (left, right))
    let assumed =
      workspace.hasDerivative([left, right]) ? workspace.assumedConditions(on: [left, right]) : []
    if let (name, variable) = workspace.linkedNames(in: [left, right], by: assumed.flatMap { $0 }) {
      reading.withdraw("whether '\(name)' moves with '\(variable)', as an equation says, is not clear")
    } else if verdict == .refuted {
      workspace.judgeUnderAssumptions(left, right, varying: varying, options, &reading)
    }
    checks += outcome.evidence
    line.noteTrials(outcome, in: workspace)
    if reading.verdict == .holds {
      line.noteConditions(workspace.domainConditions(of: [left, right]))
      line.evidence = line.evidence?.weaker(reading.evidence) ?? reading.evidence
      if !reading.message.isEmpty { line.message = reading.message }
      return
    }
    line.verdict = line.verdict.worse(reading.verdict)
    line.evidence = reading.evidence
    if !reading.message.isEmpty { line.message = reading.message }
    line.counterexample = reading.counterexample ?? line.counterexample
    line.fault = reading.fault ?? line.fault
    if !reading.suggestions.isEmpty { line.suggestions = reading.suggestions }
    if reading.verdict == .refuted, verdict == .refuted, reading.suggestions.isEmpty, reading.sides != nil {
      workspace.mend(&line, left, right, varying, options)
    }
  }

  /// What varies in a row: the names under `wrt`, else every declared name when a differential occurs.
  private func variables(of row: LoweredRow, _ chain: [ExpressionID]) -> Set<SymbolID> {
    var named = Set<SymbolID>()
    for id in row.varying {
      if case .symbol(let symbol) = scope.graph[id] { named.insert(symbol) }
    }
    if !named.isEmpty { return named }
    return Set(
      scope.graph.symbols(in: chain, throughDefinitions: true).filter { symbol in
        switch scope.graph[symbol].role {
        case .declared, .family: !scope.graph[symbol].properties.contains(.constant)
        case .defined, .index, .definedFamily: false
        }
      }
    )
  }

  private mutating func checkReason(_ reason: Statement.Name) {
    let known = RuleNames.all
    let text = reason.text
    guard !known.contains(text) else { return }
    let nearest = Diagnostic.nearestNames(to: text, among: known)
    workspace.diagnostics.append(
      Diagnostic(
        code: "proof.unknown-rule",
        severity: .warning,
        message: "no rule is called '\(text)'",
        range: reason.range,
        hints: nearest.map { "did you mean '\($0)'" } + ["'nabla rules' lists the rules"]
      )
    )
  }
}

extension CheckedLine {
  /// Takes back what was said of a row.
  mutating func withdraw(_ reason: String, _ verdict: Verdict = .undecided) {
    self.verdict = verdict
    message = reason
    evidence = nil
    fault = nil
    faultyPart = nil
    counterexample = nil
    suggestions = []
  }

  /// Adds conditions under which a part of the row holds.
  mutating func noteConditions(_ more: [Formula]) {
    for condition in more where !conditions.contains(condition) { conditions.append(condition) }
  }

  /// Adds the conditions and sizes under which a part of the row was tried.
  mutating func noteTrials(_ outcome: CheckOutcome, in workspace: Workspace) {
    noteConditions(workspace.conditions(of: outcome))
    for tried in outcome.sizes where !tried.sizes.isEmpty && !sizes.contains(tried) { sizes.append(tried) }
  }
}
