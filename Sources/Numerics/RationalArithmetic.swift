// Exact arithmetic in ℚ, for what needs order or signs: abs, relu, max. Slower than GF(p), and its numbers grow.

import CExactArithmetic
package import Expressions

/// A dense matrix of exact fractions.
package struct RationalMatrix: Sendable {
  /// The number of rows.
  package let rows: Int
  /// The number of columns.
  package let columns: Int
  let storage: SharedStorage<fmpq_mat_struct>

  init(rows: Int, columns: Int, write: (UnsafeMutablePointer<fmpq_mat_struct>) -> Void) {
    self.rows = rows
    self.columns = columns
    storage = SharedStorage(
      initialize: { contents in
        fmpq_mat_init(contents, rows, columns)
        write(contents)
      },
      clear: { fmpq_mat_clear($0) }
    )
  }

  var contents: UnsafeMutablePointer<fmpq_mat_struct> { storage.contents }

  /// The place of the entry with a column-major index.
  func place(_ index: Int) -> UnsafeMutablePointer<fmpq> {
    contents.pointee.place(row: index % rows, column: index / rows)
  }

  /// The entry in a row and a column, counted from 0.
  package subscript(row: Int, column: Int) -> Rational {
    rational(contents.pointee.place(row: row, column: column))
  }

  /// The entries, column by column.
  package var elements: [Rational] { (0..<rows * columns).map { rational(place($0)) } }

  /// The bits of numerator and denominator of the longest entry.
  package var greatestBits: Int {
    var bits = 0
    for index in 0..<rows * columns {
      let place = place(index)
      bits = max(bits, Int(fmpz_bits(&place.pointee.num)) + Int(fmpz_bits(&place.pointee.den)))
    }
    return bits
  }

  /// Whether every entry is zero.
  package var isZero: Bool { fmpq_mat_is_zero(contents) != 0 }
}

extension fmpq_mat_struct {
  fileprivate func place(row: Int, column: Int) -> UnsafeMutablePointer<fmpq> {
    guard let start = rows[row] else { preconditionFailure("a row of a matrix with entries") }
    return start + column
  }
}

extension RationalMatrix: Equatable {
  /// Matrices are equal when shape and entries are.
  package static func == (a: RationalMatrix, b: RationalMatrix) -> Bool {
    a.rows == b.rows && a.columns == b.columns && fmpq_mat_equal(a.contents, b.contents) != 0
  }
}

/// The field of rational numbers, by FLINT.
package struct RationalArithmetic: Arithmetic {
  /// A dense matrix of exact fractions.
  package typealias Matrix = RationalMatrix

  /// The most bits a power may have; more would fill the memory before it proves anything.
  static let greatestPowerSize = 1 << 20

  /// The digits of a power grow with the exponent.
  package let greatestExponent = 1024

  /// Where the sides of kinks are noted, if anyone asks.
  package let kinks: KinkRecord?

  /// The arithmetic of exact fractions.
  package init(kinks: KinkRecord? = nil) { self.kinks = kinks }

  /// The words of the longest entry.
  package func words(_ a: RationalMatrix) -> Int { 2 + a.greatestBits / 64 }

  /// The number of rows.
  package func rows(_ a: RationalMatrix) -> Int { a.rows }
  /// The number of columns.
  package func columns(_ a: RationalMatrix) -> Int { a.columns }

  /// The matrix of the given entries.
  package func matrix(rows: Int, columns: Int, entries: [Rational]) throws(NumericFailure) -> RationalMatrix {
    precondition(entries.count == rows * columns, "a matrix has as many entries as places")
    return fill(rows, columns) { index, place in write(entries[index], to: place) }
  }

  /// No rational number.
  package func constant(_ constant: MathematicalConstant) throws(NumericFailure) -> RationalMatrix {
    throw .unavailable("\(constant.rawValue) as a fraction")
  }

  /// The sum.
  package func add(_ a: RationalMatrix, _ b: RationalMatrix) -> RationalMatrix {
    checkShapes(a, b)
    return RationalMatrix(rows: a.rows, columns: a.columns) { fmpq_mat_add($0, a.contents, b.contents) }
  }

  /// The difference.
  package func subtract(_ a: RationalMatrix, _ b: RationalMatrix) -> RationalMatrix {
    checkShapes(a, b)
    return RationalMatrix(rows: a.rows, columns: a.columns) { fmpq_mat_sub($0, a.contents, b.contents) }
  }

  /// The matrix times an exact number.
  package func scale(_ a: RationalMatrix, by factor: Rational) throws(NumericFailure) -> RationalMatrix {
    let factor = FractionScratch(factor)
    return scale(a, by: factor.pointer)
  }

  /// The matrix times the only entry of another.
  package func scale(_ a: RationalMatrix, by factor: RationalMatrix) -> RationalMatrix {
    scale(a, by: factor.place(0))
  }

  /// The matrix product.
  package func multiply(_ a: RationalMatrix, _ b: RationalMatrix) -> RationalMatrix {
    precondition(a.columns == b.rows, "a product needs as many columns as rows")
    guard a.rows > 0, a.columns > 0, b.columns > 0 else { return zeros(a.rows, b.columns) }
    return RationalMatrix(rows: a.rows, columns: b.columns) { fmpq_mat_mul($0, a.contents, b.contents) }
  }

  /// The transpose.
  package func transpose(_ a: RationalMatrix) -> RationalMatrix {
    RationalMatrix(rows: a.columns, columns: a.rows) { fmpq_mat_transpose($0, a.contents) }
  }

  /// The entrywise product.
  package func hadamard(_ a: RationalMatrix, _ b: RationalMatrix) -> RationalMatrix {
    checkShapes(a, b)
    return fill(a.rows, a.columns) { index, place in fmpq_mul(place, a.place(index), b.place(index)) }
  }

  /// The entrywise reciprocal.
  package func reciprocal(_ a: RationalMatrix) throws(NumericFailure) -> RationalMatrix {
    for index in 0..<a.rows * a.columns where fmpq_is_zero(a.place(index)) != 0 { throw .singular }
    return fill(a.rows, a.columns) { index, place in fmpq_inv(place, a.place(index)) }
  }

  /// The entrywise power; a root exists only of a perfect power.
  package func power(_ a: RationalMatrix, _ exponent: Rational) throws(NumericFailure) -> RationalMatrix {
    guard let top = Int(exactly: exponent.numerator), let order = Int(exactly: exponent.denominator) else {
      throw .unavailable("a power of this size")
    }
    for index in 0..<a.rows * a.columns { try checkPower(a.place(index), top, root: order) }
    var isRational = true
    let result = fill(a.rows, a.columns) { index, place in
      let base = FractionScratch()
      isRational = isRational && takeRoot(a.place(index), order: order, into: base.pointer)
      // A failed root may leave a zero, whose negative power would abort the process.
      guard isRational else { return }
      // Powers of ±1 depend on the parity alone, and may have exponents past any size.
      fmpq_pow_si(place, base.pointer, isUnit(base.pointer) ? top % 2 : top)
    }
    guard isRational else { throw .unavailable("an irrational root") }
    return result
  }

  /// Square roots of squares, order and sign; nothing transcendental is rational.
  package func elementwise(
    _ function: ElementaryFunction,
    _ a: RationalMatrix
  ) throws(NumericFailure) -> RationalMatrix {
    if let kinks, function.hasKink {
      kinks.note(function, count: a.rows * a.columns) { index in
        let value = rational(a.place(index))
        return (value.isZero ? .zero : value.isNegative ? .negative : .positive, value.double)
      }
    }
    switch function {
    case .sqrt: return try power(a, Rational(1, 2))
    case .abs: return fill(a.rows, a.columns) { index, place in fmpq_abs(place, a.place(index)) }
    case .sign:
      return fill(a.rows, a.columns) { index, place in fmpq_set_si(place, Int(fmpq_sgn(a.place(index))), 1) }
    case .positivePart:
      return fill(a.rows, a.columns) { index, place in
        if fmpq_sgn(a.place(index)) > 0 { fmpq_set(place, a.place(index)) }
      }
    case .step:
      return fill(a.rows, a.columns) { index, place in
        if fmpq_sgn(a.place(index)) > 0 { fmpq_one(place) }
      }
    case .exp, .log, .sin, .cos, .tan, .sinh, .cosh, .tanh, .arcsin, .arccos, .arctan, .arsinh, .arcosh,
      .artanh, .erf, .gamma, .logGamma, .digamma, .trigamma, .logMagnitude:
      throw .unavailable("\(function.rawValue) as a fraction")
    }
  }

  /// The inverse.
  package func inverse(_ a: RationalMatrix) throws(NumericFailure) -> RationalMatrix {
    precondition(a.rows == a.columns, "only a square matrix has an inverse")
    guard a.rows > 0 else { return a }
    var exists = false
    let inverse = RationalMatrix(rows: a.rows, columns: a.rows) { exists = fmpq_mat_inv($0, a.contents) != 0 }
    guard exists else { throw .singular }
    return inverse
  }

  /// The determinant.
  package func determinant(_ a: RationalMatrix) throws(NumericFailure) -> RationalMatrix {
    precondition(a.rows == a.columns, "only a square matrix has a determinant")
    guard a.rows > 0 else { return ones(1, 1) }
    return fill(1, 1) { _, place in fmpq_mat_det(place, a.contents) }
  }

  /// Whether the matrix differs from its transpose.
  package func isAsymmetric(_ a: RationalMatrix) -> Bool { a != transpose(a) }

  /// Rearranged entries of several matrices.
  package func gather(
    _ sources: [RationalMatrix],
    _ picks: [Pick?],
    rows: Int,
    columns: Int
  ) -> RationalMatrix {
    precondition(picks.count == rows * columns, "a matrix has as many entries as places")
    return fill(rows, columns) { index, place in
      if let pick = picks[index] { fmpq_set(place, sources[pick.source].place(pick.index)) }
    }
  }

  /// Fails where the power has no value, or one too large to hold.
  private func checkPower(
    _ x: UnsafeMutablePointer<fmpq>,
    _ exponent: Int,
    root order: Int
  ) throws(NumericFailure) {
    if fmpq_is_zero(x) != 0 {
      guard exponent >= 0 else { throw .singular }
      return
    }
    guard order == 1 || fmpq_sgn(x) > 0 else {
      throw .outsideDomain("a fractional power of a negative number")
    }
    let bits = max(Int(fmpz_bits(&x.pointee.num)), Int(fmpz_bits(&x.pointee.den)))
    let (size, overflow) = Int(clamping: exponent.magnitude).multipliedReportingOverflow(by: bits)
    guard isUnit(x) || (!overflow && size / order <= Self.greatestPowerSize) else {
      throw .unavailable("a power of this size")
    }
  }

  private func isUnit(_ x: UnsafeMutablePointer<fmpq>) -> Bool {
    fmpz_is_pm1(&x.pointee.num) != 0 && fmpz_is_one(&x.pointee.den) != 0
  }

  /// Writes the root of a number; false when it is irrational.
  private func takeRoot(
    _ x: UnsafeMutablePointer<fmpq>,
    order: Int,
    into root: UnsafeMutablePointer<fmpq>
  ) -> Bool {
    if order == 1 || fmpq_is_zero(x) != 0 {
      fmpq_set(root, x)
      return true
    }
    return fmpz_root(&root.pointee.num, &x.pointee.num, order) != 0
      && fmpz_root(&root.pointee.den, &x.pointee.den, order) != 0
  }

  private func scale(_ a: RationalMatrix, by factor: UnsafeMutablePointer<fmpq>) -> RationalMatrix {
    RationalMatrix(rows: a.rows, columns: a.columns) { fmpq_mat_scalar_mul_fmpq($0, a.contents, factor) }
  }

  private func checkShapes(_ a: RationalMatrix, _ b: RationalMatrix) {
    precondition(a.rows == b.rows && a.columns == b.columns, "entrywise operations need one shape")
  }

  private func fill(
    _ rows: Int,
    _ columns: Int,
    _ write: (Int, UnsafeMutablePointer<fmpq>) -> Void
  ) -> RationalMatrix {
    RationalMatrix(rows: rows, columns: columns) { contents in
      for index in 0..<rows * columns {
        write(index, contents.pointee.place(row: index % rows, column: index / rows))
      }
    }
  }
}
