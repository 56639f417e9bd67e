// The field GF(p) with p = 2^61 − 1, number by number. A Mersenne prime needs no division: 2^61 is 1.

import BigInt
package import Expressions

/// One number of GF(2^61 − 1), the representative from 0 to p − 1.
package struct FieldElement: Sendable, Hashable, CustomStringConvertible {
  /// The prime 2^61 − 1.
  package static let modulus: UInt64 = (1 << 61) - 1

  /// The representative, below the modulus.
  package let residue: UInt64

  /// Zero.
  package static let zero = FieldElement(residue: 0)
  /// One.
  package static let one = FieldElement(residue: 1)

  /// The class of an unsigned number.
  package init(_ value: UInt64) {
    let folded = (value & Self.modulus) + (value >> 61)
    residue = folded >= Self.modulus ? folded - Self.modulus : folded
  }

  /// The class of an integer.
  package init(_ value: Int) {
    let magnitude = FieldElement(UInt64(value.magnitude))
    self = value < 0 ? -magnitude : magnitude
  }

  /// The class of an exact number, nil when p divides the denominator.
  package init?(_ value: Rational) {
    if let (top, bottom) = value.words {
      if bottom == 1 {
        self.init(top)
        return
      }
      guard let reciprocal = FieldElement(bottom).inverse else { return nil }
      self = FieldElement(top) * reciprocal
      return
    }
    let top = FieldElement(value.numerator)
    if value.isInteger {
      self = top
      return
    }
    guard let bottom = FieldElement(value.denominator).inverse else { return nil }
    self = top * bottom
  }

  private init(_ value: BigInt) {
    if let small = Int(exactly: value) {
      self.init(small)
      return
    }
    let rest = value.modulus(BigInt(Self.modulus))
    self.init(UInt64(rest))
  }

  private init(residue: UInt64) { self.residue = residue }

  /// The residue in decimal.
  package var description: String { "\(residue)" }

  /// The sum.
  package static func + (a: FieldElement, b: FieldElement) -> FieldElement {
    let sum = a.residue + b.residue
    return FieldElement(residue: sum >= modulus ? sum - modulus : sum)
  }

  /// The difference.
  package static func - (a: FieldElement, b: FieldElement) -> FieldElement {
    FieldElement(residue: a.residue >= b.residue ? a.residue - b.residue : a.residue + modulus - b.residue)
  }

  /// The negative.
  package static prefix func - (a: FieldElement) -> FieldElement { zero - a }

  /// The product.
  package static func * (a: FieldElement, b: FieldElement) -> FieldElement {
    let (high, low) = a.residue.multipliedFullWidth(by: b.residue)
    // high·2^64 + low = (high·8 + low>>61)·2^61 + (low mod 2^61), and 2^61 is 1; high is below 2^58.
    return FieldElement((high << 3 | low >> 61) + (low & modulus))
  }

  /// The power with a nonnegative exponent.
  package func power(_ exponent: UInt64) -> FieldElement {
    var result = FieldElement.one
    var square = self
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 { result = result * square }
      square = square * square
      rest >>= 1
    }
    return result
  }

  /// The reciprocal, nil for zero; by Fermat's little theorem.
  package var inverse: FieldElement? { residue == 0 ? nil : power(Self.modulus - 2) }

  /// The principal root of an order, nil when there is none.
  ///
  /// Let m be the part of p − 1 that is coprime to the order. In the subgroup of order m every number has
  /// exactly one root; these roots multiply as roots do, and roots of roots are roots. Elsewhere there is none or
  /// no preferred one. For square roots m is odd, and the subgroup is that of the squares.
  package func root(_ order: UInt64) -> FieldElement? {
    if residue == 0 || order == 1 { return self }
    guard order > 1 else { return nil }
    var subgroup = Self.modulus - 1
    while true {
      let common = greatestCommonDivisor(subgroup, order)
      if common == 1 { break }
      subgroup /= common
    }
    guard power(subgroup) == .one, let exponent = reciprocal(of: order % subgroup, modulo: subgroup) else {
      return nil
    }
    return power(exponent)
  }

  /// The power with an exact exponent; fails with `.singular` for 0 to a negative power, and without a root.
  package func power(_ exponent: Rational) throws(NumericFailure) -> FieldElement {
    if exponent.isZero { return .one }
    guard residue != 0 else {
      if exponent.isNegative { throw .singular }
      return .zero
    }
    if let small = exponent.integer {
      let power = power(UInt64(small.magnitude))
      return small < 0 ? power.inverse ?? .zero : power
    }
    let top = exponent.numerator.modulus(BigInt(Self.modulus - 1))
    guard let order = UInt64(exactly: exponent.denominator), let root = root(order) else {
      throw .unavailable("this root of a random number of GF(p)")
    }
    return root.power(UInt64(top))
  }
}

private func greatestCommonDivisor(_ a: UInt64, _ b: UInt64) -> UInt64 {
  var (a, b) = (a, b)
  while b != 0 { (a, b) = (b, a % b) }
  return a
}

/// The inverse by Euclid's algorithm, nil when there is none; the modulus is below 2^61, so `Int` suffices.
private func reciprocal(of value: UInt64, modulo modulus: UInt64) -> UInt64? {
  if modulus == 1 { return 0 }
  var (r, next) = (Int(modulus), Int(value))
  var (t, following) = (0, 1)
  while next != 0 {
    let quotient = r / next
    (r, next) = (next, r - quotient * next)
    (t, following) = (following, t - quotient * following)
  }
  guard r == 1 else { return nil }
  return UInt64(t < 0 ? t + Int(modulus) : t)
}
