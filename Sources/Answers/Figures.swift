// The checks in machine numbers, Taylor's test and the values at one instance, for derivatives by a name.

import Derivation
import Expressions
import Findings
import Judging
import Syntax
import Verification

extension AnswerBuilder {
  /// Adds what a report draws of a gradient or a Jacobian that is verified.
  func addFigures(
    to answer: inout Answer,
    _ form: QuestionForm,
    _ derivation: Derivation,
    _ inquiry: Inquiry,
    _ options: AnswerOptions
  ) {
    guard let variable = inquiry.variable, answer.verdict == .holds else { return }
    let claimed: DerivativeKind
    switch form.kind {
    case .gradient: claimed = .gradient
    case .jacobian: claimed = .jacobian
    case .hessian, .differential, .directional, .simplify, .evaluate, .stationary: return
    }
    let claim = DerivativeClaim(claimed, of: derivation.of, wrt: variable, is: derivation.result)
    let report = Verifier(functions: workspace.table, options: workspace.verificationOptions(options))
      .check(claim, in: scope.graph, free: Set(inquiry.symbols))
    answer.verdict = answer.verdict.worse(report.outcome.verdict)
    if !report.outcome.evidence.isEmpty { answer.checks = report.outcome.evidence }
    if let taylor = report.taylor, taylor.result != .inconclusive {
      answer.figures.taylor = taylor.points
      answer.figures.slopeWith = taylor.slope ?? "exact: the function is affine along the direction"
      answer.figures.slopeWithout = "1"
    }
    if !report.derived.isEmpty {
      answer.figures.matrices = [
        DecimalMatrix(caption: "derived gradient", rows: report.derived),
        DecimalMatrix(caption: "automatic differentiation", rows: report.automatic),
      ]
      answer.figures.sizes = report.sizes?.description ?? ""
    }
  }
}
