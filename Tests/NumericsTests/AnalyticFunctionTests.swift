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
