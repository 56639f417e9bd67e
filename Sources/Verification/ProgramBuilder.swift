// Programs under construction.

import Expressions

/// A compiled inside, and the outside expressions it captures.
struct InnerProgram {
  let program: Program
  let needed: [ExpressionID]
}

/// A program under construction.
struct ProgramBuilder {
  var steps: [Step] = []
  var slots: [ExpressionID: Int] = [:]
  var inner: [ExpressionID: InnerProgram] = [:]
  var differentials: SubProgram?
  var differentialsAt = 0
  var differentialRoots: [ExpressionID: Int] = [:]
  private var captured: [ExpressionID: Int] = [:]

  mutating func add(
    _ id: ExpressionID,
    _ operation: Step.Operation,
    _ operands: [Int],
    _ shape: Shape,
    scalars: Set<Int> = []
  ) {
    slots[id] = steps.count
    steps.append(
      Step(expression: id, operation: operation, operands: operands, shape: shape, scalars: scalars)
    )
  }

  mutating func capture(
    _ id: ExpressionID,
    _ outside: (ExpressionID) throws(EvaluationFailure) -> Int
  ) throws(EvaluationFailure) -> Int {
    if let known = captured[id] { return known }
    let place = try outside(id)
    captured[id] = place
    return place
  }
}
