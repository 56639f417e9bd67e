// What a `.define` display says of names that have a meaning already is assumed: `A = A^\top`, `U^\top U = I`, `\lambda > 0`.

import Syntax

extension LaTeXReader {
  /// The assumptions that a chain of formulas states, one for each of its relations; nil where it defines a new name.
  func assumptions(
    _ formulas: [DisplayFormula],
    _ relations: [DisplayRelation],
    _ statement: DisplayStatement
  ) -> [Statement]? {
    guard formulas.count > 1, relations.count == formulas.count - 1, statement.definition == nil else {
      return nil
    }
    // `\sigma(x) = \dots x \dots` is meant as a definition of σ.
    if case .call(_, _, _, let arguments) = formulas[0].tree.plainWay.kind,
      arguments.allSatisfy({ isParameter($0, in: formulas[1].tree) })
    {
      return nil
    }
    if let name = formulas[0].tree.plainWay.loneName {
      // A name with a value keeps it; one that nobody declared would be defined.
      guard let entry = names[name], !entry.isDefined, entry.kind != .size else { return nil }
    }
    var result: [Statement] = []
    for place in relations.indices {
      guard let relation = relations[place].assumed else { return nil }
      let assumption = Statement.Assumption(
        left: formulas[place].tree.plainWay,
        relation: relation,
        right: formulas[place + 1].tree.plainWay
      )
      result.append(Statement(.given(assumption), statement.range))
    }
    return result
  }
}

extension LaTeXReader {
  /// Whether an argument can be meant as the parameter of a function: a name that nobody declared, or that its value has.
  private func isParameter(_ argument: SyntaxTree, in value: SyntaxTree) -> Bool {
    guard let name = argument.loneName else { return false }
    return names[name] == nil || value.names.contains(name)
  }
}

extension SyntaxTree {
  /// The name, when the formula is nothing else.
  fileprivate var loneName: String? {
    if case .name(let name, _) = kind { name } else { nil }
  }
}

extension DisplayRelation {
  /// How the sides of an assumption compare; nil for relations that say nothing that could be met.
  fileprivate var assumed: Statement.Assumption.Relation? {
    switch self {
    case .equal, .defined, .identical: .equal
    case .notEqual: .unequal
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    default: nil
    }
  }
}
