// What LaTeX leaves to the shapes, decided: ∂F/∂X is a gradient or a Jacobian, `a · b` a product or an inner product.

package import Diagnostics
package import Expressions

extension Scope {
  /// The text of a formula in the language of cells, in the author's order; nil where it has none.
  ///
  /// A cell after the names of this scope lowers the text to the expression that the formula has.
  package func text(of tree: SyntaxTree) -> String? {
    guard let tree = spelled(tree) else { return nil }
    return PlainTreePrinter.text(tree, in: context)
  }

  /// The formula in forms that the language of cells has words for; nil where a shape that decides is not known.
  ///
  /// Indices that are free in the formula must have been declared.
  package func spelled(_ tree: SyntaxTree) -> SyntaxTree? {
    var work = [tree]
    var isSpelled = true
    while isSpelled, let next = work.popLast() {
      work.append(contentsOf: next.children)
      switch next.kind {
      case .derivative(.fraction, _, _), .binary(.dot, _, _): isSpelled = false
      case .number(let value, _): isSpelled = value.isInteger && !value.isNegative
      default: break
      }
    }
    if isSpelled { return tree }
    var speller = Speller(scope: self)
    return speller.spelled(tree)
  }

  /// A size as a formula that stands at `range`.
  package func formula(of size: Size, at range: SourceRange) -> SyntaxTree? {
    if let name = size.name { return SyntaxTree(.name(name, latex: nil), range) }
    if let value = size.constant { return SyntaxTree(.number(Rational(value), text: "\(value)"), range) }
    let read = PlainParser.expression("\(size)", in: context)
    return read.diagnostics.isEmpty ? read.tree : nil
  }
}

/// Decides by shapes what the forms of LaTeX mean, the parts before the whole.
private struct Speller {
  /// A sum or product around the place.
  private struct Binder {
    let index: String
    let upTo: SyntaxTree?
    let body: SyntaxTree
  }

  /// A copy of the notebook's scope, in which parts are lowered for their shapes.
  private var scope: Scope
  private var binders: [Binder] = []
  private var isUnknown = false

  init(scope: Scope) { self.scope = scope }

  mutating func spelled(_ tree: SyntaxTree) -> SyntaxTree? {
    let result = walk(tree)
    return isUnknown ? nil : result
  }

  /// The tree with its parts spelled; along chains of operators without recursion.
  private mutating func walk(_ tree: SyntaxTree) -> SyntaxTree {
    var chain: [(SyntaxTree.BinaryOperator, left: SyntaxTree, right: SyntaxTree, tree: SyntaxTree)] = []
    var first = tree
    while !isUnknown, case .binary(let operation, let left, let right) = first.kind {
      chain.append((operation, left, right, first))
      first = left
    }
    var result = inner(first)
    for step in chain.reversed() {
      guard !isUnknown else { return tree }
      let right = walk(step.right)
      guard step.0 == .dot else {
        result = SyntaxTree(.binary(step.0, result, right), step.tree.range)
        continue
      }
      if isInnerProduct(step.left, step.right) { result = SyntaxTree(.transpose(result), result.range) }
      result = SyntaxTree(.binary(.multiply, result, right), step.tree.range)
    }
    return result
  }

  private mutating func inner(_ tree: SyntaxTree) -> SyntaxTree {
    switch tree.kind {
    case .number(let value, _): return number(value, tree)
    case .derivative(.fraction, let function, let variables):
      guard let shape = shape(of: function) else {
        isUnknown = true
        return tree
      }
      let form: SyntaxTree.DerivativeForm = shape.isScalar ? .gradient : .jacobian
      return SyntaxTree(.derivative(form, of: walk(function), wrt: variables.map { walk($0) }), tree.range)
    case .indexed(let operation, let index, let upTo, let body):
      let end = upTo.map { walk($0) }
      binders.append(Binder(index: index, upTo: upTo, body: body))
      let term = walk(body)
      binders.removeLast()
      return SyntaxTree(.indexed(operation, index: index, upTo: end, body: term), tree.range)
    case .name, .negative, .binary, .transpose, .call, .entry, .argument, .matrix, .differential, .derivative,
      .directional, .evaluated, .parenthesized, .ambiguous, .unreadable:
      // The parts of each are spelled one by one, in reading order.
      var parts: [SyntaxTree] = []
      for part in tree.children { parts.append(walk(part)) }
      var next = parts.makeIterator()
      return tree.mapChildren { next.next() ?? $0 }
    }
  }

  /// A fraction or a negative number is one in the tree, too.
  private func number(_ value: Rational, _ tree: SyntaxTree) -> SyntaxTree {
    let range = tree.range
    if value.isNegative {
      return SyntaxTree(.negative(number(value.magnitude, SyntaxTree(tree.kind, range))), range)
    }
    if case .number(_, let text) = tree.kind, Rational(text) == value, !text.contains("/") { return tree }
    let parts = value.description.split(separator: "/").map(String.init)
    guard parts.count == 2, let top = Rational(parts[0]), let bottom = Rational(parts[1]) else {
      return SyntaxTree(.number(value, text: value.description), range)
    }
    let quotient = SyntaxTree.Kind.binary(
      .divide,
      SyntaxTree(.number(top, text: parts[0]), range),
      SyntaxTree(.number(bottom, text: parts[1]), range)
    )
    return SyntaxTree(quotient, range)
  }

  /// Whether `a · b` is between two vectors of one shape; anything else is a product.
  private mutating func isInnerProduct(_ left: SyntaxTree, _ right: SyntaxTree) -> Bool {
    // Only a known shape is a vector's; `I` and the like have none, and make a product.
    guard let a = shape(of: left), let b = shape(of: right) else {
      if !isSized(left) || !isSized(right) { return false }
      isUnknown = true
      return false
    }
    return a == b && a.isVector
  }

  /// Whether the formula has a shape of its own, which `I` alone has not.
  private mutating func isSized(_ tree: SyntaxTree) -> Bool {
    if case .identity? = scope.value(of: bound(tree)) { return false }
    return true
  }

  private mutating func shape(of tree: SyntaxTree) -> Shape? {
    scope.budget = Scope.expansionBound
    guard case .known(let expression)? = scope.value(of: bound(tree)) else { return nil }
    return scope.graph.shape(expression)
  }

  /// The formula under the sums that bind its indices: a sum has the shape of its terms.
  private func bound(_ tree: SyntaxTree) -> SyntaxTree {
    binders.reversed().reduce(tree) { body, binder in
      var upTo = binder.upTo
      if upTo == nil, let size = scope.indexRange(of: binder.index, in: binder.body) {
        upTo = scope.formula(of: size, at: tree.range)
      }
      return SyntaxTree(.indexed(.sum, index: binder.index, upTo: upTo, body: body), tree.range)
    }
  }
}
