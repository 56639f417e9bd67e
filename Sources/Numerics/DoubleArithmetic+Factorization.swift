// What LAPACK does for machine numbers. Matrices go in and out as values; nothing of LAPACK stays behind.
// The `_work` forms are called because the convenience forms scan for NaN and allocate on every call.

import CLinearAlgebra
import Expressions

/// `LAPACK_COL_MAJOR`, which is a macro.
private let columnMajor: Int32 = 102

extension DoubleArithmetic {
  /// The inverse; a condition number near the last digit counts as singular.
  package func inverse(_ a: DenseMatrix) throws(NumericFailure) -> DenseMatrix {
    precondition(a.rows == a.columns, "only a square matrix has an inverse")
    let n = Int32(a.rows)
    guard n > 0 else { return a }
    var (factors, pivots) = try factorized(a)
    // dgetri needs n numbers of work space at least; the blocked form pays only above n = 64.
    let size = max(64, a.rows) * a.rows
    let status = withUnsafeTemporaryAllocation(of: Double.self, capacity: size) { work in
      LAPACKE_dgetri_work(columnMajor, n, &factors.elements, n, &pivots, work.baseAddress, Int32(size))
    }
    guard status == 0 else { throw .singular }
    return factors
  }

  /// The solution of A X = B by LU with partial pivoting.
  package func solve(_ a: DenseMatrix, _ b: DenseMatrix) throws(NumericFailure) -> DenseMatrix {
    precondition(
      a.rows == a.columns && a.rows == b.rows,
      "a linear system needs a square matrix and its height"
    )
    let n = Int32(a.rows)
    guard n > 0, b.columns > 0 else { return b }
    let (factors, pivots) = try factorized(a)
    var solution = b
    let status = LAPACKE_dgetrs_work(
      columnMajor,
      CChar(UInt8(ascii: "N")),
      n,
      Int32(b.columns),
      factors.elements,
      n,
      pivots,
      &solution.elements,
      n
    )
    guard status == 0 else { throw .singular }
    return solution
  }

  /// The determinant: the product of the pivots.
  package func determinant(_ a: DenseMatrix) throws(NumericFailure) -> DenseMatrix {
    precondition(a.rows == a.columns, "only a square matrix has a determinant")
    let n = Int32(a.rows)
    guard n > 0 else { return DenseMatrix(rows: 1, columns: 1, repeating: 1) }
    var factors = a
    var pivots = [Int32](repeating: 0, count: a.rows)
    let status = LAPACKE_dgetrf_work(columnMajor, n, n, &factors.elements, n, &pivots)
    guard status == 0 else { return DenseMatrix(rows: 1, columns: 1, repeating: 0) }
    var product = 1.0
    for i in 0..<a.rows { product *= Int(pivots[i]) == i + 1 ? factors[i, i] : -factors[i, i] }
    return DenseMatrix(rows: 1, columns: 1, repeating: product)
  }

  /// The adjugate: through the inverse, which is more accurate, or by the recurrence where there is none.
  package func adjugate(_ a: DenseMatrix) throws(NumericFailure) -> DenseMatrix {
    do throws(NumericFailure) {
      return scale(try inverse(a), by: try determinant(a))
    } catch {
      guard error == .singular else { throw error }
      return try leverrierAdjugate(a)
    }
  }

  /// The Cholesky factor of the symmetric part.
  package func cholesky(_ a: DenseMatrix) throws(NumericFailure) -> DenseMatrix {
    var factor = try symmetricPart(a)
    let n = a.rows
    guard n > 0 else { return factor }
    let status = LAPACKE_dpotrf_work(
      columnMajor,
      CChar(UInt8(ascii: "L")),
      Int32(n),
      &factor.elements,
      Int32(n)
    )
    guard status == 0 else { throw .outsideDomain("positive definite matrices") }
    for j in 0..<n { for i in 0..<j { factor.elements[j * n + i] = 0 } }
    return factor
  }

  /// The eigenvalues, ascending, and eigenvectors of the symmetric part.
  package func symmetricEigen(
    _ a: DenseMatrix
  ) throws(NumericFailure) -> (values: DenseMatrix, vectors: DenseMatrix) {
    var vectors = try symmetricPart(a)
    let n = a.rows
    guard n > 0 else { return (DenseMatrix(rows: 0, columns: 1, repeating: 0), vectors) }
    var values = [Double](repeating: 0, count: n)
    let size = max(34 * n, 3 * n)
    let status = withUnsafeTemporaryAllocation(of: Double.self, capacity: size) { work in
      LAPACKE_dsyev_work(
        columnMajor,
        CChar(UInt8(ascii: "V")),
        CChar(UInt8(ascii: "L")),
        Int32(n),
        &vectors.elements,
        Int32(n),
        &values,
        work.baseAddress,
        Int32(size)
      )
    }
    guard status == 0 else { throw .imprecise }
    for j in 0..<n {
      var leading = 0
      for i in 0..<n where vectors[i, j].magnitude > vectors[leading, j].magnitude { leading = i }
      guard vectors[leading, j] < 0 else { continue }
      for i in 0..<n { vectors.elements[j * n + i].negate() }
    }
    return (DenseMatrix(rows: n, columns: 1, columnMajor: values), vectors)
  }

  /// The LU factors and pivots of a matrix that is not singular to working precision.
  private func factorized(_ a: DenseMatrix) throws(NumericFailure) -> (DenseMatrix, [Int32]) {
    let n = Int32(a.rows)
    let norm = a.oneNorm
    var factors = a
    var pivots = [Int32](repeating: 0, count: a.rows)
    guard LAPACKE_dgetrf_work(columnMajor, n, n, &factors.elements, n, &pivots) == 0, norm.isFinite else {
      throw .singular
    }
    var conditioning = 0.0
    var integers = [Int32](repeating: 0, count: a.rows)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 4 * a.rows) { work in
      _ = LAPACKE_dgecon_work(
        columnMajor,
        CChar(UInt8(ascii: "1")),
        n,
        factors.elements,
        n,
        norm,
        &conditioning,
        work.baseAddress,
        &integers
      )
    }
    guard conditioning > Double.ulpOfOne else { throw .singular }
    return (factors, pivots)
  }
}
