// When two formulas are the same, wherever and with whichever redundant brackets they were written.

import Diagnostics

extension SyntaxTree {
  /// Whether both trees are one formula: places, redundant brackets and the LaTeX of names aside.
  ///
  /// Numbers are compared by value. Without recursion, since sums can have thousands of terms.
  package func isSameFormula(as other: SyntaxTree) -> Bool {
    var work = [(self, other)]
    while let (left, right) = work.popLast() {
      let a = left.withoutBrackets
      let b = right.withoutBrackets
      guard a.head == b.head else { return false }
      let parts = a.children
      let others = b.children
      guard parts.count == others.count else { return false }
      guard a.continuesDerivative == b.continuesDerivative else { return false }
      work.append(contentsOf: zip(parts, others))
    }
    return true
  }

  /// Whether the formula is a number written out: 1, -1, 1/2.
  package var isWrittenNumber: Bool {
    switch kind {
    case .number: true
    case .negative(let inner), .parenthesized(let inner): inner.isWrittenNumber
    case .binary(.divide, let above, let below): above.isNumber && below.isNumber
    default: false
    }
  }

  /// The formula inside the brackets that stand around it.
  package var withoutBrackets: SyntaxTree {
    var tree = self
    while case .parenthesized(let inner) = tree.kind { tree = inner }
    return tree
  }

  /// Whether the formula is a number written out.
  package var isNumber: Bool { if case .number = kind { true } else { false } }

  /// Whether brackets around the first part would not be redundant: `hessian f wrt x along v` and `dX[i]`, the
  /// differential of a member, are forms of their own.
  private var continuesDerivative: Bool {
    switch kind {
    case .directional(let function, _, let directions):
      if case .derivative = function.kind { !directions.isEmpty } else { false }
    case .entry(let base, _):
      if case .differential(let inner) = base.kind, case .name = inner.kind { true } else { false }
    case .number, .name, .negative, .binary, .transpose, .call, .argument, .matrix, .differential,
      .derivative,
      .indexed, .evaluated, .parenthesized, .ambiguous, .unreadable:
      false
    }
  }

  /// The node alone: its parts, places and LaTeX left out.
  private var head: Kind {
    let nowhere = SourceRange(0, 0)
    let alone = mapChildren { _ in SyntaxTree(.unreadable, nowhere) }.kind
    switch alone {
    case .number(let value, _): return .number(value, text: "")
    case .name(let name, _): return .name(name, latex: nil)
    case .call(let name, _, let isElementwise, let arguments):
      return .call(name: name, nameRange: nowhere, isElementwise: isElementwise, arguments: arguments)
    case .evaluated(let inner, let places):
      let plain = places.map {
        Statement.Binding(name: Statement.Name($0.name.text, range: nowhere), value: $0.value)
      }
      return .evaluated(inner, at: plain)
    case .negative, .binary, .transpose, .entry, .argument, .matrix, .differential, .derivative, .directional,
      .indexed,
      .parenthesized, .ambiguous, .unreadable:
      return alone
    }
  }
}
