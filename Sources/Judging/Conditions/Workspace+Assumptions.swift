// Assumptions (`given E == F`): an equation is granted to what is claimed after it, `given d V == 0` holds V constant.
//
// What holds without an assumption holds with it. What fails without it is judged as a consequence of it, and is undecided
// where it cannot be: no instance is drawn that meets several assumptions, or one that is no equation.

package import Diagnostics
package import Expressions
import Findings
package import Syntax
import Verification

extension Workspace {
  /// Takes an assumption: what an attribute says of a name is one from here on, the rest is granted to later claims.
  ///
  /// In LaTeX `A > 0` and `A \succ 0` of a square matrix say that it is positive definite, in cells that its entries are positive.
  ///
  /// What contradicts the assumptions and declarations before it is reported at its place and left out.
  package mutating func assume(
    _ assumption: LoweredAssumption,
    at range: SourceRange,
    isWrittenInLaTeX: Bool = false
  ) {
    let before = (assumptions, scope)
    grant(assumption, isWrittenInLaTeX: isWrittenInLaTeX)
    let conditions = assumedConditions(on: [assumption.left, assumption.right])
    let premises = Premises(
      conditions: conditions,
      variables: [],
      options: AnswerOptions(),
      source: "an assumption of the scope"
    )
    guard areContradictory(conditions, premises) else { return }
    (assumptions, scope) = before
    hasFailedAssumptions = true
    diagnostics.append(.contradictoryAssumption(range))
  }

  private mutating func grant(_ assumption: LoweredAssumption, isWrittenInLaTeX: Bool) {
    if let (symbol, attribute) = scope.graph.attribute(saidBy: assumption, isWrittenInLaTeX) {
      scope.graph.addProperties(attribute.closure, to: symbol)
    } else if symbols(in: assumption).isEmpty {
      // A condition on sizes alone is not met: what fails may fail for other sizes only.
      hasFailedAssumptions = true
    } else if !isAssumed(assumption) {
      assumptions.append(assumption)
    }
  }

  /// Whether the equation was assumed before, in other words or with the other sign.
  private mutating func isAssumed(_ assumption: LoweredAssumption) -> Bool {
    // Where nothing varies, every differential is zero: such equations are compared as they stand.
    guard assumption.relation == .equal, !hasDifferential(assumption) else {
      return assumptions.contains { $0.isSame(as: assumption) }
    }
    let difference = scope.graph.difference(assumption.left, assumption.right)
    let shape = scope.graph.shape(difference)
    for known in assumptions where known.relation == .equal && !hasDifferential(known) {
      let other = scope.graph.difference(known.left, known.right)
      guard scope.graph.shape(other) == shape else { continue }
      let opposite = scope.graph.negative(other)
      if verify(difference, other, [], AnswerOptions()).verdict == .holds
        || verify(difference, opposite, [], AnswerOptions()).verdict == .holds
      {
        return true
      }
    }
    return false
  }

  private func hasDifferential(_ assumption: LoweredAssumption) -> Bool {
    hasDifferential([assumption.left, assumption.right])
  }

  private func hasDifferential(_ ids: [ExpressionID]) -> Bool {
    scope.graph.reachableThroughDefinitions(from: ids).contains {
      if case .differential = scope.graph[$0] { true } else { false }
    }
  }

  /// What is said of a row that fails for data which need not meet the assumptions.
  static let unusedAssumptions = "this fails without the assumptions of the scope, which are not all used yet"

  /// The symbols that an assumption holds constant.
  var heldSymbols: Set<SymbolID> { Set(assumptions.compactMap { scope.graph.heldSymbol(by: $0) }) }

  /// The assumptions that bear on some expressions: those on a name that stands in them, or in another such assumption.
  ///
  /// What is assumed of other names changes nothing, since somewhere it holds.
  func assumptions(on ids: [ExpressionID]) -> [LoweredAssumption] {
    guard !assumptions.isEmpty else { return [] }
    var names = Set(scope.graph.symbols(in: ids, throughDefinitions: true))
    var rest = assumptions
    var found: [LoweredAssumption] = []
    while let place = rest.firstIndex(where: { !names.isDisjoint(with: symbols(in: $0)) }) {
      names.formUnion(symbols(in: rest[place]))
      found.append(rest.remove(at: place))
    }
    return found
  }

  private func symbols(in assumption: LoweredAssumption) -> [SymbolID] {
    scope.graph.symbols(in: [assumption.left, assumption.right], throughDefinitions: true)
  }

  /// The equations that are assumed and bear on some expressions, set to zero, but for those that hold a name constant.
  ///
  /// What holds for all data holds while they move: where differentials stand, those of the equations vanish, too.
  mutating func assumedConditions(on ids: [ExpressionID]) -> [[ExpressionID]] {
    var conditions: [[ExpressionID]] = []
    for assumption in assumptions(on: ids)
    where assumption.relation == .equal && scope.graph.heldSymbol(by: assumption) == nil {
      let isZero = scope.graph.isZero(assumption.right)
      conditions.append([
        isZero ? assumption.left : scope.graph.difference(assumption.left, assumption.right)
      ])
    }
    guard hasDifferential(ids) else { return conditions }
    let moving = namesUnderDifferentials(in: ids)
    return conditions
      + conditions.filter { !hasDifferential($0) && moves($0[0], with: moving) }
      .map { [scope.graph.differential($0[0])] }
  }

  private func namesUnderDifferentials(in ids: [ExpressionID]) -> Set<SymbolID> {
    let moved = scope.graph.reachableThroughDefinitions(from: ids).compactMap { id -> ExpressionID? in
      if case .differential(let inner) = scope.graph[id] { inner } else { nil }
    }
    return Set(scope.graph.symbols(in: moved, throughDefinitions: true))
  }

  /// Whether every name of a condition moves or is constant: of AXB = C nothing is said of dA, dX and dB while C may move.
  private func moves(_ condition: ExpressionID, with moving: Set<SymbolID>) -> Bool {
    scope.graph.symbols(in: [condition], throughDefinitions: true).allSatisfy { symbol in
      guard case .declared = scope.graph[symbol].role else { return true }
      return moving.contains(symbol) || scope.graph[symbol].properties.contains(.constant)
        || heldSymbols.contains(symbol)
    }
  }

  /// Whether what fails may hold with the assumptions on some expressions, those that hold a name constant aside.
  package func isUnderAssumptions(_ ids: [ExpressionID]) -> Bool {
    hasFailedAssumptions || assumptions(on: ids).contains { scope.graph.heldSymbol(by: $0) == nil }
  }

  /// Judges an equation that fails without the assumptions as a consequence of them.
  mutating func judgeUnderAssumptions(
    _ left: ExpressionID,
    _ right: ExpressionID,
    varying variables: Set<SymbolID>,
    _ options: AnswerOptions,
    _ reading: inout Reading
  ) {
    guard isUnderAssumptions([left, right]) else { return }
    let conditions = assumedConditions(on: [left, right])
    guard !conditions.isEmpty else { return reading.withdraw(Workspace.unusedAssumptions) }
    let premises = Premises(
      conditions: conditions,
      variables: variables,
      options: options,
      source: "an assumption of the scope"
    )
    // A claim says what follows, not that a value is one of several solutions.
    reading.standsOnAssumptions = true
    judgeConsequence(left, right, of: premises, isSolution: false, &reading)
    // Wrong is only what fails where the one assumption on it holds.
    let others = assumptions(on: [left, right]).count { scope.graph.heldSymbol(by: $0) == nil }
    let isMet =
      !hasDifferential([left, right])
      && (others == 1 || (reading.meetsConditions && others == conditions.count))
    if reading.verdict == .refuted, hasFailedAssumptions || !isMet {
      reading.withdraw(Workspace.unusedAssumptions)
    }
  }
}

extension LoweredAssumption {
  /// Whether it says the same, wherever it stands.
  fileprivate func isSame(as other: LoweredAssumption) -> Bool {
    left == other.left && relation == other.relation && right == other.right
  }
}

extension CheckedLine {
  /// Takes back that a row is wrong, where an assumption that it did not use may make it right.
  mutating func heedAssumptions() { heed(Workspace.unusedAssumptions) }

  /// Takes back that a row is wrong, with the reason.
  mutating func heed(_ reason: String) {
    guard verdict == .refuted else { return }
    var open = CheckedLine(latex: latex, plain: plain, verdict: .undecided, range: range)
    open.message = reason
    open.reading = reading
    self = open
  }
}
