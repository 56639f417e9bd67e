// Limits as a number goes to 0: a difference quotient is a derivative, what is continuous is its value there.

import Diagnostics
import Expressions
import LaTeX
import Syntax

extension SyntaxTree {
  /// The formula with `\lim_{t \to 0}` in the form of values and derivatives at 0, and what must be 0 there for that.
  ///
  /// Of a quotient N(t)/t with N(0) = 0 the limit is N'(0); of what has no t below it is the value at 0.
  func readingLimits() -> (tree: SyntaxTree, vanishing: [SyntaxTree]) {
    guard hasLimit else { return (self, []) }
    var vanishing: [SyntaxTree] = []
    let tree = mapping { part in
      guard let (variable, name, body) = part.limitAtZero else { return nil }
      let inner = body.readingLimits()
      vanishing += inner.vanishing
      return inner.tree.limit(variable, name, part.range, &vanishing)
    }
    return (tree, vanishing)
  }

  private func limit(
    _ variable: SyntaxTree,
    _ name: String,
    _ range: SourceRange,
    _ vanishing: inout [SyntaxTree]
  ) -> SyntaxTree? {
    let zero = SyntaxTree(.number(.zero, text: "0"), variable.range)
    let binding = Statement.Binding(name: Statement.Name(name, range: variable.range), value: zero)
    guard let numerator = numerator(over: name) else {
      guard isContinuous(in: name) else { return nil }
      return SyntaxTree(.evaluated(self, at: [binding]), range)
    }
    guard numerator.isContinuous(in: name) else { return nil }
    vanishing.append(SyntaxTree(.evaluated(numerator.plainWay, at: [binding]), range))
    let derivative = SyntaxTree(.derivative(.fraction, of: numerator, wrt: [variable]), range)
    return SyntaxTree(.evaluated(derivative, at: [binding]), range)
  }

  /// The names that go to 0 in the limits of the formula.
  var limitNames: [Statement.Name] {
    all.compactMap { part in part.limitAtZero.map { Statement.Name($0.name, range: $0.variable.range) } }
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

  /// Functions whose value at 0 need not be their limit there.
  private static let jumping: Set<String> = [
    "sign", "step", "floor", "ceil", "round", "pinv", "inv", "eigvec", "max", "min", "logm", "sqrtm",
  ]

  /// Whether the value at 0 is the limit: no division by the name, no power with it above, no function that may jump.
  fileprivate func isContinuous(in name: String) -> Bool {
    guard !divides(by: name) else { return false }
    return all.allSatisfy { part in
      switch part.kind {
      case .call(let function, _, _, let arguments):
        !Self.jumping.contains(function) || arguments.allSatisfy { !$0.names.contains(name) }
      case .binary(.power, let base, let exponent), .binary(.elementwisePower, let base, let exponent):
        !exponent.names.contains(name)
          && (!base.names.contains(name) || { if case .number = exponent.kind { true } else { false } }())
      default: true
      }
    }
  }

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
