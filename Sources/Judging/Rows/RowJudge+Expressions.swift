// A row that is only an expression: the claimed answer, or the function itself again.

import Expressions
import Findings
import LaTeX
import Syntax
import Verification

extension RowJudge {
  /// Judges a row without a relation: against the answer that `of=` and `wrt=` ask for, or against the subject.
  mutating func judgeExpression(_ formula: DisplayFormula) {
    var reading = read([formula], .mixed, nil)
    if reading.verdict == .illTyped, let answer { offerShapes(formula, answer, &reading) }
    if reading.verdict == .holds, let value = reading.expressions.last {
      judgeAnswer(value, formula, &reading)
    }
    if reading.verdict == .definition || reading.trees.isEmpty {
      tell(reading, continuing: nil)
    } else if let claimed = reading.claimed, let left = parsed(claimed) {
      reading.trees.insert(left, at: 0)
      tell(reading, continuing: nil)
      reading.trees.removeFirst()
    }
    take(reading)
    guard let value = reading.expressions.last else { return }
    state.base = nil
    state.previous = value
    state.previousTree = reading.trees.last
    if reading.verdict == .holds || reading.verdict == .definition { state.lastRight = value }
  }

  /// The derivative that `of=` and `wrt=` ask for.
  private var answer: ExpressionID? {
    mutating get {
      guard let subject = state.subject, let variable = state.variable else { return nil }
      let kind: DerivativeKind = scope.graph.shape(subject).isScalar ? .gradient : .jacobian
      return scope.graph.derivative(kind, of: subject, wrt: variable, in: options.layout)
    }
  }

  private mutating func judgeAnswer(
    _ value: ExpressionID,
    _ formula: DisplayFormula,
    _ reading: inout Reading
  ) {
    guard let subject = state.subject, let answer else {
      reading.verdict = .definition
      return
    }
    let shape = scope.graph.shape(value)
    let answerShape = scope.graph.shape(answer)
    let fitsAnswer = shape == answerShape || shape == answerShape.transposed
    if shape == scope.graph.shape(subject) {
      let (verdict, outcome) = workspace.judge(subject, value, state.moving, options)
      // Alone it is the answer that is asked for, not the function once more.
      if verdict == .holds, !(state.isFirstRow && state.isLastRow && fitsAnswer) {
        reading.evidence = outcome.strongest
        reading.outcomes.append(outcome)
        reading.claimed = subject
        return
      }
      if !fitsAnswer, state.isLastRow, !state.isFirstRow {
        reading.verdict = .illTyped
        reading.fault = .shape
        reading.message = "the answer is a \(answerShape), this is a \(shape)"
        return
      }
      if !fitsAnswer {
        // A formula begins here that is not the subject itself; what follows from it is judged below.
        reading.verdict = .definition
        reading.message = "this row claims nothing by itself"
        return
      }
    }
    let other: LayoutConvention = scope.graph.shape(subject).isScalar ? .numerator : .denominator
    if !state.layouts.contains(other) { workspace.conventions.isTransposed = false }
    if state.layouts == [other] { workspace.conventions.isTransposed = true }
    reading.claimed = answer
    judgePair(answer, value, isFirst: false, &reading)
    switch workspace.conventions.isTransposed {
    case true?: state.layouts = [other]
    case false?: state.layouts.removeAll { $0 == other }
    case nil: break
    }
    if reading.verdict == .refuted { workspace.mend(&line, answer, value, state.moving, options) }
    if reading.verdict == .illTyped { offerShapes(formula, answer, &reading) }
  }

  /// Offers edits of a claimed answer that does not fit.
  private mutating func offerShapes(
    _ formula: DisplayFormula,
    _ answer: ExpressionID,
    _ reading: inout Reading
  ) {
    var trial = self
    trial.line.message = reading.message
    trial.offer(formula, equalTo: answer)
    line.suggestions = trial.line.suggestions
    reading.message = trial.line.message
  }
}
