// What moves in a question: a name, or a new name for an expression by which one differentiates.

import Derivation
import Diagnostics
import Expressions
import Findings
import Judging
import Syntax
import Verification

/// The function and the variable that a derivation is made of.
struct MovingVariable {
  /// The function, written in the variable.
  let function: ExpressionID
  /// The variable, as an expression.
  let variable: ExpressionID
  /// Its symbol.
  let symbol: SymbolID
  /// What the variable stands for, where the author differentiates by an expression.
  let expression: ExpressionID?
}

extension AnswerBuilder {
  /// The function with what varies as one symbol; nil when there is no such derivative, which is reported.
  mutating func moving(_ variable: ExpressionID) -> MovingVariable? {
    var trial = scope.graph
    switch trial.variation(of: question.of, by: variable) {
    case .name: return named(variable)
    case .determined(let part): return determined(variable, part)
    case .occurrences:
      let (fresh, symbol) = newVariable(for: variable, scope.graph.properties(variable))
      let body = scope.graph.replacingOccurrences(of: variable, by: fresh, in: question.of)
      return MovingVariable(function: body, variable: fresh, symbol: symbol, expression: variable)
    case .leftOver(let symbols):
      let text = PlainPrinter.text(variable, in: scope.graph)
      workspace.diagnostics.append(
        .variableLeftOver(text, symbols.map { scope.graph[$0].name }, question.range)
      )
      return nil
    }
  }

  private mutating func named(_ variable: ExpressionID) -> MovingVariable? {
    switch scope.graph[variable] {
    case .symbol(let symbol):
      if scope.graph[symbol].properties.contains(.constant) {
        workspace.diagnostics.append(.constantVariable(scope.graph[symbol].name, question.range))
        return nil
      }
      if case .refused(let elements) = scope.graph[symbol].properties.structure {
        workspace.diagnostics.append(.noStructure(elements, question.range))
        return nil
      }
      return MovingVariable(function: question.of, variable: variable, symbol: symbol, expression: nil)
    case .member(let family, _):
      return MovingVariable(function: question.of, variable: variable, symbol: family, expression: nil)
    default:
      // An entry of a defined name: the entry alone is the new variable.
      let (fresh, symbol) = newVariable(for: variable, [])
      let body = scope.graph.replacingOccurrences(of: variable, by: fresh, in: question.of)
      return MovingVariable(function: body, variable: fresh, symbol: symbol, expression: variable)
    }
  }

  /// The expression determines a name, which is written in it everywhere.
  private mutating func determined(
    _ variable: ExpressionID,
    _ part: DeterminedPart
  ) -> MovingVariable? {
    var properties = scope.graph.properties(variable).subtracting(.structural)
    switch part.structure {
    case .free: break
    case .on(let structure): properties.formUnion(structure.properties)
    case .refused(let elements):
      workspace.diagnostics.append(.noStructure(elements, question.range))
      return nil
    }
    let (fresh, symbol) = newVariable(for: variable, properties)
    do throws(DerivationFailure) {
      let name = try scope.graph.part(part, from: fresh)
      let body = scope.graph.replacingOccurrences(of: part.part, by: name, in: question.of)
      return MovingVariable(function: body, variable: fresh, symbol: symbol, expression: variable)
    } catch {
      workspace.diagnostics.append(.derivationFailed(error, question.range))
      return nil
    }
  }

  /// A new name for an expression, with a letter that the author has not taken.
  private mutating func newVariable(for expression: ExpressionID, _ properties: Properties)
    -> (ExpressionID, SymbolID)
  {
    let shape = scope.graph.shape(expression)
    let letters =
      shape.isScalar ? ["s", "u", "v"] : shape.columns.isOne ? ["z", "u", "v"] : ["Y", "Z", "M"]
    let taken = Set(scope.graph.symbols.lazy.filter { !$0.isIntroduced }.map(\.name))
    var name = letters.first { !taken.contains($0) } ?? letters[0]
    var number = 0
    while taken.contains(name) {
      number += 1
      name = "\(letters[0])_\(number)"
    }
    let symbol = scope.graph.declare(
      Symbol(
        name: name,
        shape: shape,
        properties: properties.subtracting(.constant),
        role: .defined(expression),
        isIntroduced: true
      )
    )
    return (scope.graph.symbol(symbol), symbol)
  }

  /// Writes the answer in the author's names and checks it as the derivative by the expression itself.
  mutating func writeOut(
    _ answer: inout Answer,
    _ form: QuestionForm,
    _ derivation: Derivation,
    _ moved: MovingVariable
  ) {
    guard let expression = moved.expression else { return }
    let inNames = workspace.derive(varying: []) { calculus in
      calculus.shortForm(
        of: calculus.graph.substitute([moved.variable: expression], in: derivation.result)
      )
    }
    var written = Derivation(
      of: question.of,
      variable: expression,
      steps: [Step(left: nil, right: inNames, rules: [])],
      result: inNames,
      helpers: [],
      conditions: []
    )
    if isTransposed(form, question.of, expression) { written = transposed(written) }
    let printer = FormulaPrinter(scope)
    let value = printer.formula(written.result)
    if let helper = printer.definition(moved.symbol) { answer.helpers.insert(helper, at: 0) }
    let inquiry = about(question.of, by: expression, varying: [moved.symbol])
    let verdict = checkWritten(written, form, inquiry, &answer)
    answer.claim = answer.claim == nil ? nil : claim(form, inquiry, written)
    if value != answer.value {
      var line = AnswerStep(
        left: nil,
        right: value,
        markedLaTeX: value.latex,
        rules: [RuleName(name: "put the definition in", source: "definition")],
        definitions: [],
        verdict: verdict,
        evidence: answer.checks.first?.evidence
      )
      // The new name stands for its definition here.
      line.varying = []
      answer.steps.append(line)
    }
    if answer.isFaulty {
      withhold(&answer, line: nil)
      return
    }
    answer.left = form.leftSide(inquiry, written, printer, answer.of)
    answer.wrt = printer.formula(expression)
    answer.value = value
    addCode(to: &answer, written.result, nil)
  }

  /// The verdict on an answer as the derivative by the expression; undecided where the verifier has no such derivative,
  /// and the lines in the new name vouch for it.
  private mutating func checkWritten(
    _ written: Derivation,
    _ form: QuestionForm,
    _ inquiry: Inquiry,
    _ answer: inout Answer
  ) -> Verdict {
    var graph = scope.graph
    guard let equation = form.equation(inquiry, written, &graph) else { return answer.verdict }
    let outcome = Verifier(functions: workspace.table, options: workspace.verificationOptions(options))
      .check(equation, in: graph)
    let verdict = outcome.verdict
    if verdict == .undecided {
      answer.claim = nil
      return answer.verdict
    }
    answer.verdict = answer.verdict.worse(verdict)
    answer.checks = outcome.evidence
    if verdict != .holds, !answer.isFaulty {
      workspace.diagnostics.append(.notVerified(verdict, outcome.reason, question.range))
    }
    return verdict
  }

  /// What is said beside a derivative by a member of a family: for which members it stands.
  func memberNotes(_ variable: ExpressionID) -> [String] {
    guard case .member(let family, let place) = scope.graph[variable],
      case .symbol(let index) = scope.graph[place], case .index(let range) = scope.graph[index].role
    else { return [] }
    let letter = scope.graph[index].name
    return ["\(letter) stands for each member of \(scope.graph[family].name), from 1 to \(range)."]
  }

  /// What is said beside a result on a structure: the gradient before it was projected, and what became of directions.
  mutating func structureNotes(_ variable: ExpressionID, _ free: ExpressionID) throws(DerivationFailure)
    -> [String]
  {
    guard options.structured != .ignored, case .symbol(let symbol) = scope.graph[variable],
      let structure = scope.graph[symbol].properties.structure.structure,
      !scope.graph.shape(variable).isScalar
    else { return [] }
    let name = PlainPrinter.text(variable, in: scope.graph)
    var notes: [String] = []
    if question.kind == .gradient, !structure.isLinear {
      notes.append(
        "This is the part of the gradient tangent to the \(structure.elements); before it is projected, the gradient is "
          + "\(PlainPrinter.text(free, in: scope.graph))."
      )
    }
    var calculus = Calculus(graph: scope.graph, book: workspace.book, variables: [])
    for direction in question.along {
      let taken = try calculus.onStructure(direction, variable)
      if taken == direction { continue }
      notes.append(
        "\(name) moves on the \(structure.elements), so of the direction "
          + "\(PlainPrinter.text(direction, in: calculus.graph)) the part along them is taken, "
          + "\(PlainPrinter.text(taken, in: calculus.graph))."
      )
    }
    return notes
  }
}

extension AnswerOptions {
  /// The options under which a derivative in a direction is checked: tied entries move together in any direction
  /// already, and count once.
  func along(_ question: LoweredQuestion) -> AnswerOptions {
    guard !question.along.isEmpty, structured == .tied else { return self }
    var options = self
    options.structured = .projected
    return options
  }
}
