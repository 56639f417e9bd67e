// Counting changes no value, and counts everything that is composed of primitives.

import Expressions
import Testing

@testable import Numerics

@Suite("An arithmetic that counts its work") struct CountedArithmeticTests {
  private func budget(_ steps: Int) -> Budget { Budget(steps: steps, bytes: 1 << 30) }

  @Test("has the values of the arithmetic below, also in dual numbers") func values() throws {
    let base = RationalArithmetic()
    let counted = CountedArithmetic(base, budget(1 << 40))
    var source = RandomSource(seed: 11)
    for n in 1...4 {
      let a = try base.sampleInvertible(n, from: &source)
      let b = try base.sample(n, n, from: &source)
      #expect(counted.add(a, b) == base.add(a, b))
      #expect(counted.subtract(a, b) == base.subtract(a, b))
      #expect(counted.multiply(a, b) == base.multiply(a, b))
      #expect(counted.hadamard(a, b) == base.hadamard(a, b))
      #expect(counted.transpose(a) == base.transpose(a))
      #expect(try counted.inverse(a) == base.inverse(a))
      #expect(try counted.determinant(a) == base.determinant(a))
      #expect(try counted.solve(a, b) == base.solve(a, b))
      #expect(try counted.adjugate(b) == base.adjugate(b))
      #expect(try counted.power(b, 3) == base.power(b, 3))
      #expect(try counted.elementwise(.positivePart, b) == base.elementwise(.positivePart, b))
      #expect(try counted.matrixPower(b, 5) == base.matrixPower(b, 5))
      #expect(try counted.scale(b, by: Rational(2, 3)) == base.scale(b, by: Rational(2, 3)))
      #expect(try counted.matrix(rows: n, columns: n, entries: b.elements) == b)
      let dual = DualArithmetic(counted)
      let plain = DualArithmetic(base)
      let moving = try dual.inverse(DualMatrix(a, tangent: b))
      #expect(dual.tangent(moving) == plain.tangent(try plain.inverse(DualMatrix(a, tangent: b))))
    }
  }

  @Test("spends more for larger matrices, longer numbers and more digits") func costs() throws {
    func steps(_ work: (Budget) throws -> Void) rethrows -> Int {
      let budget = budget(1 << 50)
      try work(budget)
      return budget.stepsTaken
    }
    func product(_ n: Int, digits: Int) -> Int {
      steps { budget in
        let balls = CountedArithmetic(BallArithmetic(digits: digits), budget)
        _ = balls.multiply(balls.ones(n, n), balls.ones(n, n))
      }
    }
    #expect(product(40, digits: 50) > 6 * product(20, digits: 50))
    #expect(product(20, digits: 5000) > 20 * product(20, digits: 50))
    let exact = RationalArithmetic()
    let long = try exact.scalar(Rational(7).power(10_000))
    let short = steps { _ = CountedArithmetic(exact, $0).multiply(exact.ones(1, 1), exact.ones(1, 1)) }
    #expect(steps { _ = CountedArithmetic(exact, $0).multiply(long, long) } > 20 * short)
  }

  @Test("ends at once when nothing is left, with the shapes that were asked for") func ends() throws {
    let spent = budget(0)
    let counted = CountedArithmetic(DoubleArithmetic(), spent)
    let a = DoubleArithmetic().ones(2, 3)
    let product = counted.multiply(a, counted.transpose(a))
    #expect((product.rows, product.columns) == (2, 2))
    #expect(spent.isSpent)
    #expect(throws: NumericFailure.overBudget) { try counted.inverse(product) }
    #expect(throws: NumericFailure.overBudget) { try counted.analytic(.logarithm, product) }
    #expect(spent.excess?.kind == .work)
  }

  @Test("counts the series and systems behind one logarithm of balls") func logarithm() throws {
    let budget = budget(1 << 50)
    let balls = CountedArithmetic(BallArithmetic(), budget)
    let a = balls.add(balls.identity(4), try balls.scale(balls.ones(4, 4), by: Rational(1, 2)))
    let before = budget.stepsTaken
    let first = try balls.logarithm(a)
    let once = budget.stepsTaken - before
    #expect(once > 100_000)
    // What was found is not looked for again, and is the same.
    let second = try balls.logarithm(a)
    #expect(budget.stepsTaken - before < 2 * once)
    #expect(first == second)
  }
}

@Suite("Functions of matrices of blocks") struct BlockFunctionTests {
  /// [A E; 0 A] twice over, as second derivatives have it.
  private func nested(_ n: Int, _ balls: BallArithmetic) throws -> BallMatrix {
    var source = RandomSource(seed: 77)
    func sample() throws -> BallMatrix { try balls.sample(n, n, from: &source) }
    let a = balls.add(balls.scale(balls.identity(n), by: try balls.scalar(12)), try sample())
    let zero = balls.zeros(n, n)
    let e = try sample()
    let inner = balls.blocks(a, e, zero, a)
    let corner = balls.blocks(try sample(), try sample(), zero, try sample())
    return balls.blocks(inner, corner, balls.zeros(2 * n, 2 * n), inner)
  }

  @Test("square back, and exponentiate back, however deep the blocks are nested", arguments: [1, 2, 3])
  func identities(_ n: Int) throws {
    let balls = BallArithmetic(digits: 30)
    let x = try nested(n, balls)
    let root = try balls.squareRoot(x)
    #expect(balls.agree(balls.multiply(root, root), x))
    #expect(balls.agree(try balls.exponential(balls.logarithm(x)), x))
  }

  @Test("have the derivatives of functions of the whole matrix", arguments: [2, 3]) func wholes(_ n: Int)
    throws
  {
    let balls = BallArithmetic(digits: 30)
    let x = try nested(n, balls)
    // A change of basis hides the blocks from the search for them.
    var source = RandomSource(seed: 5)
    let basis = balls.add(
      balls.scale(balls.identity(4 * n), by: try balls.scalar(7)),
      try balls.sample(4 * n, 4 * n, from: &source)
    )
    let hidden = balls.multiply(balls.multiply(basis, x), try balls.inverse(basis))
    let expected = balls.multiply(balls.multiply(basis, try balls.logarithm(x)), try balls.inverse(basis))
    #expect(try balls.logarithm(hidden).overlaps(expected))
  }
}
