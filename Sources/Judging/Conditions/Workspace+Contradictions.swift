// Conditions that no data meet: from them everything follows, so nothing that rests on them is granted.

import Diagnostics
import Expressions
import Findings
import Syntax
import Verification

extension Workspace {
  /// How many conditions are put into one another; of more nothing is said.
  private static let contradictionBound = 12

  /// Whether conditions contradict each other, or what is declared of the names that they determine.
  ///
  /// Each condition is met by a map of the data, and put into the others: a number that is left and is not zero says that
  /// no data meet them. What no map meets is not judged, so that an answer `false` says nothing.
  mutating func areContradictory(_ given: [[ExpressionID]], _ premises: Premises) -> Bool {
    guard given.count <= Self.contradictionBound else { return false }
    var conditions = given.map { explicit($0) }
    for place in conditions.indices {
      guard let condition = conditions[place] else { continue }
      if isNeverMet(condition, premises) { return true }
      let others = conditions.indices.filter { $0 != place }.compactMap { conditions[$0] }
      guard let map = retraction(of: condition, others, premises) else { continue }
      if map.contains(where: { isOutside(collected($0.value), of: $0.key) }) { return true }
      conditions[place] = nil
      for other in conditions.indices {
        guard let known = conditions[other] else { continue }
        conditions[other] = scope.value(of: known, at: map)
      }
    }
    return false
  }

  /// An expression with its terms collected, so that what cancels is gone: `t - (t + 1)` is −1.
  private mutating func collected(_ expression: ExpressionID) -> ExpressionID {
    var normalizer = Normalizer()
    return normalizer.normalForm(expression, in: &scope.graph) ?? expression
  }

  /// Whether a condition is a number that is not zero.
  private mutating func isNeverMet(_ given: ExpressionID, _ premises: Premises) -> Bool {
    let condition = collected(given)
    guard isConstant(condition) else { return false }
    let zero = scope.graph.zeros(scope.graph.shape(condition))
    return verify(condition, zero, [], premises.options).verdict == .refuted
  }

  /// Whether a value that has no data in it is none that a name can have by its declaration.
  private mutating func isOutside(_ value: ExpressionID, of name: ExpressionID) -> Bool {
    guard case .symbol(let symbol) = scope.graph[name], isConstant(value) else { return false }
    let properties = scope.graph[symbol].properties
    if !properties.isDisjoint(with: [.positive, .invertible]), scope.graph.isZero(value) { return true }
    guard !properties.isDisjoint(with: [.positive, .nonnegative]) else { return false }
    let size = scope.graph.map("abs", value)
    return verify(size, value, [], AnswerOptions()).verdict == .refuted
  }
}

extension Diagnostic {
  /// An assumption that no data meet beside what was said before it.
  static func contradictoryAssumption(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "given.contradiction",
      message: "no data meet this assumption together with what is declared and assumed before it",
      range: range,
      notes: ["it is left out; from a contradiction everything would follow"],
      hints: ["assumptions end with their cell's scope; take back the one that is not meant"]
    )
  }
}
