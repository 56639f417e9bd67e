import Expressions
import Testing

@testable import Numerics

@Suite("Decimals of exact numbers") struct DecimalTests {
  @Test(
    "are rounded to significant digits, halves away from zero",
    arguments: [
      ("1/3", 4, "0.3333"), ("2/3", 4, "0.6667"), ("-2/3", 1, "-0.7"), ("1/8", 2, "0.13"),
      ("999.96", 4, "1000"),
      ("0.00012345", 3, "0.000123"), ("12345", 2, "12000"), ("1e20", 3, "1e20"), ("123e-30", 3, "1.23e-28"),
      ("7", 3, "7"), ("1000000", 3, "1000000"), ("0", 5, "0"), ("1e-400", 3, "1e-400"),
      ("314.159", 4, "314.2"),
    ]
  )
  func rounding(_ text: String, _ digits: Int, _ expected: String) throws {
    #expect(try #require(Rational(text)).decimal(significantDigits: digits) == expected)
  }
}
