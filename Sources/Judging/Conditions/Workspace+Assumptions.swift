// Assumptions (`given E == F`): an equation is granted to what is claimed after it, `given d V == 0` holds V constant.
//
// What holds without an assumption holds with it. What fails without it is judged as a consequence of it, and is undecided
// where it cannot be: no instance is drawn that meets several assumptions, or one that is no equation.

import Expressions
import Findings
public import Syntax

extension Workspace {
  /// Takes an assumption: what an attribute says of a name is one from here on, the rest is granted to later claims.
  public mutating func assume(_ assumption: LoweredAssumption) {
    if let (symbol, attribute) = attribute(assumption) {
      scope.graph.addProperties(attribute.closure, to: symbol)
    } else {
      assumptions.append(assumption)
    }
  }

  /// `t > 0`, `x >= 0` entry by entry and `det(A) != 0` of a declared name, as an attribute of it.
  private func attribute(_ assumption: LoweredAssumption) -> (SymbolID, Properties)? {
    var (left, relation, right) = (assumption.left, assumption.relation, assumption.right)
    if scope.graph.isZero(left) {
      (left, right) = (right, left)
      relation = relation.turned
    }
    guard scope.graph.isZero(right) else { return nil }
    func declared(_ id: ExpressionID) -> SymbolID? {
      guard case .symbol(let symbol) = scope.graph[id], scope.graph[symbol].role == .declared else {
        return nil
      }
      return symbol
    }
    switch relation {
    case .greater: return declared(left).map { ($0, .positive) }
    case .greaterOrEqual: return declared(left).map { ($0, .nonnegative) }
    case .unequal:
      guard case .apply("det", let arguments) = scope.graph[left] else { return nil }
      return declared(arguments[0]).map { ($0, .invertible) }
    case .equal, .less, .lessOrEqual: return nil
    }
  }

  /// What is said of a row that fails for data which need not meet the assumptions.
  static let unusedAssumptions = "this fails without the assumptions of the scope, which are not all used yet"

  /// The symbols that an assumption holds constant.
  var heldSymbols: Set<SymbolID> { Set(assumptions.compactMap { heldSymbol($0) }) }

  /// V, of the assumption d V == 0.
  private func heldSymbol(_ assumption: LoweredAssumption) -> SymbolID? {
    guard assumption.relation == .equal, scope.graph.isZero(assumption.right),
      case .differential(let inner) = scope.graph[assumption.left],
      case .symbol(let symbol) = scope.graph[inner]
    else { return nil }
    return symbol
  }

  /// The equations that are assumed, set to zero, but for those that hold a name constant.
  mutating func assumedConditions() -> [[ExpressionID]] {
    var conditions: [[ExpressionID]] = []
    for assumption in assumptions where assumption.relation == .equal && heldSymbol(assumption) == nil {
      let isZero = scope.graph.isZero(assumption.right)
      conditions.append([
        isZero ? assumption.left : scope.graph.difference(assumption.left, assumption.right)
      ])
    }
    return conditions
  }

  /// Whether every assumption is used where names are held constant: nothing else is assumed.
  var assumesOnlyConstants: Bool { !hasFailedAssumptions && assumptions.allSatisfy { heldSymbol($0) != nil } }

  /// Judges an equation that fails without the assumptions as a consequence of them.
  mutating func judgeUnderAssumptions(
    _ left: ExpressionID,
    _ right: ExpressionID,
    varying variables: Set<SymbolID>,
    _ options: AnswerOptions,
    _ reading: inout Reading
  ) {
    if assumesOnlyConstants { return }
    let conditions = assumedConditions()
    guard !conditions.isEmpty else { return reading.withdraw(Workspace.unusedAssumptions) }
    var unknowns = variables
    let sides = [left, right] + conditions.flatMap { $0 }
    for symbol in scope.graph.symbols(in: sides, throughDefinitions: true) {
      if scope.graph[symbol].role == .declared, !scope.graph[symbol].properties.contains(.constant) {
        unknowns.insert(symbol)
      }
    }
    let premises = Premises(
      conditions: conditions,
      variables: unknowns,
      options: options,
      source: "an assumption of the scope"
    )
    // A claim says what follows, not that a value is one of several solutions.
    judgeConsequence(left, right, of: premises, isSolution: false, &reading)
    // Wrong is only what fails where the one assumption holds.
    let isOnly = assumptions.count == 1 && !hasFailedAssumptions
    if reading.verdict == .refuted, !isOnly { reading.withdraw(Workspace.unusedAssumptions) }
  }
}

extension CheckedStatement {
  /// The statement with its refuted rows undecided, where assumptions are in force that its rows did not use.
  func heeding(_ workspace: Workspace) -> CheckedStatement {
    guard !workspace.assumptions.isEmpty || workspace.hasFailedAssumptions,
      lines.contains(where: { $0.verdict == .refuted })
    else { return self }
    var statement = self
    for place in lines.indices where lines[place].verdict == .refuted {
      let line = lines[place]
      var open = CheckedLine(latex: line.latex, plain: line.plain, verdict: .undecided, range: line.range)
      open.message = Workspace.unusedAssumptions
      open.reason = line.reason
      open.reading = line.reading
      statement.lines[place] = open
    }
    statement.verdict = statement.lines.map(\.verdict).worst
    return statement
  }
}

extension Statement.Assumption.Relation {
  /// The relation with its sides exchanged.
  fileprivate var turned: Statement.Assumption.Relation {
    switch self {
    case .equal, .unequal: self
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    }
  }
}
