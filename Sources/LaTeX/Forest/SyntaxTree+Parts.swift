// The parts of a formula whose ways are combined.

import Expressions
import Syntax

extension SyntaxTree {
  /// The parts whose ways are combined; what varies and where values are taken stand for themselves.
  var parts: [SyntaxTree] {
    switch kind {
    case .derivative(_, let of, _): [of]
    case .directional(let of, _, let along): [of] + along
    case .entry(let base, _): [base]
    case .number, .name, .unreadable, .negative, .transpose, .differential, .parenthesized, .binary, .call,
      .argument, .matrix, .evaluated, .indexed, .ambiguous:
      children
    }
  }

  /// The formula with other parts.
  func with(parts: [SyntaxTree]) -> SyntaxTree {
    switch kind {
    case .derivative(let form, _, let wrt): SyntaxTree(.derivative(form, of: parts[0], wrt: wrt), range)
    case .directional(_, let wrt, _):
      SyntaxTree(.directional(of: parts[0], wrt: wrt, along: Array(parts.dropFirst())), range)
    case .entry(_, let indices): SyntaxTree(.entry(parts[0], indices), range)
    case .number, .name, .unreadable, .negative, .transpose, .differential, .parenthesized, .binary, .call,
      .argument, .matrix, .evaluated, .indexed, .ambiguous:
      replacingChildren(parts)
    }
  }

  private func replacingChildren(_ parts: [SyntaxTree]) -> SyntaxTree {
    var rest = parts[...]
    return mapChildren { _ in rest.popFirst() ?? SyntaxTree(.unreadable, range) }
  }
}

extension SyntaxTree {
  /// Whether the formula is a column with a number added to every entry.
  var hasNumberBeside: Bool {
    switch withoutBrackets.kind {
    case .binary(.elementwiseAdd, _, _), .binary(.elementwiseSubtract, _, _): true
    default: false
    }
  }

  /// Whether the formula is the value of an entrywise function, or a product of such.
  var isEntrywiseValue: Bool {
    switch withoutBrackets.kind {
    case .call(_, _, let isElementwise, _): isElementwise
    case .binary(.elementwiseMultiply, let left, let right): left.isEntrywiseValue && right.isEntrywiseValue
    default: false
    }
  }
}
