// Logarithms of exact numbers, the same on every machine.

import Expressions
import Numerics

extension Rational {
  /// The logarithm to base 2 of a positive number of any size, to machine precision of a slope.
  var binaryLogarithm: Double {
    let (value, excess) = binaryScientific
    // The significand lies between 1 and 2, where the series of artanh converges fast.
    let x = value.significand
    let t = (x - 1) / (x + 1)
    var term = t
    var total = 0.0
    for k in stride(from: 1, through: 61, by: 2) {
      total += term / Double(k)
      term *= t * t
    }
    return Double(excess) + Double(value.exponent) + 2 * total / 0.6931471805599453
  }
}
