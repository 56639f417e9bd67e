// Questions: what is asked, by which variables, in which directions, at which values.

import Diagnostics
import Expressions
import Findings

extension Scope {
  mutating func ask(_ question: Statement.Question, _ range: SourceRange) -> LoweredStatement {
    guard let question = withVariable(question, range) else { return .failed }
    return withFreeIndices(of: question.variables, beside: [question.of]) { $0.answerable(question, range) }
      ?? .failed
  }

  private mutating func answerable(_ question: Statement.Question, _ range: SourceRange) -> LoweredStatement {
    guard knowsVariables(of: question) else { return .failed }
    inferDirections(of: question)
    inferFreeNames(in: [question.of] + question.variables + question.along)
    let of = lower(question.of)
    let variables = question.variables.map { wholeFamily($0, of) ?? lowerVariable($0) }
    var directions: [ExpressionID?] = []
    for (place, tree) in question.along.enumerated() {
      let expected = variables[min(place, max(variables.count - 1, 0))...].first ?? nil
      directions.append(lower(tree, expecting: expected.map { graph.shape($0) }))
    }
    let values = question.bindings.map { lower(binding: $0) }
    guard let of, !variables.contains(nil), !directions.contains(nil), !values.contains(nil) else {
      return .failed
    }
    let knownVariables = variables.compactMap { $0 }
    for (variable, tree) in zip(knownVariables, question.variables) {
      guard let entry = entryOfValue(variable) else { continue }
      report(.entryOfValue(text(variable), text(entry.whole), tree.range))
      return .failed
    }
    if question.kind == .jacobian {
      for variable in knownVariables { noteJacobian(of: of, wrt: variable, range) }
    }
    let knownDirections = directions.compactMap { $0 }
    guard check(question, of, knownVariables, knownDirections) else { return .failed }
    let bindings = values.compactMap { $0 }
    guard checkSizes(bindings) else { return .failed }
    return .question(
      LoweredQuestion(
        kind: question.kind,
        of: of,
        ofName: name(of: question.of),
        variables: knownVariables,
        along: knownDirections,
        bindings: bindings,
        range: range
      )
    )
  }

  /// A member that stands for all, where a family itself is the variable.
  private mutating func wholeFamily(_ tree: SyntaxTree, _ function: ExpressionID?) -> ExpressionID? {
    guard case .name(let name, _) = tree.withoutBrackets.kind, parameters[name] == nil,
      case .family(let family, _) = bindings[name], let function
    else { return nil }
    return memberStandingFor(family, in: function)
  }

  /// The question with its variable; where it is left out, it is the one declared name that is not constant.
  private mutating func withVariable(_ question: Statement.Question, _ range: SourceRange)
    -> Statement.Question?
  {
    switch question.kind {
    case .gradient, .jacobian, .hessian, .stationary: break
    case .directional, .differential, .simplify, .evaluate: return question
    }
    guard question.variables.isEmpty else { return question }
    guard knowsNames(in: [question.of], usedIn: [question.of]), let of = lower(question.of) else {
      return nil
    }
    let names = graph.symbols(in: [of], throughDefinitions: true).filter {
      graph[$0].role == .declared && !graph[$0].properties.contains(.constant)
    }
    guard names.count == 1 else {
      report(.variableMissing(question.kind.rawValue, names.map { graph[$0].name }, range))
      return nil
    }
    return Statement.Question(
      kind: question.kind,
      of: question.of,
      variables: [SyntaxTree(.name(graph[names[0]].name, latex: nil), question.of.range)],
      along: question.along,
      bindings: question.bindings
    )
  }

  /// Whether what is differentiated, and by what, are names that mean something; else says which are not.
  private mutating func knowsVariables(of question: Statement.Question) -> Bool {
    var asked = question.variables
    if case .name = question.of.withoutBrackets.kind { asked.append(question.of) }
    return knowsNames(in: asked, usedIn: [question.of])
  }

  /// Whether all names of formulas mean something; else says which do not, with the shape that fits their use.
  mutating func knowsNames(in trees: [SyntaxTree], usedIn uses: [SyntaxTree]) -> Bool {
    let unknown = freeNames(in: trees)
    guard !unknown.isEmpty else { return true }
    var trial = self
    trial.inferFreeNames(in: uses)
    let known = bindings.keys.sorted()
    for name in unknown {
      let shape = trial.symbol(named: name.text).map { trial.graph[$0].shape }
      report(.unknownVariable(name, near: Diagnostic.nearestNames(to: name.text, among: known), shape))
    }
    return false
  }

  /// Whether all names of formulas mean something; else says which do not.
  package mutating func knowsNames(in trees: [SyntaxTree]) -> Bool {
    // A name alone is not used for anything.
    knowsNames(
      in: trees,
      usedIn: trees.filter { tree in
        if case .name = tree.withoutBrackets.kind { false } else { true }
      }
    )
  }

  /// A direction that was never declared has the shape of its variable: `hessian f wrt X along V`.
  private mutating func inferDirections(of question: Statement.Question) {
    guard let last = question.variables.last else { return }
    for (place, tree) in question.along.enumerated() {
      let variable = place < question.variables.count ? question.variables[place] : last
      guard case .name(let name, let latex) = tree.kind, isFree(name),
        case .name(let known, _) = variable.kind, case .symbol(let symbol) = bindings[known]
      else { continue }
      declare(inferred: Statement.Name(name, latex: latex, range: tree.range), as: graph[symbol].shape)
    }
  }

  /// The name in `gradient f wrt x`, also written `f(x)` with the declared names of the parameters.
  private func name(of tree: SyntaxTree) -> String? {
    switch tree.kind {
    case .name(let name, _): return name
    case .parenthesized(let inner): return name(of: inner)
    case .call(let name, _, _, let arguments):
      guard case .function(let function) = bindings[name], function.symbol != nil,
        function.parameters.count == arguments.count
      else { return nil }
      let same = zip(function.parameters, arguments).allSatisfy { parameter, argument in
        if case .name(parameter.text, _) = argument.kind { true } else { false }
      }
      return same ? name : nil
    default: return nil
    }
  }

  private mutating func check(
    _ question: Statement.Question,
    _ of: ExpressionID,
    _ variables: [ExpressionID],
    _ directions: [ExpressionID]
  ) -> Bool {
    let shape = graph.shape(of)
    switch question.kind {
    case .gradient where !shape.isScalar:
      if let wrong = zip(variables, question.variables).first(where: { !graph.shape($0.0).isScalar }) {
        report(.gradientOfNonScalar(question.of.range, shape, variable: text(wrong.0)))
        return false
      }
    case .hessian where !shape.isScalar, .stationary where !shape.isScalar:
      report(.needsScalar(question.kind.rawValue, question.of.range, shape))
      return false
    default: break
    }
    if question.kind == .directional || question.kind == .hessian {
      let bound = question.kind == .hessian ? 2 : variables.count
      guard directions.count <= bound, question.kind == .hessian || directions.count == variables.count else {
        report(.directionCount(question.along.last?.range ?? question.of.range, bound))
        return false
      }
      for (place, direction) in directions.enumerated() {
        let variable = variables[min(place, variables.count - 1)]
        guard graph.shape(direction) == graph.shape(variable) else {
          report(
            .directionShape(
              question.along[place].range,
              graph.shape(direction),
              text(variable),
              graph.shape(variable)
            )
          )
          return false
        }
      }
    }
    return true
  }

  /// A variable to differentiate by: anything but a number or a constant.
  mutating func lowerVariable(_ tree: SyntaxTree) -> ExpressionID? {
    guard let variable = lower(tree) else { return nil }
    switch graph[variable] {
    case .number, .size, .constant, .identity, .ones, .zeros:
      report(.notAVariable(text(variable), tree.range))
      return nil
    default: return variable
    }
  }

  private mutating func lower(binding: Statement.Binding) -> LoweredBinding? {
    let name = binding.name.text
    let range = binding.name.range.union(binding.value.range)
    if let symbol = symbol(named: name) {
      guard let value = lower(binding.value) else { return nil }
      return LoweredBinding(target: .symbol(symbol), value: value, range: range)
    }
    if sizes[name] != nil {
      guard let value = lower(binding.value) else { return nil }
      guard let number = graph.number(value)?.integer, number >= 1 else {
        report(.notASize(binding.value.range))
        return nil
      }
      return LoweredBinding(target: .size(name), value: value, range: range)
    }
    report(undeclared(name, binding.name.range))
    return nil
  }

  /// The values given by `at` must agree on the sizes.
  private mutating func checkSizes(_ values: [LoweredBinding]) -> Bool {
    var known: [String: Int] = [:]
    var isConsistent = true
    func bind(_ size: Size, _ value: Size) -> (String, Int, Int)? {
      guard let found = value.constant else { return nil }
      guard let name = size.name else {
        guard let expected = size.value(known), expected != found else { return nil }
        return (size.description, expected, found)
      }
      guard let before = known[name] else {
        known[name] = found
        return nil
      }
      return before == found ? nil : (name, before, found)
    }
    for binding in values {
      switch binding.target {
      case .size(let name):
        if let value = graph.number(binding.value)?.integer,
          let (size, before, found) = bind(Size(named: name), Size(value))
        {
          report(.sizeTwice(size, before, found, binding.range))
          isConsistent = false
        }
      case .symbol(let symbol):
        let shape = graph[symbol].shape
        let found = graph.shape(binding.value)
        for (size, value) in [(shape.rows, found.rows), (shape.columns, found.columns)] {
          guard let (size, before, now) = bind(size, value) else { continue }
          report(.sizeTwice(size, before, now, binding.range))
          isConsistent = false
        }
      }
    }
    return isConsistent
  }
}
