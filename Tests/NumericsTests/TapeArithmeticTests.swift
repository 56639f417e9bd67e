import Expressions
import Testing

@testable import Numerics

@Suite("Tapes") struct TapeArithmeticTests {
  /// ⟨seed, dF(x; direction)⟩ by the dual number, and ⟨gradient, direction⟩ by the tape.
  private func sides<A: Arithmetic>(
    _ map: any DifferenceMap,
    _ a: A,
    x: A.Matrix,
    direction: A.Matrix,
    source: inout RandomSource
  ) throws -> (A.Matrix, A.Matrix) {
    let dual = DualArithmetic(a)
    let tape = TapeArithmetic(a)
    let moved = try map.value(of: DualMatrix(x, tangent: direction), in: dual)
    let variable = tape.variable(x)
    let output = try map.value(of: variable, in: tape)
    var entries: [Rational] = []
    for _ in 0..<tape.rows(output) * tape.columns(output) { entries.append(source.rational()) }
    let seed = try a.matrix(rows: tape.rows(output), columns: tape.columns(output), entries: entries)
    let gradient = try tape.adjoints(of: output, seed: seed, by: [variable])[0]
    return (a.frobenius(seed, dual.tangent(moved)), a.frobenius(gradient, direction))
  }

  @Test("and dual numbers give one derivative of each matrix operation", arguments: MatrixMap.allCases)
  func matrices(_ map: MatrixMap) throws {
    let a = DoubleArithmetic()
    var source = RandomSource(seed: 21)
    for n in 2...4 {
      let x = try a.samplePositiveDefinite(n, from: &source)
      let direction = try a.sample(n, n, from: &source)
      let (forward, reverse) = try sides(map, a, x: x, direction: direction, source: &source)
      #expect(a.agree(forward, reverse), "\(map) \(forward.elements) \(reverse.elements)")
    }
  }

  @Test("and dual numbers give one derivative of random compositions, exactly over GF(p)")
  func compositions() throws {
    let a = ModularArithmetic(seed: 4)
    var source = RandomSource(seed: 22)
    for seed in 0..<60 {
      let n = source.integer(in: 1...4)
      let x = try a.sampleInvertible(n, from: &source)
      let direction = try a.sample(n, n, from: &source)
      let (forward, reverse) = try sides(
        RandomComposition(seed: UInt64(seed)),
        a,
        x: x,
        direction: direction,
        source: &source
      )
      #expect(forward == reverse)
    }
  }

  @Test("and dual numbers agree on random compositions in machine numbers") func machineCompositions() throws
  {
    let a = DoubleArithmetic()
    var source = RandomSource(seed: 23)
    for seed in 0..<60 {
      let n = source.integer(in: 1...4)
      let x = try a.sampleInvertible(n, from: &source)
      let direction = try a.sample(n, n, from: &source)
      let (forward, reverse) = try sides(
        RandomComposition(seed: UInt64(seed)),
        a,
        x: x,
        direction: direction,
        source: &source
      )
      let scale = max(1, forward.largestMagnitude)
      #expect(a.subtract(forward, reverse).largestMagnitude <= 1e-6 * scale)
    }
  }

  @Test("give the gradients of a quartic form that the notebook of the design derives") func quartic() throws
  {
    let a = RationalArithmetic()
    let tape = TapeArithmetic(a)
    var source = RandomSource(seed: 24)
    let w = try a.sample(3, 3, from: &source)
    let x = try a.sample(3, 1, from: &source)
    let (variableW, variableX) = (tape.variable(w), tape.variable(x))
    let y = tape.multiply(tape.transpose(tape.multiply(variableW, variableW)), variableX)
    let gradients = try tape.gradients(of: tape.frobenius(y, y), by: [variableW, variableX])
    // 2(x yᵀ Wᵀ + Wᵀ x yᵀ) and 2 W² y
    let outer = a.multiply(x, a.transpose(y.value))
    let byW = a.add(a.multiply(outer, a.transpose(w)), a.multiply(a.transpose(w), outer))
    #expect(gradients[0] == (try a.scale(byW, by: 2)))
    #expect(gradients[1] == (try a.scale(a.multiply(a.multiply(w, w), y.value), by: 2)))
  }

  @Test("have zero gradients by what the output does not use, and survive long chains") func chains() throws {
    let tape = TapeArithmetic(DoubleArithmetic())
    let x = tape.variable(DenseMatrix(rows: 1, columns: 1, repeating: 1))
    let unused = tape.variable(DenseMatrix(rows: 2, columns: 3, repeating: 1))
    var sum = x
    for _ in 0..<100_000 { sum = tape.add(sum, x) }
    let gradients = try tape.gradients(of: sum, by: [x, unused])
    #expect(gradients[0].elements == [100_001])
    #expect(gradients[1] == DenseMatrix(rows: 2, columns: 3, repeating: 0))
  }
}

/// A composition of a dozen primitives, drawn from a seed; defined wherever inverses of random matrices are.
struct RandomComposition: DifferenceMap {
  typealias Tag = Void
  let seed: UInt64

  func value<A: Arithmetic>(of x: A.Matrix, in a: A) throws(NumericFailure) -> A.Matrix {
    var source = RandomSource(seed: seed)
    let n = a.rows(x)
    var known = [x, a.identity(n)]
    for _ in 0..<12 {
      let left = known[source.integer(in: 0...known.count - 1)]
      let right = known[source.integer(in: 0...known.count - 1)]
      switch source.integer(in: 0...9) {
      case 0: known.append(a.multiply(left, right))
      case 1: known.append(a.add(left, right))
      case 2: known.append(a.subtract(left, a.transpose(right)))
      case 3: known.append(a.hadamard(left, right))
      case 4: known.append(a.scale(left, by: try a.scale(a.trace(right), by: Rational(1, 5))))
      case 5: known.append(try a.inverse(a.add(x, try a.scale(a.identity(n), by: 3))))
      case 6: known.append(a.scale(left, by: try a.determinant(x)))
      case 7: known.append(try a.elementwise(.tanh, left))
      case 8: known.append(a.reshape(a.vectorize(a.transpose(left)), rows: n, columns: n))
      default: known.append(a.diagonalMatrix(a.diagonal(left)))
      }
    }
    return known[known.count - 1]
  }
}
