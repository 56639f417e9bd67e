// Transcendental functions over GF(p). They have no values there, so each is a table: a hash of seed, function and
// argument. Equality of tables is equality of expressions in which exp, log, … are unknown functions. The tables
// honour the identities below, which are true of the functions and cheap to build in; a mismatch still proves nothing.
//
//   exp 0 = 1, exp(−x) = 1/exp x, e = exp 1; sinh, cosh, tanh are made of exp, so all their identities hold
//   log 1 = 0, log(1/x) = −log x, log(−x) = log x (over GF(p) a number has no sign: this is ln|x|)
//   sin = 2t/(1+t²), cos = (1−t²)/(1+t²), tan = sin/cos with an odd table t: sin² + cos² = 1, parities
//   arcsin, arctan, arsinh, artanh, erf odd; arccos x = π/2 − arcsin x; π has a square root

import Expressions

/// The tables, by the number that enters the hash.
private enum OpaqueTable: UInt64 {
  case exponential = 1
  case logarithm, halfAngleTangent, arcsine, arctangent, areaSine, areaCosine, areaTangent, errorFunction,
    gamma
  case logGamma, digamma, trigamma, pi
}

extension ModularArithmetic {
  /// The value of an elementary function at one number.
  func value(of function: ElementaryFunction, at x: FieldElement) throws(NumericFailure) -> FieldElement {
    switch function {
    case .exp: return try exponential(x)
    case .log, .logMagnitude: return try logarithm(x)
    case .sqrt: return try x.power(Rational(1, 2))
    case .sin: return try trigonometric(x).sine
    case .cos: return try trigonometric(x).cosine
    case .tan:
      let (sine, cosine) = try trigonometric(x)
      return try sine * reciprocal(cosine)
    case .sinh: return try hyperbolic(x).sine
    case .cosh: return try hyperbolic(x).cosine
    case .tanh:
      let (sine, cosine) = try hyperbolic(x)
      return try sine * reciprocal(cosine)
    case .arcsin: return odd(.arcsine, x)
    case .arccos: return try opaqueConstant(.pi) * reciprocal(FieldElement(2)) - odd(.arcsine, x)
    case .arctan: return odd(.arctangent, x)
    case .arsinh: return odd(.areaSine, x)
    case .arcosh: return table(.areaCosine, x)
    case .artanh: return odd(.areaTangent, x)
    case .erf: return odd(.errorFunction, x)
    case .gamma: return table(.gamma, x)
    case .logGamma: return table(.logGamma, x)
    case .digamma: return table(.digamma, x)
    case .trigamma: return table(.trigamma, x)
    case .abs, .sign, .positivePart, .step: throw .unavailable("order and sign in GF(p)")
    }
  }

  /// The opaque value of a constant.
  func opaqueConstant(_ constant: MathematicalConstant) -> FieldElement {
    switch constant {
    case .e: return table(.exponential, .one)
    case .pi:
      // A square: the derivative of erf needs √π.
      let root = table(.pi, .one)
      return root * root
    }
  }

  private func exponential(_ x: FieldElement) throws(NumericFailure) -> FieldElement {
    if x == .zero { return .one }
    let opposite = -x
    if x.residue < opposite.residue { return table(.exponential, x) }
    return try reciprocal(table(.exponential, opposite))
  }

  private func logarithm(_ x: FieldElement) throws(NumericFailure) -> FieldElement {
    guard x != .zero else { throw .outsideDomain("numbers other than 0") }
    let magnitude = canonical(x)
    if magnitude == .one { return .zero }
    let other = canonical(try reciprocal(magnitude))
    return magnitude.residue < other.residue ? table(.logarithm, magnitude) : -table(.logarithm, other)
  }

  private func trigonometric(
    _ x: FieldElement
  ) throws(NumericFailure) -> (sine: FieldElement, cosine: FieldElement) {
    let tangent = odd(.halfAngleTangent, x)
    let square = tangent * tangent
    // −1 is no square, as p is 3 modulo 4, so 1 + t² is never zero.
    let scale = try reciprocal(.one + square)
    return ((tangent + tangent) * scale, (.one - square) * scale)
  }

  private func hyperbolic(
    _ x: FieldElement
  ) throws(NumericFailure) -> (sine: FieldElement, cosine: FieldElement) {
    let half = try reciprocal(FieldElement(2))
    let rising = try exponential(x)
    let falling = try reciprocal(rising)
    return ((rising - falling) * half, (rising + falling) * half)
  }

  /// One of x and −x, the same for both.
  private func canonical(_ x: FieldElement) -> FieldElement {
    let opposite = -x
    return x.residue <= opposite.residue ? x : opposite
  }

  private func odd(_ name: OpaqueTable, _ x: FieldElement) -> FieldElement {
    if x == .zero { return .zero }
    let magnitude = canonical(x)
    return x == magnitude ? table(name, x) : -table(name, magnitude)
  }

  private func reciprocal(_ x: FieldElement) throws(NumericFailure) -> FieldElement {
    guard let inverse = x.inverse else { throw .singular }
    return inverse
  }

  /// The entry of a table, a number other than zero.
  private func table(_ name: OpaqueTable, _ x: FieldElement) -> FieldElement {
    var source = RandomSource(seed: seed ^ name.rawValue &* 0x9E37_79B9_7F4A_7C15)
    source.absorb(x.residue)
    return source.nonzeroFieldElement()
  }
}
