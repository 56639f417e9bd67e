import Expressions
import Testing

@testable import Numerics

/// The laws that hold in every arithmetic, for sizes from 0.
struct ArithmeticLaws<A: LawTested> {
  let a: A

  func checkRing(_ source: inout RandomSource) throws {
    for n in 0...5 {
      let m = source.integer(in: 1...5)
      let k = source.integer(in: 1...5)
      let x = try a.sample(n, m, from: &source)
      let y = try a.sample(n, m, from: &source)
      let z = try a.sample(m, k, from: &source)
      let w = try a.sample(k, 3, from: &source)
      #expect(a.agree(a.add(x, y), a.add(y, x)))
      #expect(a.agree(a.subtract(a.add(x, y), y), x))
      #expect(a.agree(a.add(x, a.negate(x)), a.zeros(n, m)))
      #expect(a.agree(a.multiply(a.add(x, y), z), a.add(a.multiply(x, z), a.multiply(y, z))))
      #expect(a.agree(a.multiply(a.multiply(x, z), w), a.multiply(x, a.multiply(z, w))))
      #expect(a.agree(a.multiply(x, a.identity(m)), x))
      #expect(a.agree(a.transpose(a.multiply(x, z)), a.multiply(a.transpose(z), a.transpose(x))))
      #expect(a.agree(a.transpose(a.transpose(x)), x))
      #expect(a.agree(a.hadamard(x, a.add(x, y)), a.add(a.hadamard(x, x), a.hadamard(x, y))))
      #expect(a.agree(a.frobenius(x, y), a.sum(a.hadamard(x, y))))
      #expect(a.agree(try a.scale(x, by: Rational(3, 2)), a.scale(x, by: try a.scalar(Rational(3, 2)))))
    }
  }

  func checkInverse(_ source: inout RandomSource) throws {
    for n in 0...5 {
      let x = try a.sampleInvertible(n, from: &source)
      let y = try a.sample(n, n, from: &source)
      #expect(a.agree(a.multiply(try a.inverse(x), x), a.identity(n)))
      #expect(a.agree(a.multiply(x, try a.solve(x, y)), y))
      #expect(
        a.agree(
          try a.determinant(a.multiply(x, y)),
          a.multiply(try a.determinant(x), try a.determinant(y))
        )
      )
      #expect(a.agree(a.multiply(y, try a.adjugate(y)), a.scale(a.identity(n), by: try a.determinant(y))))
      #expect(a.agree(try a.matrixPower(x, 5), a.multiply(x, a.multiply(try a.matrixPower(x, 3), x))))
      #expect(a.agree(a.multiply(try a.matrixPower(x, -2), a.multiply(x, x)), a.identity(n)))
    }
    #expect(throws: NumericFailure.singular) { try a.inverse(a.zeros(3, 3)) }
    #expect(throws: NumericFailure.singular) { try a.solve(a.ones(3, 3), a.ones(3, 1)) }
    #expect(throws: NumericFailure.singular) { try a.reciprocal(a.zeros(2, 2)) }
    #expect(throws: NumericFailure.singular) { try a.power(a.zeros(1, 1), -1) }
    #expect(a.agree(try a.determinant(a.ones(3, 3)), a.zeros(1, 1)))
    #expect(a.agree(try a.adjugate(a.zeros(3, 3)), a.zeros(3, 3)))
  }

  func checkPowers(_ source: inout RandomSource) throws {
    // Squares have roots over GF(p) too; 50 keeps the smallest fraction from being zero.
    let root = a.add(try a.sample(2, 3, from: &source), try a.scale(a.ones(2, 3), by: 50))
    let x = a.hadamard(root, root)
    let y = try a.power(x, 3)
    #expect(a.agree(y, a.hadamard(x, a.hadamard(x, x))))
    #expect(a.agree(a.hadamard(try a.power(x, -3), y), a.ones(2, 3)))
    #expect(a.agree(try a.power(x, Rational(1, 2)), try a.elementwise(.sqrt, x)))
    #expect(a.agree(try a.power(x, Rational(3, 2)), a.hadamard(x, try a.elementwise(.sqrt, x))))
    #expect(a.agree(try a.power(x, 0), a.ones(2, 3)))
  }

  func checkRearrangement(_ source: inout RandomSource) throws {
    let x = try a.sample(2, 3, from: &source)
    let y = try a.sample(3, 2, from: &source)
    let z = try a.sample(2, 2, from: &source)
    // vec(X Y Z) = (Zᵀ ⊗ X) vec Y
    #expect(
      a.agree(
        a.vectorize(a.multiply(a.multiply(x, y), z)),
        a.multiply(a.kronecker(a.transpose(z), x), a.vectorize(y))
      )
    )
    #expect(a.agree(a.trace(a.multiply(x, y)), a.trace(a.multiply(y, x))))
    #expect(a.agree(a.diagonal(a.diagonalMatrix(a.column(y, 1))), a.column(y, 1)))
    let whole = a.blocks(z, x, y, a.identity(3))
    #expect(a.agree(a.block(whole, rows: 2..<5, columns: 0..<2), y))
    #expect(a.agree(a.block(whole, rows: 0..<2, columns: 2..<5), x))
    #expect(a.agree(a.entry(whole, 0, 1), a.entry(z, 0, 1)))
  }

  func checkAll(seed: UInt64) throws {
    var source = RandomSource(seed: seed)
    for _ in 0..<4 {
      try checkRing(&source)
      try checkInverse(&source)
      try checkPowers(&source)
      try checkRearrangement(&source)
    }
  }
}

@Suite("The laws of a ring of matrices hold") struct ArithmeticLawTests {
  @Test("for machine numbers") func double() throws {
    try ArithmeticLaws(a: DoubleArithmetic()).checkAll(seed: 1)
  }

  @Test("for GF(p)") func modular() throws {
    try ArithmeticLaws(a: ModularArithmetic(seed: 5)).checkAll(seed: 2)
  }

  @Test("for exact fractions") func rational() throws {
    try ArithmeticLaws(a: RationalArithmetic()).checkAll(seed: 5)
  }

  @Test("for balls of 20 and of 50 digits") func balls() throws {
    try ArithmeticLaws(a: BallArithmetic(digits: 20)).checkAll(seed: 6)
    try ArithmeticLaws(a: BallArithmetic()).checkAll(seed: 7)
  }

  @Test("for tapes, and for duals over balls and fractions") func nested() throws {
    try ArithmeticLaws(a: TapeArithmetic(DoubleArithmetic())).checkAll(seed: 8)
    try ArithmeticLaws(a: DualArithmetic(BallArithmetic())).checkAll(seed: 9)
    try ArithmeticLaws(a: DualArithmetic(RationalArithmetic())).checkAll(seed: 10)
  }

  @Test("for dual numbers and for duals of duals") func dual() throws {
    try ArithmeticLaws(a: DualArithmetic(ModularArithmetic(seed: 5))).checkAll(seed: 3)
    try ArithmeticLaws(a: DualArithmetic(DualArithmetic(DoubleArithmetic()))).checkAll(seed: 4)
  }
}
