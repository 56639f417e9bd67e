// The elementary functions of machine numbers and their domains.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension ElementaryFunction {
  /// The real numbers where the function has a value, in words.
  var domain: String {
    switch self {
    case .log, .logGamma, .digamma, .trigamma: "positive numbers"
    case .sqrt: "numbers from 0"
    case .arcsin, .arccos: "numbers from −1 to 1"
    case .arcosh: "numbers from 1"
    case .artanh: "numbers between −1 and 1"
    case .gamma: "positive numbers"
    case .logMagnitude: "numbers other than 0"
    case .exp, .sin, .cos, .tan, .sinh, .cosh, .tanh, .arctan, .arsinh, .erf, .abs, .sign, .positivePart,
      .step:
      "finite numbers"
    }
  }

  /// Whether the machine number lies in the domain.
  func isDefined(at x: Double) -> Bool {
    switch self {
    case .log, .gamma, .logGamma, .digamma, .trigamma: x > 0
    case .sqrt: x >= 0
    case .arcsin, .arccos: x.magnitude <= 1
    case .arcosh: x >= 1
    case .artanh: x.magnitude < 1
    case .logMagnitude: x != 0
    case .exp, .sin, .cos, .tan, .sinh, .cosh, .tanh, .arctan, .arsinh, .erf, .abs, .sign, .positivePart,
      .step:
      x.isFinite
    }
  }
}

/// The value of an elementary function at a machine number of its domain.
///
/// Not a member: inside the enumeration `exp` is a case, not the function.
func machineValue(_ function: ElementaryFunction, at x: Double) -> Double {
  switch function {
  case .exp: exp(x)
  case .log: log(x)
  case .sqrt: x.squareRoot()
  case .sin: sin(x)
  case .cos: cos(x)
  case .tan: tan(x)
  case .sinh: sinh(x)
  case .cosh: cosh(x)
  case .tanh: tanh(x)
  case .arcsin: asin(x)
  case .arccos: acos(x)
  case .arctan: atan(x)
  case .arsinh: asinh(x)
  case .arcosh: acosh(x)
  case .artanh: atanh(x)
  case .erf: erf(x)
  case .gamma: tgamma(x)
  case .logGamma: lgamma(x)
  case .digamma: digamma(x)
  case .trigamma: trigamma(x)
  case .logMagnitude: log(x.magnitude)
  case .abs: x.magnitude
  case .sign: x > 0 ? 1 : x < 0 ? -1 : 0
  case .positivePart: max(x, 0)
  case .step: x > 0 ? 1 : 0
  }
}

/// The power of a machine number.
func machinePower(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

/// ψ by its recurrence up to 10, then the asymptotic series (DLMF 5.11.2).
///
/// The first term left out is B₁₄/14 · x⁻¹⁴ < 10⁻¹⁵ for x ≥ 10.
private func digamma(_ x: Double) -> Double {
  var x = x
  var shift = 0.0
  while x < 10 {
    shift -= 1 / x
    x += 1
  }
  let inverseSquare = 1 / (x * x)
  let coefficients = [1.0 / 12, -1.0 / 120, 1.0 / 252, -1.0 / 240, 1.0 / 132, -691.0 / 32760]
  var tail = 0.0
  for coefficient in coefficients.reversed() { tail = (tail + coefficient) * inverseSquare }
  return shift + log(x) - 0.5 / x - tail
}

/// ψ′ by its recurrence up to 10, then the asymptotic series (DLMF 5.15.8).
private func trigamma(_ x: Double) -> Double {
  var x = x
  var shift = 0.0
  while x < 10 {
    shift += 1 / (x * x)
    x += 1
  }
  let inverse = 1 / x
  let inverseSquare = inverse * inverse
  let coefficients = [1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6]
  var tail = 0.0
  for coefficient in coefficients.reversed() { tail = (tail + coefficient) * inverseSquare }
  return shift + inverse + inverseSquare / 2 + tail * inverse
}
