// Limits as a number goes to 0: a difference quotient is a derivative, what is continuous is its value there.

import Expressions
import Findings
import LaTeX
import Syntax
import Verification

extension Workspace {
  /// The formula with `\lim_{t \to 0}` worked out where that is possible.
  ///
  /// Of a quotient N(t)/t with N(0) = 0 the limit is N'(0); of what has no t below it is the value at 0.
  mutating func workingOutLimits(_ tree: SyntaxTree) -> SyntaxTree {
    guard tree.hasLimit else { return tree }
    var trial = self
    let result = tree.mapping { part in
      guard let (variable, name, body) = part.limitAtZero else { return nil }
      trial.declareLimitVariable(name, variable)
      return trial.limit(of: trial.workingOutLimits(body), variable, name, part)
    }
    self = trial
    return result
  }

  /// The bound variable of a limit, when nobody declared it.
  private mutating func declareLimitVariable(_ name: String, _ variable: SyntaxTree) {
    guard scope.symbol(named: name) == nil else { return }
    let declared = Statement.Name(name, range: variable.range)
    _ = scope.perform(
      Statement(.declaration(names: [declared], index: nil, type: .scalar, attributes: []), variable.range)
    )
    _ = scope.takeDiagnostics()
  }

  private func limit(of body: SyntaxTree, _ variable: SyntaxTree, _ name: String, _ whole: SyntaxTree)
    -> SyntaxTree?
  {
    let zero = SyntaxTree(.number(.zero, text: "0"), variable.range)
    let binding = Statement.Binding(name: Statement.Name(name, range: variable.range), value: zero)
    guard let numerator = body.numerator(over: name) else {
      guard !body.divides(by: name) else { return nil }
      return SyntaxTree(.evaluated(body, at: [binding]), whole.range)
    }
    guard !numerator.divides(by: name) else { return nil }
    var trial = self
    let start = trial.scope.lower(
      chain: [SyntaxTree(.evaluated(numerator.plainWay, at: [binding]), whole.range)],
      range: whole.range
    ).formulas.first?.expression
    guard let start else { return nil }
    let nothing = trial.scope.graph.zeros(trial.scope.graph.shape(start))
    guard trial.verify(start, nothing, [], AnswerOptions()).verdict == .holds else { return nil }
    let derivative = SyntaxTree(.derivative(.fraction, of: numerator, wrt: [variable]), whole.range)
    return SyntaxTree(.evaluated(derivative, at: [binding]), whole.range)
  }
}

extension SyntaxTree {
  /// The variable and the body of a limit.
  fileprivate var limitAtZero: (variable: SyntaxTree, name: String, body: SyntaxTree)? {
    guard case .call(LaTeXReader.limitAtZero, _, _, let arguments) = kind, arguments.count == 2,
      case .name(let name, _) = arguments[0].kind
    else { return nil }
    return (arguments[0], name, arguments[1])
  }

  /// Whether a limit stands in the formula.
  var hasLimit: Bool { all.contains { $0.limitAtZero != nil } }

  /// Whether the name occurs below a stroke or in a negative power.
  fileprivate func divides(by name: String) -> Bool {
    all.contains { part in
      switch part.kind {
      case .binary(.divide, _, let below), .binary(.elementwiseDivide, _, let below):
        below.names.contains(name)
      case .binary(.power, let base, let exponent):
        base.names.contains(name) && { if case .negative = exponent.kind { true } else { false } }()
          && base.bareName != nil
      default: false
      }
    }
  }

  /// N, when the formula is N/t or a product with the factor 1/t.
  fileprivate func numerator(over name: String) -> SyntaxTree? {
    switch kind {
    case .parenthesized(let inner): return inner.numerator(over: name)
    case .negative(let inner):
      return inner.numerator(over: name).map { SyntaxTree(.negative($0), range) }
    case .binary(.divide, let above, let below):
      if below.bareName?.name == name { return SyntaxTree(.parenthesized(above), range) }
      return above.numerator(over: name).map { SyntaxTree(.binary(.divide, $0, below), range) }
    case .binary(.power, let base, let exponent) where base.bareName?.name == name:
      guard case .negative(let order) = exponent.kind, case .number(1, _) = order.kind else { return nil }
      return SyntaxTree(.number(.one, text: "1"), range)
    case .binary(.multiply, let left, let right):
      if let rest = left.numerator(over: name) { return SyntaxTree(.binary(.multiply, rest, right), range) }
      return right.numerator(over: name).map { SyntaxTree(.binary(.multiply, left, $0), range) }
    default: return nil
    }
  }
}
