// What a `.define` display says of names that have a meaning already is assumed: `A = A^\top`, `U^\top U = I`, `\lambda > 0`.

import Expressions
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
    if let number = positiveNumber(formulas, relations, statement) { return [number] }
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
  /// The declaration that `\lambda > 0` or `0 \le t` is of a name that has no meaning yet: only numbers compare.
  private func positiveNumber(
    _ formulas: [DisplayFormula],
    _ relations: [DisplayRelation],
    _ statement: DisplayStatement
  ) -> Statement? {
    guard formulas.count == 2 else { return nil }
    var sides = formulas.map(\.tree.plainWay)
    var relation = relations[0].assumed
    if sides[0].isZero {
      sides.reverse()
      relation = relation?.turned
    }
    guard sides[1].isZero, case .name(let name, let latex) = sides[0].kind, names[name] == nil else {
      return nil
    }
    let attribute: String
    switch relation {
    case .greater: attribute = "positive"
    case .greaterOrEqual: attribute = "nonnegative"
    case .equal, .unequal, .less, .lessOrEqual, nil: return nil
    }
    let declared = Statement.Name(name, latex: latex, range: sides[0].range)
    let said = Statement.Name(attribute, range: sides[1].range)
    return Statement(
      .declaration(names: [declared], indices: [:], type: .scalar, attributes: [said]),
      statement.range
    )
  }

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

  /// Whether the formula is the number 0.
  fileprivate var isZero: Bool {
    if case .number(let value, _) = kind { value.isZero } else { false }
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
