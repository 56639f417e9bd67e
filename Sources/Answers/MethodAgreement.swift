// Whether the methods agree: their answers are compared by normal form and by arithmetic.

import Derivation
import Diagnostics
import Expressions
import Findings
import Judging
import Syntax
import Verification

/// The answer of one method.
struct MethodValue {
  let method: DerivationMethod
  let value: ExpressionID
}

extension AnswerBuilder {
  /// The answers with the checks that say whether the methods agree; where they do not, an error says so.
  mutating func agreeing(
    _ outcomes: [Outcome],
    _ values: [MethodValue],
    _ symbol: SymbolID
  ) -> [Outcome] {
    let range = question.range
    guard let first = values.first, values.count > 1 else { return outcomes }
    let shape = scope.graph.shape(first.value)
    if let other = values.first(where: { scope.graph.shape($0.value) != shape }) {
      workspace.diagnostics.append(.methodsDisagree(first.method, other.method, "their shapes differ", range))
      return outcomes.map { lowered($0, to: .refuted) }
    }
    let others = values.dropFirst()
    let judged = Verifier(functions: workspace.table, options: workspace.verificationOptions(options))
      .check(others.map { Equation(first.value, $0.value) }, in: scope.graph, free: [symbol])
    var verdict = Verdict.holds
    for (other, outcome) in zip(others, judged) {
      verdict = verdict.worse(outcome.verdict)
      switch outcome.verdict {
      case .holds: continue
      case .refuted:
        let place = outcome.counterexample.map { "at \($0.sizes.description)" } ?? "at a random point"
        workspace.diagnostics.append(.methodsDisagree(first.method, other.method, place, range))
      case .undecided, .unread, .illTyped, .definition:
        workspace.diagnostics.append(.methodsUndecided(first.method, other.method, outcome.reason, range))
      }
    }
    guard verdict == .holds else { return outcomes.map { lowered($0, to: verdict) } }
    let checks = agreement(judged, count: values.count)
    return outcomes.map { outcome in
      guard case .answer(var answer) = outcome else { return outcome }
      answer.checks += checks
      return .answer(answer)
    }
  }

  /// The evidence that all pairs have in common: the normal form only where it decides every pair.
  private func agreement(_ judged: [CheckOutcome], count: Int) -> [Check] {
    let words = count == 3 ? "the three methods agree" : "the \(count) methods agree"
    let isProved = judged.allSatisfy { $0.strongest?.kind == .proved }
    let weakest = judged.first { $0.strongest?.kind != .proved } ?? judged[0]
    return weakest.evidence.filter { $0.result == .equal && (isProved || $0.evidence.kind != .proved) }.map {
      found in
      var check = found
      check.method =
        found.evidence.kind == .proved
        ? "\(words), by normal form" : "\(words), in \(check.method)"
      return check
    }
  }

  private func lowered(_ outcome: Outcome, to verdict: Verdict) -> Outcome {
    guard case .answer(var answer) = outcome else { return outcome }
    answer.verdict = answer.verdict.worse(verdict)
    // Of two that differ one is wrong, and nothing says which.
    if answer.isFaulty { answer.withhold() }
    return .answer(answer)
  }
}

extension Diagnostic {
  static func methodsDisagree(
    _ first: DerivationMethod,
    _ second: DerivationMethod,
    _ place: String,
    _ range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      code: "methods.disagree",
      message: "the answers of the methods '\(first.rawValue)' and '\(second.rawValue)' differ",
      range: range,
      notes: [place]
    )
  }

  static func methodsUndecided(
    _ first: DerivationMethod,
    _ second: DerivationMethod,
    _ reason: String?,
    _ range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      code: "methods.undecided",
      message:
        "whether the methods '\(first.rawValue)' and '\(second.rawValue)' agree could not be decided",
      range: range,
      notes: reason.map { [$0] } ?? []
    )
  }
}
