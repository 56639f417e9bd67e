// Exact numbers as decimals. The digits a reader sees come from here, so they are the same on every machine.

import BigInt
public import Expressions

/// What becomes of zeros at the end of a rounded decimal.
public enum TrailingZeros: Sendable, Hashable {
  /// They stay: they are known digits of an inexact number.
  case kept
  /// They go when the decimal is exact.
  case dropped
}

extension Rational {
  /// The number rounded to a count of significant digits, halves away from zero.
  ///
  /// Very large and very small numbers are written `1.5e-12`.
  public func decimal(significantDigits: Int, trailingZeros: TrailingZeros = .dropped) -> String {
    let digits = max(significantDigits, 1)
    if isZero { return "0" }
    var exponent = magnitude.floorOfDecimalLogarithm
    var scaled = magnitude.timesPowerOfTen(digits - 1 - exponent)
    var rounded = (scaled.numerator * 2 + scaled.denominator) / (scaled.denominator * 2)
    if rounded == BigInt(10).power(digits) {
      exponent += 1
      scaled = magnitude.timesPowerOfTen(digits - 1 - exponent)
      rounded /= 10
    }
    var text = String(rounded)
    if trailingZeros == .dropped, scaled.isInteger {
      while text.count > 1, text.hasSuffix("0") { text.removeLast() }
    }
    return (isNegative ? "-" : "") + Self.placed(text, exponent: exponent)
  }

  /// The largest k with 10ᵏ at most the number, which must be positive.
  var floorOfDecimalLogarithm: Int {
    // The digits of numerator and denominator give k up to one.
    let guess = String(numerator).count - String(denominator).count
    return timesPowerOfTen(-guess) < 1 ? guess - 1 : guess
  }

  /// The smallest k with 10ᵏ at least the number, which must be positive.
  var ceilingOfDecimalLogarithm: Int {
    let floor = floorOfDecimalLogarithm
    return timesPowerOfTen(-floor).isOne ? floor : floor + 1
  }

  private func timesPowerOfTen(_ exponent: Int) -> Rational {
    let power = BigInt(10).power(abs(exponent))
    return exponent < 0 ? Rational(numerator, denominator * power) : Rational(numerator * power, denominator)
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
