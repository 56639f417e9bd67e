// Questions: derive, then check every line and the result, then emit code.

import CodeGeneration
import Derivation
import Diagnostics
import Expressions
import Findings
import Functions
import Syntax
import Verification

extension Session {
  /// The answers to a question, one for each variable.
  mutating func answers(to question: LoweredQuestion, _ options: AnswerOptions) -> [Outcome] {
    switch question.kind {
    case .gradient, .jacobian, .hessian, .directional:
      guard !question.variables.isEmpty else {
        diagnostics.append(.missingVariable(question.kind.rawValue, question.range))
        return [.failure(question.range)]
      }
      return question.variables.flatMap { variable in
        isEntryOfName(variable) && (question.kind == .gradient || question.kind == .jacobian)
          ? [derived(question, byEntry: variable, options)] : derived(question, by: variable, options)
      }
    case .differential: return [differential(question, options)]
    case .simplify: return [simplified(question, options)]
    case .stationary:
      guard !question.variables.isEmpty else {
        diagnostics.append(.missingVariable(question.kind.rawValue, question.range))
        return [.failure(question.range)]
      }
      return question.variables.map { stationary(question, by: $0, options) }
    case .evaluate: return [evaluated(question, options)]
    }
  }

  /// The methods asked for; operators and directional derivatives come from the differential alone.
  private func methods(_ question: LoweredQuestion, _ options: AnswerOptions) -> [DerivationMethod] {
    guard question.kind != .directional, question.along.isEmpty else { return [.differential] }
    switch options.method {
    case .differential: return [.differential]
    case .index: return [.index]
    case .vectorization: return [.vectorization]
    case .all: return DerivationMethod.allCases
    }
  }

  // MARK: - Derivatives by a variable

  /// The answers by one variable, one for each method asked for, which must agree.
  private mutating func derived(
    _ question: LoweredQuestion,
    by variable: ExpressionID,
    _ options: AnswerOptions
  ) -> [Outcome] {
    guard let moved = moving(question, variable) else { return [.failure(question.range)] }
    var outcomes: [Outcome] = []
    var values: [MethodValue] = []
    for method in methods(question, options) {
      outcomes.append(derived(question, moved, method, options, &values))
    }
    return agreeing(outcomes, values, moved.symbol, options, question.range)
  }

  private mutating func derived(
    _ question: LoweredQuestion,
    _ moved: MovingVariable,
    _ method: DerivationMethod,
    _ options: AnswerOptions,
    _ values: inout [MethodValue]
  ) -> Outcome {
    let (variable, symbol) = (moved.variable, moved.symbol)
    let inner: NestedDerivatives
    do throws(DerivationFailure) {
      inner = try nestedDerivatives(in: moved.function, method, options)
    } catch {
      diagnostics.append(.derivationFailed(error, question.range))
      return .failure(question.range)
    }
    let function = inner.function
    var calculus = Calculus(graph: scope.graph, book: book, variables: [symbol])
    do throws(DerivationFailure) {
      var derivation: Derivation
      var kind = question.kind
      func derive(_ kind: DerivativeKind) throws(DerivationFailure) -> Derivation {
        try calculus.derivation(
          kind,
          of: function,
          wrt: variable,
          by: method,
          convention: options.structured
        )
      }
      switch question.kind {
      case .jacobian: derivation = try derive(.jacobian)
      case .hessian where question.along.isEmpty: derivation = try derive(.hessian)
      case .hessian:
        derivation = try calculus.hessian(
          of: function,
          wrt: variable,
          along: question.along,
          convention: options.structured
        )
      case .directional:
        guard let direction = question.along.first else {
          diagnostics.append(.missingDirection(question.range))
          return .failure(question.range)
        }
        derivation = try calculus.directional(
          of: function,
          wrt: variable,
          along: direction,
          convention: options.structured
        )
      case .gradient, .differential, .simplify, .evaluate, .stationary:
        if calculus.graph.shape(function).isScalar {
          derivation = try derive(.gradient)
        } else if calculus.graph.shape(variable).isScalar {
          derivation = try derive(.jacobian)
          kind = .jacobian
        } else {
          throw DerivationFailure(
            code: "derivation.not-scalar",
            "a gradient needs a scalar, found a \(calculus.graph.shape(function))",
            hints: ["ask for 'jacobian … wrt …'", "or for the gradient of a scalar such as 'sum(…)' of it"]
          )
        }
      }
      let free = derivation.result
      // The index method moves the entries of a structured variable as its convention says, in every line.
      if method != .index,
        question.kind == .gradient
          || question.kind == .jacobian && calculus.graph.shape(function).isScalar == false
      {
        derivation = try structured(derivation, kind, &calculus, options)
      }
      derivation = inner.before(derivation)
      scope.graph = calculus.graph
      book = calculus.book
      values.append(MethodValue(method: method, value: derivation.result))
      var result = answer(question, kind, derivation, variable, [symbol], options.along(question))
      result.method = method
      result.conventions += try structureNotes(question, variable, free, options)
      if moved.expression != nil { writeOut(&result, question, kind, derivation, moved, options) }
      if derivation.isSpelledOut {
        result.conventions.append(
          "The entries have no translation to products of matrices; the answer is the sum of each times its unit "
            + "matrix, in the shortest notation known for it."
        )
      }
      return .answer(result)
    } catch {
      scope.graph = calculus.graph
      diagnostics.append(.derivationFailed(error, question.range))
      return .failure(question.range)
    }
  }

  /// The gradient of a structured variable with the line of its convention.
  func structured(
    _ derivation: Derivation,
    _ kind: QuestionKind,
    _ calculus: inout Calculus,
    _ options: AnswerOptions
  ) throws(DerivationFailure) -> Derivation {
    guard kind == .gradient, let variable = derivation.variable,
      let (value, rule) = try calculus.structured(derivation.result, variable, options.structured)
    else { return derivation }
    // The free gradient is an intermediate line; the gradient on the structure is the answer.
    var steps = derivation.steps
    let last = steps.removeLast()
    steps.append(Step(left: last.left, right: value, rules: [rule]))
    return Derivation(
      of: derivation.of,
      variable: variable,
      steps: steps,
      result: value,
      helpers: derivation.helpers,
      conditions: derivation.conditions
    )
  }

  /// The expression with all definitions put in.
  mutating func expanded(_ id: ExpressionID) -> ExpressionID {
    var memo: [ExpressionID: ExpressionID] = [:]
    for node in scope.graph.reachableThroughDefinitions(from: [id]) {
      if case .symbol(let symbol) = scope.graph[node],
        case .defined(let definition) = scope.graph[symbol].role
      {
        memo[node] = memo[definition] ?? definition
        continue
      }
      let children = scope.graph[node].children
      let renewed = children.map { memo[$0] ?? $0 }
      memo[node] = renewed == children ? node : scope.graph.rebuild(scope.graph[node], renewed)
    }
    return memo[id] ?? id
  }

  /// The point at which the gradient vanishes; its lines are checked at the point itself.
  private mutating func stationary(
    _ question: LoweredQuestion,
    by variable: ExpressionID,
    _ options: AnswerOptions
  ) -> Outcome {
    guard let moved = moving(question, variable) else { return .failure(question.range) }
    let (function, variable, symbol) = (moved.function, moved.variable, moved.symbol)
    var calculus = Calculus(graph: scope.graph, book: book, variables: [symbol])
    do throws(DerivationFailure) {
      let derivation = try calculus.stationaryPoint(
        of: function,
        wrt: variable,
        structured: options.structured
      )
      scope.graph = calculus.graph
      book = calculus.book
      var answer = answer(question, .stationary, derivation, variable, [symbol], options)
      heedAssumptions(&answer)
      return .answer(answer)
    } catch {
      scope.graph = calculus.graph
      diagnostics.append(.derivationFailed(error, question.range))
      return .failure(question.range)
    }
  }

  // MARK: - Differentials and simplification

  private mutating func differential(_ question: LoweredQuestion, _ options: AnswerOptions) -> Outcome {
    var symbols: [SymbolID] = []
    for variable in question.variables {
      if case .symbol(let symbol) = scope.graph[variable] { symbols.append(symbol) }
    }
    if question.variables.isEmpty {
      symbols = scope.graph.symbols(in: [question.of], throughDefinitions: true).filter { symbol in
        switch scope.graph[symbol].role {
        case .declared, .family: !scope.graph[symbol].properties.contains(.constant)
        case .defined, .index, .definedFamily: false
        }
      }
    }
    var calculus = Calculus(graph: scope.graph, book: book, variables: symbols)
    do throws(DerivationFailure) {
      let isIndex = options.method == .index
      let derivation =
        try isIndex
        ? calculus.indexDifferential(of: question.of) : calculus.differential(of: question.of)
      scope.graph = calculus.graph
      book = calculus.book
      var result = answer(question, .differential, derivation, nil, symbols, options)
      if isIndex { result.method = .index }
      return .answer(result)
    } catch {
      scope.graph = calculus.graph
      diagnostics.append(.derivationFailed(error, question.range))
      return .failure(question.range)
    }
  }

  private mutating func simplified(_ question: LoweredQuestion, _ options: AnswerOptions) -> Outcome {
    var calculus = Calculus(graph: scope.graph, book: book, variables: [])
    let derivation = calculus.simplification(of: question.of)
    scope.graph = calculus.graph
    return .answer(answer(question, .simplify, derivation, nil, [], options))
  }

  // MARK: - Checking and printing

  mutating func answer(
    _ question: LoweredQuestion,
    _ kind: QuestionKind,
    _ derivation: Derivation,
    _ variable: ExpressionID?,
    _ symbols: [SymbolID],
    _ options: AnswerOptions
  ) -> Answer {
    var derivation = derivation
    let isTransposed = isTransposed(kind, derivation.of, variable, options)
    if isTransposed, let variable { derivation = transposed(derivation, variable) }
    let value = derivation.result
    let outcomes = check(derivation, kind, question, variable, symbols, options)
    let printer = FormulaPrinter(scope)
    let of = printer.formula(derivation.of)
    let wrt = variable.map { printer.formula($0) }
    let left = leftSide(question, kind, derivation, variable, printer, of, wrt)
    var answer = Answer(
      kind,
      of: named(of, question),
      wrt: wrt,
      left: left,
      range: question.range
    )
    answer.label = options.label
    answer.layout = options.layout
    answer.shape = printer.sizes(scope.graph.shape(value))
    answer.conditions = derivation.conditions.map { printer.condition($0) }
    answer.helpers = derivation.helpers.compactMap { printer.definition($0) }
    answer.value = printer.formula(value)
    answer.steps = zip(derivation.steps, outcomes.steps).map { step, outcome in
      AnswerStep(
        left: step.left.map { printer.formula($0) },
        right: printer.formula(step.right),
        markedLaTeX: printer.marked(step.right, step.rewritten),
        rules: step.rules.map { RuleName(name: $0.name, source: $0.source.description) },
        definitions: step.definitions.compactMap { printer.definition($0) },
        verdict: outcome.verdict,
        evidence: outcome.strongest
      )
    }
    answer.verdict = outcomes.steps.reduce(outcomes.result.verdict) { $0.worse($1.verdict) }
    answer.checks = outcomes.result.evidence
    for condition in outcomes.result.conditions {
      answer.conditions.append(Formula(plain: condition, latex: condition, unicode: condition))
    }
    if answer.verdict != .holds {
      let reason = ([outcomes.result] + outcomes.steps).compactMap(\.reason).first
      diagnostics.append(.notVerified(answer.verdict, reason, question.range))
    }
    addCode(to: &answer, value, question, variable)
    if options.drawsFigures { addFigures(to: &answer, kind, derivation, variable, symbols, options) }
    return answer
  }

  private func named(_ of: Formula, _ question: LoweredQuestion) -> Formula {
    guard let name = question.ofName else { return of }
    return Formula(plain: name, latex: of.latex, unicode: of.unicode)
  }

  func leftSide(
    _ question: LoweredQuestion,
    _ kind: QuestionKind,
    _ derivation: Derivation,
    _ variable: ExpressionID?,
    _ printer: FormulaPrinter,
    _ of: Formula,
    _ wrt: Formula?
  ) -> Formula {
    let plain = "\(kind.rawValue) \(of.plain)" + (wrt.map { " wrt \($0.plain)" } ?? "")
    switch kind {
    case .gradient, .jacobian:
      guard let variable else { break }
      return printer.derivative(
        kind == .gradient ? .gradient : .jacobian,
        of: derivation.of,
        wrt: variable,
        plain: plain
      )
    case .hessian:
      guard let variable, question.along.isEmpty else { break }
      return printer.derivative(.hessian, of: derivation.of, wrt: variable, plain: plain)
    case .differential:
      if let left = derivation.steps.first?.left { return printer.formula(left) }
    case .simplify, .evaluate: return of
    case .stationary:
      // The point found carries the last name that the derivation introduced.
      guard let symbol = derivation.helpers.last,
        let point = derivation.steps.compactMap(\.left).first(where: { scope.graph[$0] == .symbol(symbol) })
      else { break }
      let name = printer.formula(point)
      return Formula(plain: plain, latex: name.latex, unicode: name.unicode)
    case .directional: break
    }
    let directions = question.along.map { printer.formula($0) }
    let along = directions.map(\.plain).joined(separator: ", ")
    let arguments = directions.map(\.latex).joined(separator: ", ")
    let signs = directions.map(\.unicode).joined(separator: ", ")
    let (symbol, sign) = kind == .hessian ? ("\\mathrm D^2", "D²") : ("\\mathrm D", "D")
    return Formula(
      plain: plain + (along.isEmpty ? "" : " along \(along)"),
      latex: "\(symbol)_{\(wrt?.latex ?? "")}\\left(\(of.latex)\\right)[\(arguments)]",
      unicode: "\(sign)(\(of.unicode))[\(signs)]"
    )
  }

  /// Whether the layout asks for the transpose of what is derived.
  func isTransposed(
    _ kind: QuestionKind,
    _ function: ExpressionID,
    _ variable: ExpressionID?,
    _ options: AnswerOptions
  ) -> Bool {
    guard kind == .gradient || kind == .jacobian, let variable else { return false }
    return options.layout.transposes(
      derivativeOf: scope.graph.shape(function),
      wrt: scope.graph.shape(variable)
    )
  }

  mutating func transposed(_ derivation: Derivation, _ variable: ExpressionID) -> Derivation {
    var calculus = Calculus(graph: scope.graph, book: book, variables: [])
    let value = calculus.shortTranspose(derivation.result)
    scope.graph = calculus.graph
    var steps = derivation.steps
    if let last = steps.popLast() {
      let left = last.left.map { scope.graph.transpose($0) }
      steps.append(Step(left: left, right: value, rules: last.rules))
    }
    return Derivation(
      of: derivation.of,
      variable: variable,
      steps: steps,
      result: value,
      helpers: derivation.helpers,
      conditions: derivation.conditions
    )
  }

  /// What the verifier says of each line and of the result.
  private func check(
    _ derivation: Derivation,
    _ kind: QuestionKind,
    _ question: LoweredQuestion,
    _ variable: ExpressionID?,
    _ symbols: [SymbolID],
    _ options: AnswerOptions
  ) -> (steps: [CheckOutcome], result: CheckOutcome) {
    var rows: [Equation] = []
    var left = derivation.of
    for step in derivation.steps {
      if let stated = step.left { left = stated }
      rows.append(Equation(left, step.right))
    }
    var graph = scope.graph
    if let equation = resultEquation(derivation, kind, question, variable, options, &graph) {
      rows.append(equation)
    }
    let settings = verificationOptions(options)
    let verifier = Verifier(functions: table, options: settings)
    let free = Set(symbols)
    let outcomes = verifier.check(rows, in: graph, variables: Set(symbols), free: free)
    let stepOutcomes = Array(outcomes.prefix(derivation.steps.count))
    let result =
      outcomes.count > derivation.steps.count
      ? outcomes[outcomes.count - 1] : stepOutcomes.last ?? .undecided(because: nil)
    return (stepOutcomes, result)
  }

  /// The equation that the result must fulfil by itself, whatever its lines say.
  func resultEquation(
    _ derivation: Derivation,
    _ kind: QuestionKind,
    _ question: LoweredQuestion,
    _ variable: ExpressionID?,
    _ options: AnswerOptions,
    _ graph: inout Graph
  ) -> Equation? {
    switch kind {
    case .gradient, .jacobian, .hessian:
      guard let variable else { return nil }
      let node: DerivativeKind = kind == .gradient ? .gradient : kind == .jacobian ? .jacobian : .hessian
      if kind == .hessian, !question.along.isEmpty {
        // U : H[V], with the Hessian on vec from second differentials.
        let hessian = graph.derivative(.hessian, of: derivation.of, wrt: variable)
        guard let direction = question.along.last, let column = vectorized(direction, &graph) else {
          return nil
        }
        let image = graph.product([hessian, column])
        if question.along.count == 2, let first = vectorized(question.along[0], &graph) {
          return Equation(graph.product([graph.transpose(first), image]), derivation.result)
        }
        guard let value = vectorized(derivation.result, &graph) else { return nil }
        return Equation(image, value)
      }
      let left = graph.derivative(node, of: derivation.of, wrt: variable, in: options.layout)
      return graph.shape(left) == graph.shape(derivation.result) ? Equation(left, derivation.result) : nil
    case .differential:
      return Equation(graph.differential(derivation.of), derivation.result)
    case .directional:
      guard let variable, let direction = question.along.first, let column = vectorized(direction, &graph)
      else {
        return nil
      }
      let isScalar = graph.shape(derivation.of).isScalar
      let node = graph.derivative(isScalar ? .gradient : .jacobian, of: derivation.of, wrt: variable)
      if isScalar { return Equation(graph.frobenius(node, direction), derivation.result) }
      if graph.shape(variable).isScalar {
        return Equation(graph.product([direction, node]), derivation.result)
      }
      guard let value = vectorized(derivation.result, &graph) else { return nil }
      return Equation(graph.product([node, column]), value)
    case .simplify: return Equation(derivation.of, derivation.result)
    case .evaluate, .stationary: return nil
    }
  }

  private func vectorized(_ id: ExpressionID, _ graph: inout Graph) -> ExpressionID? {
    let shape = graph.shape(id)
    if shape.columns.isOne { return id }
    if shape.rows.isOne { return graph.transpose(id) }
    return try? graph.apply("vec", [id])
  }

  func addCode(
    to answer: inout Answer,
    _ value: ExpressionID,
    _ question: LoweredQuestion,
    _ variable: ExpressionID?
  ) {
    let of = question.ofName
    let wrt: String?
    if let variable, case .symbol(let symbol) = scope.graph[variable] {
      wrt = scope.graph[symbol].name
    } else {
      wrt = nil
    }
    let name = CodeGenerator.functionName(kind: answer.kind.rawValue, of: of, wrt: wrt)
    guard let code = CodeGenerator(scope.graph).code(for: value, named: name) else { return }
    answer.code = [
      CodeListing(language: .numpy, text: code.numpy), CodeListing(language: .jax, text: code.jax),
    ]
    answer.flops = code.flops
    answer.flopsAsWritten = code.flopsAsWritten
  }

  /// The checks in machine numbers, Taylor's test and the values at one instance, for derivatives by a name.
  private func addFigures(
    to answer: inout Answer,
    _ kind: QuestionKind,
    _ derivation: Derivation,
    _ variable: ExpressionID?,
    _ symbols: [SymbolID],
    _ options: AnswerOptions
  ) {
    guard let variable, answer.verdict == .holds, !isTransposed(kind, derivation.of, variable, options) else {
      return
    }
    let claimed: DerivativeKind
    switch kind {
    case .gradient: claimed = .gradient
    case .jacobian: claimed = .jacobian
    default: return
    }
    let settings = verificationOptions(options)
    let claim = DerivativeClaim(claimed, of: derivation.of, wrt: variable, is: derivation.result)
    let report = Verifier(functions: table, options: settings)
      .check(claim, in: scope.graph, free: Set(symbols))
    answer.verdict = answer.verdict.worse(report.outcome.verdict)
    if !report.outcome.evidence.isEmpty { answer.checks = report.outcome.evidence }
    if let taylor = report.taylor {
      answer.figures.taylor = taylor.points
      answer.figures.slopeWith = taylor.slope ?? "exact: the function is affine along the direction"
      answer.figures.slopeWithout = "1"
    }
    if !report.derived.isEmpty {
      answer.figures.matrices = [
        DecimalMatrix(caption: "derived gradient", rows: report.derived),
        DecimalMatrix(caption: "automatic differentiation", rows: report.automatic),
      ]
      answer.figures.sizes = report.sizes?.description ?? ""
    }
  }

}

extension Diagnostic {
  static func missingVariable(_ kind: String, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "question.no-variable",
      message: "'\(kind)' does not say by which variable",
      range: range,
      hints: ["add 'wrt' and the name of the variable"]
    )
  }

  static func missingDirection(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "question.no-direction",
      message: "'directional' does not say in which direction",
      range: range,
      hints: ["add 'along' and the direction, which has the shape of the variable"]
    )
  }

  static func constantVariable(_ name: String, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "question.constant",
      message: "'\(name)' is declared constant and cannot vary",
      range: range,
      hints: ["remove 'constant' from its declaration"]
    )
  }

  static func derivationFailed(_ failure: DerivationFailure, _ range: SourceRange) -> Diagnostic {
    Diagnostic(code: failure.code, message: failure.message, range: range, hints: failure.hints)
  }

  static func notVerified(_ verdict: Verdict, _ reason: String?, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "verification.\(verdict.rawValue)",
      message: verdict == .undecided
        ? "the result is derived but not verified" : "a line of the derivation failed its check",
      range: range,
      notes: reason.map { [$0] } ?? []
    )
  }
}
