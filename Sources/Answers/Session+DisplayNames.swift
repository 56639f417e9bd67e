// The names that rows of a display give: used before they are given, given by vec, and given by a row that is wrong.

import Diagnostics
import Expressions
import Findings
import LaTeX
import Syntax

extension Session {
  /// Makes the definition of a row, with the first reading that fits; false when there is none.
  mutating func define(
    _ definition: DisplayStatement.Definition,
    _ formulas: [DisplayFormula],
    _ state: inout DisplayState
  ) -> Bool {
    guard formulas.count >= 2, scope.symbol(named: definition.name.text) == nil else { return false }
    // Of `G = ∂f/∂Y = det(Y)·…` the worked-out side is what G stands for.
    let bodies = formulas.dropFirst()
    let body = bodies.first { !$0.tree.hasDerivative } ?? formulas[1]
    return define(definition, as: body, &state)
  }

  private mutating func define(
    _ definition: DisplayStatement.Definition,
    as body: DisplayFormula,
    _ state: inout DisplayState
  ) -> Bool {
    // What a row is taken to name rests on one reading; an open one names nothing.
    if let tree = onlyReading(of: body) {
      var trial = scope
      let statement = Statement(
        .definition(
          name: definition.name,
          parameters: definition.parameters,
          index: definition.index,
          body: definition.parameters == nil ? trial.withSizes(tree) : tree
        ),
        body.range
      )
      if let parameters = definition.parameters { trial.inferParameters(parameters, of: tree) }
      _ = trial.perform(statement)
      let problems = trial.takeDiagnostics()
      guard problems.allSatisfy({ $0.severity != .error }) else { return false }
      let isGuess = problems.contains { $0.code == "scope.inferred" }
      let before = scope
      scope = trial
      if case .definition(_, _, _, let body) = statement.kind {
        state.definitions.append(
          Snippet.Definition(
            definition.name.text,
            parameters: definition.parameters?.map(\.text) ?? [],
            index: definition.index?.text,
            body: body
          )
        )
      }
      if isGuess {
        for name in tree.names where before.symbol(named: name) == nil {
          if let symbol = scope.symbol(named: name) { state.guessed.insert(symbol) }
        }
        for problem in problems where !diagnostics.contains(problem) { diagnostics.append(problem) }
      }
      return true
    }
    return false
  }

  /// After a wrong `G = ∂f/∂Y = …` the name stands for the derivative, so that one slip is one error.
  mutating func redefine(_ definition: DisplayStatement.Definition, _ formulas: [DisplayFormula]) {
    guard definition.parameters == nil, definition.index == nil,
      let body = formulas.dropFirst().first(where: { $0.tree.hasDerivative })
    else { return }
    let tree = body.tree.plainWay
    var trial = scope
    trial.forget(definition.name.text)
    _ = trial.perform(
      Statement(.definition(name: definition.name, parameters: nil, index: nil, body: tree), body.range)
    )
    guard trial.takeDiagnostics().allSatisfy({ $0.severity != .error }) else { return }
    scope = trial
  }

  /// Gives the names of a row their meaning where another row, or another part of this one, says it.
  mutating func defineNames(
    of formulas: [DisplayFormula],
    besides own: DisplayStatement.Definition?,
    _ state: inout DisplayState
  ) {
    var wanted = formulas.flatMap { $0.tree.names }
    var asked = Set<String>()
    if let own { asked.insert(own.name.text) }
    var order: [(definition: DisplayStatement.Definition, formulas: [DisplayFormula])] = []
    while let name = wanted.popLast(), order.count < 40 {
      guard asked.insert(name).inserted, scope.symbol(named: name) == nil,
        let found = state.pending.first(where: { $0.definition.name.text == name })
      else { continue }
      order.append(found)
      wanted += found.formulas.dropFirst().flatMap { $0.tree.names }
    }
    // The innermost were met last.
    for found in order.reversed() {
      var trial = self
      var trialState = state
      guard trial.define(found.definition, found.formulas, &trialState),
        trialState.guessed == state.guessed
      else { continue }
      self = trial
    }
    nameVectors(in: formulas, &state)
  }

  /// In a row with vec or ⊗, an undeclared small letter is vec of the matrix with the capital letter.
  private mutating func nameVectors(in formulas: [DisplayFormula], _ state: inout DisplayState) {
    let parts = formulas.map(\.tree).flatMap(\.all)
    let isVectorized = parts.contains { part in
      switch part.kind {
      case .binary(.kronecker, _, _): true
      case .call(let name, _, _, _): name == "vec"
      default: false
      }
    }
    guard isVectorized else { return }
    for part in parts {
      guard case .name(let name, let latex) = part.kind, name.count == 1, name == name.lowercased(),
        scope.symbol(named: name) == nil, !scope.sizeNames.contains(name),
        !state.pending.contains(where: { $0.definition.name.text == name }),
        let matrix = scope.symbol(named: name.uppercased())
      else { continue }
      let shape = scope.graph[matrix].shape
      guard !shape.columns.isOne, !shape.rows.isOne else { continue }
      let body = SyntaxTree(
        .call(
          name: "vec",
          nameRange: part.range,
          isElementwise: false,
          arguments: [SyntaxTree(.name(name.uppercased(), latex: nil), part.range)]
        ),
        part.range
      )
      let definition = DisplayStatement.Definition(
        name: Statement.Name(name, latex: latex, range: part.range)
      )
      let formula = DisplayFormula(body, range: part.range)
      guard define(definition, as: formula, &state) else { continue }
      if let symbol = scope.symbol(named: name) { state.guessed.insert(symbol) }
    }
  }
}
