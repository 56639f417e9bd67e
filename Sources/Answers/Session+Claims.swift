// Claims and proofs in cells: every formula of a row against the one before it.

import Derivation
import Diagnostics
import Expressions
import Findings
import Functions
import Syntax
import Verification

extension Session {
  /// The rows of a claim or proof with their verdicts.
  mutating func checkedRows(
    _ rows: [LoweredRow],
    kind: StatementKind,
    _ range: SourceRange,
    _ options: AnswerOptions
  )
    -> CheckedStatement
  {
    var lines: [CheckedLine] = []
    var checks: [Check] = []
    var previous: ExpressionID?
    var previousTree: SyntaxTree?
    var lastRight: ExpressionID?
    for row in rows {
      var (line, evidence) = checkedRow(row, previous: previous, lastRight: lastRight, options)
      let sides = (row.continues ? [previousTree].compactMap { $0 } : []) + row.formulas.map(\.tree)
      line.reading = claim(sides, options)
      previousTree = row.formulas.last?.tree ?? previousTree
      lines.append(line)
      checks += evidence
      let last = row.formulas.last?.expression
      previous = last ?? previous
      if line.verdict == .holds { lastRight = last ?? lastRight }
      if let reason = row.reason { checkReason(reason) }
    }
    let verdict = lines.map(\.verdict).worst
    var statement = CheckedStatement(
      kind: kind,
      label: options.label,
      verdict: verdict,
      expected: options.expected,
      lines: lines,
      range: range
    )
    statement.checks = checks
    return statement
  }

  private mutating func checkedRow(
    _ row: LoweredRow,
    previous: ExpressionID?,
    lastRight: ExpressionID?,
    _ options: AnswerOptions
  ) -> (CheckedLine, [Check]) {
    let printer = FormulaPrinter(scope)
    let printed = row.formulas.map { formula in formula.expression.map { printer.formula($0) } }
    let texts = printed.map { $0?.plain ?? "…" }
    let latex = printed.map { $0?.latex ?? "\\ldots" }
    let front = row.continues ? "= " : ""
    var line = CheckedLine(
      latex: front + latex.joined(separator: " = "),
      plain: (row.continues ? "== " : "") + texts.joined(separator: " == "),
      verdict: .holds,
      range: row.range
    )
    line.reason = row.reason?.text
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
        note(problem)
      }
    }
    if line.verdict == .holds,
      row.formulas.contains(where: { $0.expression == nil && $0.diagnostics.isEmpty })
    {
      // What could not be read has been said where it stands.
      line.verdict = .unread
      line.message = "a formula of this row cannot be read"
    }
    var chain = row.formulas.compactMap(\.expression)
    if row.continues, let previous { chain.insert(previous, at: 0) }
    guard chain.count > 1 else {
      // A formula that is missing was not read; what is left of the row claims nothing.
      let isRead = !row.formulas.isEmpty && row.formulas.allSatisfy { $0.expression != nil }
      if line.verdict == .holds { line.verdict = isRead ? .definition : .unread }
      return (line, [])
    }
    let varying = variables(of: row, chain)
    var evidence: [Check] = []
    var pairs: [(ExpressionID, ExpressionID)] = []
    for place in 1..<chain.count { pairs.append((chain[place - 1], chain[place])) }
    for (left, right) in pairs {
      let (verdict, judged) = judge(left, right, varying, options)
      if verdict != .holds, let lastRight, left == previous, row.continues, left != lastRight {
        let again = judge(lastRight, right, varying, options)
        if again.0 == .holds {
          evidence += again.1.evidence
          line.noteTrials(again.1)
          continue
        }
      }
      evidence += judged.evidence
      line.noteTrials(judged)
      if verdict == .holds {
        if line.evidence == nil { line.evidence = judged.strongest }
        if let note = judged.reason { line.message = note }
        continue
      }
      line.verdict = line.verdict.worse(verdict)
      line.evidence = verdict == .refuted ? judged.strongest : nil
      line.message = judged.reason ?? line.message
      line.counterexample = judged.counterexample ?? line.counterexample
      if verdict == .illTyped { line.fault = .shape }
      if verdict == .refuted { mend(&line, left, right, varying, options) }
    }
    heedGuesses(&line, row)
    return (line, evidence)
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

  /// The verdict on an equality, other layouts and conventions tried where the author fixed none.
  func judge(
    _ left: ExpressionID,
    _ right: ExpressionID,
    _ variables: Set<SymbolID>,
    _ options: AnswerOptions
  ) -> (
    Verdict, CheckOutcome
  ) {
    var graph = scope.graph
    let l = graph.shape(left)
    let r = graph.shape(right)
    if let layout = otherLayout(of: left, right, variables, options) {
      // Sides of different shapes were not compared; the verdict is that of the convention.
      var outcome = verify(left, right, graph, variables, options)
      outcome.reason = Session.mixture(layout, options)
      return (.refuted, outcome)
    }
    guard l == r else {
      if l == r.transposed, !options.fixesLayout, judgesLayouts,
        hasDerivative([left]) != hasDerivative([right])
      {
        let turned = graph.transpose(right)
        let outcome = verify(left, turned, graph, variables, options)
        if outcome.verdict == .holds {
          var noted = outcome
          noted.reason = Session.numeratorNote
          return (.holds, noted)
        }
      }
      if !options.fixesLayout, hasDerivative([left]), let column = try? graph.apply("vec", [left]) {
        // The derivative of a number by a matrix, on vec: as a column or a row.
        for side in [column, graph.transpose(column)] where graph.shape(side) == r {
          var outcome = verify(side, right, graph, variables, options)
          if outcome.verdict == .holds { outcome.reason = "this is the derivative on vec" }
          return (outcome.verdict, outcome)
        }
      }
      return (
        .illTyped, .undecided(because: "the left side is a \(l), the right side a \(r)")
      )
    }
    let outcome = verify(left, right, graph, variables, options)
    let mayBeMeant = outcome.verdict == .refuted || standsOnOddStructure([left, right])
    if outcome.verdict == .holds || !mayBeMeant || !hasDerivative([left, right]) {
      return (outcome.verdict, outcome)
    }
    if !options.fixesStructure {
      for convention in [StructureConvention.tied, .ignored] where convention != options.structured {
        var other = options
        other.structured = convention
        var again = verify(left, right, graph, variables, other)
        if again.verdict == .holds {
          again.reason = "this holds under the convention '\(convention.rawValue)' for structured variables"
          return (.holds, again)
        }
      }
    }
    if outcome.verdict != .refuted { return (outcome.verdict, outcome) }
    if !options.fixesLayout, judgesLayouts, l.isSquare, !l.isScalar,
      hasDerivative([left]) != hasDerivative([right])
    {
      let turned = graph.transpose(right)
      var again = verify(left, turned, graph, variables, options)
      if again.verdict == .holds {
        again.reason = Session.numeratorNote
        return (.holds, again)
      }
    }
    return (.refuted, outcome)
  }

  func hasDerivative(_ ids: [ExpressionID]) -> Bool {
    scope.graph.reachableThroughDefinitions(from: ids).contains {
      if case .derivative = scope.graph[$0] { true } else { false }
    }
  }

  /// Whether a derivative is taken by a name on a set where the verifier has none: it may be meant without structure.
  private func standsOnOddStructure(_ ids: [ExpressionID]) -> Bool {
    scope.graph.reachableThroughDefinitions(from: ids).contains { id in
      guard case .derivative(_, _, let variable) = scope.graph[id],
        case .symbol(let symbol) = scope.graph[variable]
      else { return false }
      switch scope.graph[symbol].properties.structure {
      case .free: return false
      case .on(let structure): return !structure.isLinear
      case .refused: return true
      }
    }
  }

  /// Asks the verifier; sides of different shapes are not compared.
  func verify(
    _ left: ExpressionID,
    _ right: ExpressionID,
    _ graph: Graph,
    _ variables: Set<SymbolID>,
    _ options: AnswerOptions
  ) -> CheckOutcome {
    guard graph.shape(left) == graph.shape(right) else {
      return .undecided(because: "the sides have different shapes")
    }
    var settings = verificationOptions(options)
    settings.seeksCounterexamples = seeksCounterexamples
    return Verifier(functions: table, options: settings)
      .check(Equation(left, right), in: graph, variables: variables)
  }

  /// The settings of the verifier that the author's options ask for.
  func verificationOptions(_ options: AnswerOptions) -> VerificationOptions {
    var settings = VerificationOptions()
    settings.convention = options.structured
    settings.sizes = options.sizes
    return settings
  }

  private mutating func checkReason(_ reason: Statement.Name) {
    let known = RuleNames.all
    let text = reason.text
    guard !known.contains(text) else { return }
    let nearest = Diagnostic.nearestNames(to: text, among: known)
    diagnostics.append(
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
  /// Adds the conditions and sizes under which a part of the row was tried.
  mutating func noteTrials(_ outcome: CheckOutcome) {
    for condition in outcome.conditions + outcome.signs where !conditions.contains(condition) {
      conditions.append(condition)
    }
    for tried in outcome.sizes.map(\.description) where !tried.isEmpty && !sizes.contains(tried) {
      sizes.append(tried)
    }
  }
}
