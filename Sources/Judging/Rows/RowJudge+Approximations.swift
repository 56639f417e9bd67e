// Rows with ≈: equal, or equal to first order in what is small.

import Expressions
import Findings
import LaTeX
import Syntax
import Verification

extension RowJudge {
  /// A row with ≈: it holds when its sides are equal, or equal to first order in what is small; it is never refuted.
  mutating func judgeApproximation(_ row: Chain) {
    let leftSide = row.continues ? state.previous : nil
    var reading = readUnjudged(row.formulas, leftSide)
    let chain = [leftSide].compactMap { $0 } + reading.expressions
    tell(reading, continuing: leftSide)
    state.base = chain.count > 1 ? chain[chain.count - 2] : nil
    state.previous = chain.last
    state.previousTree = reading.trees.last
    defer { take(reading) }
    guard reading.verdict == .holds, chain.count > 1 else { return }
    for place in chain.indices.dropFirst() {
      judgeApproximately(chain[place - 1], chain[place], &reading)
      guard reading.verdict == .holds else { return }
    }
    state.lastRight = chain.last
  }

  private mutating func judgeApproximately(
    _ left: ExpressionID,
    _ right: ExpressionID,
    _ reading: inout Reading
  ) {
    guard scope.graph.shape(left) == scope.graph.shape(right) else {
      reading.withdraw("the sides of '≈' have unlike shapes")
      return
    }
    let sides = (workspace.resolvedDerivatives(left), workspace.resolvedDerivatives(right))
    let (verdict, outcome) = workspace.judge(sides.0, sides.1, state.variables, options)
    if verdict == .holds {
      reading.note(verdict, outcome, (left, right))
      return
    }
    let small = smallNames(in: [left, right])
    let (again, other) = workspace.judge(
      left,
      right,
      toOrder: 1,
      in: small,
      varying: state.variables
    )
    guard again == .holds else {
      reading.withdraw("the relation '≈' is not decided")
      return
    }
    reading.note(again, other, (left, right))
  }

  /// The names of increments in a row: ΔX, δx, ε, h, H, t, if they do not vary themselves.
  private func smallNames(in sides: [ExpressionID]) -> [String] {
    let symbols = scope.graph.symbols(in: sides, throughDefinitions: true).filter {
      !state.variables.contains($0)
    }
    let names = symbols.map { scope.graph[$0].name }
    let marked = names.filter { name in
      ["Delta", "delta", "epsilon", "varepsilon", "eta"].contains { name.hasPrefix($0) }
    }
    return (marked.isEmpty ? names.filter { ["h", "H", "t"].contains($0) } : marked).sorted()
  }
}
