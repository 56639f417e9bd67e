// What several kernels share: places given by the user, and the block rule for derivatives of analytic functions.

import Expressions
import Numerics

extension SizedKernel {
  /// The index from 0 of a place that a user counts from 1.
  static func place(_ number: Int, upTo count: Int) throws(NumericFailure) -> Int {
    guard (1...max(count, 1)).contains(number), number <= count else {
      throw .outsideDomain("numbers from 1 to \(count)")
    }
    return number - 1
  }
}

extension FunctionKernel {
  /// The derivative of an analytic function at X along Y: the upper right block of f([X Y; 0 X]).
  ///
  /// Higham, Functions of Matrices, 2008, equation 3.16.
  static func upperRightBlock<A: Arithmetic>(
    of function: AnalyticFunction,
    _ x: A.Matrix,
    _ y: A.Matrix,
    in a: A
  ) throws(NumericFailure) -> A.Matrix {
    let n = a.rows(x)
    let whole = try a.analytic(function, a.blocks(x, y, a.zeros(n, n), x))
    return a.block(whole, rows: 0..<n, columns: n..<2 * n)
  }
}

/// Every entry replaced by the weighted sum of its diagonal; the weight is given by size and diagonal.
func collectedDiagonals<A: Arithmetic>(_ x: A.Matrix, in a: A, weight: (Int, Int) -> Rational)
  throws(NumericFailure) -> A.Matrix
{
  let n = a.rows(x)
  // The diagonals side by side, from the lowest one up, with zeros where they are shorter.
  let diagonals = 1 - n..<n
  let sheared = diagonals.flatMap { diagonal in
    (0..<n).map { i in (0..<n).contains(i + diagonal) ? Pick(0, (i + diagonal) * n + i) : nil }
  }
  let sums = a.multiply(a.ones(1, n), a.gather([x], sheared, rows: n, columns: 2 * n - 1))
  let weights = try a.matrix(
    rows: 1,
    columns: 2 * n - 1,
    entries: diagonals.map { weight(n, $0) }
  )
  let places = (0..<n * n).map { Pick(0, $0 / n - $0 % n + n - 1) }
  return a.gather([a.hadamard(sums, weights)], places, rows: n, columns: n)
}
