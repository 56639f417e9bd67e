// Random points must be the same on every machine and in every run, so they come from here and not from the system.

package import Expressions

/// A repeatable source of random numbers: SplitMix64 (Steele, Lea, Flood 2014).
package struct RandomSource: Sendable, Hashable, RandomNumberGenerator {
  private var state: UInt64

  /// The source that belongs to a seed.
  package init(seed: UInt64) { state = seed }

  /// The next 64 random bits.
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mixed(state)
  }

  /// Makes everything that follows depend on a number too.
  package mutating func absorb(_ value: UInt64) {
    state = Self.mixed(state &+ 0x9E37_79B9_7F4A_7C15) ^ Self.mixed(value ^ 0xD1B5_4A32_D192_ED03)
  }

  /// Makes everything that follows depend on a text too.
  package mutating func absorb(_ text: some StringProtocol) {
    for byte in text.utf8 { absorb(UInt64(byte)) }
    absorb(UInt64(text.utf8.count))
  }

  /// An independent source for one purpose, named by a number; this one is not advanced.
  package func branch(_ purpose: UInt64) -> RandomSource {
    var branch = self
    branch.absorb(purpose)
    return branch
  }

  /// An integer of a closed range, each with the same probability.
  package mutating func integer(in range: ClosedRange<Int>) -> Int {
    let span = UInt64(bitPattern: Int64(range.upperBound &- range.lowerBound)) &+ 1
    guard span != 0 else { return Int(truncatingIfNeeded: next()) }
    // Numbers above the last multiple of the span would favour small results.
    let limit = UInt64.max - UInt64.max % span
    var bits = next()
    while bits >= limit { bits = next() }
    return range.lowerBound &+ Int(truncatingIfNeeded: bits % span)
  }

  /// A fraction with numerator and denominator up to a bound.
  package mutating func rational(bound: Int = 9) -> Rational {
    Rational(integer(in: -bound...bound), integer(in: 1...max(bound, 1)))
  }

  /// A number of GF(p), each with the same probability.
  package mutating func fieldElement() -> FieldElement {
    while true {
      let bits = next() >> 3
      if bits < FieldElement.modulus { return FieldElement(bits) }
    }
  }

  /// A number of GF(p) other than zero.
  package mutating func nonzeroFieldElement() -> FieldElement {
    while true {
      let element = fieldElement()
      if element != .zero { return element }
    }
  }

  /// A machine number from −1 up to 1.
  package mutating func machineNumber() -> Double { Double(next() >> 11) * 0x1p-52 - 1 }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}
