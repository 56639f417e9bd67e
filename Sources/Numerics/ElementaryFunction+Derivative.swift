// The derivatives of the elementary functions, in the primitives of any arithmetic. Dual numbers and tapes use
// this table and nothing else; it shares nothing with the rule book of the derivation.
// Formulas: NIST Digital Library of Mathematical Functions, 4.7, 4.20, 4.24, 4.34, 4.38, 5.2, 5.15, 7.2.

import Expressions

extension ElementaryFunction {
  /// The derivative at every entry of `x`, where `y` is the function's value there.
  ///
  /// Fails with `.kink` where order or sign has none.
  package func derivative<A: Arithmetic>(
    at x: A.Matrix,
    value y: A.Matrix,
    in a: A
  ) throws(NumericFailure) -> A.Matrix {
    let one = a.ones(a.rows(x), a.columns(x))
    switch self {
    case .exp: return y
    case .log, .logMagnitude: return try a.reciprocal(x)
    case .sqrt: return try a.reciprocal(a.add(y, y))
    case .sin: return try a.elementwise(.cos, x)
    case .cos: return a.negate(try a.elementwise(.sin, x))
    case .tan: return a.add(one, a.hadamard(y, y))
    case .sinh: return try a.elementwise(.cosh, x)
    case .cosh: return try a.elementwise(.sinh, x)
    case .tanh: return a.subtract(one, a.hadamard(y, y))
    case .arcsin: return try a.power(a.subtract(one, a.hadamard(x, x)), Rational(-1, 2))
    case .arccos: return a.negate(try a.power(a.subtract(one, a.hadamard(x, x)), Rational(-1, 2)))
    case .arctan: return try a.reciprocal(a.add(one, a.hadamard(x, x)))
    case .arsinh: return try a.power(a.add(one, a.hadamard(x, x)), Rational(-1, 2))
    case .arcosh:
      // (x−1)^(−1/2) (x+1)^(−1/2) and not (x²−1)^(−1/2): only then is x < −1 outside the domain.
      let left = try a.power(a.subtract(x, one), Rational(-1, 2))
      return a.hadamard(left, try a.power(a.add(x, one), Rational(-1, 2)))
    case .artanh: return try a.reciprocal(a.subtract(one, a.hadamard(x, x)))
    case .erf:
      let bell = try a.elementwise(.exp, a.negate(a.hadamard(x, x)))
      let height = try a.scale(a.power(a.constant(.pi), Rational(-1, 2)), by: Rational(2))
      return a.scale(bell, by: height)
    case .gamma: return a.hadamard(y, try a.elementwise(.digamma, x))
    case .logGamma: return try a.elementwise(.digamma, x)
    case .digamma: return try a.elementwise(.trigamma, x)
    case .trigamma: throw .unavailable("the derivative of trigamma")
    case .abs:
      try rejectZero(x, in: a)
      return try a.elementwise(.sign, x)
    case .positivePart:
      try rejectZero(x, in: a)
      return try a.elementwise(.step, x)
    case .sign, .step:
      try rejectZero(x, in: a)
      return a.zeros(a.rows(x), a.columns(x))
    }
  }

  /// A zero entry has no reciprocal, in every arithmetic: the one test for zero that all of them share.
  private func rejectZero<A: Arithmetic>(_ x: A.Matrix, in a: A) throws(NumericFailure) {
    do throws(NumericFailure) {
      _ = try a.reciprocal(x)
    } catch {
      guard error == .singular else { throw error }
      throw .kink("\(rawValue) at 0")
    }
  }
}
