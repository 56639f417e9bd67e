// What running a program costs besides the arithmetic, which counts its own work: the steps, and the memory of the values.

import Expressions
import Numerics

extension EvaluationFailure {
  /// The budget is spent; what else is said of the expressions is thrown away.
  static let overBudget = EvaluationFailure("there is no work left to evaluate it")
}

extension Environment {
  /// An executor at this point whose work is counted on the budget of the graph.
  func executor(
    in arithmetic: A,
    _ graph: Graph,
    _ functions: FunctionTable,
    _ setting: Setting
  ) -> Executor<CountedArithmetic<A>> {
    Executor(
      arithmetic: CountedArithmetic(arithmetic, graph.budget),
      environment: lifted { $0 },
      graph: graph,
      functions: functions,
      setting: setting
    )
  }
}

extension Executor {
  /// What a step costs in dual numbers, and on a tape, besides its arithmetic.
  static var dualSteps: Int { 150 }
  static var tapeSteps: Int { 400 }

  /// Takes the memory of a value, as many bytes as are said.
  ///
  /// - Throws: when it is more than what is left.
  func room(for value: A.Matrix) throws(NumericFailure) -> Int {
    let entries = arithmetic.rows(value) * arithmetic.columns(value)
    let bytes = 64 + 8 * entries * arithmetic.words(value)
    guard graph.budget.take(bytes: bytes, for: "matrices of \(entries) entries") else { throw .overBudget }
    return bytes
  }
}
