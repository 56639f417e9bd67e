// Displays of LaTeX: names they define, derivatives they ask for, rows that must follow.

import Diagnostics
import Expressions
import Findings
package import Judging
import LaTeX
import Syntax

extension Session {
  /// Runs a display; ranges of the result are offsets of its text.
  package mutating func run(display request: DisplayRequest, options: AnswerOptions = AnswerOptions())
    -> CellResult
  {
    workspace.begin(options)
    defer { workspace.end() }
    var outcomes: [Outcome] = []
    scope.layout = options.layout
    if request.roles.contains(where: { $0 != .check }) {
      let reader = request.reader(in: scope)
      if request.roles.contains(.define) { outcomes += define(request, reader) }
      if request.roles.contains(.derive) { outcomes += derive(request, reader, options) }
    }
    if request.roles.contains(.check) {
      // What the rows name is theirs: `.define` is the way to give names to the notebook.
      var outer = scope
      var judge = RowJudge(workspace, request, options, conditionsBefore: conditionsBefore)
      let statement = judge.judge(request)
      outcomes.append(.checked(statement.written(in: scope.letters)))
      workspace = judge.workspace
      conditionsBefore = judge.conditions
      if statement.verdict == .holds { noteMixture(judge.neededConventions, statement.range) }
      outer.graph = scope.graph
      outer.jacobianRange = scope.jacobianRange
      scope = outer
    }
    noteLayout(options)
    reportUnexpected(outcomes)
    var result = CellResult(outcomes: outcomes, diagnostics: sorted(workspace.diagnostics))
    result.missingDeclarations = workspace.missingDeclarations
    return result
  }

  private mutating func define(_ request: DisplayRequest, _ reader: LaTeXReader) -> [Outcome] {
    var reader = reader
    reader.isDefining = true
    var rows = reader.rows(of: request.text)
    let plain = reader
    reader.entryForms = scope.entryForms(&rows) { forms in
      var reader = plain
      reader.entryForms = forms
      return reader.rows(of: request.text)
    }
    let (statements, problems) = reader.statements(of: request.text, reading: rows)
    workspace.diagnostics += problems
    var outcomes: [Outcome] = []
    for statement in statements {
      let meaning = perform(sized(statement))
      workspace.diagnostics += scope.takeDiagnostics()
      let printer = FormulaPrinter(scope)
      switch meaning {
      case .declaration(let symbols): outcomes.append(.declaration(printer.declaration(symbols)))
      case .definition(let symbol), .function(_, let symbol?):
        if let formula = printer.definition(symbol) { outcomes.append(.definition(formula)) }
      case .failed: outcomes.append(.failure(statement.range))
      case .given(let assumption):
        workspace.assume(assumption, at: statement.range, isWrittenInLaTeX: true)
        outcomes.append(.declaration(printer.assumption(assumption)))
      case .function, .question, .claim, .proof: break
      }
    }
    return outcomes
  }

  /// The meaning of a statement, with the sizes of ones and identities written in where it has none without.
  private mutating func perform(_ statement: Statement) -> LoweredStatement {
    guard case .definition(let name, let parameters, let index, let body) = statement.kind else {
      return scope.perform(statement)
    }
    var trial = scope
    let meaning = trial.perform(statement)
    func fails(_ scope: Scope) -> Bool { scope.diagnostics.contains { $0.severity == .error } }
    guard fails(trial) else {
      scope = trial
      return meaning
    }
    let whole = Statement(
      .definition(name: name, parameters: parameters, index: index, body: scope.withSizes(body)),
      statement.range
    )
    var other = scope
    let sized = other.perform(whole)
    scope = fails(other) ? trial : other
    return fails(other) ? meaning : sized
  }

  /// An assumption with the sizes of its identities and ones, which follow from what stands beside them.
  private func sized(_ statement: Statement) -> Statement {
    if case .definition(let name, let parameters, nil, let body) = statement.kind, body.isWholeOfEntries {
      let sized = scope.withSizes(body)
      return Statement(
        .definition(name: name, parameters: parameters, index: nil, body: sized),
        statement.range
      )
    }
    guard case .given(let said) = statement.kind else { return statement }
    let assumption = Statement.Assumption(
      left: scope.withSizes(said.left),
      relation: said.relation,
      right: scope.withSizes(said.right)
    )
    return Statement(.given(assumption), statement.range)
  }

  /// Each row of a `.derive` display is a derivative to be derived.
  private mutating func derive(_ request: DisplayRequest, _ reader: LaTeXReader, _ options: AnswerOptions)
    -> [Outcome]
  {
    var outcomes: [Outcome] = []
    for row in reader.rows(of: request.text) {
      workspace.diagnostics += row.diagnostics
      for statement in row.statements {
        guard case .chain(let formulas, _) = statement.kind, let formula = formulas.first,
          case let tree = formula.tree.plainWay
        else { continue }
        guard let question = question(tree, formula.range, request) else {
          workspace.diagnostics.append(
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
        workspace.diagnostics += scope.takeDiagnostics()
        return nil
      }
      let variables = wrt.compactMap { scope.lower($0) }
      workspace.diagnostics += scope.takeDiagnostics()
      guard variables.count == wrt.count else { return nil }
      let isScalar = scope.graph.shape(function).isScalar
      let kind: QuestionKind = form == .hessian ? .hessian : isScalar ? .gradient : .jacobian
      return question(kind, function, variables, range)
    }
    // An expression alone: the derivative of it by `wrt=`.
    guard let function = scope.lower(tree), !request.variables.isEmpty else {
      workspace.diagnostics += scope.takeDiagnostics()
      return nil
    }
    let variables = request.variables.compactMap { scope.lower(text: $0) }
    workspace.diagnostics += scope.takeDiagnostics()
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

  /// Says once that displays are right in unlike conventions.
  private mutating func noteMixture(_ needed: NeededConventions, _ range: SourceRange) {
    guard let words = neededConventions.take(needed), !hasNotedMixture else { return }
    hasNotedMixture = true
    workspace.diagnostics.append(.mixedDisplays(words, range))
  }
}
