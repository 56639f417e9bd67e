// Products: a number, scalar factors, divisions, and the chain of matrices.

import Expressions

extension PlainPrinter {
  /// The text of a product, read from left to right as the reader does.
  func product(_ factors: [ExpressionID], _ child: (ExpressionID) -> Piece) -> Piece {
    var rest = factors[...]
    var coefficient = Rational.one
    if let first = rest.first, let value = graph.number(first) {
      coefficient = value
      rest = rest.dropFirst()
    }
    var scalars = rest.prefix { graph.shape($0).isScalar }
    let chain = Array(rest.dropFirst(scalars.count))
    if coefficient.isOne, scalars.isEmpty, case let sliced = graph.slicedFactors(of: chain),
      sliced.count == 1,
      sliced[0].isSliced
    {
      return self.sliced(sliced[0], child)
    }
    // Reciprocals stand first in a quotient, the last divisor foremost, and are written behind it.
    var denominators: [String] = []
    while let first = scalars.first, let (base, exponent) = reciprocal(first) {
      let power = exponent.isOne ? child(base) : powerPiece(child(base), exponent)
      denominators.append(PlainPrinter.bracketed(power, atLeast: .prefix))
      scalars = scalars.dropFirst()
    }
    let numerator = factorText(Array(scalars), chain, child)
    let quotient = denominators.reversed().map { "/" + $0 }.joined()
    func text(_ coefficient: Rational) -> String {
      guard let numerator else { return coefficient.description + quotient }
      return (coefficient.isOne ? "" : "\(coefficient)*") + numerator + quotient
    }
    if coefficient.isNegative {
      let positive = text(-coefficient)
      return Piece(text: "-" + positive, level: .product, negated: (positive, .product))
    }
    return Piece(text: text(coefficient), level: .product)
  }

  private func powerPiece(_ base: Piece, _ exponent: Rational) -> Piece {
    Piece(text: "\(PlainPrinter.bracketed(base, atLeast: .transpose))^\(exponent)", level: .power)
  }

  private func reciprocal(_ id: ExpressionID) -> (base: ExpressionID, exponent: Rational)? {
    guard case .power(let base, let exponent) = graph[id], let value = graph.number(exponent),
      value.isInteger, value.isNegative
    else { return nil }
    return (base, -value)
  }

  /// The scalars and the chain, nil when there are none.
  ///
  /// A product of matrices that is a scalar (`x'*y`) may stand in front without brackets; what follows it is
  /// bracketed where the reader would otherwise put the scalars in another order.
  private func factorText(
    _ scalars: [ExpressionID],
    _ chain: [ExpressionID],
    _ child: (ExpressionID) -> Piece
  ) -> String? {
    var text = ""
    var products = 0
    var open = 0
    for scalar in scalars {
      let isProduct = if case .product = graph[scalar] { true } else { false }
      if products == 1, !isProduct {
        text += "*("
        open += 1
        products = 0
        text += PlainPrinter.bracketed(child(scalar), atLeast: .product)
        continue
      }
      if !text.isEmpty { text += "*" }
      let isFirst = products == 0 && isProduct
      text += PlainPrinter.bracketed(child(scalar), atLeast: isFirst || text.isEmpty ? .product : .negative)
      if isProduct { products += 1 }
    }
    if !chain.isEmpty {
      if text.isEmpty {
        text = chainText(chain[...], isLeading: true, child)
      } else {
        text += "*" + chainText(chain[...], isLeading: true, child)
      }
    }
    text += String(repeating: ")", count: open)
    return text.isEmpty ? nil : text
  }

  /// Matrices in a row; where the first few multiply to a scalar before the end, the others are bracketed.
  private func chainText(_ chain: ArraySlice<ExpressionID>, isLeading: Bool, _ child: (ExpressionID) -> Piece)
    -> String
  {
    var text = ""
    let factors = graph.slicedFactors(of: Array(chain))
    var open = 0
    var isFirst = isLeading
    for (place, factor) in factors.enumerated() {
      if !text.isEmpty, !text.hasSuffix("(") { text += "*" }
      text += PlainPrinter.bracketed(
        sliced(factor, child),
        atLeast: isFirst || text.hasSuffix("(") ? .product : .negative
      )
      isFirst = false
      let rest = factors[(place + 1)...]
      // x'*(A*y*z'): read from left to right, x'*A*y would be a scalar.
      if hasOneRow(factor), rest.count > 1, rest.dropLast().contains(where: hasOneColumn) {
        text += "*("
        open += 1
      }
    }
    return text + String(repeating: ")", count: open)
  }

  private func hasOneRow(_ factor: SlicedFactor) -> Bool {
    factor.rows == nil && graph.shape(factor.base).rows.isOne
  }

  private func hasOneColumn(_ factor: SlicedFactor) -> Bool {
    factor.columns == nil && graph.shape(factor.base).columns.isOne
  }
}
