public import BigInt

/// An exact rational number in lowest terms with a positive denominator.
public struct Rational: Sendable, Hashable {
  /// The numerator, which carries the sign.
  public let numerator: BigInt
  /// The denominator, at least 1.
  public let denominator: BigInt

  /// Zero.
  public static let zero = Rational(0)
  /// One.
  public static let one = Rational(1)
  /// Minus one.
  public static let minusOne = Rational(-1)

  /// An integer.
  public init(_ value: Int) {
    numerator = BigInt(value)
    denominator = 1
  }

  /// An integer of any size.
  public init(_ value: BigInt) {
    numerator = value
    denominator = 1
  }

  /// A fraction; the denominator must not be zero.
  public init(_ numerator: BigInt, _ denominator: BigInt) {
    precondition(denominator != 0, "a rational number has a denominator other than zero")
    if denominator == 1 {
      self.numerator = numerator
      self.denominator = 1
      return
    }
    let top = denominator < 0 ? -numerator : numerator
    let bottom = denominator.magnitude
    let twos = bottom.trailingZeroBitCount
    if twos == bottom.bitWidth - 1 {
      // The bounds of a ball have powers of two below them, hundreds of digits long.
      let shift = top.isZero ? twos : min(twos, top.magnitude.trailingZeroBitCount)
      self.numerator = top >> shift
      self.denominator = BigInt(bottom >> shift)
      return
    }
    let divisor = Self.greatestCommonDivisor(top.magnitude, bottom)
    self.numerator = divisor == 1 ? top : top / BigInt(divisor)
    self.denominator = BigInt(divisor == 1 ? bottom : bottom / divisor)
  }

  /// Most numbers fit into a word, where the algorithm takes no memory.
  private static func greatestCommonDivisor(_ a: BigUInt, _ b: BigUInt) -> BigUInt {
    guard var x = UInt(exactly: a), var y = UInt(exactly: b) else { return a.greatestCommonDivisor(with: b) }
    while y != 0 { (x, y) = (y, x % y) }
    return BigUInt(x)
  }

  /// A fraction of small integers; the denominator must not be zero.
  public init(_ numerator: Int, _ denominator: Int) { self.init(BigInt(numerator), BigInt(denominator)) }

  /// The number written as an integer, a fraction `1/2` or a decimal `0.25`, read exactly; nil if it is none.
  public init?(_ text: some StringProtocol) {
    if let slash = text.firstIndex(of: "/") {
      guard let top = Rational(text[..<slash]), let bottom = Rational(text[text.index(after: slash)...]),
        !bottom.isZero
      else { return nil }
      self = top / bottom
      return
    }
    var mantissa = text[...]
    var exponent = 0
    if let mark = text.firstIndex(where: { $0 == "e" || $0 == "E" }) {
      guard let power = Int(text[text.index(after: mark)...]), abs(power) <= 4096 else { return nil }
      exponent = power
      mantissa = text[..<mark]
    }
    let parts = mantissa.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = parts.first else { return nil }
    let fraction = parts.count == 2 ? parts[1] : ""
    let digits = String(whole) + String(fraction)
    let unsigned = digits.first == "-" || digits.first == "+" ? digits.dropFirst() : digits[...]
    guard !unsigned.isEmpty, unsigned.utf8.allSatisfy({ (48...57).contains($0) }),
      let value = BigInt(digits, radix: 10)
    else { return nil }
    let shift = exponent - fraction.count
    self =
      shift >= 0
      ? Rational(value * BigInt(10).power(shift)) : Rational(value, BigInt(10).power(-shift))
  }

  /// Whether it is 0.
  public var isZero: Bool { numerator.isZero }
  /// Whether it is 1.
  public var isOne: Bool { denominator == 1 && numerator == 1 }
  /// Whether it is below 0.
  public var isNegative: Bool { numerator.sign == .minus && !numerator.isZero }
  /// Whether the denominator is 1.
  public var isInteger: Bool { denominator == 1 }
  /// The value as a machine integer, nil when it is a fraction or too large.
  public var integer: Int? { denominator == 1 ? Int(exactly: numerator) : nil }
  /// The nearest machine number.
  public var double: Double {
    if let small = integer, abs(small) < 1 << 53 { return Double(small) }
    // Scaled so that numbers past the range of Double in numerator and denominator still divide well.
    let excess = max(numerator.magnitude.bitWidth, denominator.magnitude.bitWidth) - 900
    guard excess > 0 else { return Double(numerator) / Double(denominator) }
    return Double(numerator >> excess) / max(Double(denominator >> excess), 1)
  }
  /// The magnitude.
  public var magnitude: Rational { isNegative ? -self : self }
  /// One divided by the number, which must not be zero.
  public var inverse: Rational { Rational(denominator, numerator) }

  /// The integer power; the base must not be zero when the exponent is negative.
  public func power(_ exponent: Int) -> Rational {
    let magnitude = abs(exponent)
    let result = Rational(numerator.power(magnitude), denominator.power(magnitude))
    return exponent < 0 ? result.inverse : result
  }

  /// The sum.
  public static func + (a: Rational, b: Rational) -> Rational {
    if a.isInteger, b.isInteger { return Rational(a.numerator + b.numerator) }
    return Rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)
  }
  /// The difference.
  public static func - (a: Rational, b: Rational) -> Rational { a + (-b) }
  /// The product.
  public static func * (a: Rational, b: Rational) -> Rational {
    if a.isInteger, b.isInteger { return Rational(a.numerator * b.numerator) }
    return Rational(a.numerator * b.numerator, a.denominator * b.denominator)
  }
  /// The quotient; `b` must not be zero.
  public static func / (a: Rational, b: Rational) -> Rational {
    Rational(a.numerator * b.denominator, a.denominator * b.numerator)
  }
  /// The negative.
  public static prefix func - (a: Rational) -> Rational { Rational(-a.numerator, a.denominator) }
}

extension Rational: Comparable, ExpressibleByIntegerLiteral, CustomStringConvertible {
  /// Rationals are ordered as numbers.
  public static func < (a: Rational, b: Rational) -> Bool {
    a.numerator * b.denominator < b.numerator * a.denominator
  }
  /// An integer literal.
  public init(integerLiteral value: Int) { self.init(value) }
  /// `3`, `-1/2`.
  public var description: String { denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)" }
}
