// Exact numbers as decimals. The digits a reader sees come from here, so they are the same on every machine.

import BigInt
package import Expressions

/// What becomes of zeros at the end of a rounded decimal.
package enum TrailingZeros: Sendable, Hashable {
  /// They stay: they are known digits of an inexact number.
  case kept
  /// They go when the decimal is exact.
  case dropped
}

extension Rational {
  /// The bits of numerator and denominator beyond those of 1: the logarithms to base 2, rounded down.
  package var bits: Int {
    guard let (top, bottom) = words else {
      return max(numerator.magnitude.bitWidth - 1, 0) + max(denominator.magnitude.bitWidth - 1, 0)
    }
    func bits(_ word: Int) -> Int { max(Int.bitWidth - 1 - word.magnitude.leadingZeroBitCount, 0) }
    return bits(top) + bits(bottom)
  }

  /// The whole number next to it that is not nearer to 0.
  package var roundedAwayFromZero: Rational {
    let (quotient, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
    return rest == 0 ? self : Rational(quotient + (isNegative ? -1 : 1))
  }

  /// The number rounded to a count of significant digits, halves away from zero.
  ///
  /// Very large and very small numbers are written `1.5e-12`.
  package func decimal(significantDigits: Int, trailingZeros: TrailingZeros = .dropped) -> String {
    let digits = max(significantDigits, 1)
    if isZero { return "0" }
    let magnitude = self.magnitude
    var exponent = magnitude.floorOfDecimalLogarithm
    let scaled = magnitude.timesPowerOfTen(digits - 1 - exponent)
    let (quotient, rest) = (scaled.numerator * 2 + scaled.denominator)
      .quotientAndRemainder(dividingBy: scaled.denominator * 2)
    var rounded = quotient
    // Exact when nothing was added to reach an integer.
    let isExact = rest == scaled.denominator
    if rounded == BigInt(10).power(digits) {
      exponent += 1
      rounded /= 10
    }
    var text = String(rounded)
    if trailingZeros == .dropped, isExact {
      while text.count > 1, text.hasSuffix("0") { text.removeLast() }
    }
    return (isNegative ? "-" : "") + Self.placed(text, exponent: exponent)
  }

  /// The largest k with 10ᵏ at most the number, which must be positive.
  var floorOfDecimalLogarithm: Int {
    // The number is below 2ᵇ, so the guess is at least k; it is too large by two at most.
    let bits = numerator.bitWidth - denominator.bitWidth + 1
    var guess = Int((Double(bits) * 0.301_029_995_663_981_2).rounded(.up))
    while compared(toPowerOfTen: guess) < 0 { guess -= 1 }
    return guess
  }

  /// The smallest k with 10ᵏ at least the number, which must be positive.
  var ceilingOfDecimalLogarithm: Int {
    let floor = floorOfDecimalLogarithm
    return compared(toPowerOfTen: floor) == 0 ? floor : floor + 1
  }

  /// -1, 0 or 1 as the number is below, equal to or above 10ᵏ.
  private func compared(toPowerOfTen exponent: Int) -> Int {
    let scaled = timesPowerOfTen(-exponent)
    return scaled.numerator < scaled.denominator ? -1 : scaled.numerator == scaled.denominator ? 0 : 1
  }

  /// The number times 10ᵏ as a fraction that need not be in lowest terms, since common divisors take long to find.
  private func timesPowerOfTen(_ exponent: Int) -> (numerator: BigInt, denominator: BigInt) {
    let power = BigInt(10).power(abs(exponent))
    return exponent < 0 ? (numerator, denominator * power) : (numerator * power, denominator)
  }

  /// The point set into a row of digits whose first has the value 10ᵉ.
  private static func placed(_ digits: String, exponent: Int) -> String {
    if exponent < -6 || exponent >= max(digits.count, 15) {
      let fraction = digits.dropFirst()
      return digits.prefix(1) + (fraction.isEmpty ? "" : "." + fraction) + "e\(exponent)"
    }
    if exponent < 0 { return "0." + String(repeating: "0", count: -exponent - 1) + digits }
    if exponent >= digits.count - 1 {
      return digits + String(repeating: "0", count: exponent - digits.count + 1)
    }
    return digits.prefix(exponent + 1) + "." + digits.dropFirst(exponent + 1)
  }
}
