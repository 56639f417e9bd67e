import Expressions
import Testing

@testable import Numerics

@Suite("Matrices of the C libraries") struct SharedStorageTests {
  @Test("are read, made and freed by several tasks at once") func concurrency() async throws {
    let balls = BallArithmetic(digits: 60)
    let q = RationalArithmetic()
    var source = RandomSource(seed: 61)
    let x = try balls.sampleInvertible(4, from: &source)
    // Numbers of many limbs: FLINT keeps those outside its own struct.
    let y = try q.matrixPower(try q.sampleInvertible(4, from: &source), 40)
    let expected = (try balls.exponential(x), try q.determinant(y)[0, 0])
    let results = try await withThrowingTaskGroup(of: (BallMatrix, Rational, RationalMatrix).self) { group in
      for _ in 0..<16 {
        group.addTask {
          var last = y
          for _ in 0..<20 { last = try q.inverse(try q.inverse(q.add(y, q.zeros(4, 4)))) }
          return (try balls.exponential(x), try q.determinant(last)[0, 0], last)
        }
      }
      var results: [(BallMatrix, Rational, RationalMatrix)] = []
      for try await result in group { results.append(result) }
      return results
    }
    #expect(results.count == 16)
    for (exponential, determinant, last) in results {
      #expect(exponential.contains(expected.0) && expected.0.contains(exponential))
      #expect(determinant == expected.1)
      #expect(last == y)
    }
  }
}
