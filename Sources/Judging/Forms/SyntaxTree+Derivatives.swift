// Derivatives inside a formula: which names vary, and the same formula under another layout.

import Syntax

extension SyntaxTree {
  /// The formula with every part replaced as the closure says, outer parts first; nil goes on inside.
  func mapping(_ change: (SyntaxTree) -> SyntaxTree?) -> SyntaxTree {
    if let changed = change(self) { return changed }
    func inner(_ tree: SyntaxTree) -> SyntaxTree { tree.mapping(change) }
    switch kind {
    case .number, .name, .unreadable: return self
    case .negative(let a): return SyntaxTree(.negative(inner(a)), range)
    case .transpose(let a): return SyntaxTree(.transpose(inner(a)), range)
    case .differential(let a): return SyntaxTree(.differential(inner(a)), range)
    case .parenthesized(let a): return SyntaxTree(.parenthesized(inner(a)), range)
    case .binary(let operation, let a, let b):
      return SyntaxTree(.binary(operation, inner(a), inner(b)), range)
    case .call(let name, let nameRange, let isElementwise, let arguments):
      return SyntaxTree(
        .call(
          name: name,
          nameRange: nameRange,
          isElementwise: isElementwise,
          arguments: arguments.map(inner)
        ),
        range
      )
    case .entry(let base, let indices): return SyntaxTree(.entry(inner(base), indices.map(inner)), range)
    case .argument: return mapChildren(inner)
    case .matrix(let rows): return SyntaxTree(.matrix(rows.map { $0.map(inner) }), range)
    case .derivative(let form, let of, let wrt):
      return SyntaxTree(.derivative(form, of: inner(of), wrt: wrt), range)
    case .directional(let of, let wrt, let along):
      return SyntaxTree(.directional(of: inner(of), wrt: wrt, along: along.map(inner)), range)
    case .evaluated(let a, let bindings): return SyntaxTree(.evaluated(inner(a), at: bindings), range)
    case .indexed(let operation, let index, let upTo, let body):
      return SyntaxTree(.indexed(operation, index: index, upTo: upTo, body: inner(body)), range)
    case .ambiguous(let habit, let ways): return SyntaxTree(.ambiguous(habit, ways.map(inner)), range)
    }
  }

  /// The formula with names replaced, those by which it differentiates among them.
  func renaming(_ names: [String: String]) -> SyntaxTree {
    guard !names.isEmpty else { return self }
    return mapping { tree in
      switch tree.kind {
      case .name(let name, _): return names[name].map { SyntaxTree(.name($0, latex: nil), tree.range) }
      case .derivative(let form, let of, let wrt):
        let variables = wrt.map { $0.renaming(names) }
        return SyntaxTree(.derivative(form, of: of.renaming(names), wrt: variables), tree.range)
      case .directional(let of, let wrt, let along):
        return SyntaxTree(
          .directional(
            of: of.renaming(names),
            wrt: wrt.map { $0.renaming(names) },
            along: along.map { $0.renaming(names) }
          ),
          tree.range
        )
      case .number, .unreadable, .negative, .transpose, .differential, .parenthesized, .binary, .call,
        .entry, .argument, .matrix, .evaluated, .indexed, .ambiguous:
        return nil
      }
    }
  }

  /// Every tree in the formula, itself first.
  var all: [SyntaxTree] {
    var result: [SyntaxTree] = []
    var work = [self]
    while let tree = work.popLast() {
      result.append(tree)
      work.append(contentsOf: tree.children)
    }
    return result
  }

  /// The name, when the formula is nothing else.
  var bareName: (name: String, latex: String?)? {
    var tree = self
    while case .parenthesized(let inner) = tree.kind { tree = inner }
    if case .name(let name, let latex) = tree.kind { return (name, latex) }
    return nil
  }

  /// The name of a formula that is a name, or an entry of something named: J, J_ij.
  var namedThing: (name: String, latex: String?)? {
    if let bareName { return bareName }
    if case .entry(let base, _) = kind { return base.bareName }
    return nil
  }

  /// The names under a d anywhere inside: d tr(AX) mentions A and X.
  var namesUnderDifferentials: [String] {
    all.flatMap { tree -> [String] in
      guard case .differential(let inner) = tree.kind else { return [] }
      return inner.all.compactMap { if case .name(let name, _) = $0.kind { name } else { nil } }
    }
  }

  /// The names directly under an explicit d, ∂ or ∇.
  var varyingNames: [String] {
    var names: [String] = []
    for tree in all {
      switch tree.kind {
      case .differential(let inner):
        var inner = inner
        while true {
          if case .parenthesized(let next) = inner.kind {
            inner = next
          } else if case .transpose(let next) = inner.kind {
            inner = next
          } else {
            break
          }
        }
        if case .name(let name, _) = inner.kind { names.append(name) }
      case .derivative(_, _, let wrt):
        for variable in wrt { if case .name(let name, _) = variable.kind { names.append(name) } }
      default: break
      }
    }
    return names
  }

  /// Whether a differential stands in the formula.
  var hasDifferential: Bool {
    all.contains { if case .differential = $0.kind { true } else { false } }
  }

  /// Whether a derivative stands in the formula.
  var hasDerivative: Bool {
    all.contains { if case .derivative = $0.kind { true } else { false } }
  }
}

extension SyntaxTree {
  /// Whether the differential of a call, `d\sigma(p)`, is multiplied by something.
  var multipliesDifferentialOfCall: Bool {
    all.contains { part in
      guard case .binary(let sign, let left, let right) = part.kind, sign == .multiply || sign == .dot else {
        return false
      }
      return left.isDifferentialOfCall || right.isDifferentialOfCall
    }
  }

  private var isCallOrTranspose: Bool {
    switch withoutBrackets.kind {
    case .call: true
    case .transpose(let inner): if case .call = inner.withoutBrackets.kind { true } else { false }
    default: false
    }
  }

  private var isDifferentialOfCall: Bool {
    switch kind {
    case .transpose(let inner), .parenthesized(let inner): inner.isDifferentialOfCall
    case .differential(let inner): inner.isCallOrTranspose
    default: false
    }
  }
}
