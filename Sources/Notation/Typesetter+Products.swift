// Sums and the four products.

import Expressions

extension Composition {
  // MARK: - Sums

  mutating func sum(_ terms: [ExpressionID], _ style: Typesetter.Style) -> Piece {
    var row: [Layout] = []
    for (place, term) in terms.enumerated() {
      let negative = isNegative(term)
      if place > 0 {
        row.append(.sign(negative ? .minus : .plus))
      } else if negative {
        row.append(.sign(.negative))
      }
      row.append(compose(term, at: .term, style, unsigned: negative))
    }
    return Piece(.joined(row), .sum)
  }

  /// Whether the expression is written with a leading minus.
  func isNegative(_ id: ExpressionID) -> Bool {
    switch graph[id] {
    case .number(let value): value.isNegative
    case .product(let factors): graph.number(factors[0])?.isNegative ?? false
    case .frobenius(let a, _):
      if case .product(let factors) = graph[a] {
        graph.number(factors[0])?.isNegative ?? false
      } else {
        false
      }
    default: false
    }
  }

  // MARK: - Juxtaposition

  mutating func product(
    _ id: ExpressionID,
    for wanted: Binding,
    _ style: Typesetter.Style,
    unsigned: Bool
  ) -> Piece {
    let parts = graph.parts(id)
    let negative = parts.coefficient.isNegative && !unsigned
    let coefficient = parts.coefficient.magnitude
    var above: [ExpressionID] = []
    var below: [(base: ExpressionID, exponent: Rational)] = []
    for scalar in parts.scalars {
      if let divisor = divisor(scalar) { below.append(divisor) } else { above.append(scalar) }
    }
    above += parts.chain
    // A leading minus reaches over the whole product, so what follows may end as a term ends.
    let place = negative ? Binding.term : wanted
    var piece: Piece
    if below.isEmpty, style == .display || coefficient.isInteger || Layout.decimal(coefficient) != nil {
      let front = coefficient.isOne ? nil : Layout.number(coefficient, style)
      piece = juxtapose(front, above, for: place, style)
    } else {
      piece = quotient(coefficient, above, below, style)
    }
    if negative { piece = Piece(.joined([.sign(.negative), piece.layout]), .sum) }
    return piece
  }

  /// The base and the positive exponent of a scalar that belongs below the bar.
  func divisor(_ id: ExpressionID) -> (base: ExpressionID, exponent: Rational)? {
    guard case .power(let base, let exponent) = graph[id], graph.shape(base).isScalar,
      let value = graph.number(exponent), value.isNegative
    else { return nil }
    return (base, -value)
  }

  mutating func quotient(
    _ coefficient: Rational,
    _ above: [ExpressionID],
    _ below: [(base: ExpressionID, exponent: Rational)],
    _ style: Typesetter.Style
  ) -> Piece {
    let isDecimal = Layout.decimal(coefficient) != nil
    let top = isDecimal ? coefficient : Rational(coefficient.numerator)
    let bottom = isDecimal ? Rational(1) : Rational(coefficient.denominator)
    let loosest: Binding = style == .display ? .whole : .product
    let numerator: Layout =
      above.isEmpty
      ? .number(top, .inline)
      : juxtapose(top.isOne ? nil : .number(top, .inline), above, for: loosest, style).layout
    let count = below.count + (bottom.isOne ? 0 : 1)
    let each: Binding = count > 1 ? .factor : style == .display ? .whole : .factor
    var factors: [Layout] = bottom.isOne ? [] : [.number(bottom, .inline)]
    for (base, exponent) in below { factors.append(raised(base, exponent, at: each, style)) }
    let denominator = spaced(factors)
    if style == .display { return Piece(.fraction(numerator, denominator), .factor) }
    let divided = count > 1 ? Layout.fenced(.parenthesis, denominator) : denominator
    return Piece(.joined([numerator, .sign(.solidus), divided]), .entrywise)
  }

  /// A scalar to a positive exponent, as it stands below a bar.
  mutating func raised(
    _ base: ExpressionID,
    _ exponent: Rational,
    at wanted: Binding,
    _ style: Typesetter.Style
  ) -> Layout {
    if exponent.isOne { return compose(base, at: wanted, style) }
    if exponent == Rational(1, 2) { return .root(compose(base, at: .whole, style)) }
    return .superscript(compose(base, at: .atom, style), .number(exponent, .inline))
  }

  mutating func juxtapose(
    _ front: Layout?,
    _ factors: [ExpressionID],
    for wanted: Binding,
    _ style: Typesetter.Style
  ) -> Piece {
    if factors.count == 1, front == nil {
      return Piece(compose(factors[0], at: wanted, style), wanted)
    }
    var layouts: [Layout] = front.map { [$0] } ?? []
    var binding = Binding.product
    let sliced = graph.slicedFactors(of: factors)
    for (place, factor) in sliced.enumerated() {
      // The last factor may be a large operator, which reaches to the end anyhow.
      if factor.isSliced {
        layouts.append(self.sliced(factor, style).layout)
      } else if place == sliced.count - 1, wanted <= .term, reachesToTheEnd(factor.base) {
        layouts.append(compose(factor.base, at: .term, style))
        binding = .term
      } else {
        layouts.append(compose(factor.base, at: .factor, style))
      }
    }
    return Piece(spaced(merged(layouts)), binding)
  }

  private func reachesToTheEnd(_ id: ExpressionID) -> Bool {
    switch graph[id] {
    case .indexedSum, .indexedProduct, .apply: true
    default: false
    }
  }

  /// Neighbouring highlights become one.
  private func merged(_ layouts: [Layout]) -> [Layout] {
    var result: [Layout] = []
    for layout in layouts {
      if case .mark(let inner) = layout, case .mark(let before) = result.last {
        result[result.count - 1] = .mark(spaced([before, inner]))
      } else {
        result.append(layout)
      }
    }
    return result
  }

  /// Factors beside each other, with thin spaces where the eye needs them.
  func spaced(_ factors: [Layout]) -> Layout {
    var row: [Layout] = []
    for factor in factors {
      if let before = row.last {
        if case .number = factor.leading {
          row.append(.sign(.times))
        } else if isCoefficient(before) {
          if case .fenced(.parenthesis, let inner) = factor, !inner.isTall {} else { row.append(.space) }
        } else if before.standsApart || factor.standsApart {
          row.append(.space)
        }
      }
      row.append(factor)
    }
    return row.count == 1 ? row[0] : .row(row.flatMap { part in Layout.opened(part) })
  }

  private func isCoefficient(_ layout: Layout) -> Bool {
    switch layout {
    case .number: true
    case .fraction(.number, .number): true
    default: false
    }
  }

  // MARK: - The other products

  mutating func hadamard(_ factors: [ExpressionID], _ style: Typesetter.Style) -> Piece {
    var above: [ExpressionID] = []
    var below: [ExpressionID] = []
    for factor in factors {
      if case .hadamardPower(let base, let exponent) = graph[factor], graph.number(exponent) == -1 {
        below.append(base)
      } else {
        above.append(factor)
      }
    }
    if above.isEmpty {
      above = factors
      below = []
    }
    var row: [Layout] = []
    for (place, factor) in above.enumerated() {
      if place > 0 { row.append(.sign(.hadamard)) }
      row.append(compose(factor, at: .product, style))
    }
    for base in below { row += [.sign(.hadamardQuotient), compose(base, at: .product, style)] }
    return Piece(.joined(row), .entrywise)
  }

  mutating func hadamardPower(_ base: ExpressionID, _ exponent: ExpressionID, _ style: Typesetter.Style)
    -> Piece
  {
    let power = compose(exponent, at: .whole, .inline)
    let base = graph.number(exponent) == nil ? graph.multipleOfOnes(base) ?? base : base
    return Piece(
      .superscript(compose(base, at: .atom, style), .joined([.sign(.entrywise), power])),
      .raised
    )
  }

  mutating func kronecker(_ a: ExpressionID, _ b: ExpressionID, _ style: Typesetter.Style) -> Piece {
    // The product is associative: no brackets on the left, where the reading is the same.
    let left: Layout
    if case .kronecker = graph[a] {
      left = compose(a, at: .entrywise, style)
    } else {
      left = compose(a, at: .product, style)
    }
    return Piece(.joined([left, .sign(.kronecker), compose(b, at: .product, style)]), .entrywise)
  }

  mutating func frobenius(
    _ a: ExpressionID,
    _ b: ExpressionID,
    _ style: Typesetter.Style,
    unsigned: Bool
  ) -> Piece {
    let negative = isNegative(a)
    let left = compose(a, at: .entrywise, style, unsigned: negative)
    var row = [left, .sign(.colon), compose(b, at: .entrywise, style)]
    guard negative, !unsigned else { return Piece(.joined(row), .frobenius) }
    row.insert(.sign(.negative), at: 0)
    return Piece(.joined(row), .sum)
  }
}

extension Layout {
  static func opened(_ layout: Layout) -> [Layout] {
    if case .row(let parts) = layout { parts } else { [layout] }
  }
}
