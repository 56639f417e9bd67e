package import BigInt

/// An exact rational number in lowest terms with a positive denominator.
package struct Rational: Sendable, Hashable {
  /// The two parts: most numbers fit into words, and arithmetic in words takes no memory.
  ///
  /// Every number has one form, so that equal numbers are equal forms.
  private enum Parts: Sendable, Hashable {
    /// Both magnitudes are at most the largest `Int`.
    case small(Int, Int)
    /// One of the parts does not fit into a word.
    indirect case large(BigInt, BigInt)
  }

  private let parts: Parts

  /// Zero.
  package static let zero = Rational(0)
  /// One.
  package static let one = Rational(1)
  /// Minus one.
  package static let minusOne = Rational(-1)

  /// An integer.
  package init(_ value: Int) {
    parts = value == .min ? .large(BigInt(value), 1) : .small(value, 1)
  }

  /// An integer of any size.
  package init(_ value: BigInt) { self.init(lowest: value, 1) }

  /// A fraction; the denominator must not be zero.
  package init(_ numerator: BigInt, _ denominator: BigInt) {
    precondition(denominator != 0, "a rational number has a denominator other than zero")
    if let top = Int(exactly: numerator), let bottom = Int(exactly: denominator), top != .min, bottom != .min
    {
      self.init(words: top, bottom)
      return
    }
    if denominator == 1 {
      self.init(lowest: numerator, 1)
      return
    }
    let top = denominator < 0 ? -numerator : numerator
    let bottom = denominator.magnitude
    let twos = bottom.trailingZeroBitCount
    if twos == bottom.bitWidth - 1 {
      // The bounds of a ball have powers of two below them, hundreds of digits long.
      let shift = top.isZero ? twos : min(twos, top.magnitude.trailingZeroBitCount)
      self.init(lowest: top >> shift, BigInt(bottom >> shift))
      return
    }
    let divisor = Self.greatestCommonDivisor(top.magnitude, bottom)
    self.init(
      lowest: divisor == 1 ? top : top / BigInt(divisor),
      BigInt(divisor == 1 ? bottom : bottom / divisor)
    )
  }

  /// A fraction in lowest terms with a positive denominator.
  private init(lowest numerator: BigInt, _ denominator: BigInt) {
    if let top = Int(exactly: numerator), let bottom = Int(exactly: denominator), top != .min {
      parts = .small(top, bottom)
    } else {
      parts = .large(numerator, denominator)
    }
  }

  /// A fraction of words, none of which is the least one.
  private init(words numerator: Int, _ denominator: Int) {
    if denominator == 1 {
      parts = .small(numerator, 1)
      return
    }
    var (x, y) = (numerator.magnitude, denominator.magnitude)
    while y != 0 { (x, y) = (y, x % y) }
    let divisor = denominator < 0 ? -Int(x) : Int(x)
    parts = .small(numerator / divisor, denominator / divisor)
  }

  /// The numerator, which carries the sign.
  package var numerator: BigInt {
    switch parts {
    case .small(let numerator, _): BigInt(numerator)
    case .large(let numerator, _): numerator
    }
  }

  /// The denominator, at least 1.
  package var denominator: BigInt {
    switch parts {
    case .small(_, let denominator): BigInt(denominator)
    case .large(_, let denominator): denominator
    }
  }

  /// Numerator and denominator as machine integers; nil when one does not fit.
  package var words: (numerator: Int, denominator: Int)? {
    switch parts {
    case .small(let numerator, let denominator): (numerator, denominator)
    case .large: nil
    }
  }

  /// Most numbers fit into a word, where the algorithm takes no memory.
  private static func greatestCommonDivisor(_ a: BigUInt, _ b: BigUInt) -> BigUInt {
    guard var x = UInt(exactly: a), var y = UInt(exactly: b) else { return a.greatestCommonDivisor(with: b) }
    while y != 0 { (x, y) = (y, x % y) }
    return BigUInt(x)
  }

  /// A fraction of small integers; the denominator must not be zero.
  package init(_ numerator: Int, _ denominator: Int) {
    precondition(denominator != 0, "a rational number has a denominator other than zero")
    if numerator == .min || denominator == .min {
      self.init(BigInt(numerator), BigInt(denominator))
    } else {
      self.init(words: numerator, denominator)
    }
  }

  /// The number written as an integer, a fraction `1/2` or a decimal `0.25`, read exactly; nil if it is none.
  package init?(_ text: some StringProtocol) {
    if let slash = text.firstIndex(of: "/") {
      // One stroke alone: what has a thousand is no number, and would be read a thousand deep.
      let below = text[text.index(after: slash)...]
      guard !below.contains("/"), let top = Rational(text[..<slash]), let bottom = Rational(below),
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
  package var isZero: Bool { self == .zero }
  /// Whether it is 1.
  package var isOne: Bool { self == .one }
  /// Whether it is below 0.
  package var isNegative: Bool {
    switch parts {
    case .small(let numerator, _): numerator < 0
    case .large(let numerator, _): numerator.sign == .minus && !numerator.isZero
    }
  }
  /// Whether the denominator is 1.
  package var isInteger: Bool {
    switch parts {
    case .small(_, let denominator): denominator == 1
    case .large(_, let denominator): denominator == 1
    }
  }
  /// The value as a machine integer, nil when it is a fraction or too large.
  package var integer: Int? {
    switch parts {
    case .small(let numerator, let denominator): denominator == 1 ? numerator : nil
    case .large(let numerator, let denominator): denominator == 1 ? Int(exactly: numerator) : nil
    }
  }
  /// The nearest machine number.
  package var double: Double {
    if let (top, bottom) = words, abs(top) < 1 << 53, bottom < 1 << 53 { return Double(top) / Double(bottom) }
    let (significand, exponent) = binaryScientific
    return Double(sign: .plus, exponent: exponent, significand: significand)
  }
  /// The number as a machine number times a power of two, also where it lies past the range of machine numbers.
  ///
  /// The exponent is 0 where both parts are within the range.
  package var binaryScientific: (significand: Double, exponent: Int) {
    let (top, bottom) = (numerator, denominator)
    // Each part keeps more bits than a machine number has.
    let excess = max(top.magnitude.bitWidth - 900, 0)
    let excessBelow = max(bottom.magnitude.bitWidth - 900, 0)
    let quotient = Double(top >> excess) / Double(bottom >> excessBelow)
    return (quotient, excess - excessBelow)
  }
  /// The magnitude.
  package var magnitude: Rational { isNegative ? -self : self }
  /// One divided by the number, which must not be zero.
  package var inverse: Rational {
    guard let (top, bottom) = words else { return Rational(denominator, numerator) }
    return Rational(bottom, top)
  }

  /// The integer power; the base must not be zero when the exponent is negative.
  package func power(_ exponent: Int) -> Rational {
    let magnitude = abs(exponent)
    let result = Rational(numerator.power(magnitude), denominator.power(magnitude))
    return exponent < 0 ? result.inverse : result
  }

  /// The sum.
  package static func + (a: Rational, b: Rational) -> Rational {
    if let (p, q) = a.words, let (r, s) = b.words, let sum = sum(p, q, r, s) { return sum }
    if a.isInteger, b.isInteger { return Rational(a.numerator + b.numerator) }
    return Rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)
  }
  /// The difference.
  package static func - (a: Rational, b: Rational) -> Rational { a + (-b) }
  /// The product.
  package static func * (a: Rational, b: Rational) -> Rational {
    if let (p, q) = a.words, let (r, s) = b.words, let top = product(p, r), let bottom = product(q, s) {
      return Rational(words: top, bottom)
    }
    if a.isInteger, b.isInteger { return Rational(a.numerator * b.numerator) }
    return Rational(a.numerator * b.numerator, a.denominator * b.denominator)
  }
  /// The quotient; `b` must not be zero.
  package static func / (a: Rational, b: Rational) -> Rational { a * b.inverse }
  /// The negative.
  package static prefix func - (a: Rational) -> Rational {
    guard let (top, bottom) = a.words else { return Rational(lowest: -a.numerator, a.denominator) }
    return Rational(lowestWords: -top, bottom)
  }

  /// A fraction of words in lowest terms.
  private init(lowestWords numerator: Int, _ denominator: Int) { parts = .small(numerator, denominator) }

  /// p/q + r/s in words; nil when they do not suffice.
  private static func sum(_ p: Int, _ q: Int, _ r: Int, _ s: Int) -> Rational? {
    guard let left = product(p, s), let right = product(r, q), let bottom = product(q, s) else { return nil }
    let (top, overflow) = left.addingReportingOverflow(right)
    return overflow || top == .min ? nil : Rational(words: top, bottom)
  }

  /// The product of two words; nil when it is none, or the least one.
  private static func product(_ a: Int, _ b: Int) -> Int? {
    let (product, overflow) = a.multipliedReportingOverflow(by: b)
    return overflow || product == .min ? nil : product
  }
}

extension Rational: Comparable, ExpressibleByIntegerLiteral, CustomStringConvertible {
  /// Rationals are ordered as numbers.
  package static func < (a: Rational, b: Rational) -> Bool {
    if let (p, q) = a.words, let (r, s) = b.words, let left = product(p, s), let right = product(r, q) {
      return left < right
    }
    return a.numerator * b.denominator < b.numerator * a.denominator
  }
  /// An integer literal.
  package init(integerLiteral value: Int) { self.init(value) }
  /// `3`, `-1/2`.
  package var description: String { isInteger ? "\(numerator)" : "\(numerator)/\(denominator)" }
}
