// Statements: names come into scope, questions and claims become expressions.

import Diagnostics
import Expressions

extension Scope {
  /// Performs the statements of one cell in order.
  package mutating func perform(_ statements: [Statement]) -> [LoweredStatement] {
    upcoming = [:]
    for statement in statements {
      if case .definition(let name, _, _, let body) = statement.kind, upcoming[name.text] == nil {
        upcoming[name.text] = body
      }
    }
    defer { upcoming = [:] }
    return statements.map { perform($0) }
  }

  /// Performs one statement.
  package mutating func perform(_ statement: Statement) -> LoweredStatement {
    budget = Scope.expansionBound
    varying = []
    introduceRangeEnds(of: statement)
    switch statement.kind {
    case .declaration(let names, let indices, let type, let attributes):
      return declare(names, indices, type, attributes)
    case .definition(let name, let parameters, let index, let body):
      defer { upcoming[name.text] = nil }
      if let parameters { return defineFunction(name, parameters, body) }
      if let index { return defineFamily(name, index, body) }
      return define(name, body)
    case .question(let question):
      return ask(question, statement.range)
    case .claim(let formulas):
      let row = Statement.ProofRow(formulas: formulas, continues: false, reason: nil, range: statement.range)
      return withFreeIndices(of: formulas, beside: formulas) { .claim($0.lower(row: row, continuing: nil)) }
        ?? .failed
    case .given(let assumption):
      return assume(assumption, statement.range)
    case .proof(let rows):
      var lowered: [LoweredRow] = []
      for row in rows {
        let previous = row.continues ? lowered.last?.formulas.last?.expression : nil
        lowered.append(lower(row: row, continuing: previous))
      }
      return .proof(lowered)
    case .unreadable:
      return .failed
    }
  }

  /// Names at which sums end are sizes in the whole statement, also before the sum: `1/m*sum(i in 1..m, …)`.
  private mutating func introduceRangeEnds(of statement: Statement) {
    let formulas: [SyntaxTree]
    var bound: Set<String> = []
    switch statement.kind {
    case .definition(_, let parameters, let index, let body):
      formulas = [body]
      bound.formUnion((parameters ?? []).map(\.text))
      if let index { bound.insert(index.text) }
    case .question(let question): formulas = [question.of]
    case .claim(let sides): formulas = sides
    case .proof(let rows): formulas = rows.flatMap(\.formulas)
    case .declaration, .given, .unreadable: return
    }
    var work = formulas.map { (tree: $0, bound: bound) }
    while let (tree, bound) = work.popLast() {
      var inside = bound
      if case .indexed(_, let index, let upTo, _) = tree.kind {
        inside.insert(index)
        if case .name(let name, _)? = upTo?.kind, !bound.contains(name), bindings[name] == nil,
          sizes[name] == nil, upcoming[name] == nil
        {
          sizes[name] = "\(place(tree.range)), by '\(index)'"
        }
      }
      if case .argument(.range(let from, let to)) = tree.kind {
        for case .name(let name, _)? in [from?.kind, to?.kind]
        where !bound.contains(name) && bindings[name] == nil && sizes[name] == nil && upcoming[name] == nil {
          sizes[name] = "\(place(tree.range)), in a range"
        }
      }
      work.append(contentsOf: tree.children.map { ($0, inside) })
    }
  }
}
