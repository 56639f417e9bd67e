// The elementary functions of a ball. A ball partly outside the domain is imprecise, one wholly outside is an error.

import CExactArithmetic

extension BallArithmetic {
  func checkDomain(_ function: ElementaryFunction, _ x: UnsafeMutablePointer<arb_struct>)
    throws(NumericFailure)
  {
    switch function {
    case .exp, .sin, .cos, .tan, .sinh, .cosh, .tanh, .arctan, .arsinh, .erf, .abs, .positivePart: return
    case .log, .gamma, .logGamma, .digamma, .trigamma:
      try require(arb_is_positive(x), possible: arb_contains_positive(x), function)
    case .sqrt: try require(arb_is_nonnegative(x), possible: arb_contains_nonnegative(x), function)
    case .logMagnitude: try require(arb_is_nonzero(x), possible: 1 - arb_is_zero(x), function)
    case .arcsin, .arccos:
      let rest = oneMinusSquare(x)
      try require(
        arb_is_nonnegative(rest.pointer),
        possible: arb_contains_nonnegative(rest.pointer),
        function
      )
    case .artanh:
      let rest = oneMinusSquare(x)
      try require(arb_is_positive(rest.pointer), possible: arb_contains_positive(rest.pointer), function)
    case .arcosh:
      let rest = BallScratch()
      arb_sub_si(rest.pointer, x, 1, precision)
      try require(
        arb_is_nonnegative(rest.pointer),
        possible: arb_contains_nonnegative(rest.pointer),
        function
      )
    case .sign, .step:
      // They jump at 0, so a ball that only touches 0 has no enclosure worth having.
      try require(arb_is_nonzero(x) | arb_is_zero(x), possible: 1, function)
    }
  }

  private func require(
    _ certain: Int32,
    possible: Int32,
    _ function: ElementaryFunction
  ) throws(NumericFailure) {
    guard certain == 0 else { return }
    throw possible != 0 ? .imprecise : .outsideDomain(function.domain)
  }

  private func oneMinusSquare(_ x: UnsafeMutablePointer<arb_struct>) -> BallScratch {
    let result = BallScratch()
    arb_mul(result.pointer, x, x, precision)
    arb_sub_si(result.pointer, result.pointer, 1, precision)
    arb_neg(result.pointer, result.pointer)
    return result
  }

  func evaluate(
    _ function: ElementaryFunction,
    at x: UnsafeMutablePointer<arb_struct>,
    into y: UnsafeMutablePointer<arb_struct>
  ) {
    switch function {
    case .exp: arb_exp(y, x, precision)
    case .log: arb_log(y, x, precision)
    case .sqrt: arb_sqrt(y, x, precision)
    case .sin: arb_sin(y, x, precision)
    case .cos: arb_cos(y, x, precision)
    case .tan: arb_tan(y, x, precision)
    case .sinh: arb_sinh(y, x, precision)
    case .cosh: arb_cosh(y, x, precision)
    case .tanh: arb_tanh(y, x, precision)
    case .arcsin: arb_asin(y, x, precision)
    case .arccos: arb_acos(y, x, precision)
    case .arctan: arb_atan(y, x, precision)
    case .arsinh: arb_asinh(y, x, precision)
    case .arcosh: arb_acosh(y, x, precision)
    case .artanh: arb_atanh(y, x, precision)
    case .erf: arb_hypgeom_erf(y, x, precision)
    case .gamma: arb_gamma(y, x, precision)
    case .logGamma: arb_lgamma(y, x, precision)
    case .digamma: arb_digamma(y, x, precision)
    case .trigamma:
      // ψ′(x) = ζ(2, x), DLMF 25.11.12
      let two = BallScratch()
      arb_set_si(two.pointer, 2)
      arb_hurwitz_zeta(y, two.pointer, x, precision)
    case .logMagnitude:
      arb_abs(y, x)
      arb_log(y, y, precision)
    case .abs: arb_abs(y, x)
    case .sign: arb_sgn(y, x)
    case .positivePart:
      arb_zero(y)
      arb_max(y, x, y, precision)
    case .step: if arb_is_positive(x) != 0 { arb_one(y) }
    }
  }
}

/// A ball for a short time.
struct BallScratch: ~Copyable {
  let pointer: UnsafeMutablePointer<arb_struct>

  init() {
    pointer = .allocate(capacity: 1)
    arb_init(pointer)
  }

  deinit {
    arb_clear(pointer)
    pointer.deallocate()
  }
}
