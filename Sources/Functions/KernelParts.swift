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
  let entries = (0..<n * n * n * n).map { k in
    let (to, from) = (k % (n * n), k / (n * n))
    let diagonal = to / n - to % n
    guard from / n - from % n == diagonal else { return Rational.zero }
    return weight(n, diagonal)
  }
  let collect = try a.matrix(rows: n * n, columns: n * n, entries: entries)
  return a.reshape(a.multiply(collect, a.vectorize(x)), rows: n, columns: n)
}
