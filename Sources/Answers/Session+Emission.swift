// What there is to emit for a question: the function, its gradients by all names, and a second derivative.

package import CodeGeneration
import Diagnostics
import Expressions
package import Findings
package import Judging
import Syntax
import Verification

extension Session {
  /// What there is to emit for one result of a cell or display that this session has run last, counted from 1.
  ///
  /// Gradients have the shape of their variable and are projected on its structure, whatever the layout of the cell.
  /// - Throws: when there is no such result, or it is not one of a function.
  package mutating func emission(
    of outcomes: [Outcome],
    in text: String?,
    result: Int,
    options: AnswerOptions,
    source: Emission.Source
  ) throws(EmissionFailure) -> Emission {
    let answers = outcomes.compactMap { outcome -> Answer? in
      if case .answer(let answer) = outcome { answer } else { nil }
    }
    guard answers.indices.contains(result - 1) else {
      throw EmissionFailure(
        answers.isEmpty
          ? "it has no question; code is emitted for 'gradient', 'jacobian', 'hessian' and the like"
          : answers.count == 1 ? "it has 1 result" : "it has \(answers.count) results"
      )
    }
    let answer = answers[result - 1]
    guard !answer.isFaulty, answer.value != nil else { throw EmissionFailure("it has no value") }
    var settings = options
    settings.layout = .mixed
    settings.structured = .projected
    settings.method = .differential
    settings.drawsFigures = false
    settings.oracles = []
    scope.layout = .mixed
    let question = Session.question(answer, in: text)
    scope.enter(question, firstLine: 1)
    let (statement, errors) = PlainParser.question(question, in: scope.context)
    guard let statement, errors.isEmpty, case .question(let asked) = scope.perform(statement) else {
      throw EmissionFailure("its question cannot be read by itself")
    }
    _ = scope.takeDiagnostics()
    // Of a question by several names this is one.
    let printer = FormulaPrinter(scope)
    let variable =
      asked.variables.first { printer.formula($0).plain == answer.wrt?.plain } ?? asked.variables.first
    var builder = EmissionBuilder(workspace: workspace, asked: asked, options: settings)
    return try builder.emission(by: variable, source)
  }

  /// The text of a question: as it stands in its cell, or as a cell would say what a display asks.
  private static func question(_ answer: Answer, in text: String?) -> String {
    guard let text else {
      return "\(answer.kind.rawValue) \(answer.of.plain)" + (answer.wrt.map { " wrt \($0.plain)" } ?? "")
    }
    let utf8 = Array(text.utf8)
    return String(decoding: utf8[answer.range.start..<min(answer.range.end, utf8.count)], as: UTF8.self)
  }
}

/// Derives what is emitted for one question.
private struct EmissionBuilder {
  var workspace: Workspace
  let asked: LoweredQuestion
  let options: AnswerOptions
  var parts: [Emission.Part] = []
  var conditions: [String] = []
  var omissions: [String] = []

  init(workspace: Workspace, asked: LoweredQuestion, options: AnswerOptions) {
    self.workspace = workspace
    self.asked = asked
    self.options = options
  }

  private var graph: Graph { workspace.scope.graph }

  mutating func emission(by variable: ExpressionID?, _ source: Emission.Source) throws(EmissionFailure)
    -> Emission
  {
    let name = asked.ofName
    let valueName = Emission.valueName(name)
    let function = workspace.resolvedDerivatives(asked.of)
    let printer = FormulaPrinter(workspace.scope)
    let written =
      name.flatMap { workspace.scope.symbol(named: $0) }.flatMap { graph.definition(of: $0) } ?? function
    parts.append(
      Emission.Part(
        .value,
        name: valueName,
        function,
        summary: name.map { "The value of \($0)." } ?? "The value of the function.",
        formula: printer.formula(written).plain,
        verdict: "as defined"
      )
    )
    switch asked.kind {
    case .simplify, .evaluate: break
    case .jacobian where !graph.shape(function).isScalar:
      guard let variable, try add(.jacobian, by: variable) else { throw notDerived("the Jacobian") }
    case .gradient, .hessian, .stationary, .jacobian, .directional, .differential:
      try addDerivatives(of: function, by: variable)
    }
    let expressions = parts.map(\.expression)
    let verifier = Verifier(functions: workspace.table, options: workspace.verificationOptions(options))
    let directions = parts.compactMap(\.role.direction).map { workspace.scope.graph.symbol($0) }
    let instance = verifier.instance(of: expressions + directions, in: graph)
    if instance == nil {
      omissions.append("No numbers were found at which all have a value, so there is no test.")
    }
    let definitions = graph.symbols(in: expressions, throughDefinitions: true)
      .compactMap { FormulaPrinter(workspace.scope).definition($0)?.plain }
    return Emission(
      graph: graph,
      parts: parts,
      definitions: definitions.filter { !$0.hasPrefix("\(name ?? "") = ") },
      conditions: conditions,
      omissions: omissions,
      source: source,
      instance: instance.map { numbers($0, of: expressions, directions) }
    )
  }

  /// The instance by symbol; of the members of a family those that it has.
  private func numbers(_ instance: Instance, of expressions: [ExpressionID], _ directions: [ExpressionID])
    -> Emission.Instance
  {
    let sizes = Dictionary(instance.sizes.sizes.map { ($0.name, $0.value) }) { first, _ in first }
    let values = Dictionary(instance.values.map { ($0.name, $0.rows) }) { first, _ in first }
    var arguments: [SymbolID: [[[String]]]] = [:]
    for symbol in graph.symbols(in: expressions + directions, throughDefinitions: true) {
      let name = graph[symbol].name
      if case .family(let count) = graph[symbol].role {
        let members = count?.value(sizes) ?? 0
        arguments[symbol] = (0..<members).compactMap { values["\(name)[\($0 + 1)]"] }
      } else if let value = values[name] {
        arguments[symbol] = [value]
      }
    }
    return Emission.Instance(
      sizes: sizes,
      arguments: arguments,
      values: Array(instance.results.prefix(expressions.count))
    )
  }

  private func notDerived(_ what: String) -> EmissionFailure {
    EmissionFailure("\(what) was not derived, or did not pass its check")
  }

  /// The gradients by all names, the Hessian where it was asked for, and its product with a direction.
  private mutating func addDerivatives(of function: ExpressionID, by variable: ExpressionID?)
    throws(EmissionFailure)
  {
    guard graph.shape(function).isScalar else {
      throw EmissionFailure("only a Jacobian is emitted of what is no number")
    }
    let main = variable.flatMap { graph.movingSymbol($0) }
    for symbol in graph.symbols(in: [function], throughDefinitions: true)
    where graph[symbol].role == .declared && !countsSomething(symbol, in: function) {
      let isMain = symbol == main
      let name = workspace.scope.graph.symbol(symbol)
      if try !add(.gradient, by: name) {
        if isMain { throw notDerived("the gradient") }
        omissions.append("There is no derived gradient by \(graph[symbol].name).")
      }
    }
    guard let main, let variable, graph[variable] == .symbol(main) else { return }
    if asked.kind == .hessian, try !add(.hessian, by: variable) { throw notDerived("the Hessian") }
    let direction = declareDirection(of: main)
    if try !add(.hessian, by: variable, along: direction) {
      omissions.append("There is no derived Hessian-vector product by \(graph[main].name).")
    }
  }

  /// Whether a name is an integer, such as a symbolic exponent, by which nobody differentiates.
  private func countsSomething(_ symbol: SymbolID, in function: ExpressionID) -> Bool {
    guard graph[symbol].shape.isScalar else { return false }
    return graph.reachableThroughDefinitions(from: [function]).contains { id in
      guard case .power(let base, let exponent) = graph[id], !graph.shape(base).isScalar else { return false }
      return graph.symbols(in: [exponent], throughDefinitions: true).contains(symbol)
    }
  }

  /// A name for the direction of a variable, in which it stays what it was declared.
  private mutating func declareDirection(of symbol: SymbolID) -> ExpressionID {
    let variable = graph[symbol]
    let kept: Properties = [.symmetric, .skew, .diagonal, .toeplitz, .upperTriangular, .lowerTriangular]
    var name = "direction"
    while workspace.scope.symbol(named: name) != nil { name += "_" }
    let direction = workspace.scope.graph.declare(
      Symbol(name: name, shape: variable.shape, properties: variable.properties.intersection(kept))
    )
    return workspace.scope.graph.symbol(direction)
  }

  /// Derives and checks one derivative; false where there is none or it does not hold.
  private mutating func add(
    _ kind: QuestionKind,
    by variable: ExpressionID,
    along direction: ExpressionID? = nil
  )
    throws(EmissionFailure) -> Bool
  {
    let question = LoweredQuestion(
      kind: kind,
      of: asked.of,
      ofName: asked.ofName,
      variables: [variable],
      along: direction.map { [$0] } ?? [],
      bindings: [],
      range: asked.range
    )
    var trial = workspace
    trial.diagnostics = []
    var builder = AnswerBuilder(workspace: trial, question: question, options: options)
    guard case .answer(let answer) = builder.answers().first, answer.verdict == .holds,
      let value = builder.derivedValue, let formula = answer.value
    else { return false }
    workspace = builder.workspace
    guard let symbol = graph.movingSymbol(variable) else { return false }
    let wrt = graph[symbol].name
    let name = CodeGenerator.functionName(
      kind: direction == nil ? kind.rawValue : "hessian_product",
      of: asked.ofName,
      wrt: wrt
    )
    let subject = asked.ofName ?? "the function"
    let role: Emission.Role
    let summary: String
    switch (kind, direction.flatMap { graph.movingSymbol($0) }) {
    case (.hessian, let direction?):
      role = .hessianProduct(symbol, along: direction)
      summary = "The Hessian of \(subject) with respect to \(wrt), times a direction."
    case (.hessian, nil):
      role = .hessian(symbol)
      summary = "The Hessian of \(subject) with respect to \(wrt)."
    case (.jacobian, _):
      role = .jacobian(symbol)
      summary = "The Jacobian of \(subject) with respect to \(wrt), on vec where a matrix takes part."
    default:
      role = .gradient(symbol)
      summary = "The gradient of \(subject) with respect to \(wrt)."
    }
    let evidence = answer.evidence ?? answer.checks.first?.evidence
    parts.append(
      Emission.Part(
        role,
        name: name,
        value,
        summary: summary,
        formula: formula.plain,
        verdict: "holds" + (evidence.map { ", \($0.kind.rawValue)" } ?? "")
      )
    )
    for condition in answer.conditions where !conditions.contains(condition.plain) {
      conditions.append(condition.plain)
    }
    return true
  }
}
