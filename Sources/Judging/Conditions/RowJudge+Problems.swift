// `\hat\beta = \arg\min_\beta f`: the gradient is granted to vanish, unless the objective is curved the other way.

import Expressions
import Findings
import LaTeX
import Syntax

extension RowJudge {
  /// Takes the gradient of an objective for zero, in all its forms.
  ///
  /// That the value there is the least or the greatest is not checked, but for the sign of the second derivative: where
  /// a minimum is asked for of what is never curved upward, nothing is granted.
  mutating func judgeProblem(_ optimum: Optimum, _ forms: [ExpressionID], _ reading: inout Reading) {
    let (least, other) = optimum == .least ? ("least", "greatest") : ("greatest", "least")
    guard !isCurvedAgainst(optimum, reading) else {
      reading.withdraw(
        "where the gradient of this vanishes, the value is the \(other), not the \(least)"
      )
      return
    }
    state.conditions.append(forms)
    reading.withdraw(
      "taken as the condition that the gradient vanishes; that the value there is the \(least) is not checked",
      .definition
    )
  }

  /// Whether the second derivative of an objective along a direction is never of the sign that an optimum needs.
  private func isCurvedAgainst(_ optimum: Optimum, _ reading: Reading) -> Bool {
    guard let gradient = reading.trees.first,
      case .derivative(.gradient, let function, let wrt) = gradient.kind,
      wrt.count == 1, case .name(let name, _) = wrt[0].kind, let symbol = scope.symbol(named: name)
    else { return false }
    var trial = self
    let direction = Symbol(name: RowJudge.directionName, shape: scope.graph[symbol].shape)
    trial.scope.bindings[RowJudge.directionName] = .symbol(trial.scope.graph.declare(direction))
    let along = SyntaxTree(.name(RowJudge.directionName, latex: nil), gradient.range)
    let once = SyntaxTree(.directional(of: function, wrt: wrt, along: [along]), gradient.range)
    let twice = SyntaxTree(.directional(of: once, wrt: wrt, along: [along]), gradient.range)
    guard let value = trial.scope.lower(twice) else { return false }
    let curvature = trial.workspace.resolvedDerivatives(value)
    guard let size = try? trial.scope.graph.apply(FunctionName("abs"), [curvature]) else { return false }
    let wanted = optimum == .least ? size : trial.scope.graph.negative(size)
    let unwanted = optimum == .least ? trial.scope.graph.negative(size) : size
    trial.workspace.seeksCounterexamples = false
    func isRefuted(_ side: ExpressionID) -> Bool {
      trial.workspace.judge(curvature, side, [], AnswerOptions()).verdict == .refuted
    }
    return isRefuted(wanted) && !isRefuted(unwanted)
  }

  /// A name that nobody can write, for a direction.
  private static let directionName = "\u{F8FD}"
}
