import Expressions
import Testing

@testable import Numerics

@Suite("Exact fractions") struct RationalArithmeticTests {
  let q = RationalArithmetic()

  @Test("pass through the library unchanged, at any size") func roundTrip() throws {
    var source = RandomSource(seed: 51)
    for bits in [1, 60, 63, 64, 65, 200] {
      var value = source.rational(bound: 1000)
      for _ in 0..<bits / 8 { value = value * Rational(2).power(8) + source.rational(bound: 1000) }
      for x in [
        value, -value, Rational(2).power(bits), -Rational(2).power(bits), Rational(1) / (value + 5000),
      ] {
        #expect(try q.scalar(x)[0, 0] == x)
      }
    }
    let x = try q.sample(2, 3, from: &source)
    #expect(try q.matrix(rows: 2, columns: 3, entries: x.elements) == x)
  }

  @Test("have order, sign and exact roots") func order() throws {
    let x = try q.matrix(rows: 1, columns: 3, entries: [Rational(-3, 2), 0, 4])
    #expect(try q.elementwise(.abs, x).elements == [Rational(3, 2), 0, 4])
    #expect(try q.elementwise(.sign, x).elements == [-1, 0, 1])
    #expect(try q.elementwise(.positivePart, x).elements == [0, 0, 4])
    #expect(try q.elementwise(.step, x).elements == [0, 0, 1])
    #expect(try q.power(q.scalar(Rational(8, 27)), Rational(-2, 3))[0, 0] == Rational(9, 4))
    #expect(throws: NumericFailure.unavailable("an irrational root")) {
      try q.elementwise(.sqrt, q.scalar(2))
    }
    #expect(throws: NumericFailure.unavailable("an irrational root")) {
      try q.power(q.scalar(Rational(1, 3)), Rational(-1, 2))
    }
    #expect(throws: NumericFailure.self) { try q.elementwise(.sqrt, q.scalar(-4)) }
    #expect(throws: NumericFailure.self) { try q.elementwise(.exp, q.scalar(1)) }
    #expect(throws: NumericFailure.unavailable("a power of this size")) {
      try q.power(q.scalar(3), Rational(1 << 40))
    }
    #expect(try q.power(q.scalar(-1), Rational((1 << 40) + 1))[0, 0] == -1)
  }
}
