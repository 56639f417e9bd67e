// Displays of LaTeX: names they define, derivatives they ask for, rows that must follow.

import Derivation
import Diagnostics
import Expressions
import Findings
import LaTeX
import Syntax
import Verification

extension Session {
  /// Runs a display; ranges of the result are offsets of its text.
  public mutating func run(display request: DisplayRequest, options: AnswerOptions = AnswerOptions())
    -> CellResult
  {
    diagnostics = []
    judgedPairs = [:]
    var outcomes: [Outcome] = []
    scope.layout = options.layout
    let reader = LaTeXReader(
      macros: request.macros,
      scope: scope,
      subject: request.subject,
      variables: request.variables
    )
    if request.roles.contains(.define) { outcomes += define(request, reader) }
    if request.roles.contains(.derive) { outcomes += derive(request, reader, options) }
    if request.roles.contains(.check) {
      // What the rows name is theirs: `.define` is the way to give names to the notebook.
      var outer = scope
      outcomes.append(.checked(heedingAssumptions(check(request, reader, options))))
      outer.graph = scope.graph
      outer.jacobianRange = scope.jacobianRange
      scope = outer
    }
    noteLayout(options)
    reportUnexpected(outcomes)
    return CellResult(outcomes: outcomes, diagnostics: sorted(diagnostics))
  }

  private mutating func define(_ request: DisplayRequest, _ reader: LaTeXReader) -> [Outcome] {
    let (statements, problems) = reader.statements(of: request.text)
    diagnostics += problems
    var outcomes: [Outcome] = []
    for statement in statements {
      let meaning = scope.perform(statement)
      diagnostics += scope.takeDiagnostics()
      let printer = FormulaPrinter(scope)
      switch meaning {
      case .declaration(let symbols): outcomes.append(.declaration(printer.declaration(symbols)))
      case .definition(let symbol), .function(_, let symbol?):
        if let formula = printer.definition(symbol) { outcomes.append(.definition(formula)) }
      case .failed: outcomes.append(.failure(statement.range))
      case .function, .question, .claim, .given, .proof: break
      }
    }
    return outcomes
  }

  /// Each row of a `.derive` display is a derivative to be derived.
  private mutating func derive(_ request: DisplayRequest, _ reader: LaTeXReader, _ options: AnswerOptions)
    -> [Outcome]
  {
    var outcomes: [Outcome] = []
    for row in reader.rows(of: request.text) {
      diagnostics += row.diagnostics
      for statement in row.statements {
        guard case .chain(let formulas, _) = statement.kind, let formula = formulas.first,
          case let tree = formula.tree.plainWay
        else { continue }
        guard let question = question(tree, formula.range, request) else {
          diagnostics.append(
            Diagnostic(
              code: "display.no-derivative",
              message: "this row asks for no derivative",
              range: statement.range,
              hints: ["write '\\frac{\\partial f}{\\partial X}' or give 'of=' and 'wrt='"]
            )
          )
          outcomes.append(.failure(statement.range))
          continue
        }
        outcomes += answers(to: question, options)
      }
    }
    return outcomes
  }

  private mutating func question(_ tree: SyntaxTree, _ range: SourceRange, _ request: DisplayRequest)
    -> LoweredQuestion?
  {
    var tree = tree
    while case .parenthesized(let inner) = tree.kind { tree = inner }
    if case .derivative(let form, let of, let wrt) = tree.kind {
      guard let function = scope.lower(of) else {
        diagnostics += scope.takeDiagnostics()
        return nil
      }
      let variables = wrt.compactMap { scope.lower($0) }
      diagnostics += scope.takeDiagnostics()
      guard variables.count == wrt.count else { return nil }
      let isScalar = scope.graph.shape(function).isScalar
      let kind: QuestionKind = form == .hessian ? .hessian : isScalar ? .gradient : .jacobian
      return question(kind, function, variables, range)
    }
    // An expression alone: the derivative of it by `wrt=`.
    guard let function = scope.lower(tree), !request.variables.isEmpty else {
      diagnostics += scope.takeDiagnostics()
      return nil
    }
    let variables = request.variables.compactMap { scope.lower(text: $0) }
    diagnostics += scope.takeDiagnostics()
    return question(scope.graph.shape(function).isScalar ? .gradient : .jacobian, function, variables, range)
  }

  private func question(
    _ kind: QuestionKind,
    _ function: ExpressionID,
    _ variables: [ExpressionID],
    _ range: SourceRange
  ) -> LoweredQuestion {
    var name: String?
    if case .symbol(let symbol) = scope.graph[function] { name = scope.graph[symbol].name }
    return LoweredQuestion(
      kind: kind,
      of: function,
      ofName: name,
      variables: variables,
      along: [],
      bindings: [],
      range: range
    )
  }

  // MARK: - Rows that must follow

  /// What is known while the rows of a display are judged.
  struct DisplayState {
    /// What was derived, from `of=`.
    var subject: ExpressionID?
    /// By what, from `wrt=`.
    var variable: ExpressionID?
    /// The symbols that vary.
    var variables = Set<SymbolID>()
    /// Those of them that the present statement holds constant.
    var held = Set<SymbolID>()
    /// Those that move in the present statement.
    var moving: Set<SymbolID> { variables.subtracting(held) }
    /// Whether the row is the first, or the last, of the display.
    var isFirstRow = true
    var isLastRow = false
    /// The last formula so far.
    var previous: ExpressionID?
    /// The last formula as it was read.
    var previousTree: SyntaxTree?
    /// The reader and the text of the display, to be read again where a row is wrong.
    var reader: LaTeXReader
    var text: String
    /// The names of the notebook, and what rows of the display defined since.
    var notebook: Scope
    var definitions: [Snippet.Definition] = []
    /// The left side that the last formula was compared with.
    var base: ExpressionID?
    /// The last formula of a row that holds.
    var lastRight: ExpressionID?
    /// The last derivative that was worked out rightly.
    var gradient: ExpressionID?
    /// What a row set to zero, in all its forms.
    var conditions: [[ExpressionID]] = []
    /// Whether the statement is the left side of an implication, granted to what it implies.
    var isGranted = false
    /// The name that the implied statement gives a value, if it does.
    var impliedName: String?
    /// The rows after the one that is judged.
    var following: [DisplayRow] = []
    /// Names that nobody declared, whose shape or meaning was guessed: they prove nothing wrong.
    var guessed = Set<SymbolID>()
    /// The place of the row that is judged.
    var row = 0
    /// The rows that are parts of the statement that is not finished.
    var parts: [Part] = []
    /// The equations of the rows before that are wrong.
    var slips: [Slip] = []
    /// The layouts of derivatives in which every row so far holds.
    var layouts = LayoutConvention.allCases
    /// The habits that a row settles for the whole display, with their ways.
    var settled: [String: Int] = [:]
    /// The equations of rows that hold in numerator layout alone.
    var numeratorRows: [Slip] = []
    /// The row whose wrong side is the last formula.
    var slipRow: Int?
    /// The definitions that stand in this row or a later one.
    var pending: [(definition: DisplayStatement.Definition, formulas: [DisplayFormula])] = []
  }

  private mutating func check(
    _ request: DisplayRequest,
    _ reader: LaTeXReader,
    _ options: AnswerOptions
  ) -> CheckedStatement {
    var rows = self.rows(request, reader)
    var state = DisplayState(reader: reader, text: request.text, notebook: scope)
    if let text = request.subject { state.subject = scope.lower(text: text) }
    if request.variables.count == 1 { state.variable = scope.lower(text: request.variables[0]) }
    diagnostics += scope.takeDiagnostics()
    scope.takeRanges(of: rows)
    if releaseDeclaredNames(in: rows, besides: request.variables) {
      let again = LaTeXReader(
        macros: request.macros,
        scope: scope,
        subject: request.subject,
        variables: request.variables
      )
      rows = self.rows(request, again)
    }
    introduceNames(besides: rows, reader)
    state.variables = variables(of: rows, request)
    state.settled = settledHabits(rows, state)
    var lines: [CheckedLine] = []
    for (place, row) in rows.enumerated() {
      state.row = place
      state.isFirstRow = place == 0
      state.isLastRow = place == rows.count - 1
      state.following = Array(rows[(place + 1)...])
      var line = CheckedLine(latex: row.latex, plain: row.latex, verdict: .definition, range: row.range)
      guard row.isRead else {
        finishParts(&lines, &state, options)
        line.verdict = .unread
        line.message = row.diagnostics.first?.message ?? "this row cannot be read"
        diagnostics += row.diagnostics.map { problem in
          Diagnostic(
            code: problem.code,
            severity: .error,
            message: problem.message,
            range: problem.range ?? row.range,
            notes: problem.notes,
            hints: problem.hints
          )
        }
        lines.append(line)
        state.previous = nil
        state.base = nil
        continue
      }
      diagnostics += row.diagnostics.filter { !diagnostics.contains($0) }
      state.pending = rows[place...].flatMap(\.statements).compactMap { statement in
        guard let definition = statement.definition, case .chain(let formulas, _) = statement.kind else {
          return nil
        }
        return (definition, formulas)
      }
      // What a row defines may be used before it is written: `= tr(H'C), C = AXB`.
      let (naming, others) = (
        row.statements.filter(isDefinition), row.statements.filter { !isDefinition($0) }
      )
      let statements = row.statements.count > 1 ? naming + others : row.statements
      for (order, statement) in statements.enumerated() {
        let next =
          order + 1 < statements.count ? statements[order + 1] : state.following.first?.statements.first
        state.isGranted =
          (next?.connective == .implies || next?.connective == .equivalent)
          && statement.connective != .implies && state.conditions.isEmpty && state.gradient == nil
        state.impliedName = next.flatMap { Session.leftName(of: $0) }
        if statement.continuation != .terms { finishParts(&lines, &state, options) }
        judge(statement, &line, &lines, &state, options)
      }
      lines.append(line)
    }
    finishParts(&lines, &state, options)
    conditionsBefore = state.conditions
    blameLayouts(&lines, state, options)
    offerDeclarations(for: rows, in: state.notebook)
    if rows.isEmpty {
      diagnostics.append(
        Diagnostic(
          code: "display.empty",
          message: "there is no row to check",
          range: SourceRange(0, request.text.utf8.count)
        )
      )
    }
    let verdict = lines.reduce(Verdict.definition) { $0.worse($1.verdict) }
    return CheckedStatement(
      kind: .display,
      label: options.label,
      verdict: rows.isEmpty ? .unread : verdict,
      expected: options.expected,
      lines: lines,
      range: SourceRange(0, request.text.utf8.count)
    )
  }

  /// The rows, read again when a ∇ without its variable stands among them and only one name varies.
  private func rows(_ request: DisplayRequest, _ reader: LaTeXReader) -> [DisplayRow] {
    let rows = reader.rows(of: request.text)
    guard request.variables.isEmpty else { return rows }
    let formulas = rows.flatMap(\.statements).flatMap { statement -> [DisplayFormula] in
      if case .chain(let formulas, _) = statement.kind { formulas } else { [] }
    }
    let lacksVariable = formulas.flatMap(\.tree.all).contains { tree in
      if case .derivative(_, _, let wrt) = tree.kind { wrt.isEmpty } else { false }
    }
    let varying = variables(of: rows, request)
    guard lacksVariable, varying.count == 1, let only = varying.first else { return rows }
    let again = LaTeXReader(
      macros: request.macros,
      scope: scope,
      subject: request.subject,
      variables: [scope.graph[only].name]
    )
    return again.rows(of: request.text)
  }

  /// The name on the left of an equation that is nothing but a name there.
  private static func leftName(of statement: DisplayStatement) -> String? {
    guard case .chain(let formulas, _) = statement.kind, formulas.count > 1 else { return nil }
    return formulas[0].tree.bareName?.name
  }

  private func isDefinition(_ statement: DisplayStatement) -> Bool {
    guard let definition = statement.definition else { return false }
    return scope.symbol(named: definition.name.text) == nil
  }

  /// The names under an explicit d, ∂ or ∇ anywhere in the display, and those of `wrt=`.
  private func variables(of rows: [DisplayRow], _ request: DisplayRequest) -> Set<SymbolID> {
    var names = request.variables
    var mentioned: [String] = []
    for row in rows {
      for statement in row.statements {
        guard case .chain(let formulas, _) = statement.kind else { continue }
        for tree in formulas.map(\.tree) {
          names += tree.varyingNames
          mentioned += tree.namesUnderDifferentials
        }
      }
    }
    var result = Set<SymbolID>()
    var defined: [SymbolID] = []
    func add(_ names: [String]) {
      for name in names {
        guard let symbol = scope.symbol(named: name) else { continue }
        switch scope.graph[symbol].role {
        case .declared, .family: result.insert(symbol)
        case .defined, .definedFamily: defined.append(symbol)
        case .index: break
        }
      }
    }
    add(names)
    if result.isEmpty { add(mentioned) }
    // Where dz stands and nothing that z is made of is said to vary, all of it varies.
    for symbol in defined where variableParts(of: symbol).isDisjoint(with: result) {
      result.formUnion(variableParts(of: symbol))
    }
    return result
  }

  private mutating func judge(
    _ statement: DisplayStatement,
    _ line: inout CheckedLine,
    _ lines: inout [CheckedLine],
    _ state: inout DisplayState,
    _ options: AnswerOptions
  ) {
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
      defineNames(of: formulas, besides: statement.definition, &state)
      nameSolved(in: formulas, state)
      if let definition = statement.definition, define(definition, formulas, &state) {
        if formulas.count > 2 {
          judgeChain(
            Array(formulas.dropFirst()),
            Array(relations.dropFirst()),
            statement,
            &line,
            &lines,
            &state,
            options
          )
          if line.verdict == .refuted { redefine(definition, formulas) }
        } else {
          state.previous = scope.symbol(named: definition.name.text).flatMap {
            scope.graph.definition(of: $0)
          }
          state.base = nil
          state.lastRight = state.previous
          judgeHat(definition, &line, state, options)
        }
        return
      }
      judgeChain(formulas, relations, statement, &line, &lines, &state, options)
    }
  }
}
