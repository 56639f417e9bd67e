import Expressions
import Testing

@testable import Numerics

@Suite("Analytic functions of matrices of machine numbers") struct AnalyticFunctionTests {
  let a = DoubleArithmetic()

  @Test("keep the identities between them, also at large and defective matrices") func identities() throws {
    var source = RandomSource(seed: 41)
    var samples: [DenseMatrix] = []
    for n in 0...6 { samples.append(try a.sampleInvertible(n, from: &source)) }
    samples.append(DenseMatrix(rows: 2, columns: 2, columnMajor: [2, 0, 1, 2]))
    samples.append(DenseMatrix(rows: 2, columns: 2, columnMajor: [40, 30, -30, 40]))
    samples.append(DenseMatrix(rows: 2, columns: 2, columnMajor: [0.001, 0, 5, 0.002]))
    for x in samples {
      let root = try a.squareRoot(x)
      #expect(a.agree(a.multiply(root, root), x))
      #expect(a.agree(try a.exponential(a.logarithm(x)), x))
      let half = try a.exponential(a.scale(x, by: Rational(1, 2)))
      #expect(a.agree(a.multiply(half, half), try a.exponential(x)))
      let (sine, cosine) = (try a.sine(root), try a.cosine(root))
      #expect(
        a.agree(a.add(a.multiply(sine, sine), a.multiply(cosine, cosine)), a.identity(x.rows), to: 1e-7)
      )
    }
  }

  @Test("refuse matrices without a principal value") func refusals() throws {
    let negative = a.negate(a.identity(2))
    for function in [AnalyticFunction.squareRoot, .logarithm] {
      #expect(throws: NumericFailure.self) { try a.analytic(function, negative) }
      #expect(throws: NumericFailure.self) { try a.analytic(function, a.zeros(2, 2)) }
    }
    #expect(throws: NumericFailure.self) {
      try a.exponential(DenseMatrix(rows: 2, columns: 2, repeating: 1e9))
    }
  }

  @Test("have factorizations that multiply back") func factorizations() throws {
    var source = RandomSource(seed: 42)
    for n in 0...6 {
      let x = try a.samplePositiveDefinite(n, from: &source)
      let factor = try a.cholesky(x)
      #expect(a.agree(a.multiply(factor, a.transpose(factor)), x))
      let (values, vectors) = try a.symmetricEigen(x)
      #expect(a.agree(a.multiply(x, vectors), a.multiply(vectors, a.diagonalMatrix(values))))
      #expect(values.elements == values.elements.sorted())
      let wide = try a.sample(n, n + 2, from: &source)
      guard n > 0 else { continue }
      let inverse = try a.pseudoinverse(wide)
      #expect(a.agree(a.multiply(a.multiply(wide, inverse), wide), wide))
      #expect(a.agree(a.transpose(a.multiply(inverse, wide)), a.multiply(inverse, wide)))
      let singular = try a.singularValues(wide)
      #expect(a.agree(a.frobenius(singular, singular), a.frobenius(wide, wide)))
      #expect(singular.elements == singular.elements.sorted(by: >))
    }
    #expect(throws: NumericFailure.outsideDomain("positive definite matrices")) {
      try a.cholesky(a.negate(a.identity(2)))
    }
  }

  @Test("have an exact Cholesky factor over the fractions where its roots are rational") func exactCholesky()
    throws
  {
    let q = RationalArithmetic()
    let lower = try q.matrix(
      rows: 3,
      columns: 3,
      entries: [2, 1, Rational(1, 3), 0, 3, -5, 0, 0, Rational(7, 2)]
    )
    #expect(try q.cholesky(q.multiply(lower, q.transpose(lower))) == lower)
  }
}

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
    #expect(throws: NumericFailure.self) { try q.elementwise(.sqrt, q.scalar(-4)) }
    #expect(throws: NumericFailure.self) { try q.elementwise(.exp, q.scalar(1)) }
    #expect(throws: NumericFailure.unavailable("a power of this size")) {
      try q.power(q.scalar(3), Rational(1 << 40))
    }
    #expect(try q.power(q.scalar(-1), Rational((1 << 40) + 1))[0, 0] == -1)
  }
}

@Suite("Random sources") struct RandomSourceTests {
  @Test("repeat, differ by seed, and stay in range") func repeatability() {
    var first = RandomSource(seed: 1)
    var second = RandomSource(seed: 1)
    var other = RandomSource(seed: 2)
    let numbers = (0..<100).map { _ in first.next() }
    #expect(numbers == (0..<100).map { _ in second.next() })
    #expect(numbers != (0..<100).map { _ in other.next() })
    // The published reference output of SplitMix64 for the seed 1234567.
    var reference = RandomSource(seed: 1_234_567)
    #expect(reference.next() == 6_457_827_717_110_365_317)
    var seen: Set<Int> = []
    for _ in 0..<500 { seen.insert(first.integer(in: -3...3)) }
    #expect(seen == Set(-3...3))
    for _ in 0..<500 { #expect(first.machineNumber().magnitude <= 1) }
  }
}
