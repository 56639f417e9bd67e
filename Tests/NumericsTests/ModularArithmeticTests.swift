import Expressions
import Testing

@testable import Numerics

@Suite("GF(p)") struct ModularArithmeticTests {
  let field = ModularArithmetic(seed: 11)

  @Test("multiplies, divides and reduces like integers modulo p") func numbers() {
    var source = RandomSource(seed: 1)
    for _ in 0..<200 {
      let x = source.fieldElement()
      let y = source.nonzeroFieldElement()
      let (high, low) = x.residue.multipliedFullWidth(by: y.residue)
      let (_, remainder) = FieldElement.modulus.dividingFullWidth((high, low))
      #expect((x * y).residue == remainder)
      #expect(y.inverse.map { $0 * y } == .one)
      #expect(x - y + y == x)
    }
    #expect(FieldElement(UInt64.max).residue == UInt64.max % FieldElement.modulus)
    #expect(FieldElement(-1) + .one == .zero)
    #expect(
      FieldElement(Rational("123456789012345678901234567890/7") ?? .zero).map { $0 * FieldElement(7) }
        == FieldElement(Rational("123456789012345678901234567890") ?? .zero)
    )
    #expect(FieldElement(Rational(1, Int(FieldElement.modulus))) == nil)
  }

  @Test("has roots that multiply and nest, where it has any", arguments: [2, 3, 4, 5, 6, 7, 17] as [UInt64])
  func roots(_ order: UInt64) throws {
    var source = RandomSource(seed: order)
    var found = 0
    // Squares of squares … are in the subgroup where roots are unique; other numbers may have none.
    for _ in 0..<50 {
      let x = source.nonzeroFieldElement().power(UInt64(44_100))
      let y = source.nonzeroFieldElement().power(UInt64(44_100))
      let rootX = try #require(x.root(order))
      let rootY = try #require(y.root(order))
      #expect(rootX.power(order) == x)
      #expect((x * y).root(order) == rootX * rootY)
      if source.nonzeroFieldElement().root(order) != nil { found += 1 }
    }
    #expect(order == 17 ? found == 50 : found < 50)
    #expect(throws: NumericFailure.self) { try FieldElement(-1).power(Rational(1, 2)) }
    #expect(try FieldElement.zero.power(Rational(1, 2)) == .zero)
  }

  @Test("keeps the identities its tables promise") func identities() throws {
    var source = RandomSource(seed: 3)
    let one = field.ones(1, 1)
    for _ in 0..<50 {
      let x = try field.matrix(rows: 1, columns: 1, entries: [source.rational(bound: 100)])
      let opposite = field.negate(x)
      func f(_ function: ElementaryFunction, _ x: ModularMatrix) throws -> ModularMatrix {
        try field.elementwise(function, x)
      }
      #expect(try field.multiply(f(.exp, x), f(.exp, opposite)) == one)
      let (sine, cosine) = (try f(.sin, x), try f(.cos, x))
      #expect(field.add(field.multiply(sine, sine), field.multiply(cosine, cosine)) == one)
      #expect(try field.multiply(f(.tan, x), cosine) == sine)
      let (hyperbolicSine, hyperbolicCosine) = (try f(.sinh, x), try f(.cosh, x))
      #expect(field.add(hyperbolicSine, hyperbolicCosine) == (try f(.exp, x)))
      #expect(try field.multiply(f(.tanh, x), hyperbolicCosine) == hyperbolicSine)
      for odd in [ElementaryFunction.sin, .tan, .sinh, .tanh, .arcsin, .arctan, .arsinh, .artanh, .erf] {
        #expect(try f(odd, opposite) == field.negate(f(odd, x)), "\(odd)")
      }
      for even in [ElementaryFunction.cos, .cosh] { #expect(try f(even, opposite) == f(even, x), "\(even)") }
      guard !x.isZero else { continue }
      #expect(try f(.log, field.reciprocal(x)) == field.negate(f(.log, x)))
      #expect(try f(.log, opposite) == f(.logMagnitude, x))
    }
    #expect(try field.elementwise(.exp, field.zeros(1, 1)) == one)
    #expect(try field.elementwise(.log, one).isZero)
    #expect(try field.elementwise(.exp, one) == field.constant(.e))
  }

  @Test("has no order, and says so") func order() {
    for function in [ElementaryFunction.abs, .sign, .positivePart, .step] {
      #expect(throws: NumericFailure.unavailable("order and sign in GF(p)")) {
        try field.elementwise(function, field.ones(1, 1))
      }
      #expect(!function.isOpaque)
    }
  }

  @Test("has tables that depend on the seed, the function and the argument") func tables() throws {
    let other = ModularArithmetic(seed: 12)
    let two = try field.scalar(2)
    #expect(try field.elementwise(.exp, two) != other.elementwise(.exp, two))
    #expect(try field.elementwise(.exp, two) != field.elementwise(.gamma, two))
    #expect(try field.elementwise(.exp, two) != field.elementwise(.exp, field.scalar(3)))
    #expect(try field.elementwise(.exp, two) == ModularArithmetic(seed: 11).elementwise(.exp, two))
  }
}
