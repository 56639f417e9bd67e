/// A constant of mathematics that is not a rational number.
package enum MathematicalConstant: String, Sendable, Hashable, CaseIterable {
  /// Euler's number, the base of the natural logarithm.
  case e
  /// The ratio of a circle's circumference to its diameter.
  case pi
}
