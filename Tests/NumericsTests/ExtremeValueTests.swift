import Expressions
import Testing

@testable import Numerics

/// FLINT, Arb and LAPACK may abort or hang on input they do not expect; every call must return or throw.
@Suite("Extreme values") struct ExtremeValueTests {
  private let places = [
    "0", "1", "-1", "2", "-2", "1/2", "-1/2", "-7", "100", "-100", "1e15", "-1e15", "1e400", "-1e400",
    "1e-400",
    "-1e-400", "1e4000", "1e-4000",
  ].compactMap { Rational($0) }

  private func survive<A: Arithmetic>(_ a: A) {
    var survived = 0
    for place in places {
      for function in ElementaryFunction.allCases {
        _ = try? a.elementwise(function, a.scalar(place))
        survived += 1
      }
      for exponent in ["-3", "0", "7", "1/2", "-1/2", "2/3", "1e18", "-1e18", "1e40", "123456789123/1000"] {
        _ = try? a.power(a.scalar(place), Rational(exponent) ?? 1)
      }
      for n in 0...3 {
        guard let x = try? a.scale(a.identity(n), by: place), let y = try? a.scale(a.ones(n, n), by: place)
        else {
          continue
        }
        for matrix in [x, y, a.multiply(y, x), a.add(x, y)] {
          _ = try? a.inverse(matrix)
          _ = try? a.determinant(matrix)
          _ = try? a.adjugate(matrix)
          _ = try? a.solve(matrix, y)
          _ = try? a.cholesky(matrix)
          _ = try? a.symmetricEigen(matrix)
          _ = try? a.singularValues(matrix)
          _ = try? a.pseudoinverse(matrix)
          _ = try? a.matrixPower(matrix, 1 << 40)
          for function in AnalyticFunction.allCases { _ = try? a.analytic(function, matrix) }
        }
      }
    }
    #expect(survived == places.count * ElementaryFunction.allCases.count)
  }

  @Test("return or throw in machine numbers") func machine() { survive(DoubleArithmetic()) }
  @Test("return or throw in GF(p)") func modular() { survive(ModularArithmetic(seed: 1)) }
  @Test("return or throw in exact fractions") func rational() { survive(RationalArithmetic()) }
  @Test("return or throw in balls") func balls() { survive(BallArithmetic(digits: 20)) }
  @Test("return or throw in dual numbers") func duals() {
    survive(DualArithmetic(ModularArithmetic(seed: 1)))
  }

  @Test("of shapes without entries give matrices without entries") func empty() throws {
    func check<A: LawTested>(_ a: A) throws {
      let tall = a.zeros(3, 0)
      let wide = a.zeros(0, 3)
      #expect(a.agree(a.multiply(tall, wide), a.zeros(3, 3)))
      #expect(a.rows(a.multiply(wide, tall)) == 0)
      #expect(a.agree(a.sum(tall), a.zeros(1, 1)))
      #expect(a.agree(a.transpose(tall), wide))
      #expect(a.agree(try a.determinant(a.zeros(0, 0)), a.ones(1, 1)))
      #expect(a.agree(a.kronecker(tall, wide), a.zeros(0, 0)))
      #expect(a.columns(try a.solve(a.identity(3), tall)) == 0)
      #expect(a.rows(try a.elementwise(.sqrt, wide)) == 0)
      #expect(a.rows(try a.cholesky(a.zeros(0, 0))) == 0)
      #expect(a.rows(try a.inverse(a.zeros(0, 0))) == 0)
    }
    try check(DoubleArithmetic())
    try check(ModularArithmetic(seed: 1))
    try check(RationalArithmetic())
    try check(BallArithmetic())
    try check(DualArithmetic(ModularArithmetic(seed: 1)))
    try check(TapeArithmetic(DoubleArithmetic()))
  }
}
