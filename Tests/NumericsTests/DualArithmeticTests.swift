import Expressions
import Testing

@testable import Numerics

@Suite("Dual numbers") struct DualArithmeticTests {
  let real = DoubleArithmetic()

  /// A place in the domain of each function, away from its kink.
  private func place(_ function: ElementaryFunction) -> [Rational] {
    switch function {
    case .arcsin, .arccos, .artanh: [Rational(1, 3), Rational(-3, 5)]
    case .arcosh: [Rational(5, 4), 3]
    case .log, .sqrt, .gamma, .logGamma, .digamma, .trigamma: [Rational(2, 3), Rational(11, 2)]
    case .exp, .sin, .cos, .tan, .sinh, .cosh, .tanh, .arctan, .arsinh, .erf, .logMagnitude, .abs, .sign,
      .positivePart, .step:
      [Rational(4, 5), Rational(-6, 5)]
    }
  }

  /// Compares the tangent of a map with central differences, along a random direction.
  private func check<Result>(
    _ name: String,
    at x: DenseMatrix,
    along direction: DenseMatrix,
    tolerance: Double = 1e-6,
    _ map: (any DifferenceMap<Result>)
  ) throws {
    let dual = DualArithmetic(real)
    let result = try map.value(of: DualMatrix(x, tangent: direction), in: dual)
    let step = 1e-5
    let forward = try map.value(of: real.add(x, real.scale(direction, by: Rational(1, 100_000))), in: real)
    let backward = try map.value(of: real.add(x, real.scale(direction, by: Rational(-1, 100_000))), in: real)
    let difference = real.map(real.subtract(forward, backward)) { $0 / (2 * step) }
    // Central differences: truncation h² = 1e-10 times third derivatives, rounding 1e-16/h = 1e-11.
    #expect(real.agree(dual.tangent(result), difference, to: tolerance), "\(name)")
    #expect(real.agree(result.value, try map.value(of: x, in: real)), "\(name)")
  }

  @Test(
    "differentiate every elementary function as central differences do",
    arguments: ElementaryFunction.allCases
  )
  func elementary(_ function: ElementaryFunction) throws {
    let x = try real.matrix(rows: 2, columns: 1, entries: place(function))
    let direction = try real.matrix(rows: 2, columns: 1, entries: [Rational(2, 3), Rational(-5, 7)])
    guard function != .trigamma else {
      #expect(throws: NumericFailure.unavailable("the derivative of trigamma")) {
        try DualArithmetic(real).elementwise(.trigamma, DualMatrix(x, tangent: direction))
      }
      return
    }
    try check(function.rawValue, at: x, along: direction, ElementaryMap(function: function))
  }

  @Test("differentiate matrix operations as central differences do", arguments: MatrixMap.allCases)
  func matrices(_ map: MatrixMap) throws {
    var source = RandomSource(seed: 9)
    for n in 2...4 {
      let x = try real.samplePositiveDefinite(n, from: &source)
      try check(map.rawValue, at: x, along: try real.sample(n, n, from: &source), tolerance: 1e-6, map)
    }
  }

  @Test("give the exact second derivative of a polynomial when they nest") func nested() throws {
    let field = ModularArithmetic(seed: 1)
    let first = DualArithmetic(field)
    let second = DualArithmetic(first)
    var source = RandomSource(seed: 2)
    for n in 1...4 {
      let x = try field.sample(n, n, from: &source)
      let u = try field.sample(n, n, from: &source)
      let v = try field.sample(n, n, from: &source)
      let point = DualMatrix<DualArithmetic<ModularArithmetic>>(
        DualMatrix(x, tangent: u),
        tangent: DualMatrix(v, tangent: nil)
      )
      let cube = try second.matrixPower(point, 3)
      let mixed = first.tangent(second.tangent(cube))
      func products(_ a: ModularMatrix, _ b: ModularMatrix, _ c: ModularMatrix) -> ModularMatrix {
        field.multiply(field.multiply(a, b), c)
      }
      let terms = [
        products(u, v, x), products(v, u, x), products(u, x, v), products(v, x, u), products(x, u, v),
        products(x, v, u),
      ]
      #expect(mixed == terms.reduce(field.zeros(n, n), field.add))
    }
  }

  @Test("give the derivative of the determinant at singular matrices") func singular() throws {
    let field = ModularArithmetic(seed: 1)
    let dual = DualArithmetic(field)
    // det [a b; c d] along E is a d' + d a' − b c' − c b'; at [1 2; 2 4] with E = [5 7; 11 13].
    let x = try field.matrix(rows: 2, columns: 2, entries: [1, 2, 2, 4])
    let e = try field.matrix(rows: 2, columns: 2, entries: [5, 11, 7, 13])
    let result = try dual.determinant(DualMatrix(x, tangent: e))
    #expect(result.value.isZero)
    #expect(dual.tangent(result) == (try field.scalar(Rational(1 * 13 + 4 * 5 - 2 * 11 - 2 * 7))))
  }

  @Test("refuse kinks and repeated eigenvalues") func kinks() throws {
    let dual = DualArithmetic(real)
    let zero = DualMatrix<DoubleArithmetic>(real.zeros(1, 1), tangent: real.ones(1, 1))
    for function in [ElementaryFunction.abs, .sign, .positivePart, .step] {
      #expect(throws: NumericFailure.kink("\(function.rawValue) at 0")) {
        try dual.elementwise(function, zero)
      }
      #expect(try dual.elementwise(function, DualMatrix(real.zeros(1, 1))).value == real.zeros(1, 1))
    }
    #expect(throws: NumericFailure.kink("a repeated eigenvalue")) {
      try dual.symmetricEigen(DualMatrix(real.identity(2), tangent: real.ones(2, 2)))
    }
  }
}
