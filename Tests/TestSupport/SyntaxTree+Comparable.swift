// Formulas in forms that tests can compare: without places, and with all brackets.

import Diagnostics
import Expressions
package import Syntax

/// The tree without places, redundant brackets and LaTeX, so that equality is that of what was read.
package func bare(_ tree: SyntaxTree) -> SyntaxTree {
  let nowhere = SourceRange(0, 0)
  var inner = tree
  while case .parenthesized(let next) = inner.kind { inner = next }
  let parts = inner.mapChildren(bare)
  switch parts.kind {
  case .number(let value, _): return SyntaxTree(.number(value, text: "\(value)"), nowhere)
  case .name(let name, _): return SyntaxTree(.name(name, latex: nil), nowhere)
  case .call(let name, _, let isElementwise, let arguments):
    let call = SyntaxTree.Kind.call(
      name: name,
      nameRange: nowhere,
      isElementwise: isElementwise,
      arguments: arguments
    )
    return SyntaxTree(call, nowhere)
  case .evaluated(let formula, let places):
    let plain = places.map {
      Statement.Binding(name: Statement.Name($0.name.text, range: nowhere), value: $0.value)
    }
    return SyntaxTree(.evaluated(formula, at: plain), nowhere)
  case .negative, .binary, .transpose, .entry, .argument, .matrix, .differential, .derivative, .directional,
    .indexed,
    .parenthesized, .ambiguous, .unreadable:
    return SyntaxTree(parts.kind, nowhere)
  }
}

/// A formula with all its brackets, to see how it was read.
package func bracketed(_ tree: SyntaxTree) -> String {
  switch tree.kind {
  case .number(_, let text): text
  case .name(let name, _): name
  case .negative(let a): "(-\(bracketed(a)))"
  case .binary(let operation, let a, let b): "(\(bracketed(a)) \(operation.rawValue) \(bracketed(b)))"
  case .transpose(let a): "\(bracketed(a))'"
  case .call(let name, _, let isElementwise, let arguments):
    "\(name)\(isElementwise ? "." : "")(\(arguments.map(bracketed).joined(separator: ", ")))"
  case .entry(let a, let indices): "\(bracketed(a))[\(indices.map(bracketed).joined(separator: ", "))]"
  case .argument(.axis(let axis)): axis.rawValue
  case .argument(.range(let from, let to)):
    "\(from.map(bracketed) ?? "")..\(to.map(bracketed) ?? "")"
  case .argument(.comparison(let relation, let a, let b)):
    "(\(bracketed(a)) \(relation.rawValue) \(bracketed(b)))"
  case .matrix(let rows):
    "[\(rows.map { $0.map(bracketed).joined(separator: ", ") }.joined(separator: "; "))]"
  case .differential(let a): "d{\(bracketed(a))}"
  case .derivative(let form, let of, let wrt):
    "\(form.rawValue){\(bracketed(of)) / \(wrt.map(bracketed).joined(separator: ", "))}"
  case .directional(let of, let wrt, let along):
    "directional{\(bracketed(of)) / \(wrt.map(bracketed).joined(separator: ", ")) / "
      + "\(along.map(bracketed).joined(separator: ", "))}"
  case .indexed(let operation, let index, let upTo, let body):
    "\(operation.rawValue){\(index) to \(upTo.map(bracketed) ?? "?"): \(bracketed(body))}"
  case .evaluated(let a, _): "\(bracketed(a))|"
  case .parenthesized(let a): bracketed(a)
  case .ambiguous(_, let ways): ways.map(bracketed).joined(separator: " | ")
  case .unreadable: "?"
  }
}
