// The rows of a display that must follow: read one after the other, each judged with what is known from those before.

import Diagnostics
package import Expressions
package import Findings
import LaTeX
import Syntax
import Verification

/// The judge of the rows of one display, who owns what is known of it.
package struct RowJudge {
  /// The notebook so far, with what there is to say of the display.
  package internal(set) var workspace: Workspace
  /// The options of the display.
  let options: AnswerOptions
  /// What is known while the rows are judged.
  var state: DisplayState
  /// The rows that have been judged.
  var lines: [CheckedLine] = []
  /// The row that is judged.
  var line: CheckedLine
  /// The equalities that were judged: layouts often leave a row as it is, which then is not judged again.
  var judgedPairs: [JudgedPair: (verdict: Verdict, outcome: CheckOutcome)] = [:]

  /// An equality that was judged, and under what.
  struct JudgedPair: Hashable {
    let left: ExpressionID
    let right: ExpressionID
    let variables: Set<SymbolID>
    let seeksCounterexamples: Bool
  }

  /// What the display set to zero, for the next one.
  package var conditions: [[ExpressionID]] { state.conditions }

  var scope: Scope {
    get { workspace.scope }
    _modify { yield &workspace.scope }
  }

  /// A judge of a display with the names of a notebook; `conditionsBefore` is what the display before set to zero.
  package init(
    _ workspace: Workspace,
    _ request: DisplayRequest,
    _ options: AnswerOptions,
    conditionsBefore: [[ExpressionID]]
  ) {
    self.workspace = workspace
    self.options = options
    state = DisplayState(
      reader: request.reader(in: workspace.scope),
      text: request.text,
      notebook: workspace.scope
    )
    state.conditionsBefore = conditionsBefore
    line = CheckedLine(latex: "", plain: "", verdict: .definition, range: SourceRange(0, 0))
  }

  /// Judges every row of the display.
  package mutating func judge(_ request: DisplayRequest) -> CheckedStatement {
    let rows = prepare(request)
    for place in rows.indices {
      scope.graph.budget = options.budget
      takeAttributes(of: request)
      judge(rows, at: place)
    }
    scope.graph.budget = options.budget
    finishParts()
    offerDeclarations(for: rows)
    let whole = SourceRange(0, request.text.utf8.count)
    if rows.isEmpty {
      workspace.diagnostics.append(
        Diagnostic(code: "display.empty", message: "there is no row to check", range: whole)
      )
    }
    return CheckedStatement(
      kind: .display,
      label: options.label,
      verdict: rows.isEmpty ? .unread : lines.map(\.verdict).worst,
      expected: options.expected,
      lines: lines,
      range: whole
    )
  }

  private mutating func judge(_ rows: [DisplayRow], at place: Int) {
    let row = rows[place]
    state.row = place
    state.isFirstRow = place == 0
    state.isLastRow = place == rows.count - 1
    state.following = rows[(place + 1)...]
    line = CheckedLine(latex: row.latex, plain: row.latex, verdict: .definition, range: row.range)
    let before = state.previousTree
    defer {
      if line.reading == nil, line.verdict.isWrong { line.reading = plainReading(of: row, after: before) }
      let bearing = state.sides + state.conditions.flatMap { $0 }
      if !state.heedsAssumptions, workspace.isUnderAssumptions(bearing) { line.heedAssumptions() }
      if state.hasOpenCondition {
        line.heed("this fails without the condition that the row states, which is not used")
      } else if state.hasOpenPremise {
        line.heed("this fails without the premise that the row states, which is not used")
      } else if let unused = state.unusedCondition, !workspace.hasDerivative(state.sides) {
        line.heed("this fails without the condition that a row before states, which is \(unused)")
      }
      if let excess = workspace.excess { endRow(excess) }
      if row.statesCondition, line.verdict == .unread { state.unusedCondition = "not read" }
      if row.statesDerivative, line.verdict == .unread, state.unusedCondition == nil {
        // What is set to zero behind a derivative is often not said again: `∇L = 2CV - 2λV`, then `CV = λV`.
        state.unusedCondition = "not read"
      }
      if row.statesCondition, line.verdict.isWrong { state.unusedCondition = "wrong" }
      lines.append(line)
    }
    state.sides = []
    state.heedsAssumptions = false
    state.hasOpenCondition = false
    state.hasOpenPremise = false
    guard row.isRead else {
      finishParts()
      line.verdict = .unread
      line.message = row.diagnostics.first?.message ?? "this row cannot be read"
      for problem in row.diagnostics { workspace.diagnostics.append(problem.error(in: row.range)) }
      state.previous = nil
      state.base = nil
      return
    }
    for problem in row.diagnostics { workspace.note(problem) }
    if row.beginsWithProductSign || (place + 1 < rows.count && rows[place + 1].beginsWithProductSign) {
      refuseProduct()
      return
    }
    state.terms = RowJudge.terms(after: place, of: rows)
    state.pending = state.pending.drop { $0.row < place }
    state.lastStatement = row.statements.last?.range
    underRowConditions(row.statements) { $0.judgeStatements(of: row) }
  }

  private mutating func judgeStatements(of row: DisplayRow) {
    let statements = namesFirst(row.statements).filter { !state.conditionRanges.contains($0.range.start) }
    state.hasOpenPremise = false
    for (order, statement) in statements.enumerated() {
      let next =
        order + 1 < statements.count ? statements[order + 1] : state.following.first?.statements.first
      state.isGranted =
        (next?.connective == .implies || next?.connective == .equivalent)
        && statement.connective != .implies && state.conditions.isEmpty && state.gradient == nil
      state.impliedName = next?.leftName
      state.isPremise = state.isGranted && order + 1 < statements.count
      state.isConsequence = statement.connective == .implies || statement.connective == .equivalent
      state.isStatedPremise = next?.connective == .implies && order + 1 < statements.count
      state.isEquivalence = statement.connective == .equivalent
      if statement.continuation != .terms { finishParts() }
      judge(statement)
    }
  }

  /// The row took more than it may: what was found of it before is thrown away, and none goes on from it.
  private mutating func endRow(_ excess: Budget.Excess) {
    line.withdraw(excess.words)
    workspace.note(.overBudget(excess, line.range))
    state.previous = nil
    state.base = nil
  }

  /// A product that goes on in another row is no statement of either.
  private mutating func refuseProduct() {
    finishParts()
    line.verdict = .unread
    line.message = "a product that goes on in the next row is not read: write it in one row"
    workspace.note(
      Diagnostic(code: "latex.product-over-rows", message: line.message, range: line.range)
    )
    state.previous = nil
    state.base = nil
  }

  /// The terms with which the rows below a row go on: `f = a`, `+ b`, `- c`.
  static func terms(after place: Int, of rows: [DisplayRow]) -> [DisplayFormula] {
    rows[(place + 1)...].prefix { $0.statements.first?.continuation == .terms }
      .compactMap { $0.statements.first?.formulas.first }
  }

  /// The statements of a row, those that give names their meaning before the others: `= tr(H'C), C = AXB`.
  private func namesFirst(_ statements: [DisplayStatement]) -> [DisplayStatement] {
    guard statements.count > 1 else { return statements }
    func order(_ statement: DisplayStatement) -> Int {
      if case .declaration = statement.kind { return 0 }
      // A problem is stated before its solution.
      if statement.optimum != nil { return 1 }
      return statement.definition.map { scope.symbol(named: $0.name.text) == nil } == true ? 1 : 2
    }
    return (0...2).flatMap { place in statements.filter { order($0) == place } }
  }

  private mutating func judge(_ statement: DisplayStatement) {
    state.optimum = statement.optimum
    switch statement.kind {
    case .remark: return
    case .unreadable: line.verdict = line.verdict.worse(.unread)
    case .declaration(let declaration):
      _ = scope.perform(declaration)
      let problems = scope.takeDiagnostics().filter { $0.severity == .error }
      guard let problem = problems.first else { return }
      line.verdict = line.verdict.worse(.illTyped)
      line.fault = .shape
      line.message = problem.message
    case .chain(let formulas, let relations):
      if statement.connective == .condition { return }
      defineNames(of: formulas, besides: statement.definition)
      let naming = nameSolved(in: formulas)
      let isLast = statement.range == state.lastStatement
      let terms = isLast ? state.terms : []
      guard let definition = statement.definition, define(definition, formulas, and: terms) else {
        judge(Chain(formulas, relations, statement), besides: naming)
        return
      }
      guard formulas.count == 2 else {
        judge(Chain(Array(formulas.dropFirst()), Array(relations.dropFirst()), statement))
        if line.verdict == .refuted { redefine(definition, formulas) }
        return
      }
      state.previous =
        terms.isEmpty && definition.entry.isEmpty && definition.form == .value
        ? scope.symbol(named: definition.name.text).flatMap { scope.graph.definition(of: $0) }
        : onlyReading(of: formulas[1]).flatMap { tried($0) }
      state.base = nil
      state.lastRight = state.previous
      judgeHat(definition)
    }
  }

  /// Judges a chain but for the formulas that only name something; where nothing else is left, it is a definition.
  private mutating func judge(_ chain: Chain, besides naming: Set<Int>) {
    guard !naming.isEmpty else { return judge(chain) }
    let kept = chain.formulas.indices.filter { !naming.contains($0) }
    guard kept.count > 1 || (kept.count == 1 && chain.continues) else {
      let reading = kept.first.map { readUnjudged([chain.formulas[$0]], nil) }
      state.previous = reading?.expressions.last
      state.previousTree = reading?.trees.last
      state.base = nil
      state.lastRight = state.previous
      return
    }
    let relations = zip(kept, kept.dropFirst()).map { chain.relations[$1 - 1] }
    judge(Chain(kept.map { chain.formulas[$0] }, relations, chain.statement))
  }
}

/// A chain of formulas with the relations between them, as a statement of a row has it.
struct Chain {
  let formulas: [DisplayFormula]
  let relations: [DisplayRelation]
  let statement: DisplayStatement

  init(_ formulas: [DisplayFormula], _ relations: [DisplayRelation], _ statement: DisplayStatement) {
    self.formulas = formulas
    self.relations = relations
    self.statement = statement
  }

  /// Whether it goes on from the row before with a relation.
  var continues: Bool { if case .relation = statement.continuation { true } else { false } }

  /// All relations, that to the row before first.
  var stated: [DisplayRelation] {
    if case .relation(let relation) = statement.continuation { [relation] + relations } else { relations }
  }
}

extension DisplayStatement {
  /// The name on the left of an equation that is nothing but a name there.
  fileprivate var leftName: String? {
    formulas.count > 1 ? formulas[0].tree.bareName?.name : nil
  }
}

extension Diagnostic {
  /// The problem as an error at its place in a row.
  fileprivate func error(in row: SourceRange) -> Diagnostic {
    Diagnostic(
      code: code,
      severity: .error,
      message: message,
      range: range ?? row,
      notes: notes,
      hints: hints
    )
  }
}
