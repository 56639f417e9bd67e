// Questions: derive, then check every line and the result, then print, and emit code.

import CodeGeneration
import Derivation
import Diagnostics
import Expressions
import Findings
import Functions
import Judging
import Syntax
import Verification

/// Answers one question with the names of a notebook.
struct AnswerBuilder {
  /// The notebook so far, with what there is to say.
  var workspace: Workspace
  let question: LoweredQuestion
  let options: AnswerOptions
  /// The value of the last answer, for those who go on with it.
  var derivedValue: ExpressionID?

  var scope: Scope {
    get { workspace.scope }
    _modify { yield &workspace.scope }
  }

  /// The answers to the question, one for each variable.
  mutating func answers() -> [Outcome] {
    switch question.kind {
    case .gradient, .jacobian, .hessian, .directional, .stationary:
      guard !question.variables.isEmpty else { return [failure(.missingVariable(question))] }
      if question.kind == .directional, question.along.isEmpty {
        return [failure(.missingDirection(question.range))]
      }
      if question.kind == .hessian, question.along.isEmpty, question.variables.count > 1 {
        return hessianBlocks()
      }
      return question.variables.flatMap { answers(by: $0) }
    case .differential: return [differential()]
    case .simplify:
      return [answer(.simplify, about(question.of, by: nil, varying: []), .differential)]
    case .evaluate: return [evaluated()]
    }
  }

  mutating func answers(by variable: ExpressionID) -> [Outcome] {
    switch question.kind {
    case .stationary: return [stationary(by: variable)]
    case .gradient where isEntryOfName(variable), .jacobian where isEntryOfName(variable):
      return [derived(byEntry: variable)]
    case .gradient, .jacobian, .hessian, .directional, .differential, .simplify, .evaluate:
      guard let moved = moving(variable) else { return [.failure(question.range)] }
      var outcomes: [Outcome] = []
      var values: [MethodValue] = []
      for method in methods { outcomes.append(derived(by: moved, method, &values)) }
      return agreeing(outcomes, values, moved.symbol)
    }
  }

  /// The methods asked for; operators and directional derivatives come from the differential alone.
  var methods: [DerivationMethod] {
    guard question.kind != .directional, question.along.isEmpty else { return [.differential] }
    switch options.method {
    case .differential: return [.differential]
    case .index: return [.index]
    case .vectorization: return [.vectorization]
    case .all: return DerivationMethod.allCases
    }
  }

  func about(_ function: ExpressionID, by variable: ExpressionID?, varying symbols: [SymbolID]) -> Inquiry {
    Inquiry(question: question, function: function, variable: variable, symbols: symbols, options: options)
  }

  mutating func failure(_ problem: Diagnostic) -> Outcome {
    workspace.diagnostics.append(problem)
    return .failure(question.range)
  }

  // MARK: - Derivatives by a variable

  /// The answer of one method; its value is added to those that must agree.
  mutating func derived(
    by moved: MovingVariable,
    _ method: DerivationMethod,
    _ values: inout [MethodValue]
  ) -> Outcome {
    do throws(DerivationFailure) {
      let inner = try nestedDerivatives(in: moved.function, method)
      let inquiry = about(inner.function, by: moved.variable, varying: [moved.symbol])
      let form = try QuestionForm.form(of: question, inquiry.function, by: moved.variable, in: scope.graph)
      let convention = options.structured
      let (free, taken) = try workspace.derive(varying: inquiry.symbols) {
        calculus throws(DerivationFailure) -> (ExpressionID, Derivation) in
        let derivation = try form.derive(inquiry, method, &calculus)
        // The index method moves the entries of a structured variable as its convention says, in every line.
        let isProjected = form.projects && method != .index
        let taken =
          isProjected ? try calculus.onStructure(derivation, moved.variable, convention) : derivation
        return (derivation.result, taken)
      }
      let derivation = inner.before(taken, of: moved.function)
      values.append(MethodValue(method: method, value: derivation.result))
      var result = answer(form, inquiry, derivation, options.along(question))
      result.method = method
      if result.isFaulty { return .answer(result) }
      result.conventions += try structureNotes(moved.variable, free)
      result.conventions += memberNotes(moved.variable)
      if moved.expression != nil { writeOut(&result, form, derivation, moved) }
      if derivation.isSpelledOut {
        result.conventions.append(
          "The entries have no translation to products of matrices; the answer is the sum of each times its unit "
            + "matrix, in the shortest notation known for it."
        )
      }
      return .answer(result)
    } catch {
      return failure(.derivationFailed(error, question.range))
    }
  }

  /// The answer to a question that one derivation settles.
  private mutating func answer(_ form: QuestionForm, _ inquiry: Inquiry, _ method: DerivationMethod)
    -> Outcome
  {
    do throws(DerivationFailure) {
      let derivation = try workspace.derive(varying: inquiry.symbols) {
        calculus throws(DerivationFailure) in try form.derive(inquiry, method, &calculus)
      }
      var result = answer(form, inquiry, derivation, options)
      if method == .index { result.method = .index }
      return .answer(result)
    } catch {
      return failure(.derivationFailed(error, question.range))
    }
  }

  /// The differential by the names that the question gives, else by every declared name that may vary.
  private mutating func differential() -> Outcome {
    // Of a family all members move.
    var symbols = question.variables.compactMap { scope.graph.movingSymbol($0) }
    if question.variables.isEmpty {
      symbols = scope.graph.symbols(in: [question.of], throughDefinitions: true).filter { symbol in
        switch scope.graph[symbol].role {
        case .declared, .family: !scope.graph[symbol].properties.contains(.constant)
        case .defined, .index, .definedFamily: false
        }
      }
    }
    let method = options.method == .index ? DerivationMethod.index : .differential
    return answer(.differential, about(question.of, by: nil, varying: symbols), method)
  }

  /// The point at which the gradient vanishes.
  private mutating func stationary(by variable: ExpressionID) -> Outcome {
    guard let moved = moving(variable) else { return .failure(question.range) }
    let inquiry = about(moved.function, by: moved.variable, varying: [moved.symbol])
    guard case .answer(var result) = answer(.stationary, inquiry, .differential) else {
      return .failure(question.range)
    }
    result.claim = vanishingGradient(result, at: variable)
    if workspace.isUnderAssumptions([moved.function]) {
      // A stationary point among the data that meet an assumption is another one than among all data.
      result.verdict = .undecided
      workspace.diagnostics.append(.assumptionsUnused(question.range))
    }
    return .answer(result)
  }

  // MARK: - Checking and printing

  /// The answer with every line and the result checked.
  mutating func answer(
    _ form: QuestionForm,
    _ inquiry: Inquiry,
    _ derivation: Derivation,
    _ options: AnswerOptions
  ) -> Answer {
    var derivation = derivation
    let isTransposed = isTransposed(form, derivation.of, inquiry.variable)
    if isTransposed { derivation = transposed(derivation) }
    let outcomes = check(derivation, form, inquiry, options)
    let printer = FormulaPrinter(scope)
    let of = printed(derivation.of, printer)
    var answer = Answer(
      form.kind,
      of: of,
      wrt: inquiry.variable.map { printer.formula($0) },
      left: form.leftSide(inquiry, derivation, printer, of),
      range: question.range
    )
    answer.label = options.label
    answer.layout = options.layout
    answer.structured = options.structured
    answer.indices = printer.indices(in: derivation.steps.flatMap { [$0.left, $0.right].compactMap { $0 } })
    answer.varying = inquiry.symbols.map { scope.graph[$0].name }
    answer.along = inquiry.question.along.map { printer.formula($0) }
    answer.claim = claim(form, inquiry, derivation)
    answer.shape = printer.sizes(scope.graph.shape(derivation.result))
    answer.conditions = derivation.conditions.map { printer.condition($0) }
    answer.helpers = derivation.helpers.compactMap { printer.definition($0) }
    answer.value = printer.formula(derivation.result)
    answer.valueInHelpers = inHelpers(derivation.result, derivation.helpers)
    var places: [ExpressionID] = []
    answer.steps = zip(derivation.steps, outcomes.steps).map { step, outcome in
      defer { places = step.rewritten }
      return printer.step(step, outcome, from: places, in: scope.graph)
    }
    answer.verdict = outcomes.steps.reduce(outcomes.result.verdict) { $0.worse($1.verdict) }
    answer.checks = outcomes.result.evidence
    // What a line needs, the answer needs that rests on it.
    for condition in ([outcomes.result] + outcomes.steps).flatMap({ workspace.conditions(of: $0) })
    where !answer.conditions.contains(where: { $0.plain == condition.plain }) {
      answer.conditions.append(condition)
    }
    guard !answer.isFaulty else {
      let line = outcomes.steps.firstIndex { [.refuted, .illTyped].contains($0.verdict) }
      withhold(&answer, line: line)
      return answer
    }
    if answer.verdict != .holds {
      let reason = ([outcomes.result] + outcomes.steps).compactMap(\.reason).first
      workspace.diagnostics.append(.notVerified(answer.verdict, reason, question.range))
    }
    derivedValue = derivation.result
    addCode(to: &answer, derivation.result, inquiry.variable)
    if options.drawsFigures, !isTransposed { addFigures(to: &answer, form, derivation, inquiry, options) }
    return answer
  }

  /// A result in the names that its derivation introduced; nil where it gets no shorter by them.
  private func inHelpers(_ result: ExpressionID, _ helpers: [SymbolID]) -> Formula? {
    var trial = scope
    var named = result
    for helper in helpers where trial.graph[helper].isIntroduced {
      guard let definition = trial.graph.definition(of: helper) else { continue }
      var name = trial.graph.symbol(helper)
      if case .definedFamily(let index, _) = trial.graph[helper].role {
        let letter = trial.graph.symbol(index)
        name = trial.graph.member(helper, at: letter)
      }
      named = trial.graph.substitute([definition: name], in: named)
    }
    guard trial.graph.readingCost(named) < trial.graph.readingCost(result) else { return nil }
    return FormulaPrinter(trial).formula(named)
  }

  /// Says that a derivation does not hold, which is a fault of the program, and takes it out of the answer.
  mutating func withhold(_ answer: inout Answer, line: Int?) {
    workspace.diagnostics.append(
      .faultyDerivation(answer.verdict, line: line, of: answer.steps.count, question.range)
    )
    answer.withhold()
  }

  /// What the question is of, by the name that its author used.
  func printed(_ function: ExpressionID, _ printer: FormulaPrinter) -> Formula {
    let of = printer.formula(function)
    guard let name = question.ofName else { return of }
    return Formula(plain: name, latex: of.latex, unicode: of.unicode)
  }

  /// Whether the layout asks for the transpose of what is derived.
  func isTransposed(_ form: QuestionForm, _ function: ExpressionID, _ variable: ExpressionID?) -> Bool {
    guard form.hasLayout, let variable else { return false }
    return options.layout.transposes(
      derivativeOf: scope.graph.shape(function),
      wrt: scope.graph.shape(variable)
    )
  }

  /// The derivation with its result, and the line that states it, transposed.
  mutating func transposed(_ derivation: Derivation) -> Derivation {
    let value = workspace.derive(varying: []) { $0.shortTranspose(derivation.result) }
    let last = derivation.steps.last
    let left = last?.left.map { scope.graph.transpose($0) }
    return derivation.ending(in: value, left: left, by: last?.rules ?? [])
  }

  /// Adds the code that computes a value; nothing where no target has it.
  func addCode(to answer: inout Answer, _ value: ExpressionID, _ variable: ExpressionID?) {
    let wrt = variable.flatMap { scope.graph.movingSymbol($0) }.map { scope.graph[$0].name }
    let name = CodeGenerator.functionName(kind: answer.kind.rawValue, of: question.ofName, wrt: wrt)
    guard let code = CodeGenerator(scope.graph).code(for: value, named: name) else { return }
    answer.code = [
      CodeListing(language: .numpy, text: code.numpy), CodeListing(language: .jax, text: code.jax),
    ]
    answer.flops = code.flops
    answer.flopsAsWritten = code.flopsAsWritten
  }
}

extension FormulaPrinter {
  /// A line of a derivation with what the verifier says of it.
  fileprivate func step(_ step: Step, _ outcome: CheckOutcome, from places: [ExpressionID], in graph: Graph)
    -> AnswerStep
  {
    var line = AnswerStep(
      left: step.left.map { formula($0) },
      right: formula(step.right),
      markedLaTeX: marked(step.right, step.rewritten),
      rules: step.rules.map { RuleName(name: $0.name, source: $0.source.description) },
      definitions: step.definitions.compactMap { definition($0) },
      verdict: outcome.verdict,
      evidence: outcome.strongest
    )
    line.places = places.map { formula($0).plain }
    line.varying = step.varying.map { [graph[$0].name] }
    return line
  }
}
