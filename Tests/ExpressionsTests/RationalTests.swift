// Exact numbers, whose parts are words where they fit and integers of any size elsewhere.

import BigInt
import Expressions
import Testing

@Suite("Exact numbers") struct RationalTests {
  /// Integers at which a word ends, and small ones.
  private static let integers: [BigInt] = {
    let word = BigInt(1) << 63
    let large: [BigInt] = [word - 1, word, word * word, (BigInt(1) << 32) + 1]
    let positive = [1, 6, 35] + large
    return [0] + positive + positive.map { -$0 }
  }()

  /// Fractions of them.
  private static let numbers: [Rational] = {
    let denominators = [1, 2, 6, BigInt(Int.max), BigInt(Int.max) + 1]
    return integers.flatMap { top in denominators.map { Rational(top, $0) } }
  }()

  @Test("have one form each, in lowest terms, however they are made")
  func oneForm() {
    for number in Self.numbers {
      let (top, bottom) = (number.numerator, number.denominator)
      #expect(bottom > 0)
      #expect(top.greatestCommonDivisor(with: bottom) == 1 || top == 0 && bottom == 1)
      for factor in [BigInt(-6), 1, BigInt(1) << 62, BigInt(1) << 64] {
        let again = Rational(top * factor, bottom * factor)
        #expect(again == number)
        #expect(again.hashValue == number.hashValue)
      }
      #expect(-(-number) == number)
      #expect(Rational(number.description) == number)
      if let words = number.words { #expect(Rational(words.numerator, words.denominator) == number) }
    }
  }

  @Test("of any size are the nearest machine number, or past its end")
  func machineNumbers() {
    let huge = Rational(10).power(2000)
    #expect(huge.double == .infinity)
    #expect((-huge).double == -.infinity)
    #expect(huge.inverse.double == 0)
    #expect((huge * Rational(10).power(-1995)).double == 100_000)
    #expect(((huge + 1) * Rational(3, 4) / huge).double == 0.75)
    #expect((Rational(10).power(-300)).double == 1e-300)
    #expect(((huge + 1) / (huge * Rational(10).power(300))).double == 1e-300)
    let (significand, exponent) = huge.binaryScientific
    // log₂ 10 = 3.3219280948873623
    #expect(abs(Double(exponent) + Double(significand.exponent) - 2000 * 3.3219280948873623) <= 1)
  }

  @Test("are added, multiplied and compared as their fractions are")
  func arithmetic() {
    for a in Self.numbers {
      for b in Self.numbers where b.denominator <= 6 || a.denominator <= 2 {
        let (p, q, r, s) = (a.numerator, a.denominator, b.numerator, b.denominator)
        #expect(a + b == Rational(p * s + r * q, q * s))
        #expect(a - b == Rational(p * s - r * q, q * s))
        #expect(a * b == Rational(p * r, q * s))
        if !b.isZero { #expect(a / b == Rational(p * s, q * r)) }
        #expect((a < b) == (p * s < r * q))
        #expect((a == b) == (p * s == r * q))
      }
    }
  }

  @Test("the least word is no exception")
  func leastWord() {
    let least = Rational(Int.min)
    #expect(least == Rational(BigInt(Int.min)))
    #expect(-least == Rational(BigInt(1) << 63))
    #expect(least.integer == Int.min)
    #expect(least + 1 == Rational(Int.min + 1))
    #expect(Rational(Int.min, Int.min) == 1)
    #expect(Rational(1, Int.min) == Rational(-1, BigInt(1) << 63))
    #expect(least.magnitude > Rational(Int.max))
  }
}
