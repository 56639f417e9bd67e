import Expressions
import Testing

@testable import Numerics

@Suite("Balls") struct BallArithmeticTests {
  let balls = BallArithmetic(digits: 40)
  let real = DoubleArithmetic()

  /// Whether machine numbers agree with balls, which must be small themselves.
  private func agree(_ enclosure: BallMatrix, _ value: DenseMatrix, to tolerance: Double = 1e-11) -> Bool {
    let scale = max(1, value.largestMagnitude)
    return real.subtract(enclosure.midpoints, value).largestMagnitude <= tolerance * scale
  }

  private func isTight(_ a: BallMatrix) -> Bool {
    let width = balls.subtract(a, a)
    return width.containsZero && width.magnitudeExponent.map { $0 < -35 } ?? true
  }

  @Test("enclose the elementary functions of machine numbers tightly", arguments: ElementaryFunction.allCases)
  func elementary(_ function: ElementaryFunction) throws {
    var source = RandomSource(seed: 31)
    var tried = 0
    for _ in 0..<40 {
      // Dyadic numbers are the same number in both arithmetics.
      let place = Rational(source.integer(in: -320...320), 64)
      guard function.isDefined(at: place.double) else { continue }
      tried += 1
      let enclosure = try balls.elementwise(function, balls.scalar(place))
      let value = try real.elementwise(function, real.scalar(place))
      #expect(isTight(enclosure))
      #expect(agree(enclosure, value), "\(function) at \(place)")
    }
    #expect(tried >= 5)
  }

  @Test("enclose matrix operations in machine numbers, values and derivatives", arguments: MatrixMap.allCases)
  func matrices(_ map: MatrixMap) throws {
    for n in 2...4 {
      var source = RandomSource(seed: 32)
      let x = try balls.samplePositiveDefinite(n, from: &source)
      let e = try balls.sample(n, n, from: &source)
      var again = RandomSource(seed: 32)
      let y = try real.samplePositiveDefinite(n, from: &again)
      let f = try real.sample(n, n, from: &again)
      let enclosure = try map.value(of: DualMatrix(x, tangent: e), in: DualArithmetic(balls))
      let value = try map.value(of: DualMatrix(y, tangent: f), in: DualArithmetic(real))
      #expect(isTight(enclosure.value), "\(map) \(n)")
      #expect(agree(enclosure.value, value.value), "\(map) \(n)")
      let tangent = DualArithmetic(balls).tangent(enclosure)
      #expect(isTight(tangent), "\(map) \(n)")
      #expect(agree(tangent, DualArithmetic(real).tangent(value), to: 1e-8), "\(map) \(n)")
    }
  }

  @Test("contain what twice the digits give", arguments: MatrixMap.allCases)
  func containment(_ map: MatrixMap) throws {
    let fine = BallArithmetic(digits: 80)
    for n in 1...4 where n > 1 || (map != .pseudoinverse && map != .singularValues) {
      var source = RandomSource(seed: 35)
      // Integers are the same matrix at both precisions; fractions would be two different balls.
      let draw = (0..<2 * n * n).map { _ in Rational(source.integer(in: -3...3)) }
      func evaluate(_ a: BallArithmetic) throws -> DualMatrix<BallArithmetic> {
        let root = a.add(
          try a.matrix(rows: n, columns: n, entries: Array(draw.prefix(n * n))),
          try a.scale(a.identity(n), by: Rational(4 * n))
        )
        let tangent = try a.matrix(rows: n, columns: n, entries: Array(draw.suffix(n * n)))
        let x = a.multiply(root, a.transpose(root))
        return try map.value(of: DualMatrix(x, tangent: tangent), in: DualArithmetic(a))
      }
      let coarse = try evaluate(balls)
      let sharp = try evaluate(fine)
      #expect(coarse.value.contains(sharp.value), "\(map) \(n)")
      #expect(
        DualArithmetic(balls).tangent(coarse).contains(DualArithmetic(fine).tangent(sharp)),
        "\(map) \(n)"
      )
    }
  }

  @Test("keep the identities between analytic functions") func identities() throws {
    var source = RandomSource(seed: 33)
    for n in 1...5 {
      // Not symmetric, and with complex eigenvalues.
      let x = try balls.sampleInvertible(n, from: &source)
      let root = try balls.squareRoot(x)
      #expect(balls.agree(balls.multiply(root, root), x))
      #expect(balls.agree(try balls.exponential(try balls.logarithm(x)), x))
      #expect(balls.agree(try balls.scale(balls.logarithm(root), by: 2), try balls.logarithm(x)))
      let (sine, cosine) = (try balls.sine(x), try balls.cosine(x))
      #expect(
        balls.agree(balls.add(balls.multiply(sine, sine), balls.multiply(cosine, cosine)), balls.identity(n))
      )
      // det exp X = exp tr X
      #expect(
        balls.agree(
          try balls.determinant(balls.exponential(x)),
          try balls.elementwise(.exp, balls.trace(x))
        )
      )
      // The eigenvalues of a matrix are not those of its symmetric part.
      if n > 1 {
        #expect(throws: NumericFailure.outsideDomain("symmetric matrices")) { try balls.symmetricEigen(x) }
        #expect(throws: NumericFailure.outsideDomain("symmetric matrices")) { try balls.cholesky(x) }
      }
      let (values, vectors) = try balls.symmetricEigen(balls.symmetricPart(x))
      let rebuilt = balls.multiply(
        balls.multiply(vectors, balls.diagonalMatrix(values)),
        balls.transpose(vectors)
      )
      #expect(balls.agree(rebuilt, try balls.symmetricPart(x)))
      #expect(balls.agree(balls.multiply(balls.transpose(vectors), vectors), balls.identity(n)))
    }
  }

  @Test("prove what is singular and admit what is imprecise") func failures() throws {
    #expect(throws: NumericFailure.singular) { try balls.inverse(balls.ones(2, 2)) }
    let wide = try balls.matrix(rows: 1, columns: 1, midpoints: [0], radiusExponent: -20)
    #expect(throws: NumericFailure.imprecise) { try balls.inverse(wide) }
    #expect(throws: NumericFailure.imprecise) { try balls.reciprocal(wide) }
    #expect(throws: NumericFailure.imprecise) { try balls.elementwise(.sign, wide) }
    #expect(throws: NumericFailure.imprecise) { try balls.elementwise(.log, wide) }
    #expect(throws: NumericFailure.imprecise) { try balls.power(wide, Rational(1, 2)) }
    #expect(throws: NumericFailure.outsideDomain("positive numbers")) {
      try balls.elementwise(.log, balls.scalar(-1))
    }
    #expect(throws: NumericFailure.imprecise) { try balls.symmetricEigen(balls.identity(3)) }
    #expect(throws: NumericFailure.imprecise) { try balls.squareRoot(balls.negate(balls.identity(2))) }
    #expect(throws: NumericFailure.outsideDomain("positive definite matrices")) {
      try balls.cholesky(balls.negate(balls.identity(2)))
    }
  }

  @Test("round to decimals only when all digits are certain") func decimals() throws {
    let pi = try balls.constant(.pi)
    #expect(pi.decimal(row: 0, column: 0, digits: 30) == "3.14159265358979323846264338328")
    #expect(pi.decimal(row: 0, column: 0, digits: 200) == nil)
    let tiny = try balls.scale(pi, by: Rational("1e-20") ?? 1)
    #expect(tiny.decimal(row: 0, column: 0, digits: 5) == "3.1416e-20")
    #expect(tiny.magnitudeExponent == -19)
    // Beside a power of ten the last digit counts.
    for (text, exponent) in [
      ("1000", 3), ("1000.00000000000000000001", 4), ("999.99999999999999999999", 3), ("1e30", 30),
      ("-2e40", 41), ("1", 0), ("3e-400", -399),
    ] {
      let number = try balls.scalar(try #require(Rational(text)))
      #expect(number.magnitudeExponent == exponent, "\(text)")
    }
    #expect(try balls.scalar(Rational(-5, 8)).decimal(row: 0, column: 0, digits: 10) == "-0.625")
    #expect(balls.zeros(1, 1).decimal(row: 0, column: 0, digits: 3) == "0")
    #expect(balls.zeros(1, 1).magnitudeExponent == nil)
    let doubtful = try balls.matrix(rows: 1, columns: 1, midpoints: [Rational(1, 4)], radiusExponent: -100)
    #expect(doubtful.decimal(row: 0, column: 0, digits: 1) == nil)
    #expect(doubtful.decimal(row: 0, column: 0, digits: 4) == "0.2500")
    #expect(doubtful.contains(Rational(1, 4), row: 0, column: 0))
    #expect(doubtful.midpoint(row: 0, column: 0) == Rational(1, 4))
  }

  @Test("are disjoint where matrices are proved different") func disjoint() throws {
    var source = RandomSource(seed: 34)
    let x = try balls.sample(2, 3, from: &source)
    #expect(x.overlaps(x))
    let moved = balls.add(
      x,
      try balls.matrix(rows: 2, columns: 3, entries: [0, 0, 0, Rational("1e-30") ?? 1, 0, 0])
    )
    #expect(!x.overlaps(moved))
    #expect(x.firstDisjointEntry(from: moved).map { [$0.row, $0.column] } == [1, 1])
  }
}
