// Matrices of machine numbers over BLAS and LAPACK. The aim, in order: a failure instead of a silent NaN;
// speed for the sizes 1 to 7 of random instances; the accuracy that LAPACK gives. Digits computed here are never
// printed, because OpenBLAS rounds differently on different machines.

import CLinearAlgebra
package import Expressions

/// Machine numbers: BLAS for products, LAPACK for factorizations, one thread.
package struct DoubleArithmetic: Arithmetic {
  /// A dense matrix of machine numbers.
  package typealias Matrix = DenseMatrix

  /// Instances are small and reports are built in parallel, so BLAS itself keeps to one thread.
  private static let singleThread: Void = openblas_set_num_threads(1)

  /// The arithmetic of machine numbers.
  package init() { Self.singleThread }

  /// The number of rows.
  package func rows(_ a: DenseMatrix) -> Int { a.rows }
  /// The number of columns.
  package func columns(_ a: DenseMatrix) -> Int { a.columns }

  /// The matrix of the machine numbers nearest to the given entries.
  package func matrix(rows: Int, columns: Int, entries: [Rational]) throws(NumericFailure) -> DenseMatrix {
    try finite(DenseMatrix(rows: rows, columns: columns, columnMajor: entries.map(\.double)))
  }

  /// Euler's number or π, rounded.
  package func constant(_ constant: MathematicalConstant) throws(NumericFailure) -> DenseMatrix {
    switch constant {
    case .e: DenseMatrix(rows: 1, columns: 1, repeating: 2.718281828459045)
    case .pi: DenseMatrix(rows: 1, columns: 1, repeating: .pi)
    }
  }

  /// The sum.
  package func add(_ a: DenseMatrix, _ b: DenseMatrix) -> DenseMatrix { zip(a, b, +) }
  /// The difference.
  package func subtract(_ a: DenseMatrix, _ b: DenseMatrix) -> DenseMatrix { zip(a, b, -) }
  /// The entrywise product.
  package func hadamard(_ a: DenseMatrix, _ b: DenseMatrix) -> DenseMatrix { zip(a, b, *) }

  /// The matrix times an exact number.
  package func scale(_ a: DenseMatrix, by factor: Rational) throws(NumericFailure) -> DenseMatrix {
    let factor = factor.double
    return map(a) { $0 * factor }
  }

  /// The matrix times the only entry of another.
  package func scale(_ a: DenseMatrix, by factor: DenseMatrix) -> DenseMatrix {
    let factor = factor.elements[0]
    return map(a) { $0 * factor }
  }

  /// The matrix product.
  package func multiply(_ a: DenseMatrix, _ b: DenseMatrix) -> DenseMatrix {
    precondition(a.columns == b.rows, "a product needs as many columns as rows")
    let (m, n, k) = (a.rows, b.columns, a.columns)
    guard m > 0, n > 0, k > 0 else { return DenseMatrix(rows: m, columns: n, repeating: 0) }
    let elements = [Double](unsafeUninitializedCapacity: m * n) { product, count in
      cblas_dgemm(
        CblasColMajor,
        CblasNoTrans,
        CblasNoTrans,
        Int32(m),
        Int32(n),
        Int32(k),
        1,
        a.elements,
        Int32(m),
        b.elements,
        Int32(k),
        0,
        product.baseAddress,
        Int32(m)
      )
      count = m * n
    }
    return DenseMatrix(rows: m, columns: n, columnMajor: elements)
  }

  /// The transpose.
  package func transpose(_ a: DenseMatrix) -> DenseMatrix {
    if a.rows == 1 || a.columns == 1 {
      return DenseMatrix(rows: a.columns, columns: a.rows, columnMajor: a.elements)
    }
    var elements: [Double] = []
    elements.reserveCapacity(a.elements.count)
    for i in 0..<a.rows { for j in 0..<a.columns { elements.append(a[i, j]) } }
    return DenseMatrix(rows: a.columns, columns: a.rows, columnMajor: elements)
  }

  /// The entrywise reciprocal.
  package func reciprocal(_ a: DenseMatrix) throws(NumericFailure) -> DenseMatrix {
    guard !a.elements.contains(0) else { throw .singular }
    return map(a) { 1 / $0 }
  }

  /// The entrywise power; a negative number has integer powers only.
  package func power(_ a: DenseMatrix, _ exponent: Rational) throws(NumericFailure) -> DenseMatrix {
    if exponent.isNegative, a.elements.contains(0) { throw .singular }
    if !exponent.isInteger, a.elements.contains(where: { $0 < 0 }) {
      throw .outsideDomain("a fractional power of a negative number")
    }
    if exponent == Rational(1, 2) { return map(a) { $0.squareRoot() } }
    if exponent == 2 { return map(a) { $0 * $0 } }
    let exponent = exponent.double
    return try finite(map(a) { machinePower($0, exponent) })
  }

  /// An elementary function of every entry; fails outside its domain and where machine numbers end.
  package func elementwise(
    _ function: ElementaryFunction,
    _ a: DenseMatrix
  ) throws(NumericFailure) -> DenseMatrix {
    for x in a.elements where !function.isDefined(at: x) {
      throw .outsideDomain(function.domain)
    }
    return try finite(map(a) { machineValue(function, at: $0) })
  }

  /// Rearranged entries of several matrices.
  package func gather(_ sources: [DenseMatrix], _ picks: [Pick?], rows: Int, columns: Int) -> DenseMatrix {
    let elements = picks.map { pick in pick.map { sources[$0.source].elements[$0.index] } ?? 0 }
    return DenseMatrix(rows: rows, columns: columns, columnMajor: elements)
  }

  func map(_ a: DenseMatrix, _ transform: (Double) -> Double) -> DenseMatrix {
    DenseMatrix(rows: a.rows, columns: a.columns, columnMajor: a.elements.map(transform))
  }

  private func zip(
    _ a: DenseMatrix,
    _ b: DenseMatrix,
    _ combine: (Double, Double) -> Double
  ) -> DenseMatrix {
    precondition(a.rows == b.rows && a.columns == b.columns, "entrywise operations need one shape")
    var elements = a.elements
    for i in elements.indices { elements[i] = combine(elements[i], b.elements[i]) }
    return DenseMatrix(rows: a.rows, columns: a.columns, columnMajor: elements)
  }

  func finite(_ a: DenseMatrix) throws(NumericFailure) -> DenseMatrix {
    guard a.elements.allSatisfy(\.isFinite) else { throw .outsideDomain("the range of machine numbers") }
    return a
  }
}
