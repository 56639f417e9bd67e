// What a row says of its data beside its claim: `|t| = t for t > 0`, `x'y = x'Ax where y = Ax`. It is assumed for the row,
// and where it cannot be used the row is not called wrong.

import Diagnostics
import Expressions
import Findings
import LaTeX
import Syntax

extension RowJudge {
  /// The statements of a row that state a condition of the others.
  private func conditions(among statements: [DisplayStatement]) -> [DisplayStatement] {
    guard statements.count > 1 else { return [] }
    return statements.filter { statement in
      guard case .chain(let formulas, let relations) = statement.kind, formulas.count > 1,
        case .none = statement.continuation
      else { return false }
      if relations.allSatisfy({ $0.inequality != nil }) { return true }
      guard relations.allSatisfy(\.isEquality) else { return false }
      switch statement.connective {
      case .condition: return true
      case .naming:
        let names = formulas.flatMap(\.tree.names)
        var trial = scope
        return statement.definition == nil && !names.isEmpty
          && trial.knowsNames(in: formulas.map(\.tree.plainWay))
      default: return false
      }
    }
  }

  /// Judges the statements of a row for the data that meet its conditions.
  mutating func underRowConditions(_ statements: [DisplayStatement], _ body: (inout RowJudge) -> Void) {
    let conditions = conditions(among: statements)
    state.rowConditions = []
    state.hasOpenCondition = false
    state.conditionRanges = Set(conditions.map(\.range.start))
    let assumptions = workspace.assumptions
    var properties: [(SymbolID, Properties)] = []
    for condition in conditions {
      guard case .chain(let formulas, let relations) = condition.kind else { continue }
      for place in relations.indices {
        assume(formulas[place].tree, relations[place], formulas[place + 1].tree, condition, &properties)
      }
    }
    if statements.contains(where: \.saysAttribute) { state.hasOpenCondition = true }
    // What was judged for other data says nothing of these.
    if !conditions.isEmpty { judgedPairs = [:] }
    body(&self)
    if !conditions.isEmpty { judgedPairs = [:] }
    workspace.assumptions = assumptions
    for (symbol, before) in properties.reversed() { scope.graph.setProperties(before, of: symbol) }
    state.conditionRanges = []
  }

  private mutating func assume(
    _ left: SyntaxTree,
    _ relation: DisplayRelation,
    _ right: SyntaxTree,
    _ statement: DisplayStatement,
    _ properties: inout [(SymbolID, Properties)]
  ) {
    let names = left.names + right.names
    // A range of an index is no condition on data.
    if names.allSatisfy({ scope.symbol(named: $0) == nil }) { return }
    let trees = [left.plainWay, right.plainWay]
    var trial = scope
    let isKnown = trial.knowsNames(in: trees)
    let lowered = trial.lower(chain: trees.map { trial.withSizes($0) }, range: statement.range)
    guard isKnown, lowered.fits, lowered.formulas.count == 2,
      let a = lowered.formulas[0].expression, let b = lowered.formulas[1].expression,
      let kind = relation.isEquality ? .equal : relation.inequality
    else {
      state.hasOpenCondition = true
      return
    }
    scope.adoptExpressions(of: trial)
    let assumption = LoweredAssumption(left: a, relation: kind, right: b, range: statement.range)
    if let (symbol, attribute) = workspace.scope.graph.attribute(saidBy: assumption) {
      properties.append((symbol, scope.graph[symbol].properties))
      scope.graph.addProperties(attribute.closure, to: symbol)
    } else {
      workspace.assumptions.append(assumption)
      if kind != .equal { state.hasOpenCondition = true }
    }
    let sides = [a, b].map { PlainPrinter.text($0, in: scope.graph) }
    state.rowConditions.append("\(sides[0]) \(kind.rawValue) \(sides[1])")
  }
}

extension DisplayRelation {
  /// How the sides compare, where that is no equality.
  fileprivate var inequality: Statement.Assumption.Relation? {
    switch self {
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    case .notEqual: .unequal
    default: nil
    }
  }
}

extension DisplayStatement {
  /// Whether it is words that name an attribute: `\text{for symmetric } A`.
  fileprivate var saysAttribute: Bool {
    guard case .remark(let words) = kind else { return false }
    let said = words.lowercased().split { !$0.isLetter }
    return Properties.named.contains { attribute in
      let parts = attribute.name.split(separator: "-")
      return said.indices.contains { said[$0...].starts(with: parts) }
    }
  }
}
