// The names that rows of a display give: used before they are given, and given by a row that is wrong.

import Diagnostics
import Expressions
import Findings
import LaTeX
import Syntax

extension RowJudge {
  /// Makes the definition of a row, with the one reading that fits; false when there is none.
  ///
  /// The terms with which the rows below go on are a part of what the name stands for.
  mutating func define(
    _ definition: DisplayStatement.Definition,
    _ formulas: [DisplayFormula],
    and terms: [DisplayFormula] = []
  ) -> Bool {
    guard formulas.count >= 2, scope.symbol(named: definition.name.text) == nil else { return false }
    // Of `G = ∂f/∂Y = det(Y)·…` the worked-out side is what G stands for.
    let body = formulas.dropFirst().first { !$0.tree.hasDerivative } ?? formulas[1]
    // What a row is taken to name rests on one reading; an open one names nothing.
    guard var tree = onlyReading(of: body) else { return false }
    for term in terms {
      guard let next = onlyReading(of: term) else { return false }
      tree = SyntaxTree(.binary(.add, tree, next), tree.range.union(next.range))
    }
    tree = definition.whole(of: tree)
    // A function is one for arguments of all shapes, where its body needs no sizes that its declared names give.
    let plain = definition.parameters == nil ? nil : made(definition, tree, of: tree, body.range)
    guard let made = plain ?? made(definition, scope.withSizes(tree), of: tree, body.range) else {
      return false
    }
    state.definitions.append(
      Snippet.Definition(
        definition.name.text,
        parameters: definition.parameters?.map(\.text) ?? [],
        index: definition.memberIndex?.text,
        body: made.body
      )
    )
    if made.problems.contains(where: { $0.code == "scope.inferred" }) {
      for problem in made.problems { workspace.note(problem) }
    }
    return true
  }

  /// Gives a name its meaning, with what is to be told of it; nil where it has none.
  private mutating func made(
    _ definition: DisplayStatement.Definition,
    _ inside: SyntaxTree,
    of tree: SyntaxTree,
    _ range: SourceRange
  ) -> (body: SyntaxTree, problems: [Diagnostic])? {
    scope.attempt { trial -> (body: SyntaxTree, problems: [Diagnostic])? in
      if let parameters = definition.parameters { trial.inferParameters(parameters, of: tree) }
      _ = trial.perform(
        Statement(
          .definition(
            name: definition.name,
            parameters: definition.parameters,
            index: definition.memberIndex,
            body: inside
          ),
          range
        )
      )
      let problems = trial.takeDiagnostics()
      return problems.allSatisfy { $0.severity != .error } ? (inside, problems) : nil
    }
  }

  /// Gives a name its meaning, which readings of later rows state; whether it could.
  mutating func define(_ name: Statement.Name, as body: SyntaxTree, _ range: SourceRange) -> Bool {
    guard scope.define(name, as: body, range) else { return false }
    state.definitions.append(Snippet.Definition(name.text, body: body))
    return true
  }

  /// After a wrong `G = ∂f/∂Y = …` the name stands for the derivative, so that one slip is one error.
  mutating func redefine(_ definition: DisplayStatement.Definition, _ formulas: [DisplayFormula]) {
    guard definition.parameters == nil, definition.entry.isEmpty,
      let body = formulas.dropFirst().first(where: { $0.tree.hasDerivative })
    else { return }
    let tree = body.tree.plainWay
    let made = scope.attempt { trial -> Bool? in
      trial.forget(definition.name.text)
      return trial.define(definition.name, as: tree, body.range) ? true : nil
    }
    guard made != nil else { return }
    state.definitions.removeAll { $0.name == definition.name.text }
    state.definitions.append(Snippet.Definition(definition.name.text, body: tree))
  }

  /// Gives the names of a row their meaning where another row, or another part of this one, says it.
  mutating func defineNames(of formulas: [DisplayFormula], besides own: DisplayStatement.Definition?) {
    var wanted = formulas.flatMap { $0.tree.names }
    var asked = Set<String>()
    if let own { asked.insert(own.name.text) }
    var order: [DisplayState.PendingDefinition] = []
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
      guard trial.define(found.definition, found.formulas, and: found.terms),
        trial.scope.guessedNames == scope.guessedNames
      else { continue }
      self = trial
    }
  }
}
