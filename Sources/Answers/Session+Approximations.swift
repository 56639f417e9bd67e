// Rows with ≈: equal, or equal to first order in what is small.

import Expressions
import Findings
import LaTeX
import Syntax
import Verification

extension Session {
  /// A row with ≈: it holds when its sides are equal, or equal to first order in what is small; it is never refuted.
  mutating func judgeApproximation(
    _ formulas: [DisplayFormula],
    _ statement: DisplayStatement,
    _ line: inout CheckedLine,
    _ state: inout DisplayState,
    _ options: AnswerOptions
  ) {
    var chain: [ExpressionID] = []
    if case .relation = statement.continuation, let previous = state.previous { chain.append(previous) }
    var reading = readUnjudged(formulas, chain.first, state)
    chain += reading.expressions
    state.base = chain.count > 1 ? chain[chain.count - 2] : nil
    state.previous = chain.last
    defer { take(reading, into: &line) }
    guard reading.verdict == .holds, chain.count > 1 else { return }
    reading.expressions = chain
    for place in chain.indices.dropFirst() {
      let (left, right) = (chain[place - 1], chain[place])
      guard scope.graph.shape(left) == scope.graph.shape(right) else {
        reading.withdraw("the sides of '≈' have unlike shapes")
        return
      }
      let (verdict, outcome) = judge(
        resolvedDerivatives(left),
        resolvedDerivatives(right),
        state.variables,
        options
      )
      if verdict == .holds {
        note(verdict, outcome, (left, right), &reading)
        continue
      }
      let small = smallNames(in: [left, right], state)
      let (again, other) = judgeToFirstOrder(left, right, in: small, varying: state.variables)
      guard again == .holds else {
        reading.withdraw("the relation '≈' is not decided")
        return
      }
      note(again, other, (left, right), &reading)
    }
    state.lastRight = chain.last
  }

  /// The names of increments in a row: ΔX, δx, ε, h, H, t, if they do not vary themselves.
  private func smallNames(in sides: [ExpressionID], _ state: DisplayState) -> [String] {
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
