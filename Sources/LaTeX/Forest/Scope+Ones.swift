// Ones without a length, and brackets of the identity and ones: as long as what stands beside them says.

import Diagnostics
import Expressions
import Syntax

extension Scope {
  func isOnes(_ tree: SyntaxTree) -> Bool {
    if case .call(name: "ones", _, _, let arguments) = tree.kind { return arguments.isEmpty }
    return false
  }

  /// A bracket of the identity and ones, `(I - \frac1n\mathbf 1\mathbf 1^\top)`, of an order that its neighbour gives; nil for anything else.
  func squareWithOnes(_ tree: SyntaxTree, _ order: Size) -> SyntaxTree? {
    guard case .parenthesized(let inner) = tree.kind, bindings["I"] == nil else { return nil }
    var terms: [(sign: SyntaxTree.BinaryOperator, tree: SyntaxTree)] = []
    var first = inner
    while case .binary(let sign, let left, let right) = first.kind, sign == .add || sign == .subtract {
      terms.append((sign, right))
      first = left
    }
    let all = [first] + terms.reversed().map(\.tree)
    guard all.contains(where: { if case .name("I", _) = $0.kind { true } else { false } }),
      all.contains(where: isFillable), self.shape(of: tree) == nil
    else { return nil }
    let shape = Shape(order, order)
    let sum = terms.reversed().reduce(isFillable(first) ? filled(first, shape) ?? first : first) {
      sum,
      term in
      let right = isFillable(term.tree) ? filled(term.tree, shape) ?? term.tree : term.tree
      return SyntaxTree(.binary(term.sign, sum, right), inner.range)
    }
    return SyntaxTree(.parenthesized(sum), tree.range)
  }

  /// Whether a product has ones without a size as a factor, so that it may be filled.
  func isFillable(_ tree: SyntaxTree) -> Bool {
    switch tree.kind {
    case .parenthesized(let inner), .negative(let inner), .transpose(let inner): isFillable(inner)
    case .binary(.divide, let top, _): isFillable(top)
    case .binary(.multiply, let left, let right): isFillable(right) || isFillable(left)
    default: isUnsized(tree)
    }
  }

  /// Whether a factor is a matrix of ones or a unit vector whose length is not said.
  func isUnsized(_ tree: SyntaxTree) -> Bool { isOnes(tree) || unsizedUnit(tree) != nil }

  /// Ones or a unit vector with its length written in.
  func lengthened(_ tree: SyntaxTree, to size: Size) -> SyntaxTree {
    if let index = unsizedUnit(tree) { return basis(size, index, tree.range) ?? tree }
    return ones([size], tree)
  }

  /// A product with the ones at its ends sized, so that it has the given shape; nil when it has none of these.
  func filled(_ tree: SyntaxTree, _ shape: Shape) -> SyntaxTree? {
    switch tree.kind {
    case .parenthesized(let inner):
      return filled(inner, shape).map { SyntaxTree(.parenthesized($0), tree.range) }
    case .negative(let inner): return filled(inner, shape).map { SyntaxTree(.negative($0), tree.range) }
    case .binary(.divide, let top, let bottom):
      return filled(top, shape).map { SyntaxTree(.binary(.divide, $0, bottom), tree.range) }
    default: break
    }
    var factors: [SyntaxTree] = []
    var rest = tree
    while case .binary(.multiply, let left, let right) = rest.kind, factors.count < 40 {
      factors.append(right)
      rest = left
    }
    factors = [rest] + factors.reversed()
    let places = factors.indices.filter { self.shape(of: factors[$0])?.isScalar != true }
    guard let first = places.first, let last = places.last else { return nil }
    if first == last, unsizedUnit(factors[first]) != nil, shape.isVector {
      factors[first] = lengthened(factors[first], to: shape.rows)
    } else if first == last, isOnes(factors[first]) {
      factors[first] = ones([shape.rows, shape.columns], factors[first])
    } else {
      var isChanged = false
      if isUnsized(factors[first]) {
        factors[first] = lengthened(factors[first], to: shape.rows)
        isChanged = true
      }
      if case .transpose(let inner) = factors[last].kind, isUnsized(inner) {
        factors[last] = SyntaxTree(.transpose(lengthened(inner, to: shape.columns)), factors[last].range)
        isChanged = true
      }
      guard isChanged else { return nil }
    }
    return factors.dropFirst().reduce(factors[0]) { product, factor in
      SyntaxTree(.binary(.multiply, product, factor), product.range.union(factor.range))
    }
  }

  /// A product whose last factor is a row of ones, with that row as long as what follows is high.
  func endingInOnes(_ tree: SyntaxTree, _ rows: Size) -> SyntaxTree? {
    switch tree.kind {
    case .transpose(let inner) where isUnsized(inner):
      SyntaxTree(.transpose(lengthened(inner, to: rows)), tree.range)
    case .binary(.multiply, let left, let right):
      endingInOnes(right, rows).map { SyntaxTree(.binary(.multiply, left, $0), tree.range) }
    case .parenthesized(let inner):
      endingInOnes(inner, rows).map { SyntaxTree(.parenthesized($0), tree.range) }
    case .binary(let sign, let left, let right) where sign == .add || sign == .subtract:
      endingInOnes(left, rows).map { SyntaxTree(.binary(sign, $0, right), tree.range) }
        ?? endingInOnes(right, rows).map { SyntaxTree(.binary(sign, left, $0), tree.range) }
    default: nil
    }
  }

  func ones(_ sizes: [Size], _ tree: SyntaxTree) -> SyntaxTree {
    let lengths = sizes.compactMap { length($0, tree.range) }
    guard lengths.count == sizes.count else { return tree }
    return SyntaxTree(
      .call(name: "ones", nameRange: tree.range, isElementwise: false, arguments: lengths),
      tree.range
    )
  }
}
