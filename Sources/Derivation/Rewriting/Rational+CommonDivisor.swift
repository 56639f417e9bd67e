// What integers in front of terms share.

import Expressions

extension Rational {
  /// The greatest common divisor of integers; nil where one is none, or all are zero.
  static func greatestCommonDivisor(_ values: [Rational]) -> Rational? {
    var result = 0
    for value in values {
      guard let integer = value.integer else { return nil }
      var a = abs(integer)
      var b = result
      while b != 0 { (a, b) = (b, a % b) }
      result = a
    }
    return result == 0 ? nil : Rational(result)
  }
}
